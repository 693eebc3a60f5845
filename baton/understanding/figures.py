# SPDX-License-Identifier: MIT
"""Reading how much people say of what, and how they feel about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from baton.people.models import Organisation
from baton.understanding import queries, walks
from baton.understanding.filters import SENTIMENTS, Filters
from baton.understanding.models import Coding, Reading, Theme


@dataclass(frozen=True, slots=True)
class Shade:
    """How many were positive, neutral or mixed, and negative."""

    positive: int = 0
    neutral: int = 0
    negative: int = 0

    @property
    def total(self) -> int:
        return self.positive + self.neutral + self.negative


@dataclass(frozen=True, slots=True)
class ThemeFigure:
    """One theme: in how many comments, of how many, and how they feel."""

    theme: Theme
    shade: Shade
    of: int

    @property
    def share(self) -> float:
        return self.shade.total / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Category:
    theme: Theme
    figures: list[ThemeFigure]


def _shade(rows: dict[int, int]) -> Shade:
    """From counts by sentiment 1 to 5."""
    return Shade(
        sum(rows.get(each, 0) for each in SENTIMENTS["positive"][1]),
        sum(rows.get(each, 0) for each in SENTIMENTS["neutral"][1]),
        sum(rows.get(each, 0) for each in SENTIMENTS["negative"][1]),
    )


def readings(organisation: Organisation, filters: Filters) -> QuerySet[Reading]:
    """The coded comments that match, apart from any theme: what shares are shares of."""
    rows: QuerySet[Reading] = Reading.objects.filter(organisation=filters.body or organisation)
    return walks.narrowed(rows, "contribution__", organisation, filters.without_theme())


def shade_of(organisation: Organisation, filters: Filters) -> Shade:
    """How all the coded comments that match feel."""
    rows = readings(organisation, filters).values_list("sentiment").annotate(Count("pk")).order_by()
    return _shade(dict(rows))


def themes(organisation: Organisation, filters: Filters) -> list[Category]:
    """The codebook's tree with each theme's count and feeling; themes nobody spoke of stay at 0.

    A comment counts once for each of its themes, so shares add up to more than one.
    """
    codebook = queries.codebook_of(filters.body or organisation)
    if codebook is None:
        return []
    matching = readings(organisation, filters)
    counted = Coding.objects.counted().filter(theme__codebook=codebook)
    if filters.without_theme():
        counted = counted.filter(contribution__reading__in=matching)
    by_theme: dict[int, dict[int, int]] = {}
    rows = counted.values_list("theme", "contribution__reading__sentiment").annotate(Count("pk"))
    for theme, sentiment, number in rows.order_by():
        by_theme.setdefault(theme, {})[sentiment] = number
    total = matching.count()
    every_theme = list(codebook.themes.order_by("position"))
    return [
        Category(
            parent,
            [
                ThemeFigure(theme, _shade(by_theme.get(theme.pk, {})), total)
                for theme in every_theme
                if theme.parent_id == parent.pk
            ],
        )
        for parent in every_theme
        if parent.parent_id is None
    ]


#: Fewer people than this are never told as a number outside their organisation.
FEWEST_TOLD = 5


@dataclass(frozen=True, slots=True)
class SharedFigure:
    """A theme's count as another body may see it: "under 5", or rounded down to a multiple of 5."""

    category: Theme
    theme: Theme
    told: int | None


def shared_themes(sharer: Organisation) -> tuple[int, list[SharedFigure]]:
    """A body's themes as it shares figures: of how many comments, and each theme's count.

    Every number is rounded down to a multiple of five and there are no filters, so that neither a
    single figure nor a difference of two lets a reader infer a group of fewer than five.
    """

    def told(number: int) -> int | None:
        return number - number % FEWEST_TOLD if number >= FEWEST_TOLD else None

    tree = themes(sharer, Filters())
    figures = [
        SharedFigure(category.theme, figure.theme, told(figure.shade.total))
        for category in tree
        for figure in category.figures
        if figure.shade.total
    ]
    return told(shade_of(sharer, Filters()).total) or 0, figures


@dataclass(frozen=True, slots=True)
class Month:
    first: datetime
    shade: Shade


def months(organisation: Organisation, filters: Filters, limit: int = 18) -> list[Month]:
    """The `limit` months up to the last in which somebody spoke, oldest first."""
    body, chosen = filters.body or organisation, readings(organisation, filters)
    if filters.theme is not None:
        of_theme = Coding.objects.counted().filter(theme__in=walks.themes(body, filters))
        chosen = chosen.filter(contribution__in=of_theme.values("contribution"))
    rows = (
        chosen.annotate(month=TruncMonth("said_at"))
        .values_list("month", "sentiment")
        .annotate(Count("pk"))
        .order_by("month")
    )
    by_month: dict[datetime, dict[int, int]] = {}
    for month, sentiment, number in rows:
        by_month.setdefault(month, {})[sentiment] = number
    return [Month(month, _shade(by_month.get(month, {}))) for month in _run_of_months(by_month)][
        -limit:
    ]


def _run_of_months(spoken: Iterable[datetime]) -> list[datetime]:
    """Every month from the first to the last of these: a month without a voice is news too."""
    known = sorted(spoken)
    if not known:
        return []
    months = [timezone.localtime(known[0])]
    while months[-1] < known[-1]:
        last = months[-1]
        year, month = (last.year, last.month + 1) if last.month < 12 else (last.year + 1, 1)
        months.append(last.replace(year=year, month=month))
    return months


#: Of more comments a page does not wait for their services.
AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class ServiceFigure:
    name: str
    #: What it belongs to, where another in the list has its name.
    above: str
    public_id: str
    shade: Shade


def by_service(
    organisation: Organisation,
    filters: Filters,
    limit: int = 8,
    *,
    chosen: walks.Plan | None = None,
) -> list[ServiceFigure]:
    """The services most spoken of among what matches; where that is much, among some of it."""
    matching = queries.some(organisation, filters, chosen=chosen)
    rows = (
        Reading.objects.filter(contribution__in=matching)
        .exclude(contribution__service=None)
        .values_list(
            "contribution__service__name",
            "contribution__service__parent__name",
            "contribution__service__public_id",
            "sentiment",
        )
        .annotate(Count("pk"))
        .order_by()
    )
    counts: dict[tuple[str, str, str], dict[int, int]] = {}
    for name, above, public_id, sentiment, number in rows:
        counts.setdefault((name, above or "", str(public_id)), {})[sentiment] = number
    figures = [ServiceFigure(*key, _shade(shades)) for key, shades in counts.items()]
    return _told_apart(sorted(figures, key=lambda each: -each.shade.total)[:limit])


def _told_apart(figures: list[ServiceFigure]) -> list[ServiceFigure]:
    """Services of one name by what they belong to; the others need no more than their name."""
    times = Counter(each.name for each in figures)
    return [each if times[each.name] > 1 else replace(each, above="") for each in figures]
