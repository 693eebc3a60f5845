# SPDX-License-Identifier: MIT
"""The engine for a body that has outgrown one machine: Spark, over the same files of the copy.

Where Spark runs is for its own configuration to say (`spark.master` in its spark-defaults.conf);
without any it runs in this machine. docs/how-to/scale.md says the rest.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from baton.warehouse import layout, offers
from baton.warehouse.answers import Answer
from baton.warehouse.compiling import Arrays, Compiled, Source
from baton.warehouse.layout import Copy
from baton.warehouse.told import FIRST_DAY, TYPES, Gone, Told

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DIALECT = "pyspark"

_threads = threading.local()


@lru_cache(maxsize=1)
def _began() -> SparkSession:
    from pyspark.sql import SparkSession

    began = (
        SparkSession.builder.appName("baton")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    began.sparkContext.setLogLevel("ERROR")
    return began


def carry_out(said: Compiled, copy: Copy, gone: Gone, tables: Mapping[str, Arrays]) -> Answer:
    """The answer to a question. Raises FileGone where the list is no longer true."""
    from pyspark.errors import PySparkException

    if not hasattr(_threads, "session"):
        # Of its own, because what tables are called belongs to a session.
        _threads.session = _began().newSession()
    session: SparkSession = _threads.session
    given = {
        **tables,
        **({"gone": {"number": np.array(gone.contributions)}} if gone.contributions else {}),
    }
    for name, columns in given.items():
        rows = list(zip(*(each.tolist() for each in columns.values()), strict=True))
        schema = ", ".join(f"{column} BIGINT" for column in columns)
        session.createDataFrame(rows, schema).createOrReplaceTempView(name)
    if not hasattr(_threads, "files") or _threads.files.copy != copy:
        _threads.files = _Files(session, copy)
    files: _Files = _threads.files
    try:
        told = Told(copy, gone, files.of).of(said)
        found = session.sql(f"WITH told AS ({told}) SELECT * FROM ({said.statement})")
        return Answer.of_rows(found.columns, found.collect())
    except PySparkException:
        if all((layout.folder() / name).exists() for name in copy.files.values()):
            raise
        raise layout.FileGone from None


class _Files:
    """Files of a copy as tables of a session, each made once."""

    def __init__(self, session: SparkSession, copy: Copy) -> None:
        self.copy = copy
        self._session = session
        self._names: dict[tuple[str, ...], str] = {}

    def of(self, source: Source, months: Collection[str] | None = None) -> str:
        """What stands behind FROM for a source: for these months of the list (None: all of it)."""
        names = [self.copy.files[month] for month in months or self.copy.files]
        if source == "rows":
            return self._named(names, offers.columns())
        kinds = offers.sums(source) | dict.fromkeys(offers.counts(), "int32")
        return self._named([layout.sums_of(name, source) for name in names], kinds, FIRST_DAY)

    def _named(self, files: Collection[str], kinds: Mapping[str, str], *more: str) -> str:
        key = tuple(files)
        if key not in self._names:
            self._names[key] = f"files_{len(self._names)}"
            # With a schema no file is opened before the question; and "month=2026-11" in a path is
            # not taken for a column.
            schema = ", ".join(f"{name} {TYPES[kind]}" for name, kind in kinds.items())
            reading = self._session.read.schema(schema).option("recursiveFileLookup", "true")
            frame = reading.parquet(*(str(layout.folder() / name) for name in files))
            frame.selectExpr("*", *more).createOrReplaceTempView(self._names[key])
        return self._names[key]
