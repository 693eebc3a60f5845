# SPDX-License-Identifier: MIT
"""The engine in the process: DuckDB, over the files of the copy, with the sums held in memory.

One database for all threads; each has its own cursor. The sums of a copy are read once for each new
list of files: some ten thousand rows a month, from which nearly every question is answered.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from baton.warehouse import layout
from baton.warehouse.compiling import Compiled, Table
from baton.warehouse.layout import Copy
from baton.warehouse.offers import Grain
from baton.warehouse.told import FIRST_DAY, Gone, Told

if TYPE_CHECKING:
    import duckdb

DIALECT = "duckdb"
#: What DuckDB may hold, beside what the web process needs itself: the sums of two lists, while it
#: changes over, and what questions need.
MEMORY = "256MB"
#: Sums of older lists are kept for readers that began before the newest.
_KEPT = 2


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
                # Compressed, sums take a sixth of the memory, and are read no slower.
                "ATTACH ':memory:' AS kept (COMPRESS true);"
                "SET parquet_metadata_cache = true; SET preserve_insertion_order = false;"
                "SET enable_progress_bar = false"
            )
            _databases.append(_Database(opened))
        return _databases[0]


def carry_out(
    said: Compiled, copy: Copy, gone: Gone, tables: Mapping[str, Table]
) -> list[dict[str, Any]]:
    """The rows that answer a question. Raises FileGone where the list is no longer true."""
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
    names = [name for name, _ in said.columns]
    # DuckDB sums into 128 bits, which take Python ten times as long to read.
    chosen = [f'"{name}"{"::BIGINT" if is_whole else ""}' for name, is_whole in said.columns]
    try:
        told = Told(copy, gone, read, partial(_sums_of, copy)).of(said)
        found = cursor.execute(
            f"WITH told AS ({told}) SELECT {', '.join(chosen)} FROM ({said.statement})"
        )
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    except (duckdb.IOException, duckdb.CatalogException):
        raise layout.FileGone from None


def _sums_of(copy: Copy, grain: Grain) -> str:
    """The name of the table that holds the sums of a list's files, read if need be."""
    database = _database()
    key = (grain, *copy.files.values())
    with database.lock:
        if key not in database.sums:
            database.made += 1
            name = f"kept.sums_{database.made}"
            files = [layout.sums_of(file, grain) for file in copy.files.values()]
            rows = f"SELECT *, {FIRST_DAY} FROM {read(files)}"
            database.opened.execute(f"CREATE TABLE {name} AS {rows}")
            database.sums[key] = name
            of_grain = [each for each in database.sums if each[0] == grain]
            for old in of_grain[:-_KEPT]:
                database.opened.execute(f"DROP TABLE {database.sums.pop(old)}")
            database.opened.execute("CHECKPOINT kept")  # it is compressed now, and not before
        return database.sums[key]


def read(files: Iterable[str]) -> str:
    """What stands behind FROM to read files of the copy, each by its name in the list."""
    paths = [str(layout.folder() / name).replace("'", "''") for name in files]
    listed = ", ".join(f"'{path}'" for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false)"
