# SPDX-License-Identifier: MIT
"""Taking a file in: rows a second, beside the bare database reading the same file.

The file is read as the command line reads it: columns guessed, every row checked, redacted,
de-duplicated and stored durably, in transactions short enough for others to write in between.
`python -m benchmarks importing` takes in 100,000 rows; ROWS=1000000 before it, a million.
"""

from __future__ import annotations

import csv
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from benchmarks import _data, _databases


def main() -> None:
    rows = int(os.environ.get("ROWS", "100000"))
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as folder:
        path = Path(folder) / "comments.csv"
        _data.write_csv(path, rows)
        size = path.stat().st_size / 1e6
        print(f"{rows:,} rows of {len(_data.HEADER)} columns, {size:,.1f} MB")
        _databases.on_each("importing", path)


def here(name: str) -> None:
    """Take the file in, in the database that this process finds, and print how that went."""
    path = Path(name)
    _databases.migrate()
    from django.core.files import File
    from django.db import connection

    from baton.listening.channels.upload import mapping, operations
    from baton.people.operations import create_organisation

    bare, taken_by = _copy(path) if connection.vendor == "postgresql" else _sqlite_import(path)
    organisation = create_organisation("Bench", "icb", by="bench")
    with path.open("rb") as file:
        upload = operations.bring(File(file), path.name, organisation=organisation, by=None)
    chosen = mapping.from_dict(upload.mapping, upload.header)
    with _transactions() as transactions:
        began = time.perf_counter()
        operations.read_now(upload, chosen, lambda _done, _total: None)
        taken = time.perf_counter() - began
    assert upload.received == upload.rows, "a row is missing"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    slow = statistics.quantiles(transactions, n=20)[-1]
    print(f"bare {taken_by:22}{bare:9.2f} s{upload.rows / bare:12,.0f} rows/s")
    print(f"Baton{'':22}{taken:9.2f} s{upload.rows / taken:12,.0f} rows/s{taken / bare:8.1f} ×")
    print(f"write transactions: {len(transactions):,}, p95 {slow:.0f} ms, ", end="")
    print(f"longest {max(transactions):.0f} ms; peak memory {peak:,.0f} MB")


def _sqlite_import(path: Path) -> tuple[float, str]:
    """Seconds that SQLite's own program takes, or Python's module where there is no program."""
    columns = ", ".join(f'"{name}" TEXT' for name in _data.HEADER)
    database = path.with_suffix(".sqlite3")
    database.unlink(missing_ok=True)
    with sqlite3.connect(database) as bare:
        bare.execute(f"CREATE TABLE comments ({columns})")
    program = shutil.which("sqlite3")
    began = time.perf_counter()
    if program:
        command = f".import --csv --skip 1 '{path}' comments"
        subprocess.run([program, database, command], check=True)
    else:
        marks = ", ".join("?" for _ in _data.HEADER)
        with sqlite3.connect(database) as bare, path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            bare.executemany(f"INSERT INTO comments VALUES ({marks})", rows)
    return time.perf_counter() - began, "sqlite3 .import" if program else "executemany"


def _copy(path: Path) -> tuple[float, str]:
    """Seconds that PostgreSQL takes to copy the file into a table without an index."""
    from django.db import connection

    columns = ", ".join(f'"{name}" text' for name in _data.HEADER)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare ({columns})")
        began = time.perf_counter()
        with cursor.copy("COPY bare FROM STDIN (FORMAT csv, HEADER)") as copy, path.open("rb") as f:
            while block := f.read(1 << 16):
                copy.write(block)
        taken = time.perf_counter() - began
        cursor.execute("DROP TABLE bare")
    return taken, "COPY"


@contextmanager
def _transactions() -> Iterator[list[float]]:
    """The milliseconds of every transaction meanwhile, from its beginning until it is durable."""
    from django.db import connection

    lasted: list[float] = []
    began = 0.0
    plain = connection.set_autocommit

    def timed(autocommit: bool, **options: bool) -> None:
        # Django calls this as it begins a transaction, and after it has committed it.
        nonlocal began
        plain(autocommit, **options)
        if autocommit:
            lasted.append(1000 * (time.perf_counter() - began))
        else:
            began = time.perf_counter()

    with patch.object(connection, "set_autocommit", timed):
        yield lasted


if __name__ == "__main__":
    main()
