# SPDX-License-Identifier: MIT
"""What recurs for this channel: photographs are deleted when their time is over."""

from __future__ import annotations

from baton.core import ticker
from baton.listening.channels.event import charts


@ticker.every(seconds=60 * 60)
def forget_old_photographs() -> int:
    return charts.forget_overdue()
