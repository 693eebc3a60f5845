# SPDX-License-Identifier: MIT
"""What stands in each column of a file, counted once before anybody says how it is to be read.

The whole file is counted unless it is large: then its first rows are, and pages say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from baton.listening.channels.upload import dates
from baton.listening.channels.upload.refusals import as_sent, is_mended
from baton.listening.channels.upload.rows import Refused, Row
from baton.listening.channels.upload.table import Table

#: Cells that are looked at, and the fewest rows, however many columns there are.
CELLS, FEWEST_ROWS = 1_000_000, 2_000
#: A column with more different answers than this, or longer ones, holds words and no choices.
MOST_ANSWERS, LONGEST_ANSWER = 300, 80
#: Different ways through the tree of services that are counted.
MOST_PATHS = 2_000

_CHUNK = 1_000
_VERSION = 1


@dataclass(slots=True)
class Days:
    """What a column's cells tell of how it writes days: the first cell of each kind and its row;
    and how many different ones can only have the day, or the month, first."""

    day_first: tuple[int, str] | None = None
    month_first: tuple[int, str] | None = None
    either: tuple[int, str] | None = None
    days_first: int = 0
    months_first: int = 0
    #: The largest of a spreadsheet's own numbers for days, and its row.
    serial: tuple[int, str] | None = None

    def look(self, number: int, cell: str) -> None:
        if found := dates.written(cell):
            if found.only == "day_first":
                self.day_first = self.day_first or (number, cell)
                self.days_first += 1
            elif found.only == "month_first":
                self.month_first = self.month_first or (number, cell)
                self.months_first += 1
            elif found.is_open:
                self.either = self.either or (number, cell)
        elif (serial := dates.serial(cell)) and (
            self.serial is None or serial > float(self.serial[1])
        ):
            self.serial = (number, cell)


@dataclass(frozen=True, slots=True)
class Census:
    """`answers` has the columns with few answers, each answer with its number of rows, the most
    frequent first; `days` the columns with something like a date in them; `paths` the ways through
    the tree of services, as the columns `levels` name them, with their rows."""

    rows: int = 0
    is_whole: bool = True
    answers: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    days: Mapping[str, Days] = field(default_factory=dict)
    levels: Sequence[str] = ()
    paths: Sequence[tuple[tuple[str, ...], int]] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain values for JSON; `from_dict` reads it back."""
        return {"version": _VERSION, **asdict(self)}


def from_dict(data: dict[str, Any] | None) -> Census | None:
    """The census that JSON holds, or None where there is none, or one of another version."""
    if data is None or data.get("version") != _VERSION:
        return None
    return Census(
        rows=data["rows"],
        is_whole=data["is_whole"],
        answers={name: [(a, n) for a, n in counts] for name, counts in data["answers"].items()},
        days={
            name: Days(**{key: _cell(value) for key, value in each.items()})
            for name, each in data["days"].items()
        },
        levels=tuple(data["levels"]),
        paths=[(tuple(path), rows) for path, rows in data["paths"]],
    )


def _cell(value: Any) -> Any:
    """JSON knows no pairs: a cell and its row are a list there."""
    return tuple(value) if isinstance(value, list) else value


def take(table: Table, levels: Sequence[str] = ()) -> Census:
    """Count what stands in the columns; `levels` are the columns that name services."""
    mended = is_mended(table.header)
    header = as_sent(table.header) if mended else table.header
    most = max(FEWEST_ROWS, CELLS // len(header))
    rows = (row for row in table.rows() if not isinstance(row, Refused))
    counting = _Counting(header, [header.index(name) for name in levels if name in header])
    for chunk in _chunks(islice(rows, most)):
        cells = [as_sent(row.cells) if mended else row.cells for row in chunk]
        counting.count([row.number for row in chunk], cells)
    return Census(
        rows=counting.rows,
        is_whole=next(rows, None) is None,
        answers=counting.answers(),
        days={name: each for name, each in zip(header, counting.days, strict=True) if each},
        levels=tuple(levels),
        paths=counting.paths.most_common(MOST_PATHS),
    )


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


class _Counting:
    """What was counted so far, a column at a time: a million cells a second that way."""

    def __init__(self, header: Sequence[str], levels: Sequence[int]) -> None:
        self.rows = 0
        self._header = header
        self._levels = levels
        self._answers: list[Counter[str] | None] = [Counter() for _ in header]
        self.days: list[Days | None] = [Days() for _ in header]
        self.paths: Counter[tuple[str, ...]] = Counter()

    def count(self, numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        columns = list(zip(*rows, strict=True))
        for at, cells in enumerate(columns):
            self._count_answers(at, cells)
            self._look_for_days(at, numbers, cells)
        if self._levels and len(self.paths) < MOST_PATHS:
            self.paths.update(zip(*(columns[at] for at in self._levels), strict=True))
        self.rows += len(rows)

    def _count_answers(self, at: int, cells: Sequence[str]) -> None:
        if (counter := self._answers[at]) is None:
            return
        if max(map(len, cells)) > LONGEST_ANSWER:
            self._answers[at] = None
            return
        counter.update(cells)
        if len(counter) > MOST_ANSWERS:
            self._answers[at] = None

    def _look_for_days(self, at: int, numbers: Sequence[int], cells: Sequence[str]) -> None:
        if (days := self.days[at]) is None:
            return
        met: set[str] = set()
        for number, cell in zip(numbers, cells, strict=True):
            if cell and len(cell) < LONGEST_ANSWER and cell not in met:
                met.add(cell)
                days.look(number, cell.strip())
        # Where a thousand rows have nothing like a date, the others need not be looked at.
        if days == Days():
            self.days[at] = None

    def answers(self) -> dict[str, list[tuple[str, int]]]:
        found = {}
        for name, counter in zip(self._header, self._answers, strict=True):
            if counter:
                stripped: Counter[str] = Counter()
                for cell, rows in counter.items():
                    if text := " ".join(cell.split()):
                        stripped[text] += rows
                found[name] = sorted(stripped.items(), key=lambda each: (-each[1], each[0]))
        return found
