# SPDX-License-Identifier: MIT
"""What recurs for activities: reminding, calling off, forgetting who took part."""

from __future__ import annotations

from baton.core import ticker
from baton.programmes.activities import remembering


@ticker.every(seconds=300)
def remind_participants() -> int:
    return remembering.remind_due()


@ticker.every(seconds=30)
def call_off_participants() -> int:
    return remembering.call_off_due()


@ticker.every(seconds=3600)
def forget_participants() -> int:
    return remembering.forget_due()
