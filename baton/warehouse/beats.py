# SPDX-License-Identifier: MIT
"""Keeping the columnar copy current, some seconds behind the database."""

from __future__ import annotations

from baton.core import ticker
from baton.warehouse import writing
from baton.warehouse.layout import LockedElsewhere


@ticker.every(seconds=2)
def refresh() -> int:
    """Write the months anew of which something changed."""
    try:
        return len(writing.refresh())
    except LockedElsewhere:
        # Whoever writes it now sees what we saw, or it waits for the next turn.
        return 0
