# SPDX-License-Identifier: MIT
"""A file taken apart into its tables, each in our own plain form: run as a program by `opening`.

    python -m baton.listening.channels.upload.parts FILE FOLDER SECONDS LANGUAGE

It says on its standard output, as a line of JSON each, how many rows it has written, and at its end
what it found. Whatever a file does to it, it does to this process alone.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from baton.listening.channels.upload import (
    archives,
    calendars,
    objects,
    opendocument,
    stored,
    workbooks,
)
from baton.listening.channels.upload.delimited import open_delimited
from baton.listening.channels.upload.kinds import Kind, kind_of
from baton.listening.channels.upload.rows import Refused, Row, UnreadableFile
from baton.listening.channels.upload.sheets import TOO_LARGE, Found
from baton.listening.identity import digest_bytes
from baton.ui.languages import ENGLISH
from baton.ui.wording import _, speak

#: Memory that opening one file may take. A sheet of 1,000,000 rows × 13 columns takes 1.4 GB.
MOST_MEMORY = 2 << 30
#: Bytes that one table may take in our own form.
LARGEST = 4 << 30
#: Tables of one file: all of them are written down in one transaction.
MOST_PARTS = 100
#: Sentences about what was not read.
MOST_LEFT_OUT = 200
#: Different rows from which on two equal tables are no accident.
SURELY_A_COPY = 10
#: Seconds between two words of how far it has come.
TELL_EVERY = 0.5

Told = Callable[[int], None]


def nobody(rows: int) -> None:
    """Where nobody waits to hear how many rows there are."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table: the name of its sheet or file (empty where it is alone), and where it lies."""

    name: str
    path: str
    described: str
    header: tuple[str, ...]
    heading_rows: int
    rows: int
    remarks: tuple[str, ...]
    is_sheet: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The tables of a file, and a sentence on each part of it that was not read."""

    tables: tuple[Part, ...]
    left_out: tuple[str, ...]


def take_apart(path: Path, folder: Path, told: Told = nobody) -> Parts:
    """Write each table of the file into the folder.

    Raises `UnreadableFile` where there is none. A table that cannot be read is left out, and said.
    """
    left_out: list[str] = []
    writer = _Writer(folder, told)
    for found in _tables(path, folder, left_out):
        try:
            writer.write(found)
        except UnreadableFile as problem:
            left_out.append(not_read(found.name, problem) if found.name else str(problem))
        if len(writer.parts) == MOST_PARTS:
            left_out.append(
                _("A file may hold %(most)s tables; those after them are not read.")
                % {"most": MOST_PARTS}
            )
            break
    if not writer.parts:
        raise UnreadableFile(_shown(_nothing(left_out)))
    return Parts(tuple(writer.parts), tuple(map(_shown, left_out[:MOST_LEFT_OUT])))


def not_read(name: str, why: object = "") -> str:
    """Said of a part of a file without a table that could be read."""
    return _("“%(name)s” is not read. %(why)s") % {"name": name, "why": why}


def _shown(name: str) -> str:
    """A name or a sentence about it, as it may be shown and stored."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


def _nothing(left_out: list[str]) -> str:
    if len(left_out) == 1:
        return left_out[0]
    return " ".join([_("There is no table in this file that can be read."), *left_out[:3]])


def _tables(path: Path, folder: Path, left_out: list[str], inside: str = "") -> Iterator[Found]:
    kind = kind_of(path)
    if kind is Kind.ARCHIVE:
        if inside:
            raise UnreadableFile(_("A zip file inside a zip file is not opened: unpack it first."))
        yield from _in_archive(path, folder, left_out)
    elif kind is Kind.OBJECTS:
        yield objects.table(path)
    elif kind is Kind.CALENDAR:
        yield calendars.table(path)
    elif kind is Kind.TEXT:
        text = open_delimited(path)
        yield Found(
            "", text.described, text.header, text.heading_rows, text.rows(), [*text.remarks]
        )
    else:
        said: list[str] = []
        if kind is Kind.ODS:
            yield from opendocument.tables(path, said)
        else:
            yield from workbooks.tables(path, kind, said)
        left_out += [f"{inside}: {each}" if inside else each for each in said]


