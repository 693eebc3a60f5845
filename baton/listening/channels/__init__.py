# SPDX-License-Identifier: MIT
"""The ways people's words reach us: one folder each, and one line here."""

CHANNELS = [
    "baton.listening.channels.mirrors",
    "baton.listening.channels.upload",
    "baton.listening.channels.event",
    "baton.listening.channels.frontline",
    "baton.listening.channels.survey",
    "baton.listening.channels.partner",
]
