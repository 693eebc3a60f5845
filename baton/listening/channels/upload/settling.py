# SPDX-License-Identifier: MIT
"""What the file itself cannot say and nobody may guess: a person is asked before it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from baton.listening.channels.upload import dates, values
from baton.listening.channels.upload.census import Census, Days
from baton.listening.channels.upload.mapping import Mapping, MappingProblem
from baton.ui.wording import _, _lazy

# NHS England numbers the answers of its Friends and Family Test 1, very good, to 5, very poor.
_FFT = re.compile(r"\bfft\b|friends (and|&) family", re.IGNORECASE)
#: So many dates in one order for each in the other decide, where a file mixes both.
_BY_FAR = 10


Key = Literal["day_first", "days_counted_from", "score_best"]


class MustBeSaid(MappingProblem):
    """Something could be read in two ways, and the mapping does not say in which."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about a column. `decided` is the answer that the file itself gives, empty where
    it gives none; `why` says how it does, or what is open. `ways` are the answers, each with what
    it would mean."""

    key: Key
    column: str
    example: str
    ways: tuple[tuple[str, str], ...]
    why: str
    decided: str = ""


def questions(mapping: Mapping, census: Census, now: datetime) -> list[Asked]:
    """What there is to ask about the columns of this mapping, decided or not."""
    days = census.days.get(mapping.date)
    found = [
        order_of(mapping.date, days) if days else None,
        counted_of(mapping.date, days, now) if days else None,
        _direction(mapping, census) if mapping.score else None,
    ]
    return [each for each in found if each is not None]


def settle(mapping: Mapping, census: Census, now: datetime) -> Mapping:
    """The mapping with what the file itself decides. Raises `MustBeSaid` where nobody has said
    what it cannot."""
    said: dict[str, Any] = {}
    for asked in questions(mapping, census, now):
        if not is_said(getattr(mapping, asked.key)):
            if not asked.decided:
                raise MustBeSaid(_sentence(asked))
            said[asked.key] = value_of(asked.key, asked.decided)
    return replace(mapping, **said) if said else mapping


def reconsidered(mapping: Mapping, census: Census, now: datetime) -> Mapping:
    """A mapping that is only proposed, with what this file decides about itself: the file that it
    is remembered of may have been written in another order."""
    decided = {
        asked.key: value_of(asked.key, asked.decided)
        for asked in questions(mapping, census, now)
        if asked.decided and asked.key != "score_best"
    }
    return replace(mapping, **decided)


def is_said(value: object) -> bool:
    """Whether a mapping's `day_first`, `days_counted_from` or `score_best` was said.

    >>> is_said(False), is_said(None), is_said(0), is_said("")
    (True, False, False, False)
    """
    return value is False or bool(value)


def value_of(key: Key, answer: str) -> Any:
    """As the mapping holds an answer.

    >>> value_of("day_first", "no"), value_of("score_best", "5")
    (False, 5)
    """
    if key == "day_first":
        return answer == "yes"
    return int(answer) if key == "score_best" else answer


def _sentence(asked: Asked) -> str:
    written = {"yes": "true", "no": "false"}
    ways = " or ".join(
        f"“{asked.key}: {written.get(answer, answer)}” ({means})" for answer, means in asked.ways
    )
    return f"“{asked.column}”: {asked.why} Say {ways}."


def order_of(column: str, days: Days) -> Asked | None:
    """Whether the day or the month comes first, where it matters."""
    example = days.either or days.day_first or days.month_first
    if example is None:
        return None
    ways = (("yes", _("Day first, like 28/02/2026")), ("no", _("Month first, like 02/28/2026")))
    if days.either:
        try:
            day, month = dates.both_ways(days.either[1])
            ways = (("yes", day), ("no", month))
        except dates.DateProblem:  # such as one that lies in the future when read one way
            pass
    if days.day_first and days.month_first:
        both = _(
            "row %(day_row)s says %(day)s, which has the day first, and row %(month_row)s says "
            "%(month)s, which has the month first."
        )
        (day_row, day), (month_row, month) = days.day_first, days.month_first
        told = {"day_row": day_row, "day": day, "month_row": month_row, "month": month}
        decided = _by_far(days)
        why = f"{both % told} {_NEARLY_ALL[decided]}" if decided else both % told
        return Asked("day_first", column, example[1], ways, why, decided)
    if only := days.day_first or days.month_first:
        said = (
            _("row %(row)s says %(day)s, which can only have the day first.")
            if days.day_first
            else _("row %(row)s says %(day)s, which can only have the month first.")
        )
        why = said % {"row": only[0], "day": only[1]}
        return Asked("day_first", column, example[1], ways, why, "yes" if days.day_first else "no")
    either = _("every date could be read with the day or the month first, such as %(day)s.")
    return Asked("day_first", column, example[1], ways, either % {"day": example[1]})


_NEARLY_ALL = {
    "yes": _lazy("Nearly all have the day first. The others are read with a doubt."),
    "no": _lazy("Nearly all have the month first. The others are read with a doubt."),
}


def _by_far(days: Days) -> str:
    """The order that nearly all have where both occur: the others are read with a doubt."""
    if days.days_first >= _BY_FAR * days.months_first:
        return "yes"
    return "no" if days.months_first >= _BY_FAR * days.days_first else ""


def counted_of(column: str, days: Days, now: datetime) -> Asked | None:
    """From when a spreadsheet counted its days, where the column holds such numbers."""
    if days.serial is None:
        return None
    row, cell = days.serial
    windows = dates.counted_from(float(cell), "1900")
    mac = dates.counted_from(float(cell), "1904")
    ways = (("1900", dates.in_words(windows)), ("1904", dates.in_words(mac)))
    holds = _("row %(row)s holds %(cell)s, a spreadsheet’s own number for a day.")
    holds %= {"row": row, "cell": cell}
    if mac > now + timedelta(days=1):
        why = _("Counted from 1904 it would lie in the future.")
        return Asked("days_counted_from", column, cell, ways, f"{holds} {why}", "1900")
    why = _("Most count from 1900, and some from 1904.")
    return Asked("days_counted_from", column, cell, ways, f"{holds} {why}")


def _direction(mapping: Mapping, census: Census) -> Asked | None:
    """Whether 1 or 5 is the best of bare numbers."""
    own = mapping.values.get(mapping.score, {})
    answers = [answer for answer, _rows in census.answers.get(mapping.score, ())]
    bare = [
        each for each in answers if values.is_bare_number(each) and values.plain(each) not in own
    ]
    if not bare:
        return None
    ways = (("1", _("1 is the best")), ("5", _("5 is the best")))
    for answer in answers:
        if best := values.numbered_best(answer):
            why = _("the file says “%(answer)s”.") % {"answer": answer}
            return Asked("score_best", mapping.score, bare[0], ways, why, str(best))
    if _FFT.search(mapping.score):
        why = _(
            "the Friends and Family Test numbers its answers from 1, very good, to 5, very poor."
        )
        return Asked("score_best", mapping.score, bare[0], ways, why, "1")
    why = _("the scores are numbers without words. Either end may be the best.")
    return Asked("score_best", mapping.score, bare[0], ways, why)
