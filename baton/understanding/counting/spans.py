# SPDX-License-Identifier: MIT
"""Months and days: what is counted now, and what it is set against."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from baton.core import clock
from baton.ui import words
from baton.ui.wording import _
from baton.warehouse.shapes import Blanks

#: Without dates, the newest so many months are set against as many before them.
LATEST = 3
#: So many months does a trend show.
TREND = 12


class Span(NamedTuple):
    """Some days: from the first (None: from the beginning) to before `until` (None: to the end)."""

    since: date | None = None
    until: date | None = None

    @property
    def is_whole_months(self) -> bool:
        """Whether it begins and ends with a month, so that months suffice to count it."""
        return all(day is None or day.day == 1 for day in self)

    def shaped(self, blanks: Blanks) -> Span:
        """The same with a blank for each day."""
        return Span(*(day and blanks.day(day) for day in self))

    def has_month(self, month: int) -> bool:
        """Whether the first day of a month lies in it."""
        first = first_of(month)
        return (self.since is None or first >= self.since) and (
            self.until is None or first < self.until
        )


#: All days.
EVER = Span()


def month_of(day: date) -> int:
    """Months since the year 0, as the copy counts them.

    >>> month_of(date(2026, 1, 31)) - month_of(date(2025, 12, 1))
    1
    """
    return 12 * day.year + day.month - 1


def first_of(month: int) -> date:
    """
    >>> first_of(month_of(date(2026, 2, 28)))
    datetime.date(2026, 2, 1)
    """
    return date(month // 12, month % 12 + 1, 1)


def before(span: Span, *, a_year: bool = False) -> Span:
    """What a span is set against: as many days (whole months: as many months) just before it, or
    the same days a year before. The span has both ends.

    >>> before(Span(date(2026, 4, 1), date(2026, 7, 1)))
    Span(since=datetime.date(2026, 1, 1), until=datetime.date(2026, 4, 1))
    >>> before(Span(date(2026, 2, 20), date(2026, 3, 2)))
    Span(since=datetime.date(2026, 2, 10), until=datetime.date(2026, 2, 20))
    >>> before(Span(date(2024, 2, 29), date(2024, 3, 8)), a_year=True)
    Span(since=datetime.date(2023, 2, 28), until=datetime.date(2023, 3, 8))
    """
    since, until = span
    assert since is not None
    assert until is not None
    if a_year:
        return Span(_a_year_before(since), _a_year_before(until))
    if span.is_whole_months:
        length = month_of(until) - month_of(since)
        return Span(first_of(month_of(since) - length), since)
    return Span(since - (until - since), since)


def compared(span: Span, against: str = "") -> tuple[Span, Span] | None:
    """What is set against each other where the span has a first day: itself (to the end of this
    month, or to today, where it has no last one) and what was before it."""
    since, until = span
    if since is None:
        return None
    if until is None:
        today = clock.today()
        until = first_of(month_of(today) + 1) if since.day == 1 else today + timedelta(days=1)
        until = max(until, since + timedelta(days=1))
    return Span(since, until), before(Span(since, until), a_year=against == "year")


def latest(month: int | None) -> tuple[Span, Span]:
    """The newest months up to this one, and as many before them."""
    last = (month_of(clock.today()) if month is None else month) + 1
    middle = first_of(last - LATEST)
    return Span(middle, first_of(last)), Span(first_of(last - 2 * LATEST), middle)


def around(span: Span, compared: tuple[Span, Span] | None) -> Span:
    """All days that are needed to count a span, what it is set against, and its trend."""
    if compared is None:
        return Span(None, span.until)
    now, then = compared
    assert now.since is not None
    assert now.until is not None
    assert then.since is not None
    trend = first_of(month_of(now.until - timedelta(days=1)) - TREND + 1)
    return Span(min(now.since, then.since, trend), span.until)


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def in_words(span: Span) -> str:
    """As a sentence names it.

    >>> in_words(Span(date(2026, 4, 1), date(2026, 7, 1)))
    'April to June 2026'
    >>> in_words(Span(date(2026, 4, 1), date(2026, 5, 1)))
    'April 2026'
    >>> in_words(Span(date(2026, 4, 3), date(2026, 5, 1)))
    '3 April 2026 to 30 April 2026'
    """
    since, until = span
    last = until - timedelta(days=1) if until else None
    if since is None or last is None:
        return _of_one_end(since, last)
    if since == last:
        return words.day(since)
    if not span.is_whole_months:
        ends = words.day(since), words.day(last)
    elif (since.year, since.month) == (last.year, last.month):
        return words.month(last)
    else:
        ends = words.month(since, with_year=since.year != last.year), words.month(last)
    return _("%(first)s to %(last)s") % dict(zip(("first", "last"), ends, strict=True))


def _of_one_end(since: date | None, last: date | None) -> str:
    if since is not None:
        return _("since %(day)s") % {"day": words.day(since)}
    return _("until %(day)s") % {"day": words.day(last)} if last is not None else ""
