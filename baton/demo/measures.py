# SPDX-License-Identifier: MIT
"""What the board of the demonstration measures: one thing from its voices, two that were typed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from baton.core import clock, periods
from baton.people.models import Account, Organisation
from baton.understanding.measures import operations
from baton.understanding.measures.files import Given

#: Days until half of the month's complaints were answered, up to the last month that is over.
_DAYS = (46, 43, 48, 44, 41, 47, 45, 49, 42, 46, 31, 29, 33, 30, 28, 32, 30, 29)
#: The month, counted from the first, from which two officers answered.
_SECOND_OFFICER = 10
#: Meetings of groups where people with experience of care had a seat: so many of so many.
_SEATS = (
    *((5, 9), (4, 8), (6, 9), (5, 8), (6, 10), (5, 9), (6, 9), (4, 8), (6, 9), (7, 9)),
    *((8, 9), (8, 10), (9, 10), (9, 9), (8, 9)),
)


def keep(board: Organisation, lead: Account, *, walk_in_centre: str) -> None:
    """Begin three measures; `walk_in_centre` is the code of a service that many speak of."""
    _friends_and_family(board, lead, walk_in_centre)
    _complaints(board, lead)
    _seats(board, lead)


def _friends_and_family(board: Organisation, lead: Account, code: str) -> None:
    service = board.services.get(code=code)
    measure = operations.add(
        board,
        by=lead,
        title="Visits that people call good or very good",
        says="Of all who answered how their visit was, how many said good or very good.",
        source="fft_positive",
        service=service,
        frequency="month",
        direction="increase",
        unit="percentage",
        post="Matron of the walk-in centre",
    )
    decided = clock.today() - timedelta(days=80)
    operations.set_standard(
        measure,
        by=lead,
        target=Decimal(85),
        set_by="the urgent care programme group",
        set_with="nine people who had waited at the centre, two of them carers of small children",
        why="Being told what happens next matters more to us than the length of the wait. We would "
        "send a friend to a place where hardly anybody says otherwise.",
        decided_on=decided,
        valid_from=periods.start(decided, "month"),
    )


def _complaints(board: Organisation, lead: Account) -> None:
    measure = operations.add(
        board,
        by=lead,
        title="Median days to answer a complaint",
        says="After how many days half of the month’s complaints had their answer.",
        source="typed",
        frequency="month",
        direction="decrease",
        unit="days",
        owner=lead,
    )
    months = _last_months(len(_DAYS))
    operations.put(
        measure,
        [Given(month, Decimal(days)) for month, days in zip(months, _DAYS, strict=True)],
        by=lead,
    )
    second = months[_SECOND_OFFICER]
    operations.annotate(measure, second, "A second complaints officer began", by=lead)
    operations.rebase(
        measure, second, "Two officers answer complaints now; both posts are permanent", by=lead
    )
    operations.set_standard(
        measure,
        by=lead,
        target=Decimal(35),
        set_by="the quality committee",
        set_with="seven people who had complained in the year before",
        why="Waiting without a word feels like being ignored all over again.",
        decided_on=second,
        valid_from=second,
    )


def _seats(board: Organisation, lead: Account) -> None:
    measure = operations.add(
        board,
        by=lead,
        title="Meetings with a seat for people with experience",
        says="Of the meetings of our groups, how many had somebody with experience of care.",
        source="typed",
        frequency="month",
        direction="increase",
        unit="percentage",
        post="Head of engagement",
    )
    months = _last_months(len(_SEATS))
    operations.put(
        measure,
        [Given(month, Decimal(some), of) for month, (some, of) in zip(months, _SEATS, strict=True)],
        by=lead,
    )


def _last_months(number: int) -> list[date]:
    """So many months up to the last that is over, by their first days."""
    months = [periods.start(clock.today(), "month")]
    while len(months) <= number:
        months.insert(0, periods.start(months[0] - timedelta(days=1), "month"))
    return months[:number]
