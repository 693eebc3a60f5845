# SPDX-License-Identifier: MIT
"""Reading what people said: lists newest first however deep, one comment, and themes' shares."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import TruncMonth

from baton.analysis.classifier.examples import Example
from baton.listening.models import Contribution
from baton.people import queries as people
from baton.people.models import Organisation, SharingAgreement
from baton.understanding import walks
from baton.understanding.filters import SENTIMENTS, Filters
from baton.understanding.models import Codebook, Coding, Reading, Theme
from baton.understanding.walks import Key

PAGE = 25
#: A list says "more than" beyond this: counting a million rows exactly helps nobody.
COUNT_LIMIT = 10_000


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


def comments(
    organisation: Organisation, filters: Filters, *, older: str = "", newer: str = ""
) -> Page:
    """A page of comments: the newest, or those older or newer than a key from another page."""
    chosen = walks.walks(organisation, filters)
    if newer and (key := _decode(newer)):
        found = walks.just_before(chosen, PAGE + 1, newer_than=key)
        more_newer, found = len(found) > PAGE, found[-PAGE:]
        return _page(found, older=bool(found), newer=more_newer)
    start = _decode(older) if older else None
    found = walks.newest(chosen, PAGE + 1, older_than=start)
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
    some = _some(organisation, filters)
    found = len(some) if isinstance(some, set) else some.count()
    return min(found, COUNT_LIMIT), found > COUNT_LIMIT


def _some(organisation: Organisation, filters: Filters) -> QuerySet[Any] | set[int]:
    """The numbers of what matches, or of some more than COUNT_LIMIT of them: where there is one
    walk only, as a query for the database to go on with."""
    numbers = [
        walk.order_by().values_list("number", flat=True)[: COUNT_LIMIT + 1]
        for walk in walks.walks(organisation, filters)
    ]
    if len(numbers) == 1:
        return numbers[0]
    found: set[int] = set()
    for each in numbers:
        found.update(each)
        if len(found) > COUNT_LIMIT:
            break
    return found


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
    found = walks.newest(walks.walks(organisation, filters), 1, older_than=start)
    return Contribution.objects.get(pk=found[0][1]) if found else None


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
    return walks.narrowed(rows, "contribution__", organisation, filters.without_theme())


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
    return [Month(month, _shade(counts)) for month, counts in by_month.items()][-limit:]


@dataclass(frozen=True, slots=True)
class ServiceFigure:
    name: str
    public_id: str
    shade: Shade


def by_service(organisation: Organisation, filters: Filters, limit: int = 8) -> list[ServiceFigure]:
    """The services most spoken of among what matches; where that is much, among some of it."""
    rows = (
        Reading.objects.filter(contribution__in=_some(organisation, filters))
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
