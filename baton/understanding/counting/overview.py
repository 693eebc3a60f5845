# SPDX-License-Identifier: MIT
"""What people talk about, how they feel about it, and what has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from baton.analysis.shares import LEVEL, Difference, Share, difference, level_of_each, share
from baton.understanding.counting import spans
from baton.understanding.counting.questions import HowMany, ThemesByMonth
from baton.understanding.counting.selection import Asked
from baton.understanding.counting.spans import Span
from baton.understanding.models import Theme
from baton.warehouse import engine

NOW, BEFORE = 1, 2
#: Fewer people than this are never told as a number outside their organisation, or of a group.
FEWEST_TOLD = 5
#: Of fewer comments no change is told.
ENOUGH = 10
#: Eight points: a smaller wave than this is drawn as one.
_LEAST_REACH = 0.08


@dataclass(slots=True)
class Shade:
    """How many comments were positive, neutral or mixed, and negative."""

    positive: int = 0
    neutral: int = 0
    negative: int = 0

    def add(self, feeling: int, number: int) -> None:
        """Count so many more of a feeling (1 to 3)."""
        # Some ten thousand times for a page: plainly, because that is fast.
        if feeling == 1:
            self.positive += number
        elif feeling == 2:
            self.neutral += number
        else:
            self.negative += number

    @property
    def total(self) -> int:
        return self.positive + self.neutral + self.negative


@dataclass(frozen=True)
class ThemeFigure:
    """One theme or category: in how many coded comments, of how many, and how these feel; its share
    lately and before; and of each month of the trend (None where nobody spoke)."""

    theme: Theme
    shade: Shade
    of: int
    lately: Share | None = None
    before: Share | None = None
    trend: tuple[float | None, ...] = ()

    @property
    def count(self) -> int:
        return self.shade.total

    @property
    def spoken(self) -> list[float]:
        """The shares of those months of the trend in which somebody spoke."""
        return [each for each in self.trend if each is not None]

    @property
    def share(self) -> Share:
        return share(self.count, self.of)

    @cached_property
    def change(self) -> Difference | None:
        """How much the share has changed; None where there is nothing to set it against."""
        if self.lately is None or self.before is None or not (self.lately.of and self.before.of):
            return None
        return difference(self.lately, self.before)

    @property
    def is_sure(self) -> bool:
        return self.change is not None and self.change.is_sure


@dataclass(frozen=True, slots=True)
class Category:
    """A category's own figure (a comment of two of its themes counts once), and its themes'."""

    figure: ThemeFigure
    figures: list[ThemeFigure]

    @property
    def theme(self) -> Theme:
        return self.figure.theme


@dataclass(slots=True)
class Count:
    """Of some comments, those that are coded: by feeling, and by theme or category and feeling."""

    comments: Shade = field(default_factory=Shade)
    themes: dict[int, Shade] = field(default_factory=lambda: defaultdict(Shade))

    def add(self, row: Mapping[str, Any], theme: Theme | None) -> None:
        """Count what a row of an answer says, and of which of our themes."""
        feeling = row["feeling"]
        self.comments.add(feeling, row["comments"])
        if theme is not None:
            self.themes[theme.pk].add(feeling, row["codings"])
            if theme.parent_id:
                self.themes[theme.parent_id].add(feeling, row["of_category"])

    def shade_of(self, theme: Theme) -> Shade:
        return self.themes[theme.pk] if theme.pk in self.themes else Shade()

    def share_of(self, theme: Theme, *, level: float = LEVEL) -> Share:
        return share(self.shade_of(theme).total, self.comments.total, level=level)


@dataclass(frozen=True)
class Overview:
    """Everything that one page tells, from one question to the copy."""

    asked: Asked
    #: The days that are counted; and those whose shares are set against each other. Without a first
    #: day these are the newest months and the ones before them.
    span: Span
    lately: Span
    before: Span
    as_at: datetime | None
    #: Comments that match and are not coded yet.
    uncoded: int
    counted: Count
    counted_lately: Count
    counted_before: Count
    by_month: Mapping[int, Count]

    @property
    def shade(self) -> Shade:
        """All the coded comments that are counted."""
        return self.counted.comments

    @cached_property
    def months(self) -> list[int]:
        """The months of the trend, oldest first, whether or not anybody spoke."""
        if not self.by_month:
            return []
        last = max(self.by_month)
        return list(range(max(min(self.by_month), last - spans.TREND + 1), last + 1))

    def in_month(self, month: int) -> Count:
        """What was said in a month of the trend."""
        return self.by_month.get(month) or Count()

    @property
    def is_of_people(self) -> bool:
        """Whether it is of people by what they stated: then figures of few are not told, nor
        anything else that they could be worked out from."""
        return self.asked.filters.who is not None

    @cached_property
    def categories(self) -> list[Category]:
        """The codebook's tree; what nobody spoke of, or too few, is left out."""
        least = FEWEST_TOLD if self.is_of_people else 1
        spoken = [
            each for each in self.asked.codebook if self.counted.shade_of(each).total >= least
        ]
        return [
            Category(
                self.figure_of(each),
                [self.figure_of(theme) for theme in spoken if theme.parent_id == each.pk],
            )
            for each in spoken
            if each.parent_id is None
        ]

    @cached_property
    def figures(self) -> list[ThemeFigure]:
        """Every theme that somebody spoke of, the most frequent first."""
        found = [figure for category in self.categories for figure in category.figures]
        return sorted(found, key=lambda figure: -figure.count)

    @cached_property
    def changed(self) -> list[ThemeFigure]:
        """The themes whose share has surely changed, the largest change first."""
        changes = [
            (figure.change.estimate, figure)
            for figure in self.figures
            if figure.change and figure.change.is_sure and figure.theme.is_specific
        ]
        # Of two as large, the rise first.
        changes.sort(key=lambda each: (-round(abs(each[0]), 9), -each[0]))
        return [figure for _, figure in changes]

    @cached_property
    def level(self) -> float:
        """Of each theme's interval: of forty, two would seem to have changed by chance alone."""
        return level_of_each(len(self._read_for_change))

    @cached_property
    def _read_for_change(self) -> set[int]:
        """The themes that enough people spoke of, lately and before together, to tell a change.
        Chosen by that sum alone, which says nothing of a difference."""
        both = (self.counted_lately, self.counted_before)
        return {
            theme.pk
            for theme in self.asked.codebook
            if theme.parent_id and sum(each.shade_of(theme).total for each in both) >= ENOUGH
        }

    @cached_property
    def reach(self) -> float:
        """How far apart the shares of one trend stand at most: all trends are drawn on this scale,
        so that slopes compare."""
        trends = [figure.spoken for figure in self.figures if figure.spoken]
        return max(_LEAST_REACH, *(max(each) - min(each) for each in trends), 0.0)

    def figure_of(self, theme: Theme) -> ThemeFigure:
        """A theme's figure, also where nobody spoke of it."""
        is_read, level = theme.pk in self._read_for_change, self.level
        return ThemeFigure(
            theme,
            self.counted.shade_of(theme),
            self.shade.total,
            self.counted_lately.share_of(theme, level=level) if is_read else None,
            self.counted_before.share_of(theme, level=level) if is_read else None,
            tuple(
                count.share_of(theme).estimate if count.comments.total else None
                for count in map(self.in_month, self.months)
            ),
        )


