# SPDX-License-Identifier: MIT
"""A return as a file: the sheets of its setting, hidden in the way that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from baton.analysis.disclosure import (
    Columns,
    Hierarchy,
    Protected,
    Submitted,
    national,
    protect_rows,
)
from baton.core import periods, tables
from baton.core.tables import Cell
from baton.people.models import Organisation
from baton.ui import words
from baton.understanding.fft import layout, totals
from baton.understanding.fft.layout import ANSWERS, Setting
from baton.understanding.fft.returns import Path, Return, Row
from baton.understanding.fft.ways import MEANINGS, NAMES, Way

#: The national mark for what is hidden, and for a percentage of nobody.
HIDDEN = "*"
NOBODY = "-"

RESPONSES, ELIGIBLE = layout.TOTALS[:2]
_POSITIVE, _NEGATIVE = "Positive", "Negative"
#: Of a workbook's columns, in characters.
_NAME_WIDTH, _WIDTH = 34, 14


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of a row as they may be told, each a number or a mark."""

    responses: Cell
    eligible: Cell
    positive: Cell
    negative: Cell
    answers: tuple[Cell, ...]
    modes: tuple[Cell, ...]

    @property
    def of_people(self) -> tuple[Cell, ...]:
        """Every figure but how the answers were collected."""
        return (self.responses, self.eligible, self.positive, self.negative, *self.answers)

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (*self.of_people, *self.modes)


def sheets(given: Return, way: Way) -> list[tables.Sheet]:
    """The Summary, where the setting has one, and a table for each sheet of its layout."""
    told = _WAYS[way](given)
    found = [_summary(given, way, told)] if given.setting.submitters else []
    for sheet in given.setting.sheets:
        head = layout.headings(given.setting, sheet)
        rows = [_cells(given.setting, sheet, row, told[row.path]) for row in _rows(given, sheet)]
        widths: list[int] = [_NAME_WIDTH if name.endswith("Name") else _WIDTH for name in head]
        found.append(tables.Sheet(sheet.name, head, rows, widths))
    return found


def workbook(given: Return, way: Way, body: Organisation, at: datetime) -> list[tables.Sheet]:
    """The sheets behind one of notes, which says what they are."""
    notes = tables.Sheet("Notes", [_title(given)], _notes(given, way, body, at), [110])
    return [notes, *sheets(given, way)]


def one_table(
    given: Return, way: Way, name: str, body: Organisation, at: datetime
) -> tables.Sheet | None:
    """One sheet by itself, with its notes on top; None where there is no such sheet."""
    found = next((each for each in sheets(given, way) if each.name == name), None)
    if found is None:
        return None
    notes: list[list[Cell]] = [[_title(given)], *_notes(given, way, body, at), []]
    return tables.Sheet(found.name, found.head, found.rows, found.widths, notes)


def _rows(given: Return, sheet: layout.Sheet) -> tuple[Row, ...]:
    return given.levels[sheet.level]


def _cells(setting: Setting, sheet: layout.Sheet, row: Row, told: Told) -> list[Cell]:
    steps = dict(zip(setting.levels, row.steps, strict=False))
    cells: list[Cell] = [getattr(steps[key.level], key.part) for key in sheet.keys]
    cells += told.of_people if sheet.answers else [told.responses]
    if sheet.modes:
        cells += told.modes
    if sheet.specialities:
        cells += row.specialities
    return cells


def _summary(given: Return, way: Way, told: Mapping[Path, Told]) -> tables.Sheet:
    """Totals by type of submitter; in the safe way only what follows from the rows that are told.

    The national publication suppresses no total.
    """
    shown = [path for path, row in told.items() if HIDDEN not in row.cells]
    head = ["Submitter Type", *layout.TOTALS, *ANSWERS]
    rows: list[list[Cell]] = []
    for submitter, row in totals.of_return(given):
        if way != "safe" or totals.follows(given, submitter, shown):
            rows.append([submitter.heading, *_told(row).of_people])
        else:
            rows.append([submitter.heading, *(HIDDEN,) * (len(head) - 1)])
    return tables.Sheet(layout.SUMMARY, head, rows, [_NAME_WIDTH, *(_WIDTH,) * (len(head) - 1)])


# -- the three ways ------------------------------------------------------------------------------


def _all(given: Return) -> Iterator[Row]:
    for rows in given.levels.values():
        yield from rows


def _share(value: float | None) -> Cell:
    return NOBODY if value is None else value


def _eligible(row: Row) -> Cell:
    """Nothing where no number was typed: it is no nought."""
    return row.eligible


def _counted(given: Return) -> dict[Path, Told]:
    return {row.path: _told(row) for row in _all(given)}


def _told(row: Row) -> Told:
    """A row of which nothing is hidden."""
    return Told(
        row.responses,
        _eligible(row),
        _share(row.positive),
        _share(row.negative),
        row.answers,
        row.modes,
    )


