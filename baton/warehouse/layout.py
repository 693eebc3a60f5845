# SPDX-License-Identifier: MIT
"""Where the copy lies: a file for each month, and one list that says which files count.

A month is written to a new file; then the list is replaced in one step. So a reader sees the copy
before or after, never half of it, and what a crash left behind is in no list.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from baton.warehouse.offers import GRAINS, Grain

_LIST = "copy.json"


@dataclass(frozen=True, slots=True)
class Copy:
    """The list: the file of each month ("2026-11", below the folder), the moment as at which the
    database was read, and the columns that the files have (`offers.written`)."""

    files: Mapping[str, str] = field(default_factory=dict)
    as_at: datetime | None = None
    columns: tuple[str, ...] = ()


class FileGone(RuntimeError):
    """A file of the list is not there any more: there is a newer list."""


class LockedElsewhere(RuntimeError):
    """Another process is writing the copy."""


def folder() -> Path:
    """The folder of the copy."""
    return Path(settings.BATON_WAREHOUSE)


def current() -> Copy:
    """The list as it stands now; an empty one where there is no copy yet."""
    try:
        data = json.loads((folder() / _LIST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Copy()
    return Copy(data["files"], datetime.fromisoformat(data["as_at"]), tuple(data["columns"]))


def name_of(month: int) -> str:
    """A month as the list names it, from months since the year 0.

    >>> name_of(12 * 2026 + 10), number_of("2026-11") - 12 * 2026
    ('2026-11', 10)
    """
    return f"{month // 12:04}-{month % 12 + 1:02}"


def number_of(name: str) -> int:
    """Months since the year 0, as the copy's rows count them."""
    year, month = name.split("-")
    return 12 * int(year) + int(month) - 1


def new_file(month: str) -> Path:
    """A name for a new file of a month, which nobody reads until it is listed."""
    path = folder() / f"month={month}" / f"{secrets.token_hex(8)}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def sums_of(name: str, grain: Grain) -> str:
    """The name of the file that holds sums of a month's file."""
    return f"{name.removesuffix('.parquet')}.{grain}.parquet"


def publish(copy: Copy) -> None:
    """Make this the list, durably, and remove every file that is not in it."""
    rows = copy.files.values()
    kept = {*rows, *(sums_of(name, grain) for name in rows for grain in GRAINS)}
    for name in kept:
        _sync(folder() / name)
    new = folder() / f"{_LIST}.new"
    content = {
        "files": dict(sorted(copy.files.items())),
        "as_at": copy.as_at.isoformat() if copy.as_at else None,
        "columns": list(copy.columns),
    }
    new.write_text(json.dumps(content, indent=1), encoding="utf-8")
    _sync(new)
    new.replace(folder() / _LIST)
    _sync(folder())
    for path in folder().glob("month=*/*.parquet"):
        if path.relative_to(folder()).as_posix() not in kept:
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def lock(*, wait: bool) -> Iterator[None]:
    """Around writing: one writer at a time; the lock goes with its process, however that ends.

    Raises LockedElsewhere at once where `wait` is false and somebody has it.
    """
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise LockedElsewhere from None
        yield
