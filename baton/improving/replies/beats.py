# SPDX-License-Identifier: MIT
"""What recurs for this room: seeing which messages came back. Sending is a job."""

from __future__ import annotations

from baton.core import ticker
from baton.improving.replies import sending


@ticker.every(seconds=30)
def note_what_came_back() -> int:
    return sending.note_what_came_back()
