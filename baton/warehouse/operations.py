# SPDX-License-Identifier: MIT
"""Telling the columnar copy what changed, inside the transaction that changes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone

from baton.core import bulk, clock
from baton.warehouse.models import Change, Tombstone

_CHANGE = ("month", "at")
_TOMBSTONE = ("contribution", "organisation", "month")


@lru_cache(maxsize=8192)
def month_of(moment: datetime) -> date:
    """The first day of the month in which a moment lies, in the installation's time zone."""
    return timezone.localdate(moment).replace(day=1)


def changed(said_at: Iterable[datetime]) -> None:
    """Something was written of what was said at these moments."""
    now = clock.now()
    months = sorted(set(map(month_of, said_at)))
    bulk.Writer(Change(), _CHANGE).write([(month, now) for month in months])


def gone(left: Iterable[tuple[int, int, datetime]]) -> None:
    """These leave every count with this transaction: contribution, organisation, when it was said.

    Telling it again changes nothing.
    """
    rows = {key: (key, body, month_of(said_at)) for key, body, said_at in left}
    there = Tombstone.objects.filter(pk__in=rows).values_list("pk", flat=True)
    for key in list(there):
        del rows[key]
    bulk.Writer(Tombstone(), _TOMBSTONE).write(rows.values())
