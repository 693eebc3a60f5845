# SPDX-License-Identifier: MIT
"""The engine in the process: DuckDB, over the files of the copy, with the sums held in memory.

One database for all threads; each has its own cursor. The sums of a copy are read once for each new
list of files: some thousand rows a month, from which nearly every question is answered.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from baton.warehouse import layout, offers
from baton.warehouse.layout import Copy

if TYPE_CHECKING:
    import duckdb

#: What DuckDB may hold of files, beside what the web process needs itself.
MEMORY = "192MB"
#: Sums of older lists are kept for readers that began before the newest.
_KEPT = 3

TYPES = {
    "int64": "BIGINT",
    "int32": "INTEGER",
    "int16": "SMALLINT",
    "int8": "TINYINT",
    "bool": "BOOLEAN",
    "code": "VARCHAR",
    "date": "DATE",
}


class FileGone(RuntimeError):
    """A file of the list is not there any more: there is a newer list."""


class Gone:
    """The contributions that left since the copy was written, and their months."""

    def __init__(self, left: Iterable[tuple[int, date]]) -> None:
        rows = list(left)
        self.contributions = [contribution for contribution, _ in rows]
        self.months = sorted({f"{month:%Y-%m}" for _, month in rows})


@dataclass
class _Database:
    """The one database of this process, and which lists' sums it holds, oldest first."""

    opened: duckdb.DuckDBPyConnection
    lock: threading.Lock = field(default_factory=threading.Lock)
    sums: dict[tuple[str, ...], str] = field(default_factory=dict)
    made: int = 0


_begin = threading.Lock()
_databases: list[_Database] = []
_threads = threading.local()


def _database() -> _Database:
    import duckdb

    with _begin:
        if not _databases:
            opened = duckdb.connect(config={"memory_limit": MEMORY})
            opened.execute(
                "SET parquet_metadata_cache = true; SET preserve_insertion_order = false"
            )
            _databases.append(_Database(opened))
        return _databases[0]


def carry_out(
    statement: str,
    copy: Copy,
    gone: Gone,
    tables: Mapping[str, Mapping[str, Sequence[int]]],
    *,
    of_sums: bool,
) -> list[dict[str, Any]]:
    """The rows of a statement over "told". Raises FileGone where the list is no longer true."""
    import duckdb
    import pyarrow as pa

    database = _database()
    if not hasattr(_threads, "cursor"):
        _threads.cursor = database.opened.cursor()
    cursor: duckdb.DuckDBPyConnection = _threads.cursor
    given = {**tables, **({"gone": {"number": gone.contributions}} if gone.contributions else {})}
    for name, columns in given.items():
        arrays = {column: pa.array(values, pa.int64()) for column, values in columns.items()}
        cursor.register(name, pa.table(arrays))
    try:
        told = _sums(database, copy, gone) if of_sums else _rows(copy.files.values(), gone)
        found = cursor.execute(f"WITH told AS ({told}) SELECT * FROM ({statement})")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    except (duckdb.IOException, duckdb.CatalogException):
        raise FileGone from None


def _rows(files: Collection[str], gone: Gone) -> str:
    """Every row of these files but of those who left, with what it counts for."""
    counted = [f"CAST({truth} AS TINYINT) AS {name}" for name, truth in offers.counts().items()]
    if not files:
        return f"SELECT *, {', '.join(counted)} FROM ({_nothing()})"
    stays = "WHERE contribution NOT IN (SELECT number FROM gone)" if gone.contributions else ""
    chosen = ", ".join((*offers.columns(), *counted))
    return f"SELECT {chosen} FROM {read(files)} {stays}"


def _sums(database: _Database, copy: Copy, gone: Gone) -> str:
    """The sums, less what those counted for who left."""
    by = ", ".join(offers.sums())
    told = f"SELECT * FROM {_sums_of(database, copy)}"
    files = [copy.files[month] for month in gone.months if month in copy.files]
    if not files:
        return told
    less = ", ".join(f"-CAST({truth} AS TINYINT) AS {n}" for n, truth in offers.counts().items())
    left = "contribution IN (SELECT number FROM gone)"
    return f"{told} UNION ALL SELECT {by}, {less} FROM {read(files)} WHERE {left}"


def _sums_of(database: _Database, copy: Copy) -> str:
    """The name of the table that holds the sums of a list's files, read if need be."""
    listed = tuple(copy.files.values())
    with database.lock:
        if listed not in database.sums:
            database.made += 1
            name = f"sums_{database.made}"
            rows = read(map(layout.sums_of, listed)) if listed else f"({_no_sums()})"
            database.opened.execute(f"CREATE TABLE {name} AS SELECT * FROM {rows}")
            database.sums[listed] = name
            for old in list(database.sums)[:-_KEPT]:
                database.opened.execute(f"DROP TABLE {database.sums.pop(old)}")
        return database.sums[listed]


def read(files: Iterable[str]) -> str:
    """What stands behind FROM to read files of the copy, each by its name in the list."""
    paths = [str(layout.folder() / name).replace("'", "''") for name in files]
    listed = ", ".join(f"'{path}'" for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false)"


def _nothing() -> str:
    return _no_row(offers.columns())


def _no_sums() -> str:
    return _no_row(offers.sums() | dict.fromkeys(offers.counts(), "int64"))


def _no_row(kinds: Mapping[str, str]) -> str:
    chosen = [f"CAST(NULL AS {TYPES[kind]}) AS {name}" for name, kind in kinds.items()]
    return f"SELECT {', '.join(chosen)} WHERE false"
