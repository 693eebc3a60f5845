# SPDX-License-Identifier: MIT
"""Figures that a person carries away: the themes and their months, with what was asked on top."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from baton.analysis.disclosure import ALL, THRESHOLD
from baton.core.tables import Cell, Row, Sheet
from baton.ui import words
from baton.understanding.counting import spans
from baton.understanding.counting.leaving import Leaving
from baton.understanding.counting.linked import EARLIER, Month, Of
from baton.understanding.filters import SENTIMENTS, Filters

#: The one mark for everything hidden, as official statistics of the United Kingdom write it: nobody
#: shall know which number was hidden for the sake of which.
HIDDEN = "[c]"
#: There is nothing to tell, as they write it.
NOTHING = "[x]"
_EVERYBODY = "All coded comments"
_WHY_HIDDEN = (
    f"Not told: fewer than {THRESHOLD} people, or a number from which fewer than {THRESHOLD} could "
    "be worked out."
)
_TAKE_CARE = (
    "Give a reader one such file: several of nearly the same comments can be subtracted from one "
    "another."
)


def asked_in_words(asked: Filters) -> str:
    """The filters, without the words that somebody looked for: these may be a person's own."""
    said = [f"{chip.name}: {chip.value}" for chip in asked.chips() if chip.key != "q"]
    if asked.q:
        said.append("words were among the filters")
    return "; ".join(said) or "everything"


def as_one(told: Leaving, *, at: datetime) -> Sheet:
    """Each theme in one row, its months among its columns: for CSV."""
    months = told.counted.months
    return Sheet(
        "Themes",
        [*_head(told), *map(_month, months)],
        ([*_figures(told, each), *_months(told, each)] for each in _rows(told)),
        notes=_notes(told, at),
    )


def as_sheets(told: Leaving, *, at: datetime) -> list[Sheet]:
    """The themes on one sheet and their months on another: for a workbook."""
    months = told.counted.months
    titles = (42, 34)
    return [
        Sheet(
            "Themes",
            _head(told),
            (_figures(told, each) for each in _rows(told)),
            (*titles, *[13] * (len(_head(told)) - 2)),
            _notes(told, at),
        ),
        Sheet(
            "Themes by month",
            ["Theme", "Category", *map(_month, months)],
            ([*_titles(told, each), *_months(told, each)] for each in _rows(told)),
            (*titles, *[10] * len(months)),
            _notes(told, at),
        ),
    ]


def _notes(told: Leaving, at: datetime) -> list[Row]:
    seen = told.seen
    as_at = seen.as_at or at
    of = told.count()
    number = HIDDEN if of is None else words.count(of, "coded comment")
    compared = f"{spans.in_words(seen.lately)} against {spans.in_words(seen.before)}"
    overlap = "the two share people, so nothing is set against them"
    return [
        ["What people say", str(seen.asked.organisation)],
        ["Asked for", asked_in_words(seen.asked.filters)],
        ["Counted", f"as at {words.moment(as_at)}, of {number}; taken {words.moment(at)}"],
        ["Change", f"{compared}, in points of share{'' if told.is_compared else f': {overlap}'}"],
        ["Themes", "A comment may speak of several, or of none."],
        [HIDDEN, _WHY_HIDDEN],
        [NOTHING, "There is nothing to tell."],
        ["Take care", _TAKE_CARE],
        [],
    ]


def _rows(told: Leaving) -> Iterator[Of]:
    yield ALL
    yield from told.counted.themes


def _head(told: Leaving) -> list[Cell]:
    seen = told.seen
    return [
        *("Theme", "Category", "Comments", "Share, %", "Lower, %", "Upper, %"),
        *(str(SENTIMENTS[feeling][0]) for feeling in told.counted.feelings),
        f"Comments, {spans.in_words(seen.lately)}",
        f"Comments, {spans.in_words(seen.before)}",
        "Change, points",
    ]


def _titles(told: Leaving, of: Of) -> list[Cell]:
    if of == ALL:
        return [_EVERYBODY, None]
    theme = next(each for each in told.themes if each.pk == of)
    return [theme.title, theme.parent.title if theme.parent else None]


def _figures(told: Leaving, of: Of) -> list[Cell]:
    return [
        *_titles(told, of),
        _number(told.count(of)),
        *_shares(told, of),
        *(_number(told.of_feeling(of, feeling)) for feeling in told.counted.feelings),
        _number(told.lately(of)),
        _number(told.before(of)) if told.is_compared else NOTHING,
        _change(told, of),
    ]


def _shares(told: Leaving, of: Of) -> list[Cell]:
    share = told.share(of)
    if share is None:
        return [HIDDEN] * 3
    if of == ALL or not share.of:
        return [NOTHING] * 3
    return [round(100 * each, 1) for each in (share.estimate, share.lower, share.upper)]


def _change(told: Leaving, of: Of) -> Cell:
    if of == ALL or not told.is_compared:
        return NOTHING
    change = told.change(of)
    if change is None:
        return HIDDEN
    return round(100 * change.estimate, 1) if change.is_sure else "no sure change"


def _months(told: Leaving, of: Of) -> list[Cell]:
    return [_number(told.in_month(of, month)) for month in told.counted.months]


def _number(count: int | None) -> Cell:
    return HIDDEN if count is None else count


def _month(month: Month) -> str:
    return "Earlier" if month == EARLIER else f"{spans.first_of(int(month)):%Y-%m}"
