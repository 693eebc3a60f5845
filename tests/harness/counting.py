# SPDX-License-Identifier: MIT
"""What the dashboards' questions answer, counted once more from the database: by the plain ORM and
Python, slowly and in the most obvious way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import permutations
from typing import Any

from django.db.models import Q
from django.utils import timezone

from baton.listening.models import Contribution
from baton.understanding.counting import questions as of
from baton.understanding.counting import spans
from baton.understanding.counting.selection import Asked, Selection
from baton.understanding.filters import FEELING_OF, SENTIMENTS
from baton.understanding.models import Coding
from baton.warehouse import engine


def asked_of(asked: Asked) -> Iterator[tuple[str, engine.Question]]:
    """Every question that the dashboards' pages ask, by name, as they ask it under some filters."""
    span = asked.selection.span
    compared = spans.compared(span, asked.filters.against)
    cut = compared if compared and not all(each.is_whole_months for each in compared) else None
    yield "themes by month", of.themes_by_month(asked.within(spans.around(span, compared)), cut)
    both = compared or spans.latest(None)
    within = asked.within(spans.Span(both[1].since, both[0].until))
    yield "themes by service, lately", of.themes_by(within, "service", both)
    yield "themes by service", of.themes_by(asked.selection, "service")
    yield "themes by channel", of.themes_by(asked.selection, "channel")
    yield "feelings by service", of.feelings_by(asked.selection, "service")
    yield "feelings by channel", of.feelings_by(asked.selection, "channel")
    yield "themes by people", of.themes_by_people(asked.selection)
    yield "themes together", of.spoken_together(asked.selection)


def tables_of(asked: Asked, of_each: Mapping[int, int]) -> dict[str, engine.Table]:
    """The tables that these questions join; `of_each` are the values of what people stated."""
    stated = {"number": list(of_each), "value": list(of_each.values())}
    return {**asked.tables, "positions": asked.positions, "stated": stated}


def told(rows: Iterable[Mapping[str, Any]], asked: Asked) -> Counter[tuple[Any, ...]]:
    """An answer, to be compared: how many comments in each group, and how many codings of each
    theme, or of two different ones together. With which theme of several a comment's row counts it
    is the copy's choice."""
    counts: Counter[tuple[Any, ...]] = Counter()
    specific = {theme.pk for theme in asked.codebook if theme.parent_id}
    for row in rows:
        group = [(name, row[name]) for name in _GROUPS if name in row]
        if "beside" in row:
            if row["theme"] != row["beside"] and row["theme"] in specific:
                counts[row["theme"], row["beside"]] += (row["beside"] in specific) * row["comments"]
            continue
        counts["comments", *group] += row["comments"]
        if row.get("theme") is not None:
            counts["codings", *group, row["theme"]] += row["codings"]
    return +counts


_GROUPS = ("month", "feeling", "part", "service", "channel", "value")


class Plain:
    """The same without the copy."""

    def __init__(self, asked: Asked, of_each: Mapping[int, int]) -> None:
        self._asked, self._of_each = asked, of_each

    def told(self, question: engine.Question) -> Counter[tuple[Any, ...]]:
        """As `told` gives it of the copy's answer."""
        counts: Counter[tuple[Any, ...]] = Counter()
        of_each = self._of_each
        measure = question.measure
        assert isinstance(question.of, Selection)
        for said in self._comments(question.of):
            if isinstance(measure, of.ThemesByPeople) and said.characteristics_id not in of_each:
                continue
            feeling = FEELING_OF[said.reading.sentiment] if hasattr(said, "reading") else None
            every = said.codings.exclude(verdict=Coding.Verdict.REMOVED).select_related("theme")
            themes = [self._asked.themes[coding.theme_id].pk for coding in every]
            if isinstance(measure, of.SpokenTogether):
                counts.update(permutations(themes, 2))
            elif feeling is not None or isinstance(measure, of.ThemesByMonth):
                group = self._group(measure, said, feeling)
                counts["comments", *group] += 1
                if not isinstance(measure, of.FeelingsBy):
                    counts.update(("codings", *group, theme) for theme in themes)
        return counts

    def _group(self, measure: Any, said: Contribution, feeling: int | None) -> list[Any]:
        day = timezone.localdate(said.said_at)
        group: dict[str, Any] = {"service": said.service_id, "channel": said.channel}
        group |= {"month": spans.month_of(day), "feeling": feeling}
        group["value"] = self._of_each.get(said.characteristics_id or 0)
        both = getattr(measure, "cut", None) or getattr(measure, "spans", None)
        if both:
            group["part"] = next((n for n, span in enumerate(both, 1) if _has(span, day)), 0)
        named = {
            of.ThemesByMonth: ("month", "feeling"),
            of.ThemesBy: (getattr(measure, "column", ""),),
            of.FeelingsBy: ("feeling", getattr(measure, "column", "")),
            of.ThemesByPeople: ("feeling", "value"),
        }[type(measure)]
        return [
            (name, group[name]) for name in _GROUPS if name in (*named, "part") and name in group
        ]

    def _comments(self, selection: Selection) -> Iterator[Contribution]:
        asked, filters = self._asked, self._asked.filters
        found = Contribution.objects.filter(organisation__in=asked.bodies, withdrawn_at=None)
        found = found.filter(
            Q(organisation=asked.organisation) | Q(may_share__in=["partners", "public"])
        )
        if selection.services is not None:
            found = found.filter(service__in=selection.services)
        if filters.channel:
            found = found.filter(channel=filters.channel)
        if filters.score:
            found = found.filter(score=int(filters.score))
        if filters.sentiment:
            found = found.filter(reading__sentiment__in=SENTIMENTS[filters.sentiment][1])
        if filters.q:
            found = found.filter(pk__in=asked.tables["said"]["number"])
        if filters.theme:
            slugs = {filters.theme.slug, *filters.theme.children.values_list("slug", flat=True)}
            codings = Coding.objects.exclude(verdict=Coding.Verdict.REMOVED)
            found = found.filter(
                pk__in=codings.filter(theme__slug__in=slugs).values("contribution")
            )
        for said in found.select_related("reading"):
            if _has(selection.span, timezone.localdate(said.said_at)):
                yield said


def _has(span: spans.Span, day: date) -> bool:
    return (span.since is None or day >= span.since) and (span.until is None or day < span.until)
