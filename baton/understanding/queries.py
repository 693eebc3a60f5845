# SPDX-License-Identifier: MIT
"""Reading what people said: lists newest first however deep, one comment, and themes' shares."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import TruncMonth

from baton.analysis.classifier.examples import Example
from baton.listening.models import Contribution
from baton.people import queries as people
from baton.people.models import Organisation, SharingAgreement
from baton.places import queries as places
from baton.understanding import search
from baton.understanding.filters import SENTIMENTS, Filters
from baton.understanding.models import Codebook, Coding, Reading, Theme

PAGE = 25
#: A list says "more than" beyond this: counting a million rows exactly helps nobody.
COUNT_LIMIT = 10_000

Key = tuple[datetime, int]


def codebook_of(organisation: Organisation) -> Codebook | None:
    """The codebook in use; None where nothing was ever coded."""
    return organisation.codebooks.filter(retired_at=None).first()


def sharers_of_words(organisation: Organisation) -> list[Organisation]:
    """The bodies below that let this one read their redacted words, by name."""
    visible = people.organisations_visible_to(organisation, SharingAgreement.Level.REDACTED)
    return sorted((each for each in visible if each != organisation), key=lambda each: each.name)


def sharers_of_figures(organisation: Organisation) -> list[Organisation]:
    """The bodies below that let this one see their figures, by name."""
    visible = people.organisations_visible_to(organisation, SharingAgreement.Level.FIGURES)
    return sorted((each for each in visible if each != organisation), key=lambda each: each.name)


@dataclass(frozen=True, slots=True)
class Page:
    """Some comments, newest first, and the keys with which to go on."""

    comments: list[Contribution]
    older: str
    newer: str


def _driver(organisation: Organisation, filters: Filters) -> tuple[QuerySet[Any], str]:
    """The rows to walk newest first, and the prefix by which they reach the contribution.

    A theme's or a sentiment's own index is walked where one is asked for, so that a rare theme
    among a million comments does not mean reading a million rows.
    """
    body = filters.body or organisation
    if filters.theme is not None:
        slugs = {filters.theme.slug, *filters.theme.children.values_list("slug", flat=True)}
        themes = Theme.objects.filter(
            codebook__organisation=body, codebook__retired_at=None, slug__in=slugs
        ).values_list("pk", flat=True)
        rows: QuerySet[Any] = Coding.objects.counted().filter(theme__in=list(themes))
        return _narrowed(rows, "contribution__", organisation, filters), "contribution__"
    if filters.sentiment or filters.unsure:
        rows = Reading.objects.filter(organisation=body)
        return _narrowed(rows, "contribution__", organisation, filters), "contribution__"
    return _narrowed(body.contributions.all(), "", organisation, filters), ""


def _narrowed(
    rows: QuerySet[Any], prefix: str, organisation: Organisation, filters: Filters
) -> QuerySet[Any]:
    """The filters, said of rows that reach the contribution by `prefix`."""
    conditions: dict[str, Any] = {}
    if filters.since:
        conditions["said_at__gte"] = filters.since
    if filters.until:
        conditions["said_at__lt"] = filters.until
    if filters.channel:
        conditions[f"{prefix}channel"] = filters.channel
    if filters.score:
        conditions[f"{prefix}score"] = int(filters.score)
    if filters.service:
        inside = places.within([filters.service]).values_list("pk", flat=True)
        conditions[f"{prefix}service__in"] = list(inside)
    if filters.body and filters.body != organisation:
        # An agreement between bodies does not outrank what the person allowed.
        conditions[f"{prefix}may_share__in"] = ["partners", "public"]
    reading = "" if rows.model is Reading else f"{prefix}reading__"
    if filters.sentiment:
        conditions[f"{reading}sentiment__in"] = SENTIMENTS[filters.sentiment][1]
    if filters.unsure:
        conditions[f"{reading}is_unsure"] = True
        conditions[f"{reading}checked_at"] = None
    sought = search.parse(filters.q)
    if filters.q:
        key = f"{prefix}pk__in" if prefix else "pk__in"
        conditions[key] = search.matching(sought) if sought else []
    return rows.filter(**conditions)


def _keys(organisation: Organisation, filters: Filters) -> QuerySet[Any]:
    """(said_at, contribution) of what matches, each contribution once."""
    rows, prefix = _driver(organisation, filters)
    number = "contribution_id" if prefix else "pk"
    keys: QuerySet[Any] = rows.annotate(number=F(number)).values_list("said_at", "number")
    several_themes = filters.theme is not None and filters.theme.parent_id is None
    if several_themes:
        keys = keys.distinct()
    return keys


def comments(
    organisation: Organisation, filters: Filters, *, older: str = "", newer: str = ""
) -> Page:
    """A page of comments: the newest, or those older or newer than a key from another page."""
    keys = _keys(organisation, filters)
    if newer and (key := _decode(newer)):
        ahead = keys.filter(Q(said_at__gt=key[0]) | Q(said_at=key[0], number__gt=key[1]))
        ahead = ahead.filter(said_at__gte=key[0]).order_by("said_at", "number")
        found = list(reversed(ahead[: PAGE + 1]))
        more_newer, found = len(found) > PAGE, found[-PAGE:]
        return _page(found, older=bool(found), newer=more_newer)
    start = _decode(older) if older else None
    if start:
        keys = keys.filter(said_at__lte=start[0]).filter(
            Q(said_at__lt=start[0]) | Q(said_at=start[0], number__lt=start[1])
        )
    found = list(keys.order_by("-said_at", "-number")[: PAGE + 1])
    return _page(found[:PAGE], older=len(found) > PAGE, newer=bool(start))


def _page(keys: Sequence[Key], *, older: bool, newer: bool) -> Page:
    rows = {
        each.pk: each
        for each in with_codings(Contribution.objects.filter(pk__in=[k[1] for k in keys]))
    }
    return Page(
        [rows[number] for _, number in keys if number in rows],
        older=_encode(keys[-1]) if older and keys else "",
        newer=_encode(keys[0]) if newer and keys else "",
    )


def with_codings(contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """With all that a list or a page shows of each, in a fixed number of queries."""
    codings = Coding.objects.counted().select_related("theme", "by").order_by("start", "pk")
    return contributions.select_related(
        "service", "question", "reading", "organisation"
    ).prefetch_related(Prefetch("codings", codings, to_attr="counted_codings"))


def count(organisation: Organisation, filters: Filters) -> tuple[int, bool]:
    """How many match, and whether there are more than were counted."""
    found = _keys(organisation, filters).order_by()[: COUNT_LIMIT + 1].count()
    return min(found, COUNT_LIMIT), found > COUNT_LIMIT


def every(organisation: Organisation, filters: Filters) -> Iterator[Contribution]:
    """All that match, newest first, page by page: for a download."""
    page = comments(organisation, filters)
    while True:
        yield from page.comments
        if not page.older:
            return
        page = comments(organisation, filters, older=page.older)


def neighbour(
    organisation: Organisation, contribution: Contribution, filters: Filters
) -> Contribution | None:
    """The next older comment of the same list: where "next" leads."""
    start = (contribution.said_at, contribution.pk)
    keys = (
        _keys(organisation, filters)
        .filter(said_at__lte=start[0])
        .filter(Q(said_at__lt=start[0]) | Q(said_at=start[0], number__lt=start[1]))
    )
    first = keys.order_by("-said_at", "-number").first()
    return Contribution.objects.get(pk=first[1]) if first else None


def visible(organisation: Organisation) -> QuerySet[Contribution]:
    """Every contribution that this organisation may read: its own, and what is shared with it."""
    shared = Q(
        organisation__in=sharers_of_words(organisation), may_share__in=["partners", "public"]
    )
    return Contribution.objects.filter(Q(organisation=organisation) | shared)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def may_be_revealed(organisation: Organisation, contribution: Contribution) -> bool:
    """Whether this organisation may see the words as they were said: its own, or a sharer's."""
    words = people.organisations_visible_to(organisation, SharingAgreement.Level.WORDS)
    return contribution.organisation_id == organisation.pk or contribution.organisation in words


