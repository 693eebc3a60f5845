# SPDX-License-Identifier: MIT
"""Reading the copy: expressions are written once, with Ibis, and carried out by an engine.

What left since its month was written is subtracted here, from every read.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from baton.warehouse import inprocess, layout, offers
from baton.warehouse.models import Change, Tombstone

if TYPE_CHECKING:
    import ibis.expr.types as ir

#: A small table that an expression may join, by its name: each column's whole numbers.
Table = Mapping[str, Sequence[int]]
Answer = list[dict[str, Any]]

_TYPES = {"code": "string", "bool": "boolean"}


class NoCopy(RuntimeError):
    """There is no columnar copy yet; the worker, or `baton warehouse rebuild`, makes it."""


class Question(Protocol):
    """What is asked of the copy; equal questions are the same expression."""

    def __hash__(self) -> int: ...

    def over(self, told: ir.Table) -> ir.Table:
        """The expression over the table of all that was told.

        `told` has the columns of `offers.columns()` and counts to be summed, those of
        `offers.counts()`. It is tried first over the sums, which have fewer columns: where it asks
        for one that they lack, it is made over the rows.
        """
        ...


class Reader:
    """The copy as it stood at one moment, and who has left it since."""

    def __init__(self) -> None:
        # In this order: what leaves the list of those who left is out of the files by then.
        self._gone = inprocess.Gone(
            Tombstone.objects.order_by("pk").values_list("contribution", "month")
        )
        self._copy = layout.current()
        if not self._copy.files and self._copy.as_at is None:
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
        statement, of_sums = compiled(question)
        for _again in range(2):
            try:
                return inprocess.carry_out(
                    statement, self._copy, self._gone, tables or {}, of_sums=of_sums
                )
            except inprocess.FileGone:
                # A month was written anew, and its old file is gone.
                self._copy = layout.current()
        return inprocess.carry_out(statement, self._copy, self._gone, tables or {}, of_sums=of_sums)


def stamp() -> Hashable | None:
    """Names the present state of what was told, so that what was counted of it by other means can
    be kept until something changes; None while the copy is behind, or is not there."""
    if Change.objects.exists():
        return None
    left = tuple(Tombstone.objects.order_by("pk").values_list("pk", flat=True))
    copy = layout.current()
    return (*copy.files.values(), left) if copy.as_at else None


def table(name: str, *columns: str) -> ir.Table:
    """A small table of whole numbers that is given with the question."""
    import ibis

    return ibis.table(dict.fromkeys(columns, "int64"), name=name)


@lru_cache(maxsize=512)
def compiled(question: Question, dialect: str = "duckdb") -> tuple[str, bool]:
    """A question in an engine's own words, and whether the sums can answer it."""
    import ibis

    try:
        expression, of_sums = question.over(_sums()), True
    except (AttributeError, ibis.common.exceptions.IbisTypeError):
        expression, of_sums = question.over(_rows()), False
    return str(ibis.to_sql(expression, dialect=dialect)), of_sums


def _rows() -> ir.Table:
    return _told(offers.columns())


def _sums() -> ir.Table:
    return _told(offers.sums())


def _told(columns: Mapping[str, str]) -> ir.Table:
    import ibis

    kinds = {name: _TYPES.get(kind, kind) for name, kind in columns.items()}
    return ibis.table(kinds | dict.fromkeys(offers.counts(), "int64"), name="told")
