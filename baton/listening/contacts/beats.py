# SPDX-License-Identifier: MIT
"""What recurs for this room: letting go of addresses that nobody needs any more."""

from __future__ import annotations

from baton.core import ticker
from baton.listening.contacts import operations


@ticker.every(seconds=60 * 60)
def forget_due() -> int:
    return operations.forget_due()
