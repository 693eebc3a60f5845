# SPDX-License-Identifier: MIT
"""Weeks, months and quarters: each is named by its first day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from baton.core.wording import _


def start(day: date, frequency: str) -> date:
    """The first day of the week (a Monday), month or quarter in which a day lies.

    >>> start(date(2026, 5, 20), "week"), start(date(2026, 5, 20), "quarter")
    (datetime.date(2026, 5, 18), datetime.date(2026, 4, 1))
    """
    if frequency == "week":
        return day - timedelta(days=day.weekday())
    month = day.month if frequency == "month" else 3 * ((day.month - 1) // 3) + 1
    return day.replace(month=month, day=1)


def following(first: date, frequency: str) -> date:
    """The first day of the next period.

    >>> following(date(2026, 10, 1), "quarter")
    datetime.date(2027, 1, 1)
    """
    if frequency == "week":
        return first + timedelta(days=7)
    later = first.month + (1 if frequency == "month" else 3)
    return date(first.year + (later > 12), (later - 1) % 12 + 1, 1)


def between(first: date, last: date, frequency: str) -> Iterator[date]:
    """Every period from one to another, both included."""
    while first <= last:
        yield first
        first = following(first, frequency)


def name(first: date, frequency: str) -> str:
    """As it stands in a sentence.

    >>> name(date(2026, 5, 4), "week"), name(date(2026, 4, 1), "quarter")
    ('the week of 4 May 2026', 'April to June 2026')
    """
    if frequency == "week":
        return _("the week of %(day)s") % {"day": f"{first.day} {first:%B %Y}"}
    if frequency == "month":
        return f"{first:%B %Y}"
    last = last_day(first, frequency)
    return _("%(first)s to %(last)s") % {"first": f"{first:%B}", "last": f"{last:%B %Y}"}


def brief(first: date, frequency: str) -> str:
    """As it stands in a table or at an axis.

    >>> brief(date(2026, 5, 4), "week"), brief(date(2026, 4, 1), "quarter")
    ('4 May 2026', 'Apr–Jun 2026')
    """
    if frequency == "week":
        return f"{first.day} {first:%b %Y}"
    if frequency == "month":
        return f"{first:%b %Y}"
    return f"{first:%b}–{last_day(first, frequency):%b %Y}"


def last_day(first: date, frequency: str) -> date:
    """The last day of a period.

    >>> last_day(date(2026, 10, 1), "quarter")
    datetime.date(2026, 12, 31)
    """
    return following(first, frequency) - timedelta(days=1)
