# SPDX-License-Identifier: MIT
"""Cells of a workbook that hold no words although they should: errors, and formulas that were
never calculated. To calamine both are empty cells, and a person's words would be lost in silence.
"""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from baton.listening.channels.upload import compound
from baton.listening.channels.upload.archives import opened, pieces
from baton.listening.channels.upload.kinds import DAMAGED
from baton.listening.channels.upload.markup import parse
from baton.listening.channels.upload.mistakes import NO_RESULT
from baton.listening.channels.upload.rows import UnreadableFile
from baton.ui.wording import _lazy

#: Row (from 1) → column (from 0) → what stands there instead of words.
Faults = dict[int, dict[int, str]]

#: Faults of one sheet. Beyond them the file was never opened in a spreadsheet.
MOST_FAULTS = 500_000
_NEVER_CALCULATED = _lazy(
    "Its formulas hold no results. Open the file in Excel, save it, and bring it again."
)
_MOST_COLUMNS = 16_384


def in_sheets(path: Path, index: int) -> Faults:
    """The faults of one sheet of an XLSX, the `index`th of its list.

    Its XML is read to the end, which also proves that it is whole and swells no further than it
    says. Raises `UnreadableFile`.
    """
    with opened(path) as archive:
        member = _sheets(archive)[index]
        if not _suspicious(archive, member):
            return {}
        faults = _SheetFaults()
        with archive.open(member) as source:
            parse(pieces(source), faults.start, faults.end, faults.text)
        return faults.found


def _sheets(archive: ZipFile) -> list[str]:
    """The members that hold the sheets, in the order of the workbook's list."""
    names = set(archive.namelist())
    book = _targets(archive, "_rels/.rels", "", "/officeDocument")
    workbook = next(iter(book.values()), "xl/workbook.xml")
    folder, base = posixpath.split(workbook)
    targets = _targets(archive, f"{folder}/_rels/{base}.rels", folder, "")
    identities: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            identities.extend(v for k, v in attributes.items() if k.rpartition(":")[2] == "id")

    with archive.open(workbook) as source:
        parse(pieces(source), start)
    members = [targets.get(identity, "") for identity in identities]
    if not names.issuperset(members):
        raise UnreadableFile(DAMAGED)
    return members


def _targets(archive: ZipFile, member: str, folder: str, kind: str) -> dict[str, str]:
    """What the relationships of one kind lead to, by their identity."""
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith(kind):
            target = attributes.get("Target", "")
            whole = target if target.startswith("/") else posixpath.join("/", folder, target)
            found[attributes.get("Id", "")] = posixpath.normpath(whole).lstrip("/")

    if member in archive.namelist():
        with archive.open(member) as source:
            parse(pieces(source), start)
    return found


def _suspicious(archive: ZipFile, member: str) -> bool:
    """Whether the sheet may hold errors or formulas: a quick look, which reads all of it."""
    suspicious, tail = False, b""
    needles: tuple[bytes, ...] = (b'"e"', b"<f")
    with archive.open(member) as source:
        for piece in pieces(source):
            if not tail:
                # What a whole file does, its beginning shows; most use neither.
                suspicious = b"<!DOCTYPE" in piece or b"='" in piece
                if prefix := re.search(rb"<(\w+:)worksheet", piece):
                    needles = (*needles, b"<" + prefix[1] + b"f")
            seen = tail + piece
            suspicious = suspicious or any(needle in seen for needle in needles)
            tail = piece[-32:]
    return suspicious


class _SheetFaults:
    """Hears the XML of a sheet, and finds its faults."""

    def __init__(self) -> None:
        self.found: Faults = {}
        self._count = 0
        self._row = self._column = 0
        self._next_column = 0
        self._kind = ""
        self._formula = self._valued = self._within = False
        self._value: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._kind = attributes.get("t", "")
            self._formula = self._valued = False
            self._value = []
            self._column = _column(attributes.get("r", ""), self._next_column)
            self._next_column = self._column + 1
        elif tag == "v":
            self._valued = self._within = True
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            stated = attributes.get("r", "")
            self._row = int(stated) if stated.isdecimal() else self._row + 1
            self._next_column = 0

    def end(self, tag: str) -> None:
        if tag == "v":
            self._within = False
        elif tag == "c":
            value = "".join(self._value)
            if self._kind == "e":
                self._note(value if value.startswith("#") else "#VALUE!")
            elif self._formula and not value and not (self._kind == "str" and self._valued):
                self._note(NO_RESULT)

    def text(self, text: str) -> None:
        if self._within:
            self._value.append(text)

    def _note(self, fault: str) -> None:
        self._count += 1
        if self._count > MOST_FAULTS:
            raise UnreadableFile(_NEVER_CALCULATED)
        self.found.setdefault(self._row, {})[self._column] = fault[:20]


def _column(reference: str, otherwise: int) -> int:
    """The column of a cell like “B7”, from 0."""
    letters = reference.rstrip("0123456789").upper()
    if not letters.isalpha() or not letters.isascii() or len(letters) > 3:
        return otherwise
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return min(column, _MOST_COLUMNS) - 1


# Records of BIFF, the binary form of older workbooks, and where in them stands what.
_BOF, _EOF, _BOUNDSHEET, _BOOLERR = 0x0809, 0x000A, 0x0085, 0x0205
_FORMULAS = (0x0006, 0x0206, 0x0406)
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def in_biff(path: Path, index: int) -> Faults:
    """The faults of one sheet of an XLS, the `index`th of its list.

    A formula's blank result is taken for a result where any other formula of the sheet has one;
    a program that calculates nothing leaves all of them blank.
    """
    book = compound.workbook(path)
    starts = [
        struct.unpack_from("<I", data)[0]
        for data in _records(book, 0, _BOUNDSHEET)
        if len(data) > 3
    ]
    if index >= len(starts):
        return {}
    found: Faults = {}
    blank: list[tuple[int, int]] = []
    calculated = False
    for data in _records(book, starts[index], _BOOLERR, *_FORMULAS):
        if len(data) < 8:
            continue
        row, column = struct.unpack_from("<HH", data)
        if len(data) == 8:  # a truth or an error
            if data[7]:
                found.setdefault(row + 1, {})[column] = _ERRORS.get(data[6], "#VALUE!")
        elif data[12:14] == b"\xff\xff" and data[6] == 2:
            found.setdefault(row + 1, {})[column] = _ERRORS.get(data[8], "#VALUE!")
            calculated = True
        elif data[12:14] == b"\xff\xff" and data[6] == 3:
            blank.append((row + 1, column))
        else:
            calculated = True
    for row, column in blank if not calculated else ():
        found.setdefault(row, {})[column] = NO_RESULT
    return found


def _records(book: bytes, at: int, *wanted: int) -> Iterator[bytes]:
    """The records of these kinds in the part of the stream that begins there."""
    depth = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif kind in wanted and depth == 1:
            yield book[at + 4 : at + 4 + size]
        at += 4 + size
