# SPDX-License-Identifier: MIT
"""What recurs for this room: sending what waits in the outbox, forgetting visits that ended."""

from __future__ import annotations

from baton.core import ticker
from baton.people import outbox, visits


@ticker.every(seconds=3)
def send_due_messages() -> int:
    return outbox.send_due()


@ticker.every(seconds=3600)
def forget_ended_visits() -> int:
    return visits.forget_ended()
