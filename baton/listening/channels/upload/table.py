# SPDX-License-Identifier: MIT
"""A table that can be read row by row, however it was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from baton.listening.channels.upload import stored
from baton.listening.channels.upload.delimited import open_delimited
from baton.listening.channels.upload.records import LONGEST_RECORD
from baton.listening.channels.upload.rows import Refused, Row, UnreadableFile

__all__ = ["Refused", "Row", "Table", "UnreadableFile", "open_table"]


class Table(Protocol):
    """A readable table: the names of its columns, each of them once, and its rows."""

    @property
    def header(self) -> tuple[str, ...]: ...

    @property
    def heading_rows(self) -> int:
        """The number of the last row that names columns, mostly 1."""

    @property
    def described(self) -> str:
        """How it was written, in a few words."""

    def rows(self) -> Iterator[Row | Refused]:
        """Every row below the heading that is not blank, from the first, each time it is called.

        Rows have a cell for each column, spaces and line ends as in the file.
        """

    def sample(self, most: int = 2_000) -> list[Row]:
        """The first rows that can be read."""


def open_table(
    path: Path, *, encoding: str = "", delimiter: str = "", longest: int = LONGEST_RECORD
) -> Table:
    """The table in a text file of rows and columns, or in one that `parts` has written.

    Workbooks and other files come to be one by `parts.take_apart`. For text, `encoding` and
    `delimiter` are found out where they are not given; `longest` is the most characters a row may
    have. Raises `UnreadableFile` where there is no table to read.
    """
    if path.suffix == stored.SUFFIX:
        return stored.open_stored(path)
    return open_delimited(path, encoding=encoding, delimiter=delimiter, longest=longest)
