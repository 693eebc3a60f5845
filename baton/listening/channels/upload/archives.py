# SPDX-License-Identifier: MIT
"""Zip files, and the workbooks that are zip files inside, opened without trusting what they say.

A few kilobytes can swell to fill a disk, and a file's own list may lie about it. So the stated
sizes are checked before anything is read, no more than stated is read, and nothing is ever written
under a name that the file gives.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from baton.listening.channels.upload.kinds import DAMAGED, LOCKED
from baton.listening.channels.upload.rows import UnreadableFile
from baton.ui.wording import _, _lazy
from baton.ui.words import number

#: Bytes that a file may swell to. A sheet of 1,000,000 rows × 13 columns is 0.7 GB of XML inside;
#: one with as many cells as we can hold, some 2 GB.
MOST_INFLATED = 4 << 30
#: How many times its own size a file may swell to. Deflate reaches 1,032; the most even sheet that
#: Excel itself wrote stays below 60, as each cell names its own row and column.
MOST_TIMES = 200
#: Below this, swelling harms nobody, and small files repeat themselves much.
NEVER_TOO_MUCH = 64 << 20
#: Files that are read from one zip file.
MOST_FILES = 100
#: Entries of its list, folders and what is passed over counted.
MOST_ENTRIES = 20_000

_SWELLS = _lazy(
    "This file swells to far more than it seems to hold, as files do that are made to do harm. It "
    "was not opened. If it is an honest one, save its tables as “CSV UTF-8” and upload those."
)
_ENCRYPTED = 0x1
#: What reading a zip file raises where the file is not as it should be.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip file, if it is none that swells or is locked; all that is wrong with it on the way
    is `UnreadableFile`."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive.infolist(), path.stat().st_size)
            yield archive
    except UnreadableFile:
        raise
    except RuntimeError as problem:  # zipfile's word for a file that needs a password
        raise UnreadableFile(LOCKED if "password" in str(problem) else DAMAGED) from None
    except BROKEN:
        raise UnreadableFile(DAMAGED) from None


def _check(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise UnreadableFile(
            _("This file holds %(n)s others, and %(most)s are the most.")
            % {"n": number(len(entries)), "most": number(MOST_ENTRIES)}
        )
    inflated = sum(entry.file_size for entry in entries)
    # Parts of a bomb may share the same bytes: compare with the whole file, not with each entry.
    if inflated > MOST_INFLATED or inflated > max(NEVER_TOO_MUCH, size * MOST_TIMES):
        raise UnreadableFile(_SWELLS)


def members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files in it that a person put there, in the order of its list."""
    return [
        entry
        for entry in archive.infolist()
        if not entry.is_dir() and not _is_of_the_system(entry.filename)
    ]


def _is_of_the_system(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return (
        "__MACOSX" in path.parts
        or path.name.startswith((".", "~$"))
        or path.name.casefold() in ("thumbs.db", "desktop.ini")
    )


def shown_name(entry: zipfile.ZipInfo) -> str:
    """The entry's name as it may be shown; it is never one of a file of ours."""
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    plain = "/".join(part for part in parts if part not in ("/", "..", "."))
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in plain)


def copy_out(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, to: Path) -> None:
    """Write what the entry holds, and not more than it says."""
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableFile(LOCKED)
    with archive.open(entry) as source, to.open("wb") as target:
        for piece in pieces(source):
            target.write(piece)


def pieces(source: IO[bytes]) -> Iterator[bytes]:
    """What is in the entry, piece by piece. zipfile stops at the stated size, and compares sums."""
    while piece := source.read(1 << 20):
        yield piece
