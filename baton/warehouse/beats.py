# SPDX-License-Identifier: MIT
"""Keeping the columnar copy current, some seconds behind the database."""

from __future__ import annotations

from baton.core import ticker
from baton.warehouse import writing
from baton.warehouse.layout import LockedElsewhere


# Where much changes all the time, as while a large file comes in, the copy would else be written
# without a pause.
@ticker.every(seconds=2, rests=5)
def refresh() -> int:
    """Write the months anew of which something changed."""
    try:
        return len(writing.refresh())
    except LockedElsewhere:
        # Whoever writes it now sees what we saw, or it waits for the next turn.
        return 0
