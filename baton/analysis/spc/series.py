# SPDX-License-Identifier: MIT
"""What a chart is made from, looked at before anything is counted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from numbers import Real


class SeriesProblem(ValueError):
    """No chart can be made of this. The sentence says why, where and how to mend it.

    `point` is the number, from 0, of the point that it is about, and `reason` the sentence without
    it, so that a file can name its own row.
    """

    def __init__(self, reason: str, point: int | None = None) -> None:
        super().__init__(reason if point is None else f"Point {point + 1}: {reason}")
        self.reason = reason
        self.point = point


def checked_dates(dates: Iterable[object]) -> list[date]:
    """Days or moments in order, none twice; days may be given as ISO text. Raises SeriesProblem."""
    days = [_date(day, point) for point, day in enumerate(dates)]
    if len({_nature(day) for day in days}) > 1:
        raise SeriesProblem(
            "Some dates are days, some are moments, or only some have a time zone. Give all alike."
        )
    for point, (before, day) in enumerate(pairwise(days), start=1):
        if day == before:
            raise SeriesProblem(f"the date {day} is there twice. Leave one of them out.", point)
        if day < before:
            raise SeriesProblem(
                f"{day} comes after {before}. Put the points in the order of their dates.", point
            )
    return days


def _date(day: object, point: int) -> date:
    if isinstance(day, str):
        try:
            return date.fromisoformat(day)
        except ValueError:
            pass
    elif isinstance(day, date) and day == day:  # noqa: PLR0124 - pandas' NaT is not itself
        return day
    raise SeriesProblem(f"{day!r} is not a date. Give one, such as 2026-04-01.", point)


def _nature(day: date) -> tuple[bool, bool]:
    if not isinstance(day, datetime):
        return False, False
    return True, day.tzinfo is not None


def checked_values(values: Iterable[object], *, percentage: bool) -> list[float]:
    """Finite numbers; percentages within 0 to 100. Raises SeriesProblem."""
    numbers = []
    for point, value in enumerate(values):
        if not isinstance(value, Real | Decimal):
            raise SeriesProblem(f"{value!r} is not a number. Give one, such as 12.5.", point)
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise SeriesProblem(
                f"the value is {value}, which cannot be charted. Give the number that was counted,"
                " or leave the point out.",
                point,
            )
        if percentage and not 0 <= number <= 100:
            raise SeriesProblem(
                f"{number:g} is not a percentage. Give a number from 0 to 100,"
                " or do not call the series a percentage.",
                point,
            )
        numbers.append(number)
    return numbers


def starts_of_segments(days: Sequence[date], rebase: object) -> list[int]:
    """The points at which limits begin anew: the first, and the first on or after each rebase.

    Raises SeriesProblem at a rebase outside the series, or one that leaves a segment of one point.
    """
    given = [rebase] if isinstance(rebase, str | date) else rebase
    if not isinstance(given, Iterable):
        raise SeriesProblem(f"Rebase at dates, not at {given!r}.")
    starts = sorted({0, *(_start(days, each) for each in given)})
    for start, end in pairwise([*starts, len(days)]):
        if end - start < 2:
            raise SeriesProblem(
                f"The limits would rest on the single point of {days[start]}. Two are needed:"
                " rebase at another date, or wait for the next point."
            )
    return starts


def _start(days: Sequence[date], rebase: object) -> int:
    try:
        (day,) = checked_dates([rebase])
    except SeriesProblem as problem:
        raise SeriesProblem(f"To rebase, {problem.reason}") from problem
    if _nature(day) != _nature(days[0]):
        known, day = [_day(each) for each in days], _day(day)
    else:
        known = list(days)
    if not known[0] <= day <= known[-1]:
        raise SeriesProblem(
            f"There is no point to rebase at {day}: the series runs from {days[0]} to {days[-1]}."
            " Give a date within it."
        )
    return next(point for point, each in enumerate(known) if each >= day)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