def _in_archive(path: Path, folder: Path, left_out: list[str]) -> Iterator[Found]:
    with archives.opened(path) as archive:
        members = archives.members(archive)
        if not members:
            left_out.append(_("The zip file is empty."))
        if len(members) > archives.MOST_FILES:
            left_out.append(
                _("A zip file may hold %(most)s files; those after them are not read.")
                % {"most": archives.MOST_FILES}
            )
        lone = len(members) == 1
        for entry in members[: archives.MOST_FILES]:
            name = archives.shown_name(entry)
            held = folder / "member"
            try:
                archives.copy_out(archive, entry, held)
                for found in _tables(held, folder, left_out, inside=name):
                    if not lone:
                        found.name = f"{name} › {found.name}" if found.name else name
                    yield found
            except (UnreadableFile, *archives.BROKEN) as problem:
                known = isinstance(problem, UnreadableFile)
                left_out.append(not_read(name, problem if known else archives.DAMAGED))
            finally:
                held.unlink(missing_ok=True)


class _Writer:
    """Writes tables, and counts the rows that several of them hold alike.

    Two people of two wards who say the same are two people. But the same table twice, as a sheet
    and its copy, or a CSV beside its workbook, is one.
    """

    def __init__(self, folder: Path, told: Told) -> None:
        self.parts: list[Part] = []
        self._folder = folder
        self._told = told
        self._told_at = 0.0
        self._rows = 0
        self._before: Counter[bytes] = Counter()
        self._tables: dict[bytes, str] = {}

    def write(self, found: Found) -> None:
        path = self._folder / f"{len(self.parts) + 1}{stored.SUFFIX}"
        met = _Met(self._before)
        # A file with one table has nothing to compare it with.
        rows = met.through(found.rows) if found.name else found.rows
        count = self._store(path, found, rows)
        whole = met.whole.digest()
        if len(met.here) >= SURELY_A_COPY and whole in self._tables:
            found.remarks.append(
                _("This is the same table as “%(name)s”: its rows are taken once.")
                % {"name": self._tables[whole]}
            )
            once = path.rename(path.with_suffix(".once"))
            self._store(path, found, map(_as_first, stored.open_stored(once).rows()))
            once.unlink()
        else:
            self._tables[whole] = found.name
            self._before.update(met.here)
        remarks = tuple(map(_shown, found.remarks))
        about = (found.described, found.header, found.heading_rows, count, remarks, found.is_sheet)
        self.parts.append(Part(_shown(found.name), str(path), *about))

    def _store(self, path: Path, found: Found, rows: Iterable[Row | Refused]) -> int:
        try:
            with path.open("wb", buffering=1 << 20) as stream:
                about = (found.header, found.heading_rows, found.described)
                return stored.store(stream, *about, rows, self._tell)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _tell(self, rows: int) -> None:
        self._rows += rows
        if time.monotonic() - self._told_at >= TELL_EVERY:
            self._told_at = time.monotonic()
            self._told(self._rows)


class _Met:
    """The rows of one table, each by its digest, and the table's own."""

    def __init__(self, before: Counter[bytes]) -> None:
        self.here: Counter[bytes] = Counter()
        self.whole = hashlib.sha256()
        self._before = before

    def through(self, rows: Iterable[Row | Refused]) -> Iterator[Row | Refused]:
        for row in rows:
            if isinstance(row, Row):
                digest = digest_bytes(row.cells)
                self.here[digest] += 1
                self.whole.update(digest)
                if earlier := self._before.get(digest, 0):
                    row = row._replace(earlier=earlier)  # noqa: PLW2901 - the same row, counted
            yield row


def _as_first(row: Row | Refused) -> Row | Refused:
    return row._replace(earlier=0) if isinstance(row, Row) else row


def main(path: str, folder: str, seconds: str, language: str = ENGLISH) -> None:
    """Take the file apart within bounds of memory, time and disk, and say what was found."""
    speak(language)
    _bound(int(seconds))
    gc.disable()  # a short life among many rows: looking for cycles takes a tenth of it
    try:
        parts = take_apart(Path(path), Path(folder), lambda rows: _say({"rows": rows}))
        _say({"parts": asdict(parts)})
    except UnreadableFile as problem:
        _say({"unreadable": str(problem)})
    except (MemoryError, OSError):
        _say({"unreadable": str(TOO_LARGE)})


def _bound(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none; there a file can only be trusted
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, LARGEST),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.nice(5)  # pages come first


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:5])
