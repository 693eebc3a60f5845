# SPDX-License-Identifier: MIT
"""The one clock. Rooms ask it, so that a test or the demonstration can hold it still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_held: ContextVar[datetime | None] = ContextVar("held", default=None)


def now() -> datetime:
    """This moment, aware."""
    return _held.get() or timezone.now()


def today() -> date:
    """This day, in the organisation's time zone."""
    return timezone.localdate(now())


@contextmanager
def held_at(moment: datetime) -> Iterator[None]:
    """Within it, it is always `moment`."""
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
