# SPDX-License-Identifier: MIT
"""The pace of long work beside people's: short transactions, and a turn for others after each."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from baton.core import sql

#: Seconds that a transaction should last: below the 50 ms that others may have to wait.
LASTING = 0.035
#: Seconds in which others may begin, after each of ours; longer where they do.
PAUSE = 0.002
#: How long others' turn is, beside ours, where they are at work: at 200 answers a second these keep
#: nineteen of twenty within 50 ms on two cores (docs/performance.md).
SQLITE_TURN, POSTGRESQL_TURN = 2, 0.1
#: Turns after which SQLite's log is written back: somewhat before SQLite would do so by itself, as
#: the last part of somebody's transaction.
WRITTEN_BACK = 12

_AT_WORK = """
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()
        AND backend_type = 'client backend'
    LIMIT 1
"""


class Pace:
    """How many rows the next transaction takes, learnt from how long the last ones lasted.

    Never fewer than `fewest`: a transaction takes its time to end however few there are, so that
    still fewer would only make more of them. `others` is how long the turn of others is beside ours
    where they are at work, if the work can wait longer than that of most.
    """

    def __init__(
        self, *, first: int = 256, fewest: int = 256, most: int = 2048, others: float | None = None
    ) -> None:
        self.size, self._others = first, others
        self._fewest, self._most = fewest, most
        self._seen = _last_write()
        self._turns = 0

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
        self._turns += 1
        if self._turns % WRITTEN_BACK == 0:
            _write_back()
        share = _share_of_others(self._seen)
        time.sleep(max(PAUSE, lasted * (share and (self._others or share))))
        self._seen = _last_write()


def _share_of_others(seen: int) -> float:
    """How much longer than our turn theirs should be: nothing where nobody is at work.

    SQLite's writers do not queue: they ask again and again, and need a gap that is wide enough to
    be met. PostgreSQL's queue, but they share its processors with us.
    """
    if connection.vendor == "postgresql":
        return POSTGRESQL_TURN if sql.value(_AT_WORK) else 0
    return SQLITE_TURN if _last_write() != seen else 0


def _last_write() -> int:
    """A number that changes when somebody else has written to SQLite."""
    return 0 if connection.vendor == "postgresql" else int(sql.value("PRAGMA data_version"))


def _write_back() -> None:
    """Copy SQLite's log into its place; others may read and write meanwhile."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
