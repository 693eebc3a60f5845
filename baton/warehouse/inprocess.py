# SPDX-License-Identifier: MIT
"""The engine in the process: DuckDB, over the files of the copy, with the sums held in memory.

One database for all threads; each has its own cursor. The sums of a copy are read once for each new
list of files: some ten thousand rows a month, from which nearly every question is answered.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from baton.warehouse import layout, offers
from baton.warehouse.compiling import Compiled, Source, Table, columns_of
from baton.warehouse.layout import Copy
from baton.warehouse.offers import Grain

if TYPE_CHECKING:
    import duckdb

#: What DuckDB may hold of files, beside what the web process needs itself.
MEMORY = "192MB"
#: Sums of older lists are kept for readers that began before the newest.
_KEPT = 2

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
        told = _rows(said, copy, gone) if said.source == "rows" else _sums(said, copy, gone)
        found = cursor.execute(
            f"WITH told AS ({told}) SELECT {', '.join(chosen)} FROM ({said.statement})"
        )
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    except (duckdb.IOException, duckdb.CatalogException):
        raise FileGone from None


def _rows(said: Compiled, copy: Copy, gone: Gone) -> str:
    """Every row of the months that matter but of those who left, with what it counts for."""
    files = [copy.files[name] for name in copy.files if said.when.has(layout.number_of(name))]
    return _chosen(offers.columns(), _staying(files, gone)) if files else _nothing("rows")


def _staying(files: Collection[str], gone: Gone) -> str:
    """What stands behind FROM for the rows of files but of those who left."""
    stays = "WHERE contribution NOT IN (SELECT number FROM gone)" if gone.contributions else ""
    return f"(FROM {read(files)} {stays})"


def _sums(said: Compiled, copy: Copy, gone: Gone) -> str:
    """The sums, less what those counted for who left; of months that are cut, the rows."""
    assert said.source != "rows"
    columns = columns_of(said.source, has_days=True)
    cuts = {name for name in copy.files if layout.number_of(name) in said.when.cuts}
    kept = "month NOT IN ({})".format(", ".join(map(str, said.when.cuts))) if cuts else "true"
    summed = ", ".join((*columns, *offers.counts()))
    parts = [f"SELECT {summed} FROM {_sums_of(copy, said.source)} WHERE {kept}"]

    def of_rows(rows: str, sign: str = "") -> str:
        return _chosen(columns, paired(rows) if said.source == "pairs" else rows, sign)

    if cuts:
        parts.append(of_rows(_staying([copy.files[name] for name in sorted(cuts)], gone)))
    if less := [copy.files[name] for name in gone.months if name in copy.files.keys() - cuts]:
        left = f"(FROM {read(less)} WHERE contribution IN (SELECT number FROM gone))"
        parts.append(of_rows(left, "-"))
    return " UNION ALL ".join(parts)


def _chosen(columns: Iterable[str], rows: str, sign: str = "") -> str:
    """These columns of rows, with what each counts for."""
    counted = [f"{sign}CAST({truth} AS TINYINT) AS {n}" for n, truth in offers.counts().items()]
    return f"SELECT {', '.join((*columns, *counted))} FROM {rows}"


def paired(rows: str) -> str:
    """What stands behind FROM for rows, each as often as its contribution has something beside."""
    each = [
        f"SELECT contribution, {column.name} AS beside FROM {rows} WHERE {column.name} IS NOT NULL"
        for column in offers.beside()
    ]
    return f"(FROM {rows} JOIN ({' UNION '.join(each)}) USING (contribution))"


def _sums_of(copy: Copy, grain: Grain) -> str:
    """The name of the table that holds the sums of a list's files, read if need be."""
    database = _database()
    key = (grain, *copy.files.values())
    with database.lock:
        if key not in database.sums:
            database.made += 1
            name = f"sums_{database.made}"
            files = [layout.sums_of(file, grain) for file in copy.files.values()]
            # Whoever asks for what stands beside one thing then passes over all other rows.
            order = "ORDER BY organisation, beside" if grain == "pairs" else ""
            day = "make_date(month // 12, month % 12 + 1, 1) AS day"
            rows = f"SELECT *, {day} FROM {read(files)} {order}" if files else _nothing(grain)
            database.opened.execute(f"CREATE TABLE {name} AS {rows}")
            database.sums[key] = name
            of_grain = [each for each in database.sums if each[0] == grain]
            for old in of_grain[:-_KEPT]:
                database.opened.execute(f"DROP TABLE {database.sums.pop(old)}")
        return database.sums[key]


def read(files: Iterable[str]) -> str:
    """What stands behind FROM to read files of the copy, each by its name in the list."""
    paths = [str(layout.folder() / name).replace("'", "''") for name in files]
    listed = ", ".join(f"'{path}'" for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false)"


def _nothing(source: Source) -> str:
    """No row, with the columns of a source."""
    kinds = columns_of(source, has_days=True) | dict.fromkeys(offers.counts(), "int64")
    chosen = [f"CAST(NULL AS {TYPES[kind]}) AS {name}" for name, kind in kinds.items()]
    return f"SELECT {', '.join(chosen)} WHERE false"
