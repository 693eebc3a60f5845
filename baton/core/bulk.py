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
#: Up to so many rows PostgreSQL takes sooner by a plain statement than by COPY.
_FEW = 4

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
        self._layout = _layout(type(pattern), tuple(differing), connection.vendor)
        self._same = tuple(
            field.get_db_prep_save(getattr(pattern, field.attname), connection)
            for field in self._layout.same
        )

    def write(self, rows: Iterable[Row]) -> None:
        """Write them all, in the caller's transaction."""
        # Made before the first is written: making one may ask the database, which is then busy.
        rows = [row + self._same for row in rows]
        with connection.wrap_database_errors:
            if connection.vendor == "postgresql" and len(rows) > _FEW:
                self._copy(rows)
            else:
                self._insert(rows)

    def _copy(self, rows: Sequence[Row]) -> None:
        into = f"COPY {self._layout.table} ({self._layout.columns}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)

    def _insert(self, rows: Sequence[Row]) -> None:
        connection.ensure_connection()
        layout = self._layout
        for start in range(0, len(rows), layout.at_once):
            part = rows[start : start + layout.at_once]
            values: list[Any] = list(chain.from_iterable(part))
            for place, adapt in layout.adapted:
                values[place :: layout.width] = map(adapt, values[place :: layout.width])
            # Past Django's cursor, which would rewrite its thousands of marks each time.
            connection.connection.execute(layout.statement(len(part)), values)


class _Layout:
    """How rows of some columns are put into a table: the same for every writer of them."""

    def __init__(self, model: type[models.Model], differing: tuple[str, ...], vendor: str) -> None:
        fields = {str(field.column): field for field in model._meta.concrete_fields}
        given = [fields[name] for name in differing]
        rest = (field for name, field in fields.items() if name not in differing)
        self.same = [field for field in rest if not field.primary_key]
        self.table = connection.ops.quote_name(model._meta.db_table)
        self.columns = ", ".join(
            connection.ops.quote_name(str(field.column)) for field in (*given, *self.same)
        )
        self.width = len(given) + len(self.same)
        self.adapted = [
            (place, adapt)
            for place, field in enumerate(given)
            if (adapt := _ADAPTERS[vendor].get(field.get_internal_type()))
        ]
        self._mark = "%s" if vendor == "postgresql" else "?"
        connection.ensure_connection()
        self.at_once = _AT_ONCE
        if vendor == "sqlite":
            most = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
            self.at_once = min(_AT_ONCE, most // self.width)
        self._statements: dict[int, str] = {}

    def statement(self, rows: int) -> str:
        if rows not in self._statements:
            marks = f"({', '.join([self._mark] * self.width)})"
            self._statements[rows] = (
                f"INSERT INTO {self.table} ({self.columns}) VALUES {', '.join([marks] * rows)}"  # noqa: S608 - Django's own names
            )
        return self._statements[rows]


_layout = lru_cache(maxsize=64)(_Layout)


@lru_cache(maxsize=8192)
def _moment(value: datetime | None) -> str | None:
    """As Django keeps a moment in SQLite: text, in UTC, without a zone."""
    return None if value is None else str(connection.ops.adapt_datetimefield_value(value))


_ADAPTERS: dict[str, dict[str, Callable[[Any], Any]]] = {
    "sqlite": {"DateTimeField": _moment},
    "postgresql": {},
}