def _encode(key: Key) -> str:
    plain = f"{(key[0] - _EPOCH) // _MICROSECOND}/{key[1]}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _decode(token: str) -> Key | None:
    """The key of a token; None for one that somebody changed: they see the newest."""
    try:
        padded = token + "=" * (-len(token) % 4)
        at, number = base64.urlsafe_b64decode(padded.encode()).decode().split("/")
        return _EPOCH + int(at) * _MICROSECOND, int(number)
    except (ValueError, OverflowError):
        return None


# ── Figures ────────────────────────────────────────────────────────────────────────────────────


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
    return _narrowed(rows, "contribution__", organisation, filters.without_theme())


def shade_of(organisation: Organisation, filters: Filters) -> Shade:
    """How all the coded comments that match feel."""
    rows = readings(organisation, filters).values_list("sentiment").annotate(Count("pk")).order_by()
    return _shade(dict(rows))


def themes(organisation: Organisation, filters: Filters) -> list[Category]:
    """The codebook's tree with each theme's count and feeling; themes nobody spoke of stay at 0.

    A comment counts once for each of its themes, so shares add up to more than one.
    """
    codebook = codebook_of(filters.body or organisation)
    if codebook is None:
        return []
    matching = readings(organisation, filters)
    counted = Coding.objects.counted().filter(theme__codebook=codebook)
    if filters.without_theme() != Filters(body=filters.body):
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
    """The last `limit` months that somebody spoke in, oldest first."""
    chosen = readings(organisation, filters)
    if filters.theme is not None:
        keys = _keys(organisation, filters).values_list("number", flat=True)
        chosen = chosen.filter(contribution__in=keys)
    rows = (
        chosen.annotate(month=TruncMonth("said_at"))
        .values_list("month", "sentiment")
        .annotate(Count("pk"))
        .order_by("month")
    )
    by_month: dict[datetime, dict[int, int]] = {}
    for month, sentiment, number in rows:
        by_month.setdefault(month, {})[sentiment] = number
    return [Month(month, _shade(counts)) for month, counts in by_month.items()][-limit:]


