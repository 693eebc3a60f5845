# SPDX-License-Identifier: MIT
"""What the dashboards ask of the columnar copy: each thing that is counted, an expression written
once, and the question that asks it of a selection.

In every answer, `comments` counts contributions and `codings` counts those of the row's theme; a
comment has a feeling once it is coded. What is counted `of_many` bodies tells of the asker's own
themes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from baton.understanding.counting.selection import Selection, when
from baton.understanding.counting.spans import Span, month_of
from baton.warehouse import engine
from baton.warehouse.shapes import Blanks

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


def _shaped(spans: tuple[Span, Span] | None, blanks: Blanks) -> tuple[Span, Span] | None:
    if spans is None:
        return None
    now, before = spans
    return now.shaped(blanks), before.shaped(blanks)


def _as_own(counted: ir.Table, *names: str) -> ir.Table:
    """The same counts, with the themes of other bodies' codebooks as the asker's own of the same
    name (None where there is none), by the table "own" of (number, theme)."""
    counts = [name for name in ("codings", "comments", "of_category") if name in counted.columns]
    by = [name for name in counted.columns if name not in counts]
    for name in names:
        own = engine.table("own", "number", "theme")
        own = own.select(own.number, own_theme=own.theme)
        counted = counted.left_join(own, counted[name] == own.number)
        counted = counted.drop(name, "number").rename({name: "own_theme"})
    return counted.group_by(by).aggregate(**{name: counted[name].sum() for name in counts})


@dataclass(frozen=True, slots=True)
class ThemesByMonth:
    """Codings by theme, month and feeling; where two spans cut months, by the `part` too: 1 said in
    the first span, 2 in the second, 0 in neither."""

    of_many: bool
    cut: tuple[Span, Span] | None = None

    def shaped(self, blanks: Blanks) -> ThemesByMonth:
        return replace(self, cut=_shaped(self.cut, blanks))

    def over(self, told: ir.Table) -> ir.Table:
        by = ["theme", "month", "feeling"]
        if self.cut is not None:
            told = told.mutate(part=_part(told, *self.cut))
            by.append("part")
        counted = told.group_by(by).aggregate(
            codings=told.rows.sum(),
            comments=told.voices.sum(),
            of_category=told.category_voices.sum(),
        )
        return _as_own(counted, "theme") if self.of_many else counted


@dataclass(frozen=True, slots=True)
class HowMany:
    """Coded comments, in one row."""

    def shaped(self, _blanks: Blanks) -> HowMany:
        return self

    def over(self, told: ir.Table) -> ir.Table:
        told = told.filter(told.feeling.notnull())
        return told.aggregate(comments=told.voices.sum())


@dataclass(frozen=True, slots=True)
class ThemesBy:
    """Codings by theme and a column of few values ("service", "channel"), and by the `part` of two
    spans."""

    of_many: bool
    column: str
    spans: tuple[Span, Span] | None = None

    def shaped(self, blanks: Blanks) -> ThemesBy:
        return replace(self, spans=_shaped(self.spans, blanks))

    def over(self, told: ir.Table) -> ir.Table:
        told = told.filter(told.feeling.notnull())
        by = [self.column, "theme"]
        if self.spans is not None:
            told = told.mutate(part=_part(told, *self.spans))
            by.append("part")
        counted = told.group_by(by).aggregate(codings=told.rows.sum(), comments=told.voices.sum())
        return _as_own(counted, "theme") if self.of_many else counted


@dataclass(frozen=True, slots=True)
class FeelingsBy:
    """Coded comments by feeling and a column of few values."""

    column: str

    def shaped(self, _blanks: Blanks) -> FeelingsBy:
        return self

    def over(self, told: ir.Table) -> ir.Table:
        told = told.filter(told.feeling.notnull())
        return told.group_by([self.column, "feeling"]).aggregate(comments=told.voices.sum())


@dataclass(frozen=True, slots=True)
class ThemesByPeople:
    """Codings by theme, feeling and what people stated of themselves: `value` is the place in a
    list, by the table "stated" of (number, value)."""

    of_many: bool

    def shaped(self, _blanks: Blanks) -> ThemesByPeople:
        return self

    def over(self, told: ir.Table) -> ir.Table:
        told = told.filter(told.feeling.notnull())
        stated = engine.table("stated", "number", "value")
        told = told.inner_join(stated, told.stated == stated.number)
        counted = told.group_by(["value", "theme", "feeling"]).aggregate(
            codings=told.rows.sum(), comments=told.voices.sum()
        )
        return _as_own(counted, "theme") if self.of_many else counted


@dataclass(frozen=True, slots=True)
class SpokenTogether:
    """Coded comments by two themes, `theme` and `beside`, of which each speaks (also twice the same
    or a category); by the table "positions" of (body, low, high, theme): what bits a theme is.

    Of pairs those are left that speak of some themes, where it is `of_themes`: then it is made over
    the rows.
    """

    of_many: bool
    of_themes: bool

    def shaped(self, _blanks: Blanks) -> SpokenTogether:
        return self

    def over(self, told: ir.Table) -> ir.Table:
        if "beside" in told.columns and not self.of_themes:
            told = told.filter(told.feeling.notnull(), told.theme.notnull())
            met = told.group_by(["theme", "beside"]).aggregate(comments=told.rows.sum())
            return _as_own(met, "theme", "beside") if self.of_many else met
        told = told.filter(told.is_first & told.feeling.notnull())
        sets = told.group_by(["organisation", "themes_low", "themes_high"]).aggregate(
            comments=told.voices.sum()
        )
        at = engine.table("positions", "body", "low", "high", "theme")
        has = ((sets.themes_low & at.low) != 0) | ((sets.themes_high & at.high) != 0)
        spoken = sets.inner_join(at, [sets.organisation == at.body, has])
        spoken = spoken.select("organisation", "themes_low", "themes_high", "theme", "comments")
        other = spoken.view()
        other = other.select(
            body=other.organisation,
            low=other.themes_low,
            high=other.themes_high,
            beside=other.theme,
        )
        met = spoken.inner_join(
            other,
            [
                spoken.organisation == other.body,
                spoken.themes_low == other.low,
                spoken.themes_high == other.high,
            ],
        )
        return met.group_by(["theme", "beside"]).aggregate(comments=met.comments.sum())


def themes_by_month(selection: Selection, cut: tuple[Span, Span] | None = None) -> engine.Question:
    measure = ThemesByMonth(selection.is_of_many, cut)
    return engine.Question(measure, selection, when(selection.span, *(cut or ())))


def how_many(selection: Selection) -> engine.Question:
    return engine.Question(HowMany(), selection, selection.when)


def themes_by(
    selection: Selection, column: str, spans: tuple[Span, Span] | None = None
) -> engine.Question:
    measure = ThemesBy(selection.is_of_many, column, spans)
    return engine.Question(measure, selection, when(selection.span, *(spans or ())))


def feelings_by(selection: Selection, column: str) -> engine.Question:
    return engine.Question(FeelingsBy(column), selection, selection.when)


def themes_by_people(selection: Selection) -> engine.Question:
    return engine.Question(ThemesByPeople(selection.is_of_many), selection, selection.when)


def spoken_together(selection: Selection) -> engine.Question:
    measure = SpokenTogether(selection.is_of_many, bool(selection.themes))
    return engine.Question(measure, selection, selection.when)
