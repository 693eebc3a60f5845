# SPDX-License-Identifier: MIT
"""What recurs for batons: once a day, whoever has something new in hand is told."""

from __future__ import annotations

from baton.core import ticker
from baton.improving.batons import reminding


@ticker.every(seconds=300)
def remind() -> int:
    return reminding.send_due()
