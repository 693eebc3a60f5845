# SPDX-License-Identifier: MIT
"""What the dashboards ask of the columnar copy, each an expression written once.

In every answer, `comments` counts contributions and `codings` counts those of the row's theme; a
comment has a feeling once it is coded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from baton.understanding.counting.selection import Selection
from baton.understanding.counting.spans import Span, month_of
from baton.warehouse import engine

if TYPE_CHECKING:
    import ibis.expr.types as ir


def _part(told: ir.Table, now: Span, before: Span) -> ir.IntegerValue:
    import ibis

    def inside(span: Span) -> ir.BooleanValue:
        at = told.month if span.is_whole_months else told.day
        conditions = []
        if span.since:
            since = month_of(span.since) if span.is_whole_months else span.since
            conditions.append(at >= since)
        if span.until:
            until = month_of(span.until) if span.is_whole_months else span.until
            conditions.append(at < until)
        found = ibis.literal(value=True)
        for condition in conditions:
            found = found & condition
        return found

    return ibis.cases((inside(now), 1), (inside(before), 2), else_=0)


@dataclass(frozen=True, slots=True)
class ThemesByMonth:
    """Codings by theme, month and feeling; where two spans cut months, by the `part` too: 1 said in
    the first span, 2 in the second, 0 in neither."""

    selection: Selection
    cut: tuple[Span, Span] | None = None

    def over(self, told: ir.Table) -> ir.Table:
        by = ["theme", "month", "feeling"]
        told = self.selection.of(told)
        if self.cut is not None:
            told = told.mutate(part=_part(told, *self.cut))
            by.append("part")
        return told.group_by(by).aggregate(
            codings=told.rows.sum(),
            comments=told.voices.sum(),
            of_category=told.category_voices.sum(),
        )


@dataclass(frozen=True, slots=True)
class HowMany:
    """Coded comments, in one row."""

    selection: Selection

    def over(self, told: ir.Table) -> ir.Table:
        told = self.selection.of(told)
        told = told.filter(told.feeling.notnull())
        return told.aggregate(comments=told.voices.sum())


@dataclass(frozen=True, slots=True)
class ThemesBy:
    """Codings by theme and a column of few values ("service", "channel"), and by the `part` of two
    spans."""

    selection: Selection
    column: str
    spans: tuple[Span, Span] | None = None

    def over(self, told: ir.Table) -> ir.Table:
        told = self.selection.of(told)
        told = told.filter(told.feeling.notnull())
        by = [self.column, "theme"]
        if self.spans is not None:
            told = told.mutate(part=_part(told, *self.spans))
            by.append("part")
        return told.group_by(by).aggregate(codings=told.rows.sum(), comments=told.voices.sum())


@dataclass(frozen=True, slots=True)
class FeelingsBy:
    """Coded comments by feeling and a column of few values."""

    selection: Selection
    column: str

    def over(self, told: ir.Table) -> ir.Table:
        told = self.selection.of(told)
        told = told.filter(told.feeling.notnull())
        return told.group_by([self.column, "feeling"]).aggregate(comments=told.voices.sum())


@dataclass(frozen=True, slots=True)
class ThemesByPeople:
    """Codings by theme, feeling and what people stated of themselves: `value` is the place in a
    list, by the table "stated" of (number, value)."""

    selection: Selection

    def over(self, told: ir.Table) -> ir.Table:
        told = self.selection.of(told)
        told = told.filter(told.feeling.notnull())
        stated = engine.table("stated", "number", "value")
        told = told.inner_join(stated, told.stated == stated.number)
        return told.group_by(["value", "theme", "feeling"]).aggregate(
            codings=told.rows.sum(), comments=told.voices.sum()
        )


@dataclass(frozen=True, slots=True)
class SpokenTogether:
    """Coded comments by the set of themes that each speaks of, as bits."""

    selection: Selection

    def over(self, told: ir.Table) -> ir.Table:
        told = self.selection.of(told)
        told = told.filter(told.is_first & told.feeling.notnull())
        return told.group_by(["organisation", "themes_low", "themes_high"]).aggregate(
            comments=told.voices.sum()
        )
