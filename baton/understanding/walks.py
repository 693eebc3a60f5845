# SPDX-License-Identifier: MIT
"""How a list is found among a million comments: by walks, each newest first along one index.

A theme's or a sentiment's own index is walked where one is asked for, so that a rare theme does not
mean reading every comment. Of several (a category's themes; very positive and positive) each is
walked for itself: merging the heads of sorted walks costs a page each, sorting them costs all.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from baton.listening import search
from baton.listening.models import Contribution
from baton.people.models import Organisation
from baton.places import queries as places
from baton.understanding.filters import SENTIMENTS, Filters
from baton.understanding.models import Coding, Reading, Theme

#: When it was said, and its number: no two comments have the same of both.
Key = tuple[datetime, int]
#: Rows of (said_at, number); a comment may stand on several walks of one list.
Walk = QuerySet[Any]

#: So many comments are looked at one by one, if a filter leaves no more.
FEW = 10_000


def walks(organisation: Organisation, filters: Filters) -> list[Walk]:
    """The walks on which all that matches stands, and nothing else."""
    body = filters.body or organisation
    rows: list[QuerySet[Any]]
    if (few := _few(body, filters)) is not None:
        return [_walk(narrowed(few, "", organisation, filters), "pk")]
    if filters.theme is not None:
        rows = [Coding.objects.counted().filter(theme=each) for each in themes(body, filters)]
    elif filters.sentiment:
        every = Reading.objects.filter(organisation=body)
        rows = [every.filter(sentiment=each) for each in SENTIMENTS[filters.sentiment][1]]
    elif filters.unsure:
        rows = [Reading.objects.filter(organisation=body)]
    else:
        return [_walk(narrowed(body.contributions.all(), "", organisation, filters), "pk")]
    found = (narrowed(each, "contribution__", organisation, filters) for each in rows)
    return [_walk(each, "contribution_id") for each in found]


def newest(chosen: list[Walk], most: int, *, older_than: Key | None = None) -> list[Key]:
    """The newest of all walks, or the newest of what is older than a key; the newest first."""
    if older_than:
        at, number = older_than
        older = Q(said_at__lt=at) | Q(said_at=at, number__lt=number)
        # The first condition says nothing new, but an index can begin with it.
        chosen = [walk.filter(said_at__lte=at).filter(older) for walk in chosen]
    heads = [walk.order_by("-said_at", "-number")[:most] for walk in chosen]
    return sorted({key for head in heads for key in head}, reverse=True)[:most]


def just_before(chosen: list[Walk], most: int, *, newer_than: Key) -> list[Key]:
    """Those that stand just before a key in the list, the newest first."""
    at, number = newer_than
    newer = Q(said_at__gt=at) | Q(said_at=at, number__gt=number)
    ahead = [walk.filter(said_at__gte=at).filter(newer) for walk in chosen]
    heads = [walk.order_by("said_at", "number")[:most] for walk in ahead]
    return sorted({key for head in heads for key in head})[:most][::-1]


def narrowed(
    rows: QuerySet[Any], prefix: str, organisation: Organisation, filters: Filters
) -> QuerySet[Any]:
    """Every filter but the theme, said of rows that reach the contribution by `prefix`."""
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
        conditions[f"{prefix}pk__in"] = search.matching(sought) if sought else []
    return rows.filter(**conditions)


def themes(body: Organisation, filters: Filters) -> list[int]:
    """The theme asked for, or a category's themes, in a body's codebook."""
    assert filters.theme is not None
    slugs = {filters.theme.slug, *filters.theme.children.values_list("slug", flat=True)}
    chosen = Theme.objects.filter(
        codebook__organisation=body, codebook__retired_at=None, slug__in=slugs
    )
    return list(chosen.values_list("pk", flat=True))


def _walk(rows: QuerySet[Any], number: str) -> Walk:
    walk: Walk = rows.annotate(number=F(number)).values_list("said_at", "number")
    return walk


def _few(body: Organisation, filters: Filters) -> QuerySet[Contribution] | None:
    """The comments of a seldom service, channel or phrase: so few that each is looked at, whatever
    else is asked for. None where there are many: among them a walk soon meets enough."""
    few = _few_numbers(body, filters)
    if few is None:
        return None
    # Nothing is added to the key, but SQLite then leaves the organisation's index alone.
    rows = Contribution.objects.alias(of=F("organisation_id") + 0).filter(pk__in=few, of=body.pk)
    if filters.theme is None:
        return rows
    of_theme = Coding.objects.counted().filter(theme__in=themes(body, filters))
    return rows.filter(Exists(of_theme.filter(contribution=OuterRef("pk"))))


def _few_numbers(body: Organisation, filters: Filters) -> QuerySet[Any] | RawSQL | None:
    sought = search.parse(filters.q)
    if sought and search.leads(sought, FEW):
        return search.matching(sought)
    several: list[QuerySet[Contribution]] = []
    if filters.service:
        inside = list(places.within([filters.service]).values_list("pk", flat=True))
        several.append(Contribution.objects.filter(service__in=inside))
    if filters.channel:
        several.append(body.contributions.filter(channel=filters.channel))
    few = (rows.values("pk") for rows in several if rows[: FEW + 1].count() <= FEW)
    return next(few, None)
