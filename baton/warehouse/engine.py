# SPDX-License-Identifier: MIT
"""Reading the copy: a question is put into words once, and carried out by an engine.

What left since its month was written is subtracted here, from every read.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.db import connection

from baton.warehouse import inprocess, layout, offers, spark
from baton.warehouse.compiling import Compiled, Question, Table, When, compiled, table
from baton.warehouse.layout import Copy
from baton.warehouse.models import Change, Tombstone
from baton.warehouse.told import Gone

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = [
    "Answer",
    "NoCopy",
    "Question",
    "Reader",
    "Table",
    "When",
    "compiled",
    "stamp",
    "table",
    "warm",
]

Answer = list[dict[str, Any]]


class Engine(Protocol):
    """What carries questions out; DIALECT is what Ibis calls its words."""

    DIALECT: str

    def carry_out(
        self, said: Compiled, copy: Copy, gone: Gone, tables: Mapping[str, Table], /
    ) -> Answer:
        """The rows that answer a question. Raises layout.FileGone where the list is no longer
        true."""
        ...


ENGINES: Mapping[str, Engine] = {"duckdb": inprocess, "spark": spark}


class NoCopy(RuntimeError):
    """There is no columnar copy yet, or one with other columns; the worker, or `baton warehouse
    rebuild`, makes it."""


class Reader:
    """The copy as it stood at one moment, and who has left it since."""

    def __init__(self) -> None:
        # In this order: what leaves the list of those who left is out of the files by then.
        self._gone = Gone(Tombstone.objects.order_by("pk").values_list("contribution", "month"))
        self._copy = layout.current()
        if self._copy.columns != offers.written():
            raise NoCopy

    @property
    def as_at(self) -> datetime | None:
        """When the database was read of which this is the copy."""
        return self._copy.as_at

    @property
    def is_behind(self) -> bool:
        """Whether something was written since that the copy does not tell yet."""
        return Change.objects.exists()

    def ask(self, question: Question, tables: Mapping[str, Table] | None = None) -> Answer:
        """The rows that answer a question, each as a dictionary; `tables` are what its expression
        finds by `table`."""
        engine = ENGINES[settings.BATON_WAREHOUSE_ENGINE]
        said = compiled(question, engine.DIALECT)
        for _again in range(2):
            try:
                return engine.carry_out(said, self._copy, self._gone, tables or {})
            except layout.FileGone:
                # A month was written anew, and its old file is gone.
                self._copy = layout.current()
        return engine.carry_out(said, self._copy, self._gone, tables or {})


def stamp() -> Hashable | None:
    """Names the present state of what was told, so that what was counted of it by other means can
    be kept until something changes; None while the copy is behind, or is not there."""
    if Change.objects.exists():
        return None
    left = tuple(Tombstone.objects.order_by("pk").values_list("pk", flat=True))
    copy = layout.current()
    return (*copy.files.values(), left) if copy.as_at else None


@dataclass(frozen=True, slots=True)
class _Everybody:
    """How many there are; of pairs, where something must be `beside`."""

    by: str

    def over(self, told: ir.Table) -> ir.Table:
        return told.group_by(self.by).aggregate(number=told.voices.sum())


def warm() -> None:
    """Read what nearly every question is answered from, so that the first is as quick as others."""
    try:
        for by in ("month", "beside"):
            Reader().ask(_Everybody(by))
    except (NoCopy, layout.FileGone):
        return
    finally:
        connection.close()
