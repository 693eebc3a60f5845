# SPDX-License-Identifier: MIT
"""Whom to call in the United Kingdom; Baton is not watched round the clock."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Help:
    """One service: `how` is what to dial or text; `source` is listed in docs/sources.md."""

    name: str
    how: str
    when: str
    source: str


#: Most urgent first. Public pages show the first three.
EMERGENCY_HELP = (
    Help("Emergency services", "Call 999", "If a life is in danger now.", "NHS: When to call 999"),
    Help(
        "NHS 111",
        "Call 111, and choose option 2 for mental health",
        "If you need help now but it is not an emergency. Any hour.",
        "NHS: Where to get urgent help for mental health",
    ),
    Help(
        "Samaritans",
        "Call 116 123",
        "If you need somebody to listen. Free, any hour.",
        "Samaritans: Contact a Samaritan",
    ),
    Help(
        "Shout",
        "Text SHOUT to 85258",
        "If you would rather text than talk. Free, any hour.",
        "Shout: Get help",
    ),
    Help("Childline", "Call 0800 1111", "If you are under 19. Free, any hour.", "Childline"),
    Help(
        "NSPCC helpline",
        "Call 0808 800 5000",
        "If you are an adult worried about a child.",
        "NSPCC: Report abuse",
    ),
    Help(
        "National Domestic Abuse Helpline",
        "Call 0808 2000 247",
        "If somebody at home frightens or hurts you. Free, any hour. Run by Refuge.",
        "Refuge: National Domestic Abuse Helpline",
    ),
)
