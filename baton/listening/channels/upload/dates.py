# SPDX-License-Identifier: MIT
"""When something was said, as files write it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from baton.listening.heard import Precision
from baton.ui import words
from baton.ui.wording import _, _lazy

Order = Literal["day_first", "month_first", "ambiguous", "iso"]
#: In which year spreadsheets that wrote days as numbers began to count; empty: nobody said.
Counted = Literal["", "1900", "1904"]

LONDON = ZoneInfo("Europe/London")
#: The National Health Service began on 5 July 1948; nobody spoke of it before.
FIRST_YEAR = 1948

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_MONTH_FIRST = _lazy(
    "a date that only makes sense with the month first; others in the column were read day first"
)
_DAY_FIRST = _lazy(
    "a date that only makes sense with the day first; others in the column were read month first"
)

_TIME = re.compile(
    r"(?:(?<=\d)T|[ ,]+(?:at )?)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?"
    r"\s*([ap]\.?m\.?)?\s*(Z|BST|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|UTC|GMT)?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+(?=\S)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-/.,]*([a-z]{3,9})[ \-/.,]*'?(\d{4}|\d{2})", re.IGNORECASE
)
_NAMED_DAY = re.compile(r"([a-z]{3,9})[. ]+(\d{1,2})(?:st|nd|rd|th)?[, ]+(\d{4})", re.IGNORECASE)
_NAMED = re.compile(r"([a-z]{3,9})(?:[ \-/.,]*(\d{4})|[-'](\d{2}))", re.IGNORECASE)
_MONTH_NUMBERS = re.compile(r"(\d{4})[-/](\d{1,2})|(\d{1,2})[-/](\d{4})")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
# Excel takes 1900 for a leap year, so that for every day since then it counts from a day earlier.
_DAY_NOUGHT = {"1900": datetime(1899, 12, 30), "1904": datetime(1904, 1, 1)}  # noqa: DTZ001 - of no place


class DateProblem(ValueError):
    """The cell does not say when; the message says why and how to mend it."""


def parse_said_at(
    text: str, day_first: bool, *, now: datetime | None = None
) -> tuple[datetime, Precision]:
    """When the cell says that something was said, in London's time, and how exactly it says so.

    `day_first` decides what could be read both ways, like 03/07/2021, and nothing else: 07/28/2021
    can only be 28 July. A time of exactly midnight is what exports write behind a bare date, and
    counts as a day. A day is given as its first moment, a month as its first day. Raises
    `DateProblem` for what is no date, lies before 1948 or in the future.

    >>> parse_said_at("3 July 2021, 10:15", day_first=True)[0].isoformat()
    '2021-07-03T10:15:00+01:00'
    >>> parse_said_at("07/2021", day_first=True)[1]
    'month'
    """
    said_at, precision, _ = parse_noting(text, day_first, now=now)
    return said_at, precision


def parse_noting(
    text: str, day_first: bool, *, now: datetime | None = None, counted: Counted = ""
) -> tuple[datetime, Precision, str]:
    """As `parse_said_at`, with a note where day and month stand in the other order than the
    column's: then dates near it that could be read both ways may have been misread.

    `counted` says since when a spreadsheet's own numbers for days count.
    """
    said_at, precision, note = _parse(text.strip(), day_first, counted)
    if said_at > (now or datetime.now(UTC)) + timedelta(days=1):
        raise _problem(_("%(day)s lies in the future.") % {"day": in_words(said_at)}, day_first)
    return said_at, precision, note


def order(samples: Iterable[str]) -> Order:
    """In which order the dates of a column write day and month.

    "iso" where nothing is open: the year comes first, or the month by name. "ambiguous" where
    every date could be read both ways, or the column mixes both: then a person must say.

    >>> order(["03/07/2021", "12/11/2021", "25/11/2021"])
    'day_first'
    """
    day_first = month_first = either = False
    for text in samples:
        if found := written(text):
            day_first = day_first or found.only == "day_first"
            month_first = month_first or found.only == "month_first"
            either = either or found.is_open
    if day_first != month_first:
        return "day_first" if day_first else "month_first"
    return "ambiguous" if either or day_first else "iso"


class Written(NamedTuple):
    """A date as written in numbers: which of the two only makes sense as the day, if one does."""

    only: Literal["", "day_first", "month_first"]
    is_open: bool


def written(text: str) -> Written | None:
    """How a cell writes day and month, or None where they are no numbers side by side.

    >>> written("25/11/2021 10:15"), written("03/04/2021").is_open, written("2021-04-03")
    (Written(only='day_first', is_open=False), True, None)
    """
    match = _NUMBERS.fullmatch(_TIME.sub("", text.strip()))
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if first > 12 >= second:
        return Written("day_first", False)
    if second > 12 >= first:
        return Written("month_first", False)
    return Written("", first != second)


def both_ways(text: str) -> tuple[str, str]:
    """What a date means with the day first, and with the month first.

    >>> both_ways("03/04/2026")
    ('3 April 2026', '4 March 2026')
    """
    return in_words(parse_said_at(text, True)[0]), in_words(parse_said_at(text, False)[0])


def serial(text: str) -> float:
    """A spreadsheet's own number for a day, or 0.

    >>> serial("44927"), serial("07/2021")
    (44927.0, 0)
    """
    return float(text) if _SERIAL.fullmatch(text) else 0


def counted_from(number: float, counted: Counted) -> datetime:
    """The day that a spreadsheet's number means, counted from one beginning or the other.

    >>> counted_from(44927, "1900").date().isoformat()
    '2023-01-01'
    """
    moment = _DAY_NOUGHT[counted] + timedelta(seconds=round(number * 86_400))
    return moment.replace(tzinfo=LONDON)


@lru_cache(maxsize=8192)
def _parse(text: str, day_first: bool, counted: Counted = "") -> tuple[datetime, Precision, str]:
    if not text or len(text) > 60:
        raise _no_date(text, day_first)
    if counted and (number := serial(text)):
        return counted_from(number, counted), "day" if number.is_integer() else "moment", ""
    time = _TIME.search(text)
    year, month, day, note = _date(text[: time.start()] if time else text, text, day_first)
    if year > 9998:  # the last year that has a next one in every time zone
        raise _no_date(text, day_first)
    if year < FIRST_YEAR:
        raise _problem(_("The year %(year)s is before the NHS began.") % {"year": year}, day_first)
    if not 1 <= month <= 12:
        told = {"text": text, "month": month}
        raise _problem(_("“%(text)s” has %(month)s as its month.") % told, day_first)
    if day is None:
        return datetime(year, month, 1, tzinfo=LONDON), "month", ""
    try:
        said_on = datetime(year, month, day, tzinfo=LONDON)
    except ValueError:
        of_year = f" {year}" if (month, day) == (2, 29) else ""
        named = f"{day} {_MONTHS[month - 1]}{of_year}"
        raise _problem(_("%(day)s does not exist.") % {"day": named}, day_first) from None
    said_at, precision = _with_time(said_on, time, text) if time else (said_on, "day")
    return said_at, precision, note


class _Date(NamedTuple):
    """What is written: `day` is None where only a month is."""

    year: int
    month: int
    day: int | None
    note: str = ""


def _date(text: str, whole: str, day_first: bool) -> _Date:
    text = _WEEKDAY.sub("", text.strip(" ,"))
    if match := _YEAR_FIRST.fullmatch(text):
        return _Date(int(match[1]), int(match[3]), int(match[4]))
    if match := _RUN_TOGETHER.fullmatch(text):
        return _Date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(text):
        return _by_order(int(match[1]), int(match[3]), _year(match[4]), day_first)
    if match := _DAY_NAMED.fullmatch(text):
        return _Date(_year(match[3]), _month(match[2], whole, day_first), int(match[1]))
    if match := _NAMED_DAY.fullmatch(text):
        return _Date(int(match[3]), _month(match[1], whole, day_first), int(match[2]))
    if match := _NAMED.fullmatch(text):
        return _Date(_year(match[2] or match[3]), _month(match[1], whole, day_first), None)
    if match := _MONTH_NUMBERS.fullmatch(text):
        return _Date(int(match[1] or match[4]), int(match[2] or match[3]), None)
    raise _no_date(whole, day_first)


def _by_order(first: int, second: int, year: int, day_first: bool) -> _Date:
    """By the order of the column, unless only the other one makes a date."""
    day, month = (first, second) if day_first else (second, first)
    if 1 <= day <= 12 < month <= 31:
        return _Date(year, day, month, str(_MONTH_FIRST if day_first else _DAY_FIRST))
    return _Date(year, month, day)


def _year(digits: str) -> int:
    """Two digits mean the century in which they lie in the past."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year <= datetime.now(UTC).year - 1999 else 1900 + year


