# SPDX-License-Identifier: MIT
"""What people talk about, how they feel about it, and what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from baton.analysis.shares import LEVEL, Difference, Share, difference, level_of_each, share
from baton.understanding.counting import spans
from baton.understanding.counting.questions import how_many, themes_by_month
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


class Count:
    """Of some comments, those that are coded: by feeling, and by theme or category and feeling."""

    def __init__(self, cells: NDArray[np.int64], places: Mapping[int, int]) -> None:
        """From a table of counts by feeling: a row for each theme and category, at its place by its
        key, and the last one for all coded comments."""
        self._cells, self._places = cells, places
        self._totals: list[int] = cells.sum(axis=1).tolist()
        self.comments = Shade(*cells[-1].tolist())

    def shade_of(self, theme: Theme) -> Shade:
        return Shade(*self._cells[self._places[theme.pk]].tolist())

    def total_of(self, theme: Theme) -> int:
        return self._totals[self._places[theme.pk]]

    def share_of(self, theme: Theme, *, level: float = LEVEL) -> Share:
        return share(self.total_of(theme), self.comments.total, level=level)


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
    #: Each month from the first to the last in which somebody spoke.
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
        return self.by_month[month]

    @property
    def is_of_people(self) -> bool:
        """Whether it is of people by what they stated: then figures of few are not told, nor
        anything else that they could be worked out from."""
        return self.asked.filters.who is not None

    @cached_property
    def categories(self) -> list[Category]:
        """The codebook's tree; what nobody spoke of, or too few, is left out."""
        least = FEWEST_TOLD if self.is_of_people else 1
        spoken = [each for each in self.asked.codebook if self.counted.total_of(each) >= least]
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
            if theme.parent_id and sum(each.total_of(theme) for each in both) >= ENOUGH
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
    rows = reader.ask(themes_by_month(selection, cut), asked.tables)
    months = rows.whole("month")
    if compared is None:
        compared = spans.latest(int(months.max()) if len(rows) else None)
    if cut:
        part = rows.whole("part")
        is_now, is_lately, is_before = part == NOW, part == NOW, part == BEFORE
    else:
        is_now, is_lately, is_before = (_lie_in(each, months) for each in (span, *compared))
    is_coded = rows.whole("feeling") != 0
    counts = _Counts(asked, rows)
    return Overview(
        asked,
        span,
        *compared,
        reader.as_at,
        int(rows.whole("comments")[is_now & ~is_coded].sum()),
        counts.of(is_now),
        counts.of(is_lately),
        counts.of(is_before),
        counts.by_month(months),
    )


def _lie_in(span: Span, months: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of these months have their first day in a span."""
    each, at = np.unique(months, return_inverse=True)
    return np.array([span.has_month(month) for month in each.tolist()], dtype=bool)[at]


class _Counts:
    """What the rows of an answer by theme and feeling count together."""

    # A page has some ten thousand rows: they are added up by columns, because that is fast.

    def __init__(self, asked: Asked, rows: engine.Answer) -> None:
        self._places = {theme.pk: place for place, theme in enumerate(asked.codebook)}
        self._feeling = rows.whole("feeling") - 1
        everybody = np.full(len(rows), len(self._places))
        keys, at = np.unique(rows.whole("theme", missing=-1), return_inverse=True)
        themes = [asked.themes.get(key) for key in keys.tolist()]
        own = [self._places[theme.pk] if theme else -1 for theme in themes]
        above = [self._places.get(theme.parent_id or -1, -1) if theme else -1 for theme in themes]
        #: Where each row counts, and for how many; -1 where it does not.
        self._counted = (
            (everybody, rows.whole("comments")),
            (np.array(own, dtype=np.int64)[at], rows.whole("codings")),
            (np.array(above, dtype=np.int64)[at], rows.whole("of_category")),
        )

    def of(self, chosen: NDArray[np.bool_]) -> Count:
        """The count of the chosen rows."""
        return Count(self._cells(np.where(chosen, 0, -1), 1)[0], self._places)

    def by_month(self, months: NDArray[np.int64]) -> dict[int, Count]:
        """The count of each month from the first to the last in which somebody spoke."""
        spoken = months[self._feeling >= 0]
        if not len(spoken):
            return {}
        first, last = int(spoken.min()), int(spoken.max())
        cells = self._cells(months - first, last - first + 1)
        return {first + at: Count(each, self._places) for at, each in enumerate(cells)}

    def _cells(self, slots: NDArray[np.int64], number: int) -> NDArray[np.int64]:
        """By slot (-1: none), place and feeling."""
        cells = np.zeros((number, len(self._places) + 1, 3), dtype=np.int64)
        for places, numbers in self._counted:
            told = (slots >= 0) & (places >= 0) & (self._feeling >= 0)
            np.add.at(cells, (slots[told], places[told], self._feeling[told]), numbers[told])
        return cells


def long_ones(asked: Asked, reader: engine.Reader) -> int:
    """How many of the comments are long or complex: their words deserve a reading of their own."""
    (found,) = reader.ask(how_many(replace(asked.selection, is_long=True)), asked.tables)
    return found["comments"] or 0
