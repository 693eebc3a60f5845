# SPDX-License-Identifier: MIT
"""Rows of a list as plain values, or refused with what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from baton.core import clock
from baton.listening.channels.upload import mistakes
from baton.listening.channels.upload.lists import cells as reader
from baton.listening.channels.upload.lists.cells import CellProblem, Ways
from baton.listening.channels.upload.lists.chosen import Chosen
from baton.listening.channels.upload.lists.fields import Field
from baton.listening.channels.upload.meanings import Note
from baton.listening.channels.upload.refusals import as_sent, is_mended
from baton.listening.channels.upload.rows import Refused, Row, UnreadableFile
from baton.listening.channels.upload.table import Table
from baton.ui.wording import _
from baton.ui.words import number

#: A list is read as a whole, so that rows that contradict one another are found.
MOST_ROWS = 20_000
#: Characters of what is said of one row.
_MOST_SAID = 460


@dataclass(frozen=True, slots=True)
class Line:
    """One row that could be read: its values, and the doubts with which it was."""

    number: int
    cells: tuple[str, ...]
    values: Mapping[str, Any]
    notes: tuple[Note, ...] = ()


def read(table: Table, chosen: Chosen, fixed: Mapping[str, Any]) -> Iterator[Line | Refused]:
    """Every row, in order. `fixed` are the values that all rows have, unless a row has its own.

    Raises MappingProblem where the columns do not fit, and UnreadableFile where there are too many
    rows.
    """
    mended = is_mended(table.header)
    header = as_sent(table.header) if mended else table.header
    chosen.check(header)
    one = _Reader(header, chosen, fixed)
    for count, row in enumerate(table.rows(), start=1):
        if count > MOST_ROWS:
            raise UnreadableFile(
                _("A list may have %(most)s rows. Divide it into several files.")
                % {"most": number(MOST_ROWS)}
            )
        if mended:
            row = _as_sent(row)  # noqa: PLW2901 - the same row, as it was sent first
        yield row if isinstance(row, Refused) else one.read(row)


def _as_sent(row: Row | Refused) -> Row | Refused:
    if isinstance(row, Refused):
        return replace(row, cells=as_sent(row.cells))
    return row._replace(cells=as_sent(row.cells))


class _Reader:
    """Reads the rows of one file."""

    def __init__(self, header: Sequence[str], chosen: Chosen, fixed: Mapping[str, Any]) -> None:
        at = {name: index for index, name in enumerate(header)}
        by_code = chosen.kind.by_code
        self._kind = chosen.kind
        self._columns: list[tuple[int, str, Field]] = [
            (at[name], name, by_code[code]) for name, code in chosen.columns.items()
        ]
        self._ways = {
            name: Ways(
                chosen.day_first is not False, chosen.days_counted_from, chosen.answers.get(name)
            )
            for _, name, _ in self._columns
        }
        self._fixed = {key: value for key, value in fixed.items() if value not in (None, "")}

    def read(self, row: Row) -> Line | Refused:
        cells = row.cells
        values: dict[str, Any] = {}
        notes = []
        faults: dict[str, str] = {}
        for index, name, field in self._columns:
            if cells[index] in mistakes.ERRORS:
                faults[name] = mistakes.why(cells[index])
                continue
            try:
                cell = reader.read(field, cells[index], self._ways[name])
            except CellProblem as problem:
                faults[name] = str(problem)
                continue
            if cell.note:
                notes.append(Note(name, "", cell.note))
            if cell.value is not None:
                values[field.code] = cell.value
            if cell.last is not None:
                values.setdefault("until", cell.last)
        values = self._fixed | values
        for code, sentence in _complete(self._kind.code, values):
            faults.setdefault(self._column(code), sentence)
        if faults:
            at = {name: index for index, name, _ in self._columns}
            first, *others = sorted(faults, key=lambda name: at.get(name, -1))
            return Refused(row.number, first, _all_of(faults, first, others), cells)
        return Line(row.number, cells, values, tuple(notes))

    def _column(self, code: str) -> str:
        return next((name for _, name, field in self._columns if field.code == code), "")


def _all_of(faults: Mapping[str, str], first: str, others: Sequence[str]) -> str:
    """What is wrong in a row, each fault that there is room for under its column.

    >>> _all_of({"Date": "Write the day.", "Who": "Write who."}, "Date", ["Who"])
    'Write the day. “Who”: Write who.'
    """
    said = faults[first]
    for done, name in enumerate(others):
        more = f" “{name}”: {faults[name]}" if name else f" {faults[name]}"
        if len(said) + len(more) > _MOST_SAID:
            rest = _("And %(n)s more.") % {"n": len(others) - done}
            return f"{said} {rest}"
        said += more
    return said


def _complete(kind: str, values: dict[str, Any]) -> list[tuple[str, str]]:
    """Put together what stands in several cells; all that is missing, and how to mend it."""
    if kind == "attendance":
        return _complete_attendance(values)
    if kind == "stakeholders":
        return [] if values.get("name") else [("name", _("Write who it is."))]
    what = _("Write what it is.") if kind == "activities" else _("Write what is to be done.")
    needed = [
        ("title", what),
        ("programme", _("Say which programme it belongs to, here or once for the whole file.")),
    ]
    if kind == "activities":
        needed += [
            ("on", _("Write the day, like 28/02/2026.")),
            ("with_whom", _("Say with whom, here or once for the whole file.")),
        ]
    missing = [(code, sentence) for code, sentence in needed if not values.get(code)]
    if kind == "activities" and not missing:
        # So that a row is not the same any more once its day has passed.
        values["is_over"] = (values.get("until") or values["on"]) < clock.today()
    return missing


def _complete_attendance(values: dict[str, Any]) -> list[tuple[str, str]]:
    parts = (values.pop("forename", ""), values.pop("surname", ""))
    values.setdefault("name", " ".join(filter(None, parts)))
    missing = []
    if not values["name"] and not values.get("email"):
        sentence = _("Nobody is named in this row. Write a name or an e-mail address.")
        missing.append(("name", sentence))
    if not values.get("activity"):
        sentence = _("Say which activity it was, here or once for the whole file.")
        missing.append(("activity", sentence))
    return missing
