# SPDX-License-Identifier: MIT
"""Which cells of a file were read with a doubt, or could not be used: how many rows, and which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from baton.analysis import identifiers
from baton.listening.channels.upload.meanings import Note

#: Kinds of doubt that are kept for one file, and rows that are named of each.
MOST_KINDS, NAMED_ROWS = 50, 10


class Doubts:
    """The doubts of one file, by column and reason."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], int] = {}
        self._first: dict[tuple[str, str], list[int]] = {}

    def add(self, number: int, notes: Iterable[Note]) -> None:
        """Count the notes of a row."""
        for note in notes:
            kind = (note.column, note.reason)
            rows = self._rows[kind] = self._rows.get(kind, 0) + 1
            if rows == 1:
                self._first[kind] = [number]
            elif rows <= NAMED_ROWS:
                self._first[kind].append(number)

    def kept(self) -> list[dict[str, Any]]:
        """The most frequent kinds, as `Upload.notes` keeps them."""
        most = sorted(self._rows.items(), key=lambda each: -each[1])[:MOST_KINDS]
        return [
            {
                "column": column,
                "reason": identifiers.redact(reason)[0],
                "rows": rows,
                "first": self._first[column, reason],
            }
            for (column, reason), rows in most
        ]
