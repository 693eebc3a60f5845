# SPDX-License-Identifier: MIT
"""What a list leaves open: the order of day and month, and what the answers of a column mean."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from baton.listening.channels.upload import settling
from baton.listening.channels.upload.census import Census
from baton.listening.channels.upload.lists import books, cells
from baton.listening.channels.upload.lists.chosen import Chosen
from baton.listening.channels.upload.lists.fields import Field
from baton.listening.channels.upload.mapping import MappingProblem
from baton.listening.channels.upload.settling import Asked
from baton.listening.channels.upload.showing import glimpse
from baton.listening.channels.upload.values import plain
from baton.ui.wording import _, _lazy

#: Answers of one column that are shown, those that Baton does not know first.
SHOWN = 50
#: In no list does it decide that a day lies ahead.
_FAR = datetime(9000, 1, 1, tzinfo=UTC)


def questions(chosen: Chosen, census: Census) -> list[Asked]:
    """What there is to ask about the days of the list, once for all of its columns."""
    columns = [n for n, code in chosen.columns.items() if chosen.kind.by_code[code].kind == "day"]
    dated = [(name, census.days[name]) for name in columns if name in census.days]
    orders = [each for name, days in dated if (each := settling.order_of(name, days))]
    counted = [each for name, days in dated if (each := settling.counted_of(name, days, _FAR))]
    decided = [each for each in orders if each.decided]
    if len({each.decided for each in decided}) > 1:  # its columns were written by different people
        decided = [replace(each, decided="") for each in decided]
    return [*(decided or orders)[:1], *counted[:1]]


def reconsidered(chosen: Chosen, census: Census) -> Chosen:
    """With what the file itself decides."""
    said: dict[str, Any] = {
        asked.key: settling.value_of(asked.key, asked.decided)
        for asked in questions(chosen, census)
        if asked.decided
    }
    return replace(chosen, **said)


def settle(chosen: Chosen, census: Census) -> Chosen:
    """The same. Raises MappingProblem with all that the list lacks and that nobody has said."""
    chosen = reconsidered(chosen, census)
    unanswered = [
        _UNANSWERED[asked.key] % {"column": asked.column}
        for asked in questions(chosen, census)
        if not settling.is_said(getattr(chosen, asked.key))
    ]
    demand(chosen, unanswered)
    return chosen


def demand(chosen: Chosen, unanswered: Sequence[str] = ()) -> None:
    """Raise MappingProblem that names at once everything that is missing."""
    if missing := [*chosen.lacks(), *books.lacks(chosen), *unanswered]:
        raise MappingProblem(" ".join(missing))


_UNANSWERED = {
    "day_first": _lazy("Say whether the day or the month comes first in “%(column)s”."),
    "days_counted_from": _lazy("Say which day the numbers in “%(column)s” mean."),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a column, its rows, its control and the code that it is read as."""

    text: str
    rows: int
    key: str
    code: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A column of answers; `more` are left out of the page and read as Baton reads them."""

    column: str
    shown: tuple[Answer, ...]
    more: int
    choices: tuple[tuple[str, str], ...]

    @property
    def unknown(self) -> int:
        return sum(not each.is_known for each in self.shown)


def answered(header: Sequence[str], chosen: Chosen, census: Census) -> list[Answered]:
    """The columns whose answers may be set, in the order of the file."""
    found = []
    for index, name in enumerate(header):
        field = chosen.kind.by_code.get(chosen.columns.get(name, ""))
        if field is not None and field.is_choice and name in census.answers:
            own = chosen.answers.get(name, {})
            every = [_answer(index, field, own, *each) for each in census.answers[name]]
            every.sort(key=lambda each: (each.is_known, -each.rows, each.text))
            shown = tuple(every[:SHOWN])
            known = ((code, _(words)) for code, words in field.choices)
            choices = (*known, ("", _("Leave out")))
            found.append(Answered(name, shown, len(every) - len(shown), choices))
    return found


def _answer(index: int, field: Field, own: Mapping[str, str], text: str, rows: int) -> Answer:
    set_to = own.get(plain(text))
    by_itself = cells.own_reading(field, text)
    code = set_to if set_to is not None else by_itself
    is_known = code is not None
    return Answer(
        glimpse(text), rows, _key(index, text), field.otherwise if code is None else code, is_known
    )


def _key(index: int, text: str) -> str:
    return f"answer{index}_{hashlib.sha256(plain(text).encode()).hexdigest()[:12]}"


def set_by(
    posted: Mapping[str, str],
    header: Sequence[str],
    chosen: Chosen,
    census: Census,
    *,
    is_right: bool,
) -> dict[str, dict[str, str]]:
    """By column, what a person set answers to, where Baton would read them otherwise. Where all of
    it `is_right`, what nobody knew and the person left as it was is known from then on."""
    found: dict[str, dict[str, str]] = {}
    for index, name in enumerate(header):
        field = chosen.kind.by_code.get(chosen.columns.get(name, ""))
        if field is None or not field.is_choice:
            continue
        own = dict(chosen.answers.get(name, {}))
        for text, _rows in census.answers.get(name, ()):
            code = posted.get(_key(index, text))
            if code is None or (code and code not in dict(field.choices)):
                continue
            by_itself = cells.own_reading(field, text)
            own.pop(plain(text), None)
            if code != (field.otherwise if by_itself is None and not is_right else by_itself):
                own[plain(text)] = code
        if own:
            found[name] = own
    return found
