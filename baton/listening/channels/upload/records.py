# SPDX-License-Identifier: MIT
"""Records of a delimited text, one at a time, whatever is wrong with some of them.

The csv module reads; what it cannot do stands here: no line and no record outgrows a bound, a
quotation mark that never closes costs its own row and not the rest of the file, and every refusal
says which row and column.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TextIO

from baton.listening.channels.upload.rows import Refused, Row
from baton.listening.channels.upload.sniffing import EIGHT_BIT, UNDECODED
from baton.ui import words
from baton.ui.wording import _, _lazy

#: Characters of one record. A cell of Excel holds 32,767; a long transcript some 100,000.
LONGEST_RECORD = 1_000_000
#: Lines of one record: beyond them a quotation mark was left open.
MOST_LINES = 1_000
# Characters that may be read twice in one file because a quotation mark swallowed them. A file
# built to spend more gets one line a record, so that reading stays proportional to its size.
_PATIENCE = 200_000_000

_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')

#: Why no database takes the cell.
HOLDS_NUL = _lazy("This cell holds a NUL character (a zero byte). Take it away or type it again.")
_UNCLOSED = _lazy(
    "A quotation mark opens this cell and does not close where a cell may end. Close it, or take "
    "it away. The lines below it were read as rows of their own."
)
_ENDS_EARLY = _lazy(
    "A quotation mark inside this quoted cell ends it too early. Write it twice, or take it away."
)


class _LineTooLong(Exception):
    """The line, which `Lines.taken` holds cut short, is longer than a record may be."""


class _NoEnd(Exception):
    """The record does not end within the bounds."""


class _Cut(str):
    """What was kept of a line that is too long."""


class Lines(Iterator[str]):
    """The lines of a text, none longer than `longest`, and those that the present record took."""

    def __init__(self, stream: TextIO, encoding: str, longest: int = LONGEST_RECORD) -> None:
        self._readline = stream.readline
        self._again: deque[str] = deque()
        self._patience = _PATIENCE
        self._size = 0
        self.encoding = encoding
        self.longest = longest
        self.taken: list[str] = []
        self.doubtful = False  # the record holds a NUL or bytes that could not be decoded

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._readline(self.longest + 1)
        if not line:
            raise StopIteration
        if len(line) > self.longest or type(line) is _Cut:
            self._cut(line)
        if not line.isascii():
            line = self._checked(line)
        if "\0" in line:
            self.doubtful = True
        if self.taken:
            self._check_bounds(line)
        self.taken.append(line)
        return line

    def begin(self) -> None:
        """Forget the last record's lines."""
        self.taken.clear()
        self.doubtful = False

    def give_back(self, lines: Sequence[str]) -> None:
        """Read these lines again, before what follows."""
        self._patience -= sum(map(len, lines))
        self._again.extendleft(reversed(lines))

    def _check_bounds(self, line: str) -> None:
        if len(self.taken) == 1:
            self._size = len(self.taken[0])
        self._size += len(line)
        most = MOST_LINES if self._patience > 0 else 1
        if len(self.taken) >= most or self._size > self.longest:
            self._again.appendleft(line)
            raise _NoEnd

    def _checked(self, line: str) -> str:
        """The line, read as UTF-8 where it is that and the rest of the file is not."""
        if self.encoding in EIGHT_BIT:
            try:
                mended = line.encode(self.encoding, "surrogateescape").decode("utf-8")
            except UnicodeError:
                mended = line
            # Western text only: by accident, an accent and two quotes spell a Chinese character.
            line = mended if max(mended) < "\u2e80" else line
        try:
            line.encode()
        except UnicodeEncodeError:
            self.doubtful = True
        return line

    def _cut(self, line: str) -> None:
        if type(line) is not _Cut:
            self._skip_rest(line)
        self.taken.append(_Cut(line[:200]))
        raise _LineTooLong

    def _skip_rest(self, piece: str) -> None:
        while piece and piece[-1] not in "\r\n":
            piece = self._readline(1 << 16)
        if piece.endswith("\r"):  # the bound may have fallen between "\r" and "\n"
            following = self._readline(self.longest + 1)
            if following not in ("\n", ""):
                self._again.appendleft(following)


