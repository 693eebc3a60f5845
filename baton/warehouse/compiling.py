# SPDX-License-Identifier: MIT
"""Questions to the copy: expressions written once, with Ibis, and put into an engine's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Protocol

from baton.warehouse import offers

if TYPE_CHECKING:
    import ibis.expr.types as ir

#: A small table that an expression may join, by its name: each column's whole numbers.
Table = Mapping[str, Sequence[int]]
#: What a question is answered from: sums, sums of pairs, or the rows themselves.
Source = Literal["sums", "pairs", "rows"]
SOURCES: tuple[Source, ...] = (*offers.GRAINS, "rows")

_TYPES = {"code": "string", "bool": "boolean"}


@dataclass(frozen=True, slots=True)
class When:
    """The months that matter to a question: from the `first` to the `last` (None: no such bound),
    and the `cuts`, of which some days matter and others do not."""

    first: int | None = None
    last: int | None = None
    cuts: tuple[int, ...] = ()

    def has(self, month: int) -> bool:
        return (self.first is None or month >= self.first) and (
            self.last is None or month <= self.last
        )


class Question(Protocol):
    """What is asked of the copy; equal questions are the same expression.

    It may have a property `when`, a `When`. Then the sums have a `day` too: a month that it does
    not cut stands in them at its first day, and the others are read row by row.
    """

    def __hash__(self) -> int: ...

    def over(self, told: ir.Table) -> ir.Table:
        """The expression over the table of all that was told.

        `told` has the columns of `offers.columns()` and counts to be summed, those of
        `offers.counts()`. It is tried first over the sums, then over the pairs, which have fewer
        columns: where it asks for one that they lack, it is made over the rows. Among pairs a
        contribution stands as often as it has something `beside`: only who chooses one of these, or
        groups by it, may do without columns that the sums lack.
        """
        ...


@dataclass(frozen=True, slots=True)
class Compiled:
    """A question in an engine's own words, over a table "told" made of a source."""

    statement: str
    source: Source
    when: When
    #: The names of what it answers, and whether each is a whole number.
    columns: tuple[tuple[str, bool], ...]


def table(name: str, *columns: str) -> ir.Table:
    """A small table of whole numbers that is given with the question."""
    import ibis

    return ibis.table(dict.fromkeys(columns, "int64"), name=name)


@lru_cache(maxsize=512)
def compiled(question: Question, dialect: str = "duckdb") -> Compiled:
    """A question put into words, to be answered from as little as can answer it."""
    import ibis

    when: When | None = getattr(question, "when", None)
    for source in SOURCES:
        try:
            expression = question.over(_told(source, has_days=when is not None))
        except (AttributeError, ibis.common.exceptions.IbisTypeError):
            if source == "rows":
                raise
            continue
        columns = tuple((name, kind.is_integer()) for name, kind in expression.schema().items())
        statement = str(ibis.to_sql(expression, dialect=dialect))
        return Compiled(statement, source, when or When(), columns)
    raise AssertionError("the rows answer everything, or say why not")


def columns_of(source: Source, *, has_days: bool = False) -> dict[str, str]:
    """The columns of what a question is answered from, but for its counts, with their kinds."""
    if source == "rows":
        return offers.columns()
    return offers.sums(source) | ({"day": "date"} if has_days else {})


@lru_cache(maxsize=8)
def _told(source: Source, *, has_days: bool) -> ir.Table:
    import ibis

    kinds = columns_of(source, has_days=has_days)
    types = {name: _TYPES.get(kind, kind) for name, kind in kinds.items()}
    return ibis.table(types | dict.fromkeys(offers.counts(), "int64"), name="told")
