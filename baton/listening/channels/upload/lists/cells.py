# SPDX-License-Identifier: MIT
"""What single cells of a list mean: days, numbers, levels, choices, addresses.

Each gives the value, or None where the cell says nothing, and a note where it was read with a
doubt or had to be left out. A cell without which the row would be wrong raises CellProblem.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from baton.listening.channels.upload import dates, values
from baton.listening.channels.upload.dates import Counted, DateProblem
from baton.listening.channels.upload.lists import words
from baton.listening.channels.upload.lists.fields import Field
from baton.places.areas import postcodes
from baton.ui.wording import _
from baton.ui.words import number

#: A plan may lie ahead; what lies further is a slip of the pen.
LAST_YEAR = 2100
_FAR = datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
# A plan is of this century: 12/03/27 is no day of 1927.
_TWO_DIGITS = re.compile(r"(\d{1,2}([-/. ])(?:\d{1,2}|[A-Za-z]{3,9})\2)([0-5]\d)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NOTHING = frozenset(("-", "–", "—", "n/a", "na", "none", "nil", "tbc", "tba", "?", "not known"))
#: Somebody may be called that, or an activity.
_NAMES = ("name", "forename", "surname", "title")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_LARGEST = 2_000_000_000


class CellProblem(ValueError):
    """The cell cannot be read; the sentence says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How the file writes what can be written in two ways; and what a person set answers to."""

    day_first: bool = True
    counted: Counted = ""
    answers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, the last day where the cell names more than one, and a doubt."""

    value: Any
    note: str = ""
    last: date | None = None


NOTHING = Cell(None)


def read(field: Field, text: str, ways: Ways) -> Cell:
    """The value of a cell. Raises CellProblem."""
    plain = " ".join(text.split())
    if not plain:
        return NOTHING
    if plain.casefold() in _NOTHING and not field.is_choice and field.code not in _NAMES:
        return NOTHING
    return _READERS[field.kind](field, text if field.kind == "long" else plain, ways)


def _text(field: Field, text: str, ways: Ways) -> Cell:  # noqa: ARG001 - all readers look alike
    text = text.strip()
    if len(text) > field.most:
        raise CellProblem(
            _("This has %(n)s characters, and %(most)s are the most for “%(name)s”. Shorten it.")
            % {"n": number(len(text)), "most": number(field.most), "name": field.name}
        )
    return Cell(text)


def day(text: str, ways: Ways) -> tuple[date, date]:
    """The first and the last day that a cell names: a month has many. Raises CellProblem."""
    short = _TWO_DIGITS.fullmatch(text)
    whole = f"{short[1]}20{short[3]}" if short else text
    try:
        moment, precision, _note = dates.parse_noting(
            whole, ways.day_first, now=_FAR, counted=ways.counted
        )
    except DateProblem as problem:
        like = _("Write a day like %(example)s.") % {"example": dates.example(ways.day_first)}
        raise CellProblem(str(problem).replace(dates.like(ways.day_first), like)) from problem
    first = moment.date()
    if precision != "month":
        return first, first
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _day(field: Field, text: str, ways: Ways) -> Cell:
    first, last = day(text, ways)
    if first == last:
        return Cell(first)
    if field.code == "on":
        return Cell(first, last=last)
    return Cell(last, _("a month without a day; its last day is taken"))


def _time(field: Field, text: str, ways: Ways) -> Cell:  # noqa: ARG001
    found = _TIME.fullmatch(text)
    if not found:
        return Cell(None, _("not a time of day; left out"))
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59 or not (found[2] or half):
        return Cell(None, _("not a time of day; left out"))
    return Cell(time(hour, minute))


def _number(field: Field, text: str, ways: Ways) -> Cell:  # noqa: ARG001
    found = _NUMBER.findall(text)
    if len(found) != 1 or re.search(r"-\s*£?\d", text):
        return Cell(None, _("not one number; left out"))
    value = float(found[0].replace(",", ""))
    if value > _LARGEST:
        return Cell(None, _("too large a number; left out"))
    note = ""
    if not re.fullmatch(r"£?\s*\d[\d,]*(\.0+)?", text):
        note = _("taken as a whole number")
    return Cell(int(value + 0.5), note)


def _email(field: Field, text: str, ways: Ways) -> Cell:  # noqa: ARG001
    if found := re.search(r"<([^<>]+)>$", text):  # as “Amina Khan <amina@example.org>”
        text = found[1]
    try:
        validate_email(text)
    except ValidationError:
        return Cell(None, _("not an e-mail address; left out"))
    if len(text) > field.most:
        return Cell(None, _("not an e-mail address; left out"))
    return Cell(text.casefold())


def _postcode(field: Field, text: str, ways: Ways) -> Cell:  # noqa: ARG001
    try:
        return Cell(postcodes.written(text))
    except postcodes.NotAPostcode:
        return Cell(None, _("not a whole postcode; left out"))


def _yes(field: Field, text: str, ways: Ways) -> Cell:  # noqa: ARG001
    value, note = values.yes(text)
    return Cell(value, note)


def own_reading(field: Field, text: str) -> str | None:
    """The code as which an answer is taken, if nobody set it; None where it is not known."""
    if field.kind == "scale":
        return words.level(text)
    return words.meant(text, field.choices, field.known)


def _choice(field: Field, text: str, ways: Ways) -> Cell:
    code = (ways.answers or {}).get(values.plain(text))
    if code is None:
        code = own_reading(field, text)
        if code is None:
            if text.casefold() in _NOTHING:
                return NOTHING
            if not field.otherwise:
                return Cell(None, _("not known; left out"))
            name = _(dict(field.choices)[field.otherwise])
            return Cell(field.otherwise, _("not known; taken as “%(name)s”") % {"name": name})
    if not code:
        return NOTHING
    return Cell(int(code) if code.isdecimal() else code)


_READERS: dict[str, Callable[[Field, str, Ways], Cell]] = {
    "text": _text,
    "long": _text,
    "day": _day,
    "time": _time,
    "number": _number,
    "email": _email,
    "postcode": _postcode,
    "yes": _yes,
    "choice": _choice,
    "scale": _choice,
}
