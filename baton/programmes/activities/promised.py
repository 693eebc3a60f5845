# SPDX-License-Identifier: MIT
"""Promises beside what participants judged, counted by the database: a body may hold a hundred
thousand activities, and a page waits for their number only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, F, Q, QuerySet, Sum, Value, When

from baton.programmes.activities.judging import FEWEST_TOLD
from baton.programmes.activities.models import Activity, Rung, RungAnswer
from baton.programmes.activities.queries import of_rung


class Found(NamedTuple):
    """So many activities of a day and a programme have this gap, in rungs."""

    day: date
    programme: int
    gap: int
    number: int


def promised(found: QuerySet[Activity]) -> QuerySet[Activity]:
    """Those that made a promise and were not cancelled."""
    return found.filter(intended__isnull=False).exclude(state=Activity.State.CANCELLED)


def judged(found: QuerySet[Activity]) -> QuerySet[Activity]:
    """Those of which may be told how participants judged them."""
    answers = RungAnswer.objects.order_by().values("activity").annotate(number=Sum("number"))
    told = answers.filter(number__gte=FEWEST_TOLD)
    return promised(found).filter(pk__in=told.values("activity"))


def gaps(found: QuerySet[Activity]) -> Iterator[Found]:
    """What `Judged.gap` says of each, counted."""
    said, values = _said(found).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_GAPS.format(said=said), values)
        for day, programme, gap, number in cursor.fetchall():
            yield Found(_as_date(day), programme, gap, number)


def _said(found: QuerySet[Activity]) -> QuerySet[Activity, Any]:
    """Of each activity that is told: its day and programme, its promise, and how many judged it to
    be of each rung."""
    counts = {
        f"of_{rung}": Sum("rung_answers__number", filter=Q(rung_answers__rung=rung), default=0)
        for rung in Rung
    }
    each = promised(found).order_by().values("pk")
    return (
        each.annotate(
            day=F("on"),
            of_programme=F("programme"),
            promise=Case(*(When(of_rung(rung), then=Value(rung.value)) for rung in Rung)),
        )
        .annotate(total=Sum("rung_answers__number"), **counts)
        .filter(total__gte=FEWEST_TOLD)
    )


def _at(place: str) -> str:
    """The rung of the answer at a place, all in order; as `judging` says it."""
    steps = []
    for rung in Rung:
        up_to = " + ".join(f"of_{each}" for each in Rung if each <= rung)
        steps.append(f"WHEN {up_to} > {place} THEN {rung.value}")
    return f"CASE {' '.join(steps)} END"


_GAPS = f"""
    SELECT day, of_programme, gap, COUNT(*)
    FROM (
        SELECT day, of_programme,
            CASE WHEN low > promise THEN low - promise ELSE 0 END
                + CASE WHEN high < promise THEN high - promise ELSE 0 END AS gap
        FROM (
            SELECT day, of_programme, promise,
                {_at("(total - 1) / 2")} AS low, {_at("total / 2")} AS high
            FROM ({{said}}) AS said
        ) AS judged
    ) AS compared
    GROUP BY day, of_programme, gap
"""  # noqa: S608 - names of columns and rungs, no values


def _as_date(day: date | str) -> date:
    """SQLite keeps a day as text."""
    return day if isinstance(day, date) else date.fromisoformat(day)
