# SPDX-License-Identifier: MIT
"""Questions to the copy: expressions written once, with Ibis, and put into an engine's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from baton.warehouse import offers
from baton.warehouse.shapes import Blanks

if TYPE_CHECKING:
    import ibis.expr.types as ir

#: A small table that an expression may join, by its name: each column's whole numbers.
Table = Mapping[str, Sequence[int] | NDArray[np.integer]]
#: The same, as an engine gets it.
Arrays = Mapping[str, NDArray[np.int64]]
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


class Chosen(Protocol):
    """Which of all that was told; equal ones are the same expression."""

    def __hash__(self) -> int: ...

    def shaped(self, blanks: Blanks, /) -> Chosen:
        """The same with a blank for each value, so that its expression has the same shape."""
        ...

    def of(self, told: ir.Table) -> ir.Table:
        """The rows of `told` that are chosen, with all their columns."""
        ...


class Measure(Protocol):
    """What is counted; equal ones are the same expression.

    A table of what was told has the columns of `offers.columns()` and counts to be summed, those of
    `offers.counts()`. An expression is tried first over the sums, then over the pairs, which have
    fewer columns: where it asks for one that they lack, it is made over the rows. Among pairs a
    contribution stands as often as it has something `beside`: only who chooses one of these, or
    groups by it, may do without columns that the sums lack.
    """

    def __hash__(self) -> int: ...

    def shaped(self, blanks: Blanks, /) -> Measure:
        """The same with a blank for each value, so that its expression has the same shape."""
        ...

    def over(self, told: ir.Table) -> ir.Table:
        """The expression over the rows that were chosen."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the copy: something counted, of some of what was told (None: of all).

    With `when`, the sums have a `day` too: a month that it does not cut stands in them at its first
    day, and the others are read row by row.
    """

    measure: Measure
    of: Chosen | None = None
    when: When | None = None


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


def compiled(question: Question, dialect: str = "duckdb") -> Compiled:
    """A question put into words, to be answered from as little as can answer it."""
    blanks = Blanks()
    measure = question.measure.shaped(blanks)
    chosen = question.of.shaped(blanks) if question.of else None
    said = _said(measure, chosen, question.when is not None, dialect)
    statement = blanks.filled(said.statement)
    return replace(said, statement=statement, when=question.when or When())


@lru_cache(maxsize=1024)
def _said(measure: Measure, of: Chosen | None, has_days: bool, dialect: str) -> Compiled:
    """Any question of this shape in words."""
    import ibis

    for source in SOURCES:
        try:
            # Each by itself: what is counted is known already when other filters choose of it.
            measured = _measured(measure, source, has_days, dialect)
            chosen = _chosen(of, source, has_days, dialect) if of else _ALL
        except (AttributeError, ibis.common.exceptions.IbisTypeError):
            if source == "rows":
                raise
            continue
        names = ", ".join(name for name, _ in measured.columns)
        statement = f"WITH chosen AS ({chosen}) SELECT {names} FROM ({measured.statement})"
        return Compiled(statement, source, When(), measured.columns)
    raise AssertionError("the rows answer everything, or say why not")


_ALL = "SELECT * FROM told"


class _Measured(NamedTuple):
    statement: str
    columns: tuple[tuple[str, bool], ...]


@lru_cache(maxsize=256)
def _measured(measure: Measure, source: Source, has_days: bool, dialect: str) -> _Measured:
    import ibis

    expression = measure.over(_table("chosen", source, has_days))
    columns = tuple((name, kind.is_integer()) for name, kind in expression.schema().items())
    return _Measured(str(ibis.to_sql(expression, dialect=dialect)), columns)


@lru_cache(maxsize=512)
def _chosen(chosen: Chosen, source: Source, has_days: bool, dialect: str) -> str:
    import ibis

    return str(ibis.to_sql(chosen.of(_table("told", source, has_days)), dialect=dialect))


def columns_of(source: Source, *, has_days: bool = False) -> dict[str, str]:
    """The columns of what a question is answered from, but for its counts, with their kinds."""
    if source == "rows":
        return offers.columns()
    return offers.sums(source) | ({"day": "date"} if has_days else {})


@lru_cache(maxsize=16)
def _table(name: str, source: Source, has_days: bool) -> ir.Table:
    import ibis

    kinds = columns_of(source, has_days=has_days)
    types = {name: _TYPES.get(kind, kind) for name, kind in kinds.items()}
    return ibis.table(types | dict.fromkeys(offers.counts(), "int64"), name=name)
