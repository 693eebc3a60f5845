# SPDX-License-Identifier: MIT
"""Reading a file of services: text in whatever encoding, rows of named levels, rows refused."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from baton.ui.wording import _

#: The kinds from the top of the tree down; a file's columns are named by them.
LEVELS = ("board", "trust", "practice", "site", "service", "ward")
LONGEST_NAME = 200
LONGEST_CODE = 20
MOST_ROWS = 20_000
_DELIMITERS = (",", ";", "\t")


class ServicesUnreadable(ValueError):
    """The file of services cannot be read; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and (level, name) from the top down."""

    number: int
    steps: tuple[tuple[str, str], ...]
    code: str = ""
    problem: str = ""


def decoded(content: bytes) -> str:
    """The text of a file as spreadsheets save it: UTF-8, with a mark or without, or Windows's.

    >>> decoded("Bläk".encode("cp1252"))
    'Bläk'
    """
    if content.startswith(b"PK\x03\x04"):
        raise ServicesUnreadable(_("This is a spreadsheet. Save it as CSV and choose that file."))
    encodings = ["utf-8-sig", "cp1252"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ServicesUnreadable(_("This is not a text file. Save the table as CSV (UTF-8)."))


def rows(source: Iterable[str]) -> Iterator[Row]:
    """The rows of CSV with a column for each level that it has, and if it has it `code`.

    A row that cannot be used comes with its `problem`. Raises ServicesUnreadable when no column
    is named by a level, or the table is longer than `MOST_ROWS`.
    """
    # A line at a time, as a file gives them: the reader joins what stands in quotation marks.
    lines = [line for part in source for line in io.StringIO(part, newline="")]
    table = csv.reader(lines, delimiter=_delimiter(lines[0] if lines else ""))
    try:
        header = [cell.strip().casefold() for cell in next(table, [])]
    except csv.Error as problem:
        raise ServicesUnreadable(
            _("The headings cannot be read (%(problem)s).") % {"problem": problem}
        ) from None
    columns = {name: header.index(name) for name in (*LEVELS, "code") if name in header}
    if not columns.keys() - {"code"}:
        raise ServicesUnreadable(
            _(
                "No column is named board, trust, practice, site, service or ward. "
                "Name the columns by these levels, and give each service a row."
            )
        )
    for number, cells in _numbered(table):
        if number > MOST_ROWS + 1:
            raise ServicesUnreadable(
                _("The table has more than %(most)s rows. Split it into several files.")
                % {"most": f"{MOST_ROWS:,}"}
            )
        if isinstance(cells, str):
            yield Row(number, (), problem=cells)
        elif any(cell.strip() for cell in cells):
            yield _row(number, cells, columns)


def _delimiter(heading: str) -> str:
    """Whichever sets apart the most columns that are named by a level."""

    def named(delimiter: str) -> int:
        cells = {cell.strip(' \t"\r\n').casefold() for cell in heading.split(delimiter)}
        return len(cells & {*LEVELS, "code"})

    return max(_DELIMITERS, key=named)


def _numbered(table: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | str]]:
    number = 1
    while True:
        number += 1
        try:
            yield number, next(table)
        except StopIteration:
            return
        except csv.Error:
            yield number, _("A cell of this row is too long to be a name. Shorten it.")


def _row(number: int, cells: Sequence[str], columns: dict[str, int]) -> Row:
    def cell(name: str) -> str:
        at = columns.get(name, len(cells))
        return " ".join(cells[at].split()) if at < len(cells) else ""

    steps = tuple((level, name) for level in LEVELS if (name := cell(level)))
    code = cell("code")
    return Row(number, steps, code, _problem_with(steps, code))


def _problem_with(steps: Sequence[tuple[str, str]], code: str) -> str:
    if not steps:
        return _("The row names no service. Fill in at least one level, or take the row out.")
    if any(unicodedata.category(each) == "Cc" for _, name in steps for each in name + code):
        return _("A name holds characters that cannot be shown. Type it again.")
    long = next((name for _, name in steps if len(name) > LONGEST_NAME), None)
    if long:
        return _("“%(name)s…” is longer than %(most)s characters. Shorten the name.") % {
            "name": long[:40],
            "most": LONGEST_NAME,
        }
    if len(code) > LONGEST_CODE:
        return _("The code “%(code)s…” is longer than %(most)s characters. Shorten it.") % {
            "code": code[:20],
            "most": LONGEST_CODE,
        }
    return ""
