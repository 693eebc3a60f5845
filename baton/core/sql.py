# SPDX-License-Identifier: MIT
"""A row by a statement of our own, for the few that are asked for at every answer that comes in.

Django compiles a query anew each time, which takes ten times as long as to ask it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


def value(statement: str, *values: Any) -> Any:
    """The first column of the first row, or None where there is none."""
    found = row(statement, *values)
    return found[0] if found else None


def row(statement: str, *values: Any) -> tuple[Any, ...] | None:
    """The first row, or None where there is none."""
    with _cursor() as cursor:
        cursor.execute(statement, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


def locking(name: str) -> str:
    """The end of a statement that reads a row to write it: nobody else writes it until then. SQLite
    has one writer, and needs none."""
    return f"FOR UPDATE OF {name}" if connection.features.has_select_for_update else ""


def change(statement: str, *values: Any) -> int:
    """Carry it out; how many rows it changed."""
    with _cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def among(statement: str, sought: Collection[Any], *values: Any) -> dict[Any, Any]:
    """The two columns of a statement, as a dictionary; it ends in what is to be one of `sought`."""
    if not sought:
        return {}
    marks = ", ".join(["%s"] * len(sought))
    with _cursor() as cursor:
        cursor.execute(f"{statement} IN ({marks})", [*values, *sought])
        return dict(cursor.fetchall())


@contextmanager
def _cursor() -> Iterator[Any]:
    """A cursor of Django's; on PostgreSQL one for which it plans a statement once a connection: to
    plan one of five tables takes it longer than to carry it out."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            yield cursor
        return
    import psycopg

    connection.ensure_connection()
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    plain: Any = psycopg.Cursor(connection.connection)
    with make(plain) as cursor:
        yield cursor
