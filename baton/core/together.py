# SPDX-License-Identifier: MIT
"""Short writes of several requests in one transaction, where SQLite would make them queue.

SQLite has one writer, and each commit waits for the disk: what many people save in the same moment
is written and committed once for all of them. Nobody is answered before their own is durable.
PostgreSQL does the same by itself.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

from django.db import connection, transaction

Found = TypeVar("Found")


class _Deed(Generic[Found]):
    """Something to be written, and what came of it."""

    def __init__(self, work: Callable[[], Found]) -> None:
        self._work = work
        self.is_done = False
        self._found: Found | None = None
        self._problem: Exception | None = None

    def carry_out(self) -> None:
        """Write it, or nothing of it."""
        try:
            with transaction.atomic():
                self._found = self._work()
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is told to whose deed it is
            self._problem = problem

    def fail(self, problem: Exception) -> None:
        self._problem = problem

    def found(self) -> Found:
        if self._problem is not None:
            raise self._problem
        return cast("Found", self._found)


#: What waits to be written; whoever has the turn writes all of it.
_waiting: deque[_Deed[Any]] = deque()
_turn = threading.Lock()


def write(work: Callable[[], Found]) -> Found:
    """Do `work` in a transaction, perhaps with others', and return what it returns when that has
    been committed. What it raises takes back its own writes alone.

    It may run on another request's thread, so it does nothing but read and write the database.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            return work()
    mine = _Deed(work)
    _waiting.append(mine)
    with _turn:
        if not mine.is_done:
            _write_all()
    return mine.found()


def _write_all() -> None:
    deeds = [_waiting.popleft() for _ in range(len(_waiting))]
    try:
        with transaction.atomic():
            for deed in deeds:
                deed.carry_out()
    except Exception as problem:  # noqa: BLE001 - nothing of it was kept: all are told
        for deed in deeds:
            deed.fail(problem)
    finally:
        for deed in deeds:
            deed.is_done = True
