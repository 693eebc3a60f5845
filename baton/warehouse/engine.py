# SPDX-License-Identifier: MIT
"""Reading the copy: expressions are written once, with Ibis, and carried out by DuckDB.

What left since its month was written is subtracted here, from every read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from baton.warehouse import layout, offers
from baton.warehouse.layout import Copy
from baton.warehouse.models import Tombstone

if TYPE_CHECKING:
    import duckdb
    import ibis.expr.types as ir

#: A table of numbers that an expression may join, by its name: what words found, for one.
Numbers = Mapping[str, Collection[int]]

_TYPES = {"code": "string", "bool": "boolean"}


class NoCopy(RuntimeError):
    """There is no columnar copy yet; the worker, or `baton warehouse rebuild`, makes it."""


class Reader:
    """The copy as it stood at one moment, and who has left it since."""

    def __init__(self) -> None:
        # In this order: what leaves the list of those who left is out of the files by then.
        self._gone = list(Tombstone.objects.values_list("contribution", flat=True))
        self._copy = layout.current()
        if not self._copy.files and self._copy.as_at is None:
            raise NoCopy

    @property
    def as_at(self) -> datetime | None:
        """When the database was read of which this is the copy."""
        return self._copy.as_at

    def ask(
        self, made: Callable[[ir.Table], ir.Table], numbers: Numbers | None = None
    ) -> list[dict[str, Any]]:
        """The rows of an expression over the copy, each as a dictionary.

        `made` is a function of the table of all that was told; `numbers` are further tables of one
        column `number`, which it finds by `named`.
        """
        tables = {"gone": self._gone, **(numbers or {})}
        statement = _compiled(made, bool(self._gone))
        for _again in range(2):
            try:
                return _carry_out(statement, self._copy, tables)
            except _missing():
                # A month was written anew, and its old file is gone.
                self._copy = layout.current()
        return _carry_out(statement, self._copy, tables)


def named(name: str) -> ir.Table:
    """A table of numbers that is given with the question."""
    import ibis

    return ibis.table({"number": "int64"}, name=name)


@lru_cache(maxsize=1)
def _told() -> ir.Table:
    """Every row of the copy, as Ibis knows it: from what the rooms offer, without asking."""
    import ibis

    kinds = {
        "contribution": "int64",
        "organisation": "int32",
        "day": "date",
        "is_first": "boolean",
        **{
            column.name: _TYPES.get(column.kind, column.kind)
            for each in (offers.voices().offer, *offers.offers())
            for column in each.columns
        },
    }
    schema = {name: kinds.get(name, "boolean") for name in offers.columns()}
    return ibis.table(schema, name="told")


def _compiled(made: Callable[[ir.Table], ir.Table], some_left: bool) -> str:
    import ibis

    told = _told()
    if some_left:
        told = told.anti_join(named("gone"), told.contribution == named("gone").number)
    return str(ibis.to_sql(made(told), dialect="duckdb"))


_threads = threading.local()


def _connection() -> duckdb.DuckDBPyConnection:
    """This thread's own: DuckDB answers one question at a time on each."""
    import duckdb

    if not hasattr(_threads, "connection"):
        _threads.connection = duckdb.connect()
        _threads.files = None
    opened: duckdb.DuckDBPyConnection = _threads.connection
    return opened


def _carry_out(
    statement: str, copy: Copy, tables: Mapping[str, Collection[int]]
) -> list[dict[str, Any]]:
    import pyarrow as pa

    opened = _connection()
    if _threads.files != copy.files:
        opened.execute(_view(copy))
        _threads.files = dict(copy.files)
    for name, numbers in tables.items():
        opened.register(name, pa.table({"number": pa.array(numbers, pa.int64())}))
    found = opened.execute(statement)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _view(copy: Copy) -> str:
    if not copy.files:
        return f"CREATE OR REPLACE VIEW told AS {_nothing()}"
    files = [str(layout.folder() / name).replace("'", "''") for name in copy.files.values()]
    listed = ", ".join(f"'{file}'" for file in files)
    return (
        f"CREATE OR REPLACE VIEW told AS SELECT {', '.join(offers.columns())}"
        f" FROM read_parquet([{listed}], hive_partitioning = false)"
    )


def _nothing() -> str:
    import ibis

    types = {"string": "VARCHAR", "boolean": "BOOLEAN", "int8": "TINYINT", "int16": "SMALLINT"}
    types |= {"int32": "INTEGER", "int64": "BIGINT", "date": "DATE"}
    del ibis
    chosen = [
        f"CAST(NULL AS {types[str(kind)]}) AS {name}" for name, kind in _told().schema().items()
    ]
    return f"SELECT {', '.join(chosen)} WHERE false"


def _missing() -> type[Exception]:
    import duckdb

    return duckdb.IOException
