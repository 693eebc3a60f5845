# SPDX-License-Identifier: MIT
"""A row by a statement of our own, for the few that are asked for at every answer that comes in.

Django compiles a query anew each time, which takes ten times as long as to ask it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connection


def value(statement: str, *values: Any) -> Any:
    """The first column of the first row, or None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return row[0] if row else None


def among(statement: str, sought: Collection[Any], *values: Any) -> dict[Any, Any]:
    """The two columns of a statement, as a dictionary; it ends in what is to be one of `sought`."""
    if not sought:
        return {}
    marks = ", ".join(["%s"] * len(sought))
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} IN ({marks})", [*values, *sought])
        return dict(cursor.fetchall())
