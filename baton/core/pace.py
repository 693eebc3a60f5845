# SPDX-License-Identifier: MIT
"""The pace of long work beside people's: short transactions, and a turn for others after each."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

#: Seconds that a transaction should last: below the 50 ms that others may have to wait.
LASTING = 0.035
#: Seconds in which others may begin, after each of ours; longer where they do.
PAUSE = 0.002


class Pace:
    """How many rows the next transaction takes, learnt from how long the last ones lasted.

    Never fewer than `fewest`: a transaction takes its time to end however few there are, so that
    still fewer would only make more of them.
    """

    def __init__(self, *, first: int = 256, fewest: int = 256, most: int = 2048) -> None:
        self.size = first
        self._fewest, self._most = fewest, most
        self._seen = _others_wrote()

    @contextmanager
    def turn(self, rows: int) -> Iterator[None]:
        """Around one transaction over so many rows: measures it, then gives others their turn."""
        began = time.perf_counter()
        yield
        lasted = time.perf_counter() - began
        if rows >= self.size:
            # Halfway only: one slow turn, as when others had to be waited for, is no measure.
            fitting = (self.size + rows * LASTING / lasted) / 2
            self.size = round(min(self._most, max(self._fewest, fitting)))
        seen = _others_wrote()
        time.sleep(max(PAUSE, lasted) if seen != self._seen else PAUSE)
        self._seen = _others_wrote()


def _others_wrote() -> int:
    """A number that changes when somebody else has written to SQLite.

    Its writers do not queue: they ask again and again, and need a gap that is wide enough to be
    met. PostgreSQL's stand in a queue and are served in turn.
    """
    if connection.vendor == "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        return int(cursor.fetchone()[0])