def read_records(
    lines: Lines, delimiter: str, header: tuple[str, ...] = ()
) -> Iterator[Row | Refused]:
    """Each record that is not blank, numbered from 1 as a spreadsheet numbers rows.

    `header` (empty while it is not known yet) names the columns in refusals and says how many
    cells a row has: missing ones at the end are empty, more are refused.
    """
    # For the whole process, and only ever upwards: csv has no limit for one reader alone.
    csv.field_size_limit(max(csv.field_size_limit(), lines.longest + 1))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    width = usual = len(header)
    number = broken = 0
    while True:
        lines.begin()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (_LineTooLong, _NoEnd, csv.Error):
            broken = number
            yield _broken(number, lines, delimiter, header)
            continue
        if not any(map(str.strip, cells)):
            continue
        count = len(cells)
        if broken and (count not in (width, usual) or _has_odd_quotation(lines.taken)):
            yield Refused(number, "", _rest_of(broken), tuple(cells))
            continue
        if count != width and header:
            if count != usual and _swallowed_a_row(lines.taken, delimiter, width):
                broken = number
                yield _broken(number, lines, delimiter, header)
                continue
            if any(map(str.strip, cells[width:])):
                yield Refused(number, "", _too_many(count, width), tuple(cells))
                continue
            cells = cells[:width] + [""] * (width - count)
        broken, usual = 0, count
        if lines.doubtful and (refused := _doubtful(number, cells, header, lines.encoding)):
            yield refused
            continue
        yield Row(number, tuple(cells))


def _broken(number: int, lines: Lines, delimiter: str, header: tuple[str, ...]) -> Refused:
    """The refusal of a record that csv cannot read; its later lines will be read as rows."""
    first, *later = lines.taken
    if type(first) is _Cut:
        reason = _("This row is longer than %(most)s characters. Split it, or shorten it.") % {
            "most": words.number(lines.longest)
        }
        return Refused(number, "", reason, ())
    lines.give_back(later)
    index, cells, closes = _where_broken(first.rstrip("\r\n"), delimiter)
    reason = str(_ENDS_EARLY if closes else _UNCLOSED)
    return Refused(number, _name(index, header), reason, tuple(cells))


def _where_broken(line: str, delimiter: str) -> tuple[int, list[str], bool]:
    """The index of the cell whose quotation marks are wrong, the cells as far as they can be told
    apart, and whether that cell's quotation does close on its line."""
    cells: list[str] = []
    start = 0
    while start < len(line):
        if line[start] == '"':
            match = _QUOTED.match(line, start)
            end = match.end() if match else start
            if not match or line[end : end + 1] not in (delimiter, ""):
                return len(cells), cells + line[start:].split(delimiter), bool(match)
            cells.append(match[0][1:-1].replace('""', '"'))
        else:
            end = line.find(delimiter, start)
            if end < 0:
                break
            cells.append(line[start:end])
        start = end + 1
    return len(cells), [*cells, line[start:]], False


def _has_odd_quotation(taken: list[str]) -> bool:
    return sum(line.count('"') for line in taken) % 2 == 1


def _swallowed_a_row(taken: list[str], delimiter: str, width: int) -> bool:
    """Whether the second line of the record is a whole row: then the first never closed."""
    if len(taken) < 2 or _has_odd_quotation(taken[1:2]):
        return False
    try:
        return len(next(csv.reader([taken[1]], delimiter=delimiter, strict=True))) == width
    except csv.Error:
        return False


def _doubtful(
    number: int, cells: Sequence[str], header: tuple[str, ...], encoding: str
) -> Refused | None:
    """The refusal of a row that holds NUL characters or bytes that could not be decoded."""
    for index, cell in enumerate(cells):
        if "\0" in cell:
            reason = str(HOLDS_NUL)
        elif UNDECODED.search(cell):
            reason = _(
                "This cell holds characters that are not %(encoding)s like the rest of the "
                "file. Type it again, or save the file as “CSV UTF-8”."
            ) % {"encoding": encoding.removesuffix("-sig").upper()}
        else:
            continue
        return Refused(number, _name(index, header), reason, tuple(cells))
    return None


def _name(index: int, header: tuple[str, ...]) -> str:
    return header[index] if index < len(header) else f"Column {index + 1}"


def _rest_of(broken: int) -> str:
    return _(
        "This may be the rest of row %(row)s, which could not be read. Put it back there, or "
        "give it a cell for every column."
    ) % {"row": broken}


def _too_many(count: int, width: int) -> str:
    return _(
        "This row has %(cells)s cells, and the heading has %(width)s. Put quotation marks around "
        "the cell that holds the dividing character."
    ) % {"cells": count, "width": width}