def overview(asked: Asked, reader: engine.Reader) -> Overview:
    """Count all that a page of themes tells."""
    span, compared = (
        asked.selection.span,
        spans.compared(asked.selection.span, asked.filters.against),
    )
    cut = compared if compared and not all(each.is_whole_months for each in compared) else None
    selection = asked.within(spans.around(span, compared))
    rows = reader.ask(ThemesByMonth(selection, cut), asked.tables)
    if compared is None:
        last = max((row["month"] for row in rows), default=None)
        compared = spans.latest(last)
    by_month: dict[int, Count] = defaultdict(Count)
    counted, lately, before = Count(), Count(), Count()
    uncoded = 0
    for row in rows:
        is_now = row["part"] == NOW if cut else span.has_month(row["month"])
        if row["feeling"] is None:
            uncoded += row["comments"] if is_now else 0
            continue
        theme = asked.themes.get(row["theme"])
        by_month[row["month"]].add(row, theme)
        if is_now:
            counted.add(row, theme)
        if row["part"] == NOW if cut else compared[0].has_month(row["month"]):
            lately.add(row, theme)
        if row["part"] == BEFORE if cut else compared[1].has_month(row["month"]):
            before.add(row, theme)
    return Overview(
        asked, span, *compared, reader.as_at, uncoded, counted, lately, before, by_month
    )


def long_ones(asked: Asked, reader: engine.Reader) -> int:
    """How many of the comments are long or complex: their words deserve a reading of their own."""
    (found,) = reader.ask(HowMany(replace(asked.selection, is_long=True)), asked.tables)
    return found["comments"] or 0
