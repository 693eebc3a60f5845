# SPDX-License-Identifier: MIT
"""Working days: Monday to Friday, but no bank holiday of England and Wales."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

_HOLIDAYS = Path(__file__).with_name("facts") / "bank_holidays.yaml"
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Holidays:
    """The bank holidays of England and Wales, up to the end of a year."""

    days: frozenset[date]
    last_year: int


@cache
def holidays() -> Holidays:
    held = yaml.safe_load(_HOLIDAYS.read_text())
    return Holidays(frozenset(held["days"]), held["last_year"])


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays().days


def working_day(first: date, number: int) -> date:
    """The so-manieth working day from a day on, itself included.

    >>> working_day(date(2026, 5, 1), 9)  # a bank holiday on Monday 4 May
    datetime.date(2026, 5, 14)
    """
    day = first - timedelta(days=1)
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def days_after(day: date, number: int) -> date:
    """The so-manieth working day after a day.

    >>> days_after(date(2026, 5, 1), 1)
    datetime.date(2026, 5, 5)
    """
    return working_day(day + timedelta(days=1), number)


def days_before(day: date, number: int) -> date:
    """The so-manieth working day before a day.

    >>> days_before(date(2026, 5, 5), 1)
    datetime.date(2026, 5, 1)
    """
    while number:
        day -= timedelta(days=1)
        number -= is_working_day(day)
    return day


def days_until(start: date, end: date) -> int:
    """How many working days come after one day, up to another; below 0 where it is past.

    >>> days_until(date(2026, 6, 10), date(2026, 6, 11))
    1
    """
    if end < start:
        return -days_until(end, start)
    days = (start + timedelta(days=each) for each in range(1, (end - start).days + 1))
    return sum(map(is_working_day, days))


def is_sure(day: date) -> bool:
    """Whether the bank holidays of its year are known."""
    return day.year <= holidays().last_year
