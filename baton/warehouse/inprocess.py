# SPDX-License-Identifier: MIT
"""The engine in the process: DuckDB, over the copy's files and what is held of them in memory.

One database for all threads; each has its own cursor.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from baton.warehouse import layout
from baton.warehouse.answers import Answer
from baton.warehouse.compiling import Arrays, Compiled
from baton.warehouse.held import Held
from baton.warehouse.layout import Copy
from baton.warehouse.told import Gone, Told

if TYPE_CHECKING:
    import duckdb

DIALECT = "duckdb"
#: What DuckDB may hold, beside what the web process needs itself: the copy, or twice some of it as
#: it changes over, and what questions need.
MEMORY = "256MB"


@dataclass(frozen=True, slots=True)
class _Database:
    """The one database of this process, and what it holds."""

    opened: duckdb.DuckDBPyConnection
    held: Held


_begin = threading.Lock()
_databases: list[_Database] = []


def _database() -> _Database:
    import duckdb

    with _begin:
        if not _databases:
            opened = duckdb.connect(config={"memory_limit": MEMORY})
            opened.execute(
                "SET preserve_insertion_order = false; SET enable_progress_bar = false;"
                # Questions run beside each other; that each runs on every processor makes none
                # quicker then, and takes memory for each.
                "SET threads = 1; SET allocator_background_threads = true"
            )
            _databases.append(_Database(opened, Held(opened)))
        return _databases[0]


def carry_out(said: Compiled, copy: Copy, gone: Gone, tables: Mapping[str, Arrays]) -> Answer:
    """The answer to a question. Raises FileGone where the list is no longer true."""
    import duckdb

    database = _database()
    given = {
        **tables,
        **({"gone": {"number": np.array(gone.contributions)}} if gone.contributions else {}),
    }
    # DuckDB sums into 128 bits, which Python would read as numbers with a fraction.
    chosen = [
        f'"{name}"{"::BIGINT" if is_whole else ""} AS "{name}"' for name, is_whole in said.columns
    ]
    # Of this question's own: a cursor that a thread of the web server keeps corrupts memory as that
    # thread ends (the journeys' `Instance.ended_well` would see it).
    with closing(database.opened.cursor()) as cursor:
        for name, columns in given.items():
            cursor.register(name, dict(columns))
        try:
            told = Told(copy, gone, partial(database.held.of, copy.files)).of(said)
            found = cursor.execute(
                f"WITH told AS ({told}) SELECT {', '.join(chosen)} FROM ({said.statement})"
            )
            return Answer(found.fetchnumpy())
        except (duckdb.IOException, duckdb.CatalogException):
            raise layout.FileGone from None
