# SPDX-License-Identifier: MIT
"""Taking a file in: rows a second, beside the bare database and a named peer reading the same file.

The file is read as the command line reads it: columns guessed, every row checked, redacted,
de-duplicated, indexed for search and stored durably, in transactions short enough for others to
write in between. `python -m benchmarks importing` takes in 100,000 rows; ROWS=1000000 before it, a
million. The peer gets fewer, and the rates are compared.
"""

from __future__ import annotations

import csv
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from benchmarks import _bare, _data, _databases

if TYPE_CHECKING:
    from baton.listening.channels.upload.models import Upload
    from baton.people.models import Organisation

ROWS = 100_000
PEER_ROWS = 20_000


def main() -> None:
    rows = int(os.environ.get("ROWS", ROWS))
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as folder:
        path = Path(folder) / "comments.csv"
        _data.write_csv(path, rows)
        size = path.stat().st_size / 1e6
        print(f"{_databases.when_and_where()}")
        print(f"{rows:,} rows of {len(_data.HEADER)} columns, {size:,.1f} MB")
        _databases.on_each("importing", path)


def here(name: str) -> None:
    """Take the file in, in the database that this process finds, and print how that went."""
    path = Path(name)
    _databases.migrate()
    from baton.people.operations import create_organisation

    organisation = create_organisation("Bench", "icb", by="bench")
    bare, taken_by = _bare.load(path)
    with transactions() as lasted:
        upload, taken = take_in(path, organisation)
    peak = _peak()
    look_again(path, organisation, upload)
    part = path.with_name("part.csv")
    rows, part_rows = upload.rows, _first_rows(path, part, PEER_ROWS)
    peer = _bare.import_export(part)
    print(f"{'':27}{'s':>10}{'rows':>12}{'rows/s':>12}{'× bare':>10}")
    for what, seconds, number in (
        (f"bare {taken_by}", bare, rows),
        ("Baton", taken, rows),
        ("django-import-export", peer, part_rows),
    ):
        ratio = (rows / bare) / (number / seconds)
        print(f"{what:27}{seconds:10.2f}{number:12,}{number / seconds:12,.0f}{ratio:10.1f}")
    slow = statistics.quantiles(lasted, n=20)[-1]
    print(f"write transactions: {len(lasted):,}, p95 {slow:.0f} ms, longest {max(lasted):.0f} ms")
    print(f"peak memory {peak:,.0f} MB; every row counted, there once, found by words, and durable")


def take_in(path: Path, organisation: Organisation) -> tuple[Upload, float]:
    """Bring the file and read it here, columns as guessed; the seconds from its first byte."""
    from django.core.files import File

    from baton.listening.channels.upload import mapping, operations

    began = time.perf_counter()
    with path.open("rb") as file:
        upload = operations.bring(File(file), path.name, organisation=organisation, by=None)
    chosen = mapping.from_dict(upload.mapping, upload.header)
    operations.read_now(upload, chosen, lambda _done, _total: None)
    return upload, time.perf_counter() - began


def look_again(path: Path, organisation: Organisation, upload: Upload) -> None:
    """Stop unless every row is there, once, findable by its words, and on the disk."""
    from baton.listening import search

    rows = organisation.contributions
    assert upload.received == upload.rows == _data.count_rows(path), "a row is missing"
    assert rows.values("channel", "source_ref").distinct().count() == upload.rows, "a row is double"
    words = _last_words(path)
    sought = search.parse(_data.phrase(words))
    found = rows.filter(pk__in=search.matching(sought)).filter(words=words)
    assert found.exists(), "the last comment is not found by its words"
    head = path.with_name("head.csv")
    sent_again = _first_rows(path, head, 1_000)
    again, _ = take_in(head, organisation)
    assert (again.received, again.repeated) == (0, sent_again), "sent again, a row is stored again"
    _databases.check_lasting()


def _last_words(path: Path) -> str:
    """The last comment of some words: one that nobody else is likely to have made."""
    last = ""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Comment"].count(" ") > 5:
                last = row["Comment"]
    return last


def _first_rows(path: Path, target: Path, number: int) -> int:
    """Copy the heading and so many rows; returns how many there were."""
    with path.open(encoding="utf-8") as whole, target.open("w", encoding="utf-8") as part:
        # The generator puts no line end into a cell.
        part.writelines(islice(whole, number + 1))
    return _data.count_rows(target)


def _peak() -> float:
    """Megabytes of this process at its largest, and of the largest that it started."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


@contextmanager
def transactions() -> Iterator[list[float]]:
    """The milliseconds of every transaction meanwhile, from its beginning until it is durable."""
    from django.db.backends.base.base import BaseDatabaseWrapper

    lasted: list[float] = []
    began: dict[int, float] = {}
    plain = BaseDatabaseWrapper.set_autocommit

    def timed(connection: BaseDatabaseWrapper, autocommit: bool, **options: bool) -> None:
        # Django calls this as it begins a transaction, and after it has committed it.
        plain(connection, autocommit, **options)
        now = time.perf_counter()
        if not autocommit:
            began[id(connection)] = now
        elif id(connection) in began:
            lasted.append(1000 * (now - began.pop(id(connection))))

    with patch.object(BaseDatabaseWrapper, "set_autocommit", timed):
        yield lasted


if __name__ == "__main__":
    main()
