# SPDX-License-Identifier: MIT
"""OpenDocument spreadsheets, as LibreOffice writes them: read from their XML, a row at a time.

calamine reads them too, but drops tabs and line breaks inside a cell and what an error says, and
refuses files whose XML is indented.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from baton.listening.channels.upload import sheets
from baton.listening.channels.upload.archives import opened, pieces
from baton.listening.channels.upload.kinds import DAMAGED, LOCKED
from baton.listening.channels.upload.markup import stepwise
from baton.listening.channels.upload.mistakes import NO_RESULT
from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.sheets import (
    Found,
    Span,
    found,
    lasting_text,
    moment_text,
    number_text,
)
from baton.ui.wording import _

# A cell that repeats itself and a row that does are written once with a count, which may lie.
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_LASTING = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
#: Parts of a cell that are not what it says: notes, drawings, how it is ruled.
_BESIDE = {"annotation", "shapes", "forms", "frame", "custom-shape", "detective", "ruby-text"}


def tables(path: Path, left_out: list[str]) -> Iterator[Found]:
    """The table of each visible sheet. `left_out` gets a sentence for each sheet that is not read.

    Raises `UnreadableFile` where the spreadsheet cannot be opened at all.
    """
    with opened(path) as archive:
        _check_unlocked(archive)
        names = _Names()
        for _event in _heard(archive, names):
            pass
    lone = sum(not hidden for _name, hidden in names.found) == 1
    for index, (name, hidden) in enumerate(names.found):
        if hidden:
            left_out.append(sheets.hidden(name))
            continue
        reader = _Sheet(index)
        try:
            shown = "" if lone else name
            yield found(
                shown, _("sheet of an OpenDocument spreadsheet"), _rows(path, reader), reader.spans
            )
        except UnreadableFile as problem:
            left_out.append(sheets.not_read(name, problem))


def _check_unlocked(archive: ZipFile) -> None:
    if "encrypted-package" in archive.namelist():
        raise UnreadableFile(LOCKED)
    if "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as manifest:
            if b"encryption-data" in manifest.read(1 << 22):
                raise UnreadableFile(LOCKED)
    if "content.xml" not in archive.namelist():
        raise UnreadableFile(DAMAGED)


def _heard(archive: ZipFile, hears: _Names | _Sheet) -> Iterator[None]:
    with archive.open("content.xml") as content:
        yield from stepwise(pieces(content), hears.start, hears.end, hears.text)


def _rows(path: Path, reader: _Sheet) -> Iterator[tuple[int, list[str]]]:
    with opened(path) as archive:
        for _event in _heard(archive, reader):
            for number, again, cells in reader.ready:
                for more in range(min(again, _MOST_ROWS)):
                    yield number + more, cells
            reader.ready.clear()
            if reader.over:
                return


class _Names:
    """Hears the sheets: their names, and whether they are hidden."""

    def __init__(self) -> None:
        self.found: list[tuple[str, bool]] = []
        self._style = ""
        self._hidden: set[str] = set()
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "style":
            self._style = attributes.get("style:name", "")
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self._hidden.add(self._style)
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                hidden = attributes.get("table:style-name", "-") in self._hidden
                self.found.append((attributes.get("table:name", ""), hidden))

    def end(self, tag: str) -> None:
        if tag == "table":
            self._depth -= 1

    def text(self, text: str) -> None:
        """Names are no text."""


class _Sheet:
    """Hears the rows of one sheet."""

    def __init__(self, index: int) -> None:
        self.ready: list[tuple[int, int, list[str]]] = []
        self.spans: dict[int, list[Span]] = {}
        self.over = False
        self._left = index + 1
        self._tables = self._beside = 0
        self._number = 1
        self._again = 1
        self._cells: list[str] = []
        self._gap = 0  # blank cells that matter only if another follows
        self._cell: dict[str, str] = {}
        self._said: list[str] = []
        self._paragraphs = self._within = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self._tables += 1
            self._left -= self._tables == 1
        elif self._left or self.over:
            return
        elif tag in _BESIDE or self._beside:
            self._beside += 1
        elif tag == "table-row":
            self._again = _count(attributes.get("table:number-rows-repeated"), _MOST_ROWS)
            self._cells, self._gap = [], 0
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell, self._said, self._paragraphs = attributes, [], 0
        elif tag in ("p", "h"):
            if self._paragraphs:
                self._said.append("\n")
            self._paragraphs += 1
            self._within += 1
        elif self._within and tag in _SIGNS:
            self._said.append(_SIGNS[tag] * _count(attributes.get("text:c"), 10_000))

    def end(self, tag: str) -> None:
        if tag == "table":
            self._tables -= 1
            self.over = self.over or (self._tables == 0 and not self._left)
        elif self._left or self.over:
            return
        elif self._beside:
            self._beside -= 1
        elif tag in ("p", "h"):
            self._within -= 1
        elif tag in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif tag == "table-row":
            if self._cells:
                self.ready.append((self._number, self._again, self._cells))
            self._number += self._again

    def text(self, text: str) -> None:
        if self._within and not self._beside and not self._left:
            # Only signs of their own stand for more than one space; line ends are the writer's.
            self._said.append(re.sub(r"[ \t\r\n]+", " ", text))

    def _end_cell(self) -> None:
        attributes = self._cell
        again = _count(attributes.get("table:number-columns-repeated"), _MOST_COLUMNS)
        text = _value(attributes, "".join(self._said))
        if not text:
            self._gap += again
            return
        at = len(self._cells) + self._gap
        if at + again > _MOST_COLUMNS:
            again = max(1, _MOST_COLUMNS - at)
        self._cells += [""] * min(self._gap, _MOST_COLUMNS) + [text] * again
        self._gap = 0
        down = _count(attributes.get("table:number-rows-spanned"), _MOST_ROWS)
        across = _count(attributes.get("table:number-columns-spanned"), _MOST_COLUMNS)
        if down > 1 or across > 1:
            span = (self._number, at, self._number + down - 1, at + across - 1)
            self.spans.setdefault(self._number, []).append(span)


_SIGNS = {"s": " ", "tab": "\t", "line-break": "\n"}


def _count(stated: str | None, most: int) -> int:
    return min(int(stated), most) if stated and stated.isdecimal() and stated != "0" else 1


def _value(attributes: dict[str, str], said: str) -> str:
    """What the cell holds, as text; its own value rather than what its format shows of it."""
    kind = attributes.get("office:value-type", "")
    if attributes.get("calcext:value-type") == "error":
        return said if said.startswith("#") else "#VALUE!"
    if kind in ("float", "percentage", "currency"):
        return _number(attributes.get("office:value", ""), said)
    if kind == "date":
        return _moment(attributes.get("office:date-value", "")) or said
    if kind == "time":
        return _lasting(attributes.get("office:time-value", "")) or said
    if kind == "boolean":
        return "TRUE" if attributes.get("office:boolean-value") == "true" else "FALSE"
    if not kind and not said and "table:formula" in attributes:
        return NO_RESULT
    return said or attributes.get("office:string-value", "")


def _number(stated: str, said: str) -> str:
    try:
        return number_text(float(stated))
    except (ValueError, OverflowError):
        return said


def _moment(stated: str) -> str:
    try:
        return moment_text(dt.datetime.fromisoformat(stated))
    except ValueError:
        return stated


def _lasting(stated: str) -> str:
    match = _LASTING.fullmatch(stated)
    if not match:
        return stated
    days, hours, minutes, seconds = (int(part[:9] or 0) for part in map(str, match.groups("0")[1:]))
    lasting = dt.timedelta(days=min(days, 99_999), hours=hours, minutes=minutes, seconds=seconds)
    return lasting_text(-lasting if match[1] == "-" else lasting)
