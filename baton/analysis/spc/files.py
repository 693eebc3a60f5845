# SPDX-License-Identifier: MIT
"""Charting a CSV file: a row out for each point, or nothing and a sentence why."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TextIO

from baton.analysis.spc.chart import Chart, xmr
from baton.analysis.spc.series import SeriesProblem

COLUMNS = (
    "date",
    "value",
    "mean",
    "lower",
    "upper",
    "special_cause",
    "kind",
    "variation",
    "assurance",
)

_DELIMITERS = ",;\t|"
# Years first, so that nobody has to guess which number is the month.
_ISO = re.compile(r"\d{4}-\d{2}(-\d{2}([ T]\d{2}:\d{2}.*)?)?")
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?([eE][-+]?\d+)?")

Row = list[str]


class FileProblem(ValueError):
    """The file cannot be charted; the sentence says what, where, and how to mend it."""


def chart_file(
    source: Path,
    output: Path,
    *,
    date_column: str | None = None,
    value_column: str | None = None,
    date_format: str | None = None,
    **choices: Any,
) -> Chart:
    """Write the chart of a CSV's series; `choices` are those of `xmr`.

    Columns not named are those called date and value, or the only ones that hold dates and numbers.
    The output appears when it is whole, or not at all. Raises FileProblem or SeriesProblem.
    """
    _check_output(source, output)
    sheet = _Sheet.read(source)
    days = _column(sheet, "date", date_column, lambda cell: _day(cell, date_format))
    amounts = _column(sheet, "value", value_column, _number, other_than=days)
    _check_headings(sheet, days, date_format)
    dates = _without_midnights([_date(sheet, row, days, date_format) for row in sheet.rows])
    values = [_value(sheet, row, amounts) for row in sheet.rows]
    try:
        chart = xmr(dates, values, **choices)
    except SeriesProblem as problem:
        if problem.point is None:
            raise
        row = sheet.numbers[problem.point]
        raise FileProblem(f"{source.name}, row {row}: {problem.reason}") from problem
    _write(chart, output)
    return chart


def _check_output(source: Path, output: Path) -> None:
    if output.is_dir():
        raise FileProblem(f"{output} is a folder. Name a file in it.")
    if not output.parent.is_dir():
        raise FileProblem(f"There is no folder {output.parent}. Make it first.")
    if output.exists() and source.exists() and output.samefile(source):
        raise FileProblem(f"{output} is the file to be read. Give the chart another name.")


@dataclass(frozen=True)
class _Sheet:
    """A heading and the rows that hold something, each with its number as a spreadsheet has it."""

    name: str
    header: Row
    rows: list[Row]
    numbers: list[int]

    @classmethod
    def read(cls, source: Path) -> _Sheet:
        name = source.name
        text = _text(source)
        rows, numbers = [], []
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        try:
            for number, row in enumerate(reader, start=1):
                if any(cell.strip() for cell in row):
                    rows.append([cell.strip() for cell in row])
                    numbers.append(number)
        except csv.Error as problem:
            raise FileProblem(
                f'{name}, line {reader.line_num}: a quotation mark (") stands without its other'
                f" half, or a cell is too long. Mend the row that begins there or before it."
            ) from problem
        if len(rows) < 2:
            raise FileProblem(
                f"{name} has no rows. It needs a line of headings, such as date,value,"
                " and a row for each point."
            )
        sheet = cls(name, rows[0], rows[1:], numbers[1:])
        sheet.check_widths()
        return sheet

    def check_widths(self) -> None:
        for row, number in zip(self.rows, self.numbers, strict=True):
            if any(row[len(self.header) :]):
                raise FileProblem(
                    f"{self.name}, row {number}: there are {len(row)} cells under"
                    f" {len(self.header)} headings. Write a number such as 1,234 without its comma,"
                    " or between quotation marks."
                )
            row.extend([""] * (len(self.header) - len(row)))

    def problem(self, row: Row, column: int, reason: str) -> FileProblem:
        number = next(
            number
            for each, number in zip(self.rows, self.numbers, strict=True)
            if each is row  # equal rows may stand twice
        )
        return FileProblem(f'{self.name}, row {number}, column "{self.header[column]}": {reason}')


def _text(source: Path) -> str:
    """UTF-8 or UTF-16 where the bytes are so; else what Windows writes in western Europe."""
    try:
        held = source.read_bytes()
    except OSError as problem:
        raise FileProblem(f"{source} cannot be read: {problem.strerror}.") from problem
    if held.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileProblem(f"{source.name} is a workbook. Save it as CSV and give that.")
    if held.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return held.decode("utf-16", errors="replace")
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        return held.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The one that makes most headings."""
    header = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    return max(_DELIMITERS, key=header.count)


