# SPDX-License-Identifier: MIT
"""Many rows of one table at once, by each database's quickest road that keeps its promises.

PostgreSQL takes them by COPY; SQLite by one statement of many rows, during which other threads
may work. Constraints hold as everywhere; defaults and `save()` are left to the caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain, count
from typing import Any, NamedTuple

from django.db import connection, models

from baton.core.coded import Coded

#: Rows of one statement of SQLite's, where its own bound on values allows so many. The statement
#: is compiled once and then known again; a longer one takes longer to compile than to carry out.
_AT_ONCE = 50
#: Statements that are kept of one table: the last rows of a chunk may be any number.
_MOST_STATEMENTS = 200
#: Up to so many rows PostgreSQL takes sooner by a plain statement than by COPY.
_FEW = 4

Row = tuple[Any, ...]


class Columns(NamedTuple):
    """Rows, column by column; the last columns together, as the few different ends of a row."""

    first: Sequence[Sequence[Any] | Coded[Any]]
    last: Coded[Row]

    @property
    def size(self) -> int:
        return len(self.last.at)

    def row(self, place: int) -> Row:
        first = (c.values[c.at[place]] if isinstance(c, Coded) else c[place] for c in self.first)
        return (*first, *self.last.values[self.last.at[place]])


def reserve(model: type[models.Model], number: int) -> list[int]:
    """Keys for so many new rows of `model`, in order; no other writer gets them.

    Runs inside the caller's transaction. On SQLite they are reserved by writing them there.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # As one text: a thousand rows take longer to be handed over than to be reserved.
            cursor.execute(
                "SELECT string_agg(nextval(named)::text, ',') FROM generate_series(1, %s),"
                " (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS named OFFSET 0) AS known",
                [number, table],
            )
            (reserved,) = cursor.fetchone()
            return list(map(int, reserved.split(","))) if reserved else []
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
        """Write them all, or nothing where there are none, in the caller's transaction."""
        # Made before the first is written: making one may ask the database, which is then busy.
        rows = [row + self._same for row in rows]
        if not rows:
            return
        with connection.wrap_database_errors:
            if connection.vendor == "postgresql" and len(rows) > _FEW:
                self._copy(rows)
            else:
                self._insert(rows)

    def write_columns(self, columns: Columns) -> None:
        """As `write`, where the rows stand in columns: many are sooner ready that way."""
        if columns.size <= _FEW:
            self.write(map(columns.row, range(columns.size)))
            return
        with connection.wrap_database_errors:
            if connection.vendor == "postgresql":
                self._copy_columns(columns)
            else:
                self._insert_columns(columns)

    def _copy(self, rows: Sequence[Row]) -> None:
        with connection.cursor() as cursor, cursor.copy(self._layout.into) as copy:
            for row in rows:
                copy.write_row(row)

    def _copy_columns(self, columns: Columns) -> None:
        ends = ["\t".join(map(_text, end + self._same)) for end in columns.last.values]
        cells = [*map(_texts, columns.first), map(ends.__getitem__, columns.last.at)]
        lines = "\n".join(map("\t".join, zip(*cells, strict=True)))
        with connection.cursor() as cursor, cursor.copy(self._layout.into) as copy:
            copy.write(f"{lines}\n")

    def _insert_columns(self, columns: Columns) -> None:
        adapters = dict(self._layout.adapted)
        shared: dict[int, Any] = {}
        varying: list[Iterable[Any]] = []
        for place, column in enumerate(chain(columns.first, _apart(columns.last))):
            adapt = adapters.get(place)
            if not isinstance(column, Coded):
                varying.append(map(adapt, column) if adapt else column)
                continue
            values = list(map(adapt, column.values)) if adapt else column.values
            if values.count(values[0]) == len(values):
                shared[place] = values[0]
            else:
                varying.append(map(values.__getitem__, column.at))
        shared |= dict(enumerate(self._same, self._layout.width - len(self._same)))
        self._execute(list(zip(*varying, strict=True)), shared)

    def _insert(self, rows: Sequence[Row]) -> None:
        adapted = self._layout.adapted
        if adapted:
            columns = list(zip(*rows, strict=True))
            for place, adapt in adapted:
                columns[place] = tuple(map(adapt, columns[place]))
            rows = list(zip(*columns, strict=True))
        self._execute(rows, {})

    def _execute(self, rows: Sequence[Row], shared: Mapping[int, Any]) -> None:
        """Insert rows without the columns that are the same in all of them, `shared` by place."""
        connection.ensure_connection()
        layout, places = self._layout, tuple(shared)
        for start in range(0, len(rows), layout.at_once):
            part = rows[start : start + layout.at_once]
            # Past Django's cursor, which would rewrite its thousands of marks each time.
            connection.connection.execute(
                layout.statement(len(part), places), [*shared.values(), *chain.from_iterable(part)]
            )


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
        self.into = f"COPY {self.table} ({self.columns}) FROM STDIN"
        self.width = len(given) + len(self.same)
        self.adapted = [
            (place, adapt)
            for place, field in enumerate(given)
            if (adapt := _ADAPTERS[vendor].get(field.get_internal_type()))
        ]
        self._is_numbered = vendor == "sqlite"
        connection.ensure_connection()
        self.at_once = _AT_ONCE
        if vendor == "sqlite":
            most = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
            self.at_once = min(_AT_ONCE, most // self.width)
        self._statements: dict[tuple[int, tuple[int, ...]], str] = {}

    def statement(self, rows: int, shared: tuple[int, ...] = ()) -> str:
        """Inserts so many rows; the values of `shared` columns are given once, before all others:
        to bind a value takes a tenth of the time that it takes to store it."""
        if (rows, shared) not in self._statements:
            numbers = count(len(shared) + 1)
            once = {place: number for number, place in enumerate(shared, 1)}

            def mark(place: int) -> str:
                return f"?{once.get(place) or next(numbers)}" if self._is_numbered else "%s"

            marks = (f"({', '.join(map(mark, range(self.width)))})" for _ in range(rows))
            if len(self._statements) >= _MOST_STATEMENTS:
                self._statements.clear()
            self._statements[rows, shared] = (
                f"INSERT INTO {self.table} ({self.columns}) VALUES {', '.join(marks)}"  # noqa: S608 - Django's own names
            )
        return self._statements[rows, shared]


_layout = lru_cache(maxsize=64)(_Layout)


@lru_cache(maxsize=8192)
def _moment(value: datetime | None) -> str | None:
    """As Django keeps a moment in SQLite: text, in UTC, without a zone."""
    return None if value is None else str(connection.ops.adapt_datetimefield_value(value))


_ADAPTERS: dict[str, dict[str, Callable[[Any], Any]]] = {
    "sqlite": {"DateTimeField": _moment},
    "postgresql": {},
}


def _apart(ends: Coded[Row]) -> Iterator[Coded[Any]]:
    """The columns that stood together."""
    return (Coded(column, ends.at) for column in zip(*ends.values, strict=True))


#: What has a meaning of its own in the text that COPY takes.
_SPECIAL = "\\\t\n\r"
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def _texts(column: Sequence[Any] | Coded[Any]) -> Iterable[str]:
    """The column's text for every row, as COPY takes it."""
    if isinstance(column, Coded):
        return column._replace(values=list(map(_text, column.values))).each()
    if {*map(type, column)} == {int}:
        return map(str, column)
    texts: Sequence[Any] = column
    try:
        together = "".join(texts)
    except TypeError:  # not only text
        return map(_text, texts)
    # Few words hold such a sign, and to look at all of them at once takes no time.
    return map(_text, texts) if any(sign in together for sign in _SPECIAL) else texts


def _text(value: Any) -> str:
    """A value as text for COPY."""
    if value is None:
        return r"\N"
    if type(value) is int:
        return str(value)
    if not isinstance(value, str):
        from psycopg.adapt import PyFormat, Transformer  # where there is PostgreSQL

        dumper = Transformer(connection.connection).get_dumper(value, PyFormat.TEXT)
        value = bytes(dumper.dump(value) or b"").decode()
    return str(value.translate(_ESCAPES))
