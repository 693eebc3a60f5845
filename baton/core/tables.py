# SPDX-License-Identifier: MIT
"""Tables that people carry away: written row by row while they are sent, so that a million rows
need no more memory than a few, and harmless to spreadsheets. `workbooks` writes them for Excel."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from baton.core import spreadsheets

Cell = str | int | float | date | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name (27 characters at most, none of `[]:*?/`), the names of its columns, its
    rows, how wide the columns are in characters, and what stands above all that."""

    name: str
    head: Row
    rows: Iterable[Row]
    widths: Sequence[int] = ()
    notes: Sequence[Row] = ()


class _Line:
    """What csv writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def as_csv(sheet: Sheet) -> Iterator[str]:
    r"""CSV lines with a byte order mark, by which spreadsheets know that it is UTF-8.

    >>> list(as_csv(Sheet("Days", ["day", "=1+1"], [[date(2026, 2, 3), -0.5]])))
    ['\ufeff', "day,'=1+1\r\n", '2026-02-03,-0.5\r\n']
    """
    writer: Any = csv.writer(_Line())
    yield "\ufeff"
    for rows in (sheet.notes, [sheet.head], sheet.rows):
        for row in rows:
            yield writer.writerow([_plain(cell) for cell in row])


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return spreadsheets.safe(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
