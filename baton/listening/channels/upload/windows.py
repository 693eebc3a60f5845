# SPDX-License-Identifier: MIT
"""A file in windows of some thousand rows: the next is read while the last is being stored."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from baton.listening.channels.upload.meanings import Note
from baton.listening.channels.upload.reading import HeardRow
from baton.listening.channels.upload.rows import Refused
from baton.listening.door import Ready, make_ready

#: Rows of a window, and characters of its words: two windows are in memory at a time.
ROWS = 20_000
CHARACTERS = 20_000_000


@dataclass
class Window:
    """What some rows say, the oldest first, and what is to be told of them."""

    rows: int = 0
    repeats: int = 0
    without_words: int = 0
    ready: list[Ready] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    doubts: list[tuple[int, tuple[Note, ...]]] = field(default_factory=list)

    def add(self, row: HeardRow | Refused) -> int:
        """Add a row; returns about how many characters that is."""
        self.rows += 1
        if isinstance(row, Refused):
            self.refused.append(row)
            return sum(map(len, row.cells))
        if row.notes:
            self.doubts.append((row.number, row.notes))
        if not row.heard:
            self.repeats += bool(row.repeats)
            self.without_words += not row.repeats
            return 0
        characters = 0
        for heard in row.heard:
            self.ready.append(make_ready(heard))
            characters += len(heard.words)
        return characters


def windows(rows: Iterator[HeardRow | Refused]) -> Iterator[Window]:
    """The rows in windows. Needs no database."""
    window, characters = Window(), 0
    for row in rows:
        characters += window.add(row)
        if window.rows >= ROWS or characters >= CHARACTERS:
            yield _sorted(window)
            window, characters = Window(), 0
    if window.rows:
        yield _sorted(window)


def _sorted(window: Window) -> Window:
    # Rows of neighbouring days stand together in the indexes: each transaction then touches a few
    # of their pages instead of hundreds.
    window.ready.sort(key=_said_at)
    return window


def _said_at(ready: Ready) -> datetime:
    return ready.heard.said_at


def ahead(windows: Iterator[Window]) -> Iterator[Window]:
    """The windows, each read on a thread of its own while the caller has the one before.

    Python reads while the database writes; what goes wrong in reading is raised in its turn.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="reading") as reader:
        following = reader.submit(next, windows, None)
        while (window := following.result()) is not None:
            following = reader.submit(next, windows, None)
            yield window
