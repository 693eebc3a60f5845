# SPDX-License-Identifier: MIT
"""A file in windows of some thousand rows: the next is read while the last is being stored.

A large file is read by a process of its own (`apart`), without a database: Python does one thing at
a time, and a machine with two cores two.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, NamedTuple

from baton.listening.batch import Batch, batch
from baton.listening.channels.upload import mapping, reading
from baton.listening.channels.upload.meanings import Note
from baton.listening.channels.upload.reading import HeardRow
from baton.listening.channels.upload.rows import Refused
from baton.listening.channels.upload.table import open_table
from baton.listening.digests import Digests
from baton.listening.ready import Ready, make_ready
from baton.ui.languages import ENGLISH

#: Rows of the first window, so that storing soon begins, and of any; and characters of its words:
#: two windows are in memory at a time.
FIRST, ROWS = 1_000, 50_000
CHARACTERS = 20_000_000
#: A file up to this is read where it is stored: to start a process takes half a second.
NEARBY = 2 << 20

_PROGRAM = "baton.listening.channels.upload.apart"


class Request(NamedTuple):
    """Which file is to be read, and how; in plain values that another process understands."""

    path: str
    mapping: dict[str, Any]
    header: tuple[str, ...]
    arrived: datetime
    key: bytes
    #: In which it says what cannot be read.
    language: str = ENGLISH


class ReaderGone(RuntimeError):
    """The process that read the file ended without a word, as when memory is short."""


@dataclass
class Window:
    """What some rows say, the oldest first, and what is to be told of them."""

    rows: int = 0
    repeats: int = 0
    without_words: int = 0
    ready: Batch | None = None
    refused: list[Refused] = field(default_factory=list)
    doubts: list[tuple[int, tuple[Note, ...]]] = field(default_factory=list)

    @property
    def heard(self) -> int:
        return self.ready.size if self.ready else 0

    def add(self, row: HeardRow | Refused, digests: Digests, ready: list[Ready]) -> int:
        """Add a row, and to `ready` what was heard; returns about how many characters that is."""
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
            ready.append(make_ready(heard, digests))
            characters += len(heard.words)
        return characters


def windows(asked: Request) -> Iterator[Window]:
    """The rows of a file in windows. Raises what `open_table` and `reading.read` raise."""
    digests = Digests(asked.key)
    table = open_table(Path(asked.path))
    chosen = mapping.from_dict(asked.mapping, asked.header)
    window, ready, characters, most = Window(), list[Ready](), 0, FIRST
    for row in reading.read(table, chosen, arrived=asked.arrived, hide=digests.reference):
        characters += window.add(row, digests, ready)
        if window.rows >= most or characters >= CHARACTERS:
            yield _with(ready, window)
            window, ready, characters, most = Window(), [], 0, min(3 * most // 2, ROWS)
    if window.rows:
        yield _with(ready, window)


def _with(ready: list[Ready], window: Window) -> Window:
    # Rows of neighbouring days stand together in the indexes: each transaction then touches a few
    # of their pages instead of hundreds.
    ready.sort(key=_said_at)
    window.ready = batch(ready) if ready else None
    return window


_said_at = attrgetter("said_at")


def ahead(asked: Request) -> Iterator[Window]:
    """The windows, each of a large file read while the caller stores the one before.

    What goes wrong in reading is raised in its turn. Raises ReaderGone where the process that
    reads has died.
    """
    if Path(asked.path).stat().st_size <= NEARBY:
        yield from windows(asked)
        return
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # A trace of an error would quote what was said.
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump(asked, process.stdin)
            process.stdin.close()
            yield from _answers(process.stdout)
        finally:
            # However this ends, it does not read on for nobody.
            process.kill()


def _answers(stream: IO[bytes]) -> Iterator[Window]:
    while True:
        try:
            answer = pickle.load(stream)  # noqa: S301 - from our own process
        except (EOFError, pickle.UnpicklingError):
            raise ReaderGone from None
        if answer is None:
            return
        if isinstance(answer, Exception):
            raise answer
        yield answer