def _month(name: str, whole: str, day_first: bool) -> int:
    name = name.casefold()
    for number, month in enumerate(_MONTHS, start=1):
        if month.casefold().startswith(name) or (name == "sept" and number == 9):
            return number
    raise _no_date(whole, day_first)


def _with_time(said_on: datetime, time: re.Match[str], text: str) -> tuple[datetime, Precision]:
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    microsecond = int((time[4] or "0").ljust(6, "0")[:6])
    half = (time[5] or "")[:1].lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = _zone(time[6] or "")
    try:
        said_at = said_on.replace(
            hour=hour, minute=minute, second=second, microsecond=microsecond, tzinfo=zone
        )
    except ValueError:
        raise DateProblem(
            _("“%(text)s” has no time of day that exists. Write it like 14:30, or leave it away.")
            % {"text": text}
        ) from None
    if not (hour or minute or second or microsecond):
        return said_on, "day"
    return said_at.astimezone(LONDON), "moment"


def _zone(text: str) -> tzinfo:
    if not text:
        return LONDON
    text = text.upper().removeprefix("UTC").removeprefix("GMT")
    if text == "BST":
        return timezone(timedelta(hours=1))
    if not text or text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset >= timedelta(days=1):
        return UTC
    return timezone(-offset if text[0] == "-" else offset)


def _no_date(text: str, day_first: bool) -> DateProblem:
    shown = text if len(text) <= 40 else text[:39] + "…"
    if _SERIAL.fullmatch(text):
        return DateProblem(
            _(
                "“%(text)s” is a spreadsheet's own number for a day. Format the column as a date "
                "there and save it again."
            )
            % {"text": shown}
        )
    return _problem(_("“%(text)s” is not a date.") % {"text": shown}, day_first)


def _problem(what: str, day_first: bool) -> DateProblem:
    return DateProblem(f"{what} {like(day_first)}")


def like(day_first: bool) -> str:
    """How to mend it."""
    return _("Write the day it was said, like %(example)s.") % {"example": example(day_first)}


def example(day_first: bool) -> str:
    """A day as a column in this order has it."""
    return "28/02/2026" if day_first else "02/28/2026"


def in_words(moment: datetime) -> str:
    """Like 3 July 2021."""
    return words.day(moment.date())
