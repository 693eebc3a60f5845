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

#: A list is read as a whole, so that rows that contradict one another are found.
MOST_ROWS = 20_000


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
                f"A list may have {MOST_ROWS:,} rows. Divide it into several files."
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
        self._header = header
        self._kind = chosen.kind
        self._columns: list[tuple[int, str, Field]] = [
            (at[name], name, by_code[code]) for name, code in chosen.columns.items()
        ]
        self._wanted = {index for index, _, _ in self._columns}
        self._ways = {
            name: Ways(
                chosen.day_first is not False, chosen.days_counted_from, chosen.answers.get(name)
            )
            for _, name, _ in self._columns
        }
        self._fixed = {key: value for key, value in fixed.items() if value not in (None, "")}

    def read(self, row: Row) -> Line | Refused:
        cells = row.cells
        if (wrong := mistakes.first_error(cells, self._wanted)) >= 0:
            return Refused(row.number, self._header[wrong], mistakes.why(cells[wrong]), cells)
        values: dict[str, Any] = {}
        notes = []
        for index, name, field in self._columns:
            try:
                cell = reader.read(field, cells[index], self._ways[name])
            except CellProblem as problem:
                return Refused(row.number, name, str(problem), cells)
            if cell.note:
                notes.append(Note(name, "", cell.note))
            if cell.value is not None:
                values[field.code] = cell.value
            if cell.last is not None:
                values.setdefault("until", cell.last)
        values = self._fixed | values
        if (missing := _complete(self._kind.code, values)) is not None:
            code, sentence = missing
            return Refused(row.number, self._column(code), sentence, cells)
        return Line(row.number, cells, values, tuple(notes))

    def _column(self, code: str) -> str:
        return next((name for _, name, field in self._columns if field.code == code), "")


def _complete(kind: str, values: dict[str, Any]) -> tuple[str, str] | None:
    """Put together what stands in several cells; what is missing, and how to mend it."""
    if kind == "attendance":
        parts = (values.pop("forename", ""), values.pop("surname", ""))
        values.setdefault("name", " ".join(filter(None, parts)))
        if not values["name"] and not values.get("email"):
            return "name", "Nobody is named in this row. Write a name or an e-mail address."
        if not values.get("activity"):
            return "activity", "Say which activity it was, here or once for the whole file."
        return None
    if kind == "stakeholders":
        return None if values.get("name") else ("name", "Write who it is.")
    if not values.get("title"):
        return "title", "Write what it is." if kind == "activities" else "Write what is to be done."
    if not values.get("programme"):
        return "programme", "Say which programme it belongs to, here or once for the whole file."
    return _complete_activity(values) if kind == "activities" else None


def _complete_activity(values: dict[str, Any]) -> tuple[str, str] | None:
    if not values.get("on"):
        return "on", "Write the day, like 28/02/2026."
    if not values.get("with_whom"):
        return "with_whom", "Say with whom, here or once for the whole file."
    # So that a row is not the same any more once its day has passed.
    values["is_over"] = (values.get("until") or values["on"]) < clock.today()
    return None