def _column(
    sheet: _Sheet,
    what: str,
    wanted: str | None,
    reads: Callable[[str], object],
    *,
    other_than: int | None = None,
) -> int:
    """The column named, or the one called `what`, or the only one that mostly reads so."""
    headings = ", ".join(f'"{heading}"' for heading in sheet.header)
    named = [
        number
        for number, heading in enumerate(sheet.header)
        if heading.casefold() == (wanted or what).strip().casefold()
    ]
    if len(named) > 1:
        raise FileProblem(
            f'{sheet.name} has {len(named)} columns "{wanted or what}". Rename those not meant.'
        )
    if named:
        return named[0]
    if wanted is not None:
        raise FileProblem(f'There is no column "{wanted}" in {sheet.name}. It has: {headings}.')
    fitting = [
        number
        for number in range(len(sheet.header))
        if number != other_than
        and sum(reads(row[number]) is not None for row in sheet.rows) * 2 > len(sheet.rows)
    ]
    if len(fitting) == 1:
        return fitting[0]
    how_many = "Several columns" if fitting else "No column"
    raise FileProblem(
        f"{how_many} of {sheet.name} could be the {what}. It has: {headings}."
        f" Say which is meant with --{what}-column"
        + (", and how its dates are written with --date-format." if what == "date" else ".")
    )


def _check_headings(sheet: _Sheet, column: int, written: str | None) -> None:
    if _day(sheet.header[column], written) is not None:
        raise FileProblem(
            f"{sheet.name} begins with a point instead of headings."
            " Put a line such as date,value above it."
        )


def _day(cell: str, written: str | None) -> date | None:
    """The day or moment; a month counts as its first day."""
    try:
        if written is not None:
            # The format says whether there is a zone.
            moment = datetime.strptime(cell, written)  # noqa: DTZ007
            return moment if _has_time(written) else moment.date()
        if not _ISO.fullmatch(cell):
            return None
        if len(cell) <= len("2026-04-01"):
            return date.fromisoformat(cell if len(cell) > len("2026-04") else f"{cell}-01")
        return datetime.fromisoformat(cell)
    except ValueError:
        return None


def _without_midnights(days: Sequence[date]) -> Sequence[date]:
    """Days, where all moments are midnights: spreadsheets and databases write days so."""
    midnight = time()
    if all(isinstance(day, datetime) and day.timetz() == midnight for day in days):
        return [date(day.year, day.month, day.day) for day in days]
    return days


def _has_time(written: str) -> bool:
    return any(f"%{code}" in written for code in "HIMScXfz")


def _date(sheet: _Sheet, row: Row, column: int, written: str | None) -> date:
    day = _day(row[column], written)
    if day is not None:
        return day
    if not row[column]:
        raise sheet.problem(row, column, "there is no date. Put it in, or take the row out.")
    how = f"written as {written}" if written else "that can be read without guessing"
    raise sheet.problem(
        row,
        column,
        f'"{row[column]}" is not a date {how}. Write it as 2026-04-01, or say how dates are'
        " written, such as --date-format %d/%m/%Y.",
    )


def _number(cell: str) -> float | None:
    digits = cell.removesuffix("%").strip()
    if not any(character.isdigit() for character in digits) or not _NUMBER.fullmatch(digits):
        return None
    return float(digits.replace(",", ""))


def _value(sheet: _Sheet, row: Row, column: int) -> float:
    value = _number(row[column])
    if value is not None:
        return value
    if not row[column]:
        raise sheet.problem(row, column, "there is no number. Put it in, or take the row out.")
    raise sheet.problem(
        row, column, f'"{row[column]}" is not a number. Write it with digits, such as 12.5.'
    )


def _write(chart: Chart, output: Path) -> None:
    with _writing(output) as made:
        writer = csv.writer(made, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for point in chart.points:
            numbers = (point.value, point.mean, point.lower, point.upper)
            writer.writerow(
                [
                    point.date.isoformat(),
                    *(repr(number).removesuffix(".0") for number in numbers),
                    point.special_cause,
                    point.kind,
                    chart.variation,
                    chart.assurance,
                ]
            )


@contextmanager
def _writing(output: Path) -> Iterator[TextIO]:
    """A file that takes its place when all went well, and goes when not."""
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as made:
            yield made
        part.replace(output)
    except OSError as problem:
        raise FileProblem(f"{output} cannot be written: {problem.strerror}.") from problem
    finally:
        part.unlink(missing_ok=True)
