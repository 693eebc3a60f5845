# SPDX-License-Identifier: MIT
"""A text file of rows and columns, as survey systems export it, read one row at a time."""

from __future__ import annotations

import codecs
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import TextIOWrapper
from pathlib import Path

from baton.listening.channels.upload.headings import LOOKED_AT, find_heading
from baton.listening.channels.upload.records import LONGEST_RECORD, Lines, read_records
from baton.listening.channels.upload.rows import Refused, Row, UnreadableFile
from baton.listening.channels.upload.sniffing import (
    NO_DELIMITER,
    SAMPLE_BYTES,
    SAMPLE_CHARACTERS,
    open_text,
    refuse_other_kinds,
    sniff_delimiter,
    sniff_encoding,
)
from baton.ui.wording import _, _lazy

_DIVIDED_BY = {
    ",": _lazy("commas"),
    "\t": _lazy("tabs"),
    ";": _lazy("semicolons"),
    "|": _lazy("bars"),
    "": _lazy("one column"),
}
#: What people call the encodings that Python names otherwise.
_CALLED = {
    "utf-8-sig": "UTF-8",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp850": "DOS (850)",
}


@dataclass(frozen=True, slots=True)
class Delimited:
    """A readable text: how it was written, and the names of its columns, each of them once.

    `delimiter` is empty where the file has one column. `heading_rows` is the number of the last
    row that names columns, mostly 1.
    """

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    heading_rows: int = 1
    longest: int = LONGEST_RECORD
    remarks: tuple[str, ...] = ()

    @property
    def described(self) -> str:
        """How it is written, in a few words."""
        encoding = _CALLED.get(self.encoding, self.encoding.upper())
        return f"{_DIVIDED_BY.get(self.delimiter, self.delimiter)} · {encoding}"

    def rows(self) -> Iterator[Row | Refused]:
        """Every row below the heading that is not blank, from the first, each time it is called.

        Rows have a cell for each column, spaces and line ends as in the file. Memory is bounded
        by the longest record, not by the file.
        """
        with open_text(self.path, self.encoding) as stream:
            for record in _records(stream, self):
                number = record.number if isinstance(record, Row) else record.row
                if number > self.heading_rows:
                    yield record

    def sample(self, most: int = 2_000) -> list[Row]:
        """The first rows that can be read."""
        rows = (row for row in self.rows() if isinstance(row, Row))
        return list(itertools.islice(rows, most))


def open_delimited(
    path: Path, *, encoding: str = "", delimiter: str = "", longest: int = LONGEST_RECORD
) -> Delimited:
    """The table in a file of comma-, tab-, semicolon- or bar-separated text.

    Encoding and delimiter are found out where they are not given; `longest` is the most
    characters a row may have. Raises `UnreadableFile` where there is no table to read.
    """
    with path.open("rb") as file:
        head = file.read(SAMPLE_BYTES)
    if len(head) < SAMPLE_BYTES and not head.strip(
        codecs.BOM_UTF8 + codecs.BOM_UTF16 + b"\0 \t\r\n,;"
    ):
        raise UnreadableFile(_("The file is empty."))
    refuse_other_kinds(head)
    encoding = _known_encoding(encoding) if encoding else sniff_encoding(path)
    if not delimiter:
        delimiter = _stated_delimiter(path, encoding) or sniff_delimiter(_start(path, encoding))
    bare = Delimited(path, encoding, delimiter, (), longest=longest)
    with open_text(path, encoding) as stream:
        start = list(itertools.islice(_records(stream, bare), LOOKED_AT))
    heading = find_heading(start)
    return replace(
        bare,
        delimiter="" if bare.delimiter == NO_DELIMITER else bare.delimiter,
        header=heading.names,
        heading_rows=heading.last,
        remarks=heading.remarks(),
    )


def _records(stream: TextIOWrapper, table: Delimited) -> Iterator[Row | Refused]:
    lines = Lines(stream, table.encoding, table.longest)
    # Excel takes a first line "sep=;" for itself and shows no row for it.
    if not _separator(first := stream.readline(table.longest + 1)):
        lines.give_back([first])
    return read_records(lines, table.delimiter or NO_DELIMITER, table.header)


def _separator(line: str) -> str:
    line = line.rstrip("\r\n").strip('"')
    return line[4] if len(line) == 5 and line.lower().startswith("sep=") else ""


def _stated_delimiter(path: Path, encoding: str) -> str:
    with open_text(path, encoding) as stream:
        return _separator(stream.readline(20))


def _start(path: Path, encoding: str) -> str:
    with open_text(path, encoding) as stream:
        return stream.read(SAMPLE_CHARACTERS).lstrip("\r\n")


def _known_encoding(name: str) -> str:
    try:
        "".encode(name)  # unlike a look-up, refuses codecs that are not for text
        return codecs.lookup(name).name
    except LookupError:
        raise UnreadableFile(
            _(
                "“%(name)s” is not the name of an encoding. Common ones are utf-8, utf-16 and "
                "cp1252."
            )
            % {"name": name}
        ) from None
