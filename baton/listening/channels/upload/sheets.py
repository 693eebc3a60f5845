# SPDX-License-Identifier: MIT
"""From the cells of a sheet to a table: its heading, its merged cells, its blank rows."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from baton.listening.channels.upload.headings import LOOKED_AT, find_heading
from baton.listening.channels.upload.records import HOLDS_NUL
from baton.listening.channels.upload.rows import Refused, Row, UnreadableFile
from baton.ui import words
from baton.ui.wording import _, _lazy

#: A span of merged cells: first row, first column, last row, last column; rows from 1.
Span = tuple[int, int, int, int]

#: Cells of one table: Excel's 1,048,576 rows in some 300 columns.
MOST_CELLS = 350_000_000
#: Said of what would not fit into the memory that reading may take.
TOO_LARGE = _lazy(
    "This is too large to be opened here, or its cells stand too far apart. Save the sheet with "
    "the comments as “CSV UTF-8”, and upload that."
)

# In `Row.earlier`, on the way from one function here to the next.
_HOLDS_NUL = -1
#: A merged cell with more than this is taken for what somebody said, and not for a label.
LONGEST_LABEL = 100


@dataclass
class Found:
    """A table that was found in a file: its part of the file by name, and its rows to come.

    `remarks` grow while the rows are read.
    """

    name: str
    described: str
    header: tuple[str, ...]
    heading_rows: int
    rows: Iterator[Row | Refused]
    remarks: list[str] = field(default_factory=list)
    is_sheet: bool = False


def hidden(name: str) -> str:
    """Said of a sheet that nobody sees in its workbook."""
    said = _(
        "The hidden sheet “%(name)s” is not read. If it holds comments, unhide it and bring the "
        "file again."
    )
    return said % {"name": name}


def not_read(name: str, why: object = "") -> str:
    """Said of a sheet without a table that could be read."""
    return _("The sheet “%(name)s” is not read. %(why)s") % {"name": name, "why": why}


def found(
    name: str,
    described: str,
    rows: Iterator[tuple[int, list[str]]],
    spans: Mapping[int, list[Span]] | None,
) -> Found:
    """The table in a sheet, from its rows with their numbers.

    `spans` gives merged cells by their first row, those of a row once it was read; None: there are
    none. Raises `UnreadableFile` where there is no table.
    """
    filled = _filled(rows)
    start = list(itertools.islice(filled, LOOKED_AT))
    widest = max((len(row.cells) for row in start), default=0)
    start = [row._replace(cells=row.cells + ("",) * (widest - len(row.cells))) for row in start]
    over = [span for row in start for span in (spans or {}).get(row.number, ())]
    heading = find_heading(start, over)
    remarks = [*heading.remarks()]
    table = Found(name, described, heading.names, heading.last, iter(()), remarks, is_sheet=True)
    first = (row for row in start if row.number > heading.last)
    if spans is None:
        table.rows = itertools.chain(_widened(first, table), _quickly(rows, table))
    else:
        table.rows = _widened(_merged(itertools.chain(first, filled), spans, table), table)
    return table


def _quickly(rows: Iterator[tuple[int, list[str]]], table: Found) -> Iterator[Row | Refused]:
    """What `_widened` makes of the rows that are not blank; most need no second look."""
    width = len(table.header)
    for number, cells in rows:
        whole = "".join(cells)
        if len(cells) == width and whole and not whole.isspace() and "\0" not in whole:
            yield Row(number, tuple(cells))
        else:
            yield from _widened(_filled(iter([(number, cells)])), table)


def _filled(rows: Iterator[tuple[int, list[str]]]) -> Iterator[Row]:
    """The rows that are not blank; one that holds a NUL is marked as `_HOLDS_NUL`."""
    for number, cells in rows:
        whole = "".join(cells)
        if whole and not whole.isspace():
            yield Row(number, tuple(cells), _HOLDS_NUL if "\0" in whole else 0)


def _merged(rows: Iterator[Row], spans: Mapping[int, list[Span]], table: Found) -> Iterator[Row]:
    """Rows with the label of a cell that was merged over several rows in each of these.

    Excel keeps the value in the first cell only. A row of nothing else is no row; and a long text
    was said once, so it stays where it stands.
    """
    open_spans: list[tuple[Span, str]] = []
    labels = texts = 0
    for row in rows:
        cells = row.cells
        open_spans = [each for each in open_spans if each[0][2] >= row.number]
        if open_spans:
            cells = _filled_down(cells, open_spans)
        yield row if cells is row.cells else row._replace(cells=cells)
        for span in spans.get(row.number, ()):
            text = row.cells[span[1]] if span[1] < len(row.cells) else ""
            if span[2] == span[0] or not text.strip():
                continue
            if len(text) <= LONGEST_LABEL and "\n" not in text:
                labels += 1
                open_spans.append((span, text))
            else:
                texts += 1
    table.remarks += _on_merged(labels, texts)


def _filled_down(cells: tuple[str, ...], open_spans: Sequence[tuple[Span, str]]) -> tuple[str, ...]:
    changed = [*cells, *[""] * (max(span[1] for span, _ in open_spans) + 1 - len(cells))]
    for span, text in open_spans:
        if not changed[span[1]].strip():
            changed[span[1]] = text
    return tuple(changed)


def _on_merged(labels: int, texts: int) -> Iterator[str]:
    if labels:
        yield (
            _(
                "Cells merged over several rows (%(n)s of them) were read as the same in each of "
                "their rows."
            )
            % {"n": words.number(labels)}
        )
    if texts:
        yield (
            _(
                "Long texts merged over several rows (%(n)s of them) were read once, in the first "
                "of their rows. If one belongs to each row, unmerge it and write it there."
            )
            % {"n": words.number(texts)}
        )


def _widened(rows: Iterator[Row], table: Found) -> Iterator[Row | Refused]:
    """Rows with a cell for each column; what stands beyond the heading is refused, not cut off."""
    width = len(table.header)
    for index, row in enumerate(rows):
        if index * width > MOST_CELLS:
            raise UnreadableFile(TOO_LARGE)
        if row.earlier == _HOLDS_NUL:
            at = next(at for at, cell in enumerate(row.cells) if "\0" in cell)
            column = table.header[at] if at < width else f"Column {at + 1}"
            yield Refused(row.number, column, str(HOLDS_NUL), row.cells)
            continue
        count = len(row.cells)
        if count == width:
            yield row
        elif count < width:
            yield row._replace(cells=row.cells + ("",) * (width - count))
        elif any(map(str.strip, row.cells[width:])):
            reason = _(
                "This row has a cell in column %(column)s, and the heading names %(width)s "
                "columns. Name the column, or clear the cell."
            ) % {"column": count, "width": width}
            yield Refused(row.number, "", reason, row.cells)
        else:
            yield row._replace(cells=row.cells[:width])


def number_text(value: float) -> str:
    """A number as a spreadsheet shows it, with all the digits that it holds.

    >>> number_text(7.0), number_text(0.1 + 0.2), number_text(123456789012.0)
    ('7', '0.3', '123456789012')
    """
    return "%.15g" % value  # noqa: UP031 - half as long as the others, a million times


def moment_text(value: dt.datetime) -> str:
    """A day, with its time unless that is midnight; spreadsheets hold parts of a day, not seconds.

    >>> moment_text(dt.datetime(2026, 3, 31))
    '2026-03-31'
    >>> moment_text(dt.datetime(2026, 3, 31, 14, 4, 59, 999_998))
    '2026-03-31 14:05:00'
    """
    if value.microsecond >= 500_000 and value.year < 9999:
        value += dt.timedelta(seconds=1)
    value = value.replace(microsecond=0)
    return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")


def lasting_text(value: dt.timedelta) -> str:
    """Hours, minutes and seconds.

    >>> lasting_text(dt.timedelta(hours=26, minutes=30))
    '26:30:00'
    """
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
