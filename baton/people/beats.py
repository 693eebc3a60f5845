# SPDX-License-Identifier: MIT
"""What recurs for this room: sending what waits in the outbox."""

from __future__ import annotations

from baton.core import ticker
from baton.people import outbox


@ticker.every(seconds=3)
def send_due_messages() -> int:
    return outbox.send_due()
