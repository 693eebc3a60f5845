# SPDX-License-Identifier: MIT
"""Objects of several models out of one row of a statement of our own, as `sql` reads it.

For the few that are asked for at every answer that comes in: Django takes ten times as long to put
such a question into words as a database to answer it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Field, Model

#: A model, its name in the statement, and the columns that are read: all, where none is named.
Part = tuple[type[Model], str, Sequence[str]]


class Joined:
    """The parts of such a row. What is not read of an object is fetched when it is asked for."""

    def __init__(self, *parts: Part) -> None:
        self._parts = parts

    @cached_property
    def columns(self) -> str:
        """What the statement selects, in the order in which `made` takes it."""
        return ", ".join(
            f"{name}.{field.column}" for _, name, fields in self._read for field in fields
        )

    def made(self, row: Sequence[Any]) -> list[Any]:
        """An object of each part, in order. Raises ValueError for a row of other columns."""
        values = list(row)
        if len(values) != self._width:
            raise ValueError(f"A row of {self._width} columns was expected, not {len(values)}.")
        for at, reader in self._readers:
            values[at] = reader.read(values[at])
        left = iter(values)
        return [
            model.from_db(connection.alias, names, list(islice(left, len(names))))
            for model, names in self._named
        ]

    @cached_property
    def _read(self) -> list[tuple[type[Model], str, list[Field[Any, Any]]]]:
        found = []
        for model, name, columns in self._parts:
            fields = {each.attname: each for each in model._meta.concrete_fields}
            found.append((model, name, [fields[each] for each in columns or fields]))
        return found

    @cached_property
    def _width(self) -> int:
        return sum(len(names) for _, names in self._named)

    @cached_property
    def _named(self) -> list[tuple[type[Model], list[str]]]:
        return [(model, [each.attname for each in fields]) for model, _, fields in self._read]

    @cached_property
    def _readers(self) -> list[tuple[int, _Reader]]:
        """Of the columns that the database does not tell as Python has them, by their place."""
        readers = [_Reader(field) for _, _, fields in self._read for field in fields]
        return [(at, reader) for at, reader in enumerate(readers) if reader.is_needed]


class _Reader:
    """Makes of what the database tells of a column what Python has there."""

    def __init__(self, field: Field[Any, Any]) -> None:
        self._column = field.get_col(field.model._meta.db_table)
        self._converters = [
            *connection.ops.get_db_converters(self._column),
            *field.get_db_converters(connection),
        ]

    @property
    def is_needed(self) -> bool:
        return bool(self._converters)

    def read(self, value: Any) -> Any:
        for convert in self._converters:
            value = convert(value, self._column, connection)
        return value
