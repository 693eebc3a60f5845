# SPDX-License-Identifier: MIT
"""What recurs: questions whose last day is over are closed."""

from __future__ import annotations

from baton.core import ticker
from baton.improving.findings import asking


@ticker.every(seconds=60 * 60)
def close_checks() -> int:
    return asking.close_due()
