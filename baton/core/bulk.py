# SPDX-License-Identifier: MIT
"""Many rows of one table at once, by each database's quickest road that keeps its promises.

PostgreSQL takes them by COPY; SQLite by one statement of many rows, during which other threads
may work. Constraints hold as everywhere; defaults and `save()` are left to the caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db import connection, models

#: Rows of one statement of SQLite's, where its own bound on values allows so many. The statement
#: is compiled once and then known again; a longer one takes longer to compile than to carry out.
_AT_ONCE = 50

Row = tuple[Any, ...]


def reserve(model: type[models.Model], number: int) -> list[int]:
    """Keys for so many new rows of `model`, in order; no other writer gets them.

    Runs inside the caller's transaction. On SQLite they are reserved by writing them there.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, number],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
    return list(range(last + 1, last + 1 + number))


class Writer:
    """Writes rows into some columns of a table; its other columns are the same in every row.

    `pattern` is an unsaved object with the values that all rows share (its defaults among them);
    `differing` names the columns of the rows, in order, the key among them where the caller
    reserved it. A UUID is given as 32 hexadecimal digits, anything in JSON as its text.
    """

    def __init__(self, pattern: models.Model, differing: Sequence[str]) -> None:
        fields = {str(field.column): field for field in pattern._meta.concrete_fields}
        given = [fields[name] for name in differing]
        same = [field for name, field in fields.items() if name not in differing]
        same = [field for field in same if not (field.primary_key and pattern.pk is None)]
        self._table = connection.ops.quote_name(pattern._meta.db_table)
        self._columns = ", ".join(
            connection.ops.quote_name(str(field.column)) for field in (*given, *same)
        )
        self._same = tuple(
            field.get_db_prep_save(getattr(pattern, field.attname), connection) for field in same
        )
        self._width = len(given) + len(same)
        self._adapted = [
            (place, adapt)
            for place, field in enumerate(given)
            if (adapt := _ADAPTERS[connection.vendor].get(field.get_internal_type()))
        ]

    def write(self, rows: Iterable[Row]) -> None:
        """Write them all, in the caller's transaction."""
        # Made before the first is written: making one may ask the database, which is then busy.
        rows = list(rows)
        with connection.wrap_database_errors:
            if connection.vendor == "postgresql":
                self._copy(rows)
            else:
                self._insert(rows)

    def _copy(self, rows: Sequence[Row]) -> None:
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {self._table} ({self._columns}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(self._ready(row))

    def _insert(self, rows: Sequence[Row]) -> None:
        connection.ensure_connection()
        most = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        at_once = min(_AT_ONCE, most // self._width)
        for start in range(0, len(rows), at_once):
            part = rows[start : start + at_once]
            # Past Django's cursor, which would rewrite its thousands of marks each time.
            connection.connection.execute(
                _statement(self._table, self._columns, self._width, len(part)),
                list(chain.from_iterable(map(self._ready, part))),
            )

    def _ready(self, row: Row) -> Row:
        if not self._adapted:
            return row + self._same
        values = [*row, *self._same]
        for place, adapt in self._adapted:
            if values[place] is not None:
                values[place] = adapt(values[place])
        return tuple(values)


@lru_cache(maxsize=64)
def _statement(table: str, columns: str, width: int, rows: int) -> str:
    marks = f"({', '.join('?' * width)})"
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([marks] * rows)}"  # noqa: S608 - Django's own names


@lru_cache(maxsize=8192)
def _moment(value: datetime) -> str:
    """As Django keeps a moment in SQLite: text, in UTC, without a zone."""
    return str(connection.ops.adapt_datetimefield_value(value))


_ADAPTERS: dict[str, dict[str, Callable[[Any], Any]]] = {
    "sqlite": {"DateTimeField": _moment},
    "postgresql": {},
}