def _national(given: Return) -> dict[Path, Told]:
    """What NHS England would publish, by the rules of its own program."""
    levels = national(
        Submitted(row.path, row.answers, row.eligible or 0, row.modes, row.specialities)
        for row in given.rows
    )
    counted = {row.path: row for row in _all(given)}
    return {
        row.path: Told(
            row.responses,
            _eligible(counted[row.path]),
            HIDDEN if row.first else _share(row.positive),
            HIDDEN if row.first else _share(row.negative),
            tuple(map(_or_hidden, row.answers)),
            tuple(map(_or_hidden, row.modes)),
        )
        for rows in levels
        for row in rows
    }


def _or_hidden(value: int | None) -> Cell:
    return HIDDEN if value is None else value


def hierarchy(given: Return) -> Hierarchy:
    """The rows of a return as the tree that is protected: answers, modes and eligible."""
    modes = tuple(layout.mode_heading(mode) for mode in given.setting.modes)
    columns = Columns(
        (*ANSWERS, *modes, ELIGIBLE),
        {
            _POSITIVE: ANSWERS[:2],
            _NEGATIVE: ANSWERS[3:5],
            RESPONSES: (_POSITIVE, ANSWERS[2], _NEGATIVE, ANSWERS[5]),
        },
        percents=((_POSITIVE, RESPONSES), (_NEGATIVE, RESPONSES)),
        decimals=6,
    )
    leaves = {row.path: (*row.answers, *row.modes, row.eligible or 0) for row in given.rows}
    return Hierarchy.of(leaves, columns, top=False)


def protected(given: Return) -> Protected:
    """What may be told of a return."""
    return protect_rows(hierarchy(given), sizes=(RESPONSES, ELIGIBLE))


def _safe(given: Return) -> dict[Path, Told]:
    """Whole rows hidden, until nobody can work one of few people out from the others."""
    told = protected(given)
    modes = [layout.mode_heading(mode) for mode in given.setting.modes]
    return {
        row.path: Told(
            _or_hidden(told.value((row.path, RESPONSES))),
            _safe_eligible(given, told, row),
            _safe_share(told, row, _POSITIVE, row.positive),
            _safe_share(told, row, _NEGATIVE, row.negative),
            tuple(_or_hidden(told.value((row.path, name))) for name in ANSWERS),
            tuple(_or_hidden(told.value((row.path, name))) for name in modes),
        )
        for row in _all(given)
    }


def _safe_eligible(given: Return, told: Protected, row: Row) -> Cell:
    """Hidden also where no number was typed: that one ward of two has none tells the other's."""
    if not given.counted_eligible:
        return None
    value = told.value((row.path, ELIGIBLE))
    if value is None or told.value((row.path, RESPONSES)) is None:
        return HIDDEN
    return _eligible(row)


def _safe_share(told: Protected, row: Row, part: str, share: float | None) -> Cell:
    """A percentage only beside both of its counts."""
    if told.value((row.path, RESPONSES)) is None or told.value((row.path, part)) is None:
        return HIDDEN
    return _share(share)


_WAYS: Mapping[Way, Callable[[Return], dict[Path, Told]]] = {
    "safe": _safe,
    "national": _national,
    "counted": _counted,
}


# -- what stands on top --------------------------------------------------------------------------

_CAUTION = (
    "Not official statistics, and not for comparing providers: methods and people differ. Use them "
    "to follow one provider over time."
)


def _title(given: Return) -> str:
    return f"{given.setting.title} Friends and Family Test (FFT) Data - {_month(given.month)}"


def _notes(given: Return, way: Way, body: Organisation, at: datetime) -> list[list[Cell]]:
    noun = layout.row_noun(given.setting)
    lines = [
        f"{body}, taken {words.moment(at)}",
        f"Mode: {NAMES[way]}. {MEANINGS[way]}",
        *([] if way == "counted" else [f"{HIDDEN} is hidden."]),
        f"{NOBODY} is a percentage of nobody.",
        "Percentages are shares from 0 to 1 of all six answers, “don’t know” among them.",
        "Total Eligible is empty where it is not known.",
        "Answers of which nobody said how they were collected count as Other.",
        _CAUTION,
    ]
    if way != "safe":
        known = f"{given.counted_eligible} of {words.count(len(given.rows), noun)}"
        lines.insert(-1, f"Total Eligible is known for {known}.")
    if given.setting.submitters:
        lines[-1:-1] = _of_the_summary(given, way, body)
    if not given.setting.is_national:
        lines.insert(1, "A local table: the national layout of this setting is not held here.")
    return [[line] for line in lines]


def _of_the_summary(given: Return, way: Way, body: Organisation) -> list[str]:
    lines = [f"{layout.SUMMARY}: totals of the organisations that {body} reports, not of England."]
    if totals.has_without_type(given):
        lines.append(
            "Sites of no stated type, or of both, count in A&E Total only."
            if given.setting.code == "ae"
            else "Rows whose board has no code count in Total only."
        )
    if way == "safe":
        lines.append("Totals that cannot be summed from rows which are told are hidden.")
    return lines


def _month(month: date) -> str:
    return periods.name(month, "month")
