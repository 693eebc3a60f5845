# SPDX-License-Identifier: MIT
"""The audit of engagement as a table that people carry away."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from baton.core.tables import Row, Sheet
from baton.programmes.activities import drawing, judging
from baton.programmes.activities.models import Activity

COLUMNS = (
    *("What", "Day", "Last day", "Programme", "Stage", "State", "Provisional", "With whom"),
    *("Method", "Place", "Postcode", "Online", "Area", "Services", "Stakeholders", "Organiser"),
    *("People planned", "People", "Cost planned £", "Cost £", "Paid to participants planned £"),
    *("Paid to participants £", "Hours planned", "Hours", "Rung intended", "Rung experienced"),
    *("Answers on the rung", "Announced all the same because", "Cancelled because"),
    "What it changed so far",
)
WIDTHS = (44, 12, 12, 36, 28, 12, 12, 36, 18, 28, 10, 8, 24, 32, 32, 24, *(12,) * 8)
#: Activities whose services, stakeholders and answers are read at once.
_AT_ONCE = 500


def sheet(found: QuerySet[Activity]) -> Sheet:
    """A row for each activity, read while it is sent."""
    return Sheet("Activities", COLUMNS, _rows(found), WIDTHS)


def _rows(found: QuerySet[Activity]) -> Iterator[Row]:
    found = found.select_related("organiser").prefetch_related("services", "stakeholders")
    some: list[Activity] = []
    for activity in found.iterator(_AT_ONCE):
        some.append(activity)
        if len(some) == _AT_ONCE:
            yield from _cells_of(some)
            some = []
    yield from _cells_of(some)


def _cells_of(some: list[Activity]) -> Iterator[Row]:
    for row in drawing.rows(some):
        yield _cells(row.activity, row.rung)


def _cells(activity: Activity, rung: drawing.Drawn) -> Row:
    return [
        activity.title,
        activity.on,
        activity.until,
        activity.programme.title,
        activity.get_stage_display(),
        activity.get_state_display(),
        "yes" if activity.is_provisional else "",
        activity.with_whom,
        activity.get_method_display(),
        activity.place,
        activity.postcode,
        "yes" if activity.is_online else "",
        activity.area,
        "; ".join(each.name for each in activity.services.all()),
        "; ".join(each.name for each in activity.stakeholders.all()),
        activity.organiser.name if activity.organiser else "",
        activity.expected,
        activity.came,
        activity.cost_planned,
        activity.cost,
        activity.payments_planned,
        activity.payments,
        activity.hours_planned,
        activity.hours,
        str(rung.intended.label) if rung.intended else "",
        drawing.experienced(rung.judged),
        _number(rung.judged),
        activity.announced_why,
        activity.cancelled_why,
        activity.changed,
    ]


def _number(judged: judging.Judged) -> int | str:
    few = 0 < judged.number < judging.FEWEST_TOLD
    return f"under {judging.FEWEST_TOLD}" if few else judged.number