@dataclass(frozen=True, slots=True)
class ServiceFigure:
    name: str
    public_id: str
    shade: Shade


def by_service(organisation: Organisation, filters: Filters, limit: int = 8) -> list[ServiceFigure]:
    """The services most spoken of among what matches."""
    keys = _keys(organisation, filters).values_list("number", flat=True)
    rows = (
        Reading.objects.filter(contribution__in=keys)
        .exclude(contribution__service=None)
        .values_list("contribution__service__name", "contribution__service__public_id", "sentiment")
        .annotate(Count("pk"))
        .order_by()
    )
    counts: dict[tuple[str, str], dict[int, int]] = {}
    for name, public_id, sentiment, number in rows:
        counts.setdefault((name, str(public_id)), {})[sentiment] = number
    figures = [ServiceFigure(*key, _shade(shades)) for key, shades in counts.items()]
    return sorted(figures, key=lambda each: -each.shade.total)[:limit]


def corrected_examples(organisation: Organisation) -> list[Example]:
    """The comments that people have checked to the last theme: what a classifier may learn from."""
    checked = organisation.contributions.speaking().filter(reading__checked_at__isnull=False)
    fully = checked.exclude(codings__verdict=Coding.Verdict.SUGGESTED)
    return [
        Example(
            text=each.words,
            question_kind=each.question.kind if each.question else "nonspecific",  # type: ignore[arg-type]
            score=each.score,
            themes=frozenset(coding.theme.title for coding in each.counted_codings),  # type: ignore[attr-defined]
            sentiment5=each.reading.sentiment,
            respondent=each.respondent or str(each.pk),
        )
        for each in with_codings(fully).order_by("pk")
    ]


def unsure(organisation: Organisation) -> int:
    """How many comments the classifier is unsure of and nobody has looked at."""
    return Reading.objects.filter(
        organisation=organisation, is_unsure=True, checked_at=None
    ).count()
