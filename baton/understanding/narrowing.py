# SPDX-License-Identifier: MIT
"""The filters of a list, said of the rows of any table that reach a contribution."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from baton.listening import search
from baton.listening.columns import LONG
from baton.listening.models import Contribution
from baton.people.models import Organisation
from baton.places import queries as places
from baton.understanding.filters import COMPLEX, SENTIMENTS, Filters
from baton.understanding.models import Coding, Reading, Theme


def every_filter(
    rows: QuerySet[Any],
    body: Organisation,
    organisation: Organisation,
    filters: Filters,
    *,
    one_by_one: bool = False,
) -> QuerySet[Any]:
    """Every filter, said of any rows."""
    found = narrowed(rows, _prefix(rows), organisation, filters, one_by_one=one_by_one)
    if filters.theme is None or rows.model is Coding:
        return found
    of_theme = of_themes(body, filters)
    return found.filter(Exists(of_theme.filter(contribution=OuterRef(number_in(rows)))))


def narrowed(
    rows: QuerySet[Any],
    prefix: str,
    organisation: Organisation,
    filters: Filters,
    *,
    one_by_one: bool = False,
) -> QuerySet[Any]:
    """Every filter but the theme, said of rows that reach the contribution by `prefix`.

    Words are looked for in the whole index, or `one_by_one` in each contribution.
    """
    conditions = of_contributions(prefix, organisation, filters)
    if filters.since:
        conditions["said_at__gte"] = filters.since
    if filters.until:
        conditions["said_at__lt"] = filters.until
    conditions |= of_readings("" if rows.model is Reading else f"{prefix}reading__", filters)
    if filters.also is not None:
        also = of_also(filters.body or organisation, filters)
        rows = rows.filter(Exists(also.filter(contribution=OuterRef(number_in(rows)))))
    if filters.long:
        rows = long_ones(rows, prefix)
    return _saying(rows.filter(**conditions), prefix, filters.q, one_by_one=one_by_one)


def narrowed_by_words(contributions: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """Those who said the words, and did not say the others."""
    return _saying(contributions, "", typed, one_by_one=False)


def of_contributions(prefix: str, organisation: Organisation, filters: Filters) -> dict[str, Any]:
    conditions: dict[str, Any] = {}
    if filters.channel:
        conditions[f"{prefix}channel"] = filters.channel
    if filters.score:
        conditions[f"{prefix}score"] = int(filters.score)
    if filters.way:
        conditions[f"{prefix}way"] = int(filters.way)
    if filters.question:
        conditions[f"{prefix}question"] = filters.question
    if filters.quote:
        conditions[f"{prefix}may_quote"] = True
    if filters.service:
        inside = places.within([filters.service]).values_list("pk", flat=True)
        conditions[f"{prefix}service__in"] = list(inside)
    if filters.body and filters.body != organisation:
        # An agreement between bodies does not outrank what the person allowed.
        conditions[f"{prefix}may_share__in"] = ["partners", "public"]
    return conditions


#: How somebody feels is known from one of these.
_FELT = [each for each in Reading.CodedFrom if each != Reading.CodedFrom.NOTHING]


def of_readings(prefix: str, filters: Filters) -> dict[str, Any]:
    conditions: dict[str, Any] = {}
    if filters.sentiment:
        conditions[f"{prefix}sentiment__in"] = SENTIMENTS[filters.sentiment][1]
        conditions[f"{prefix}coded_from__in"] = _FELT
    if filters.language:
        conditions[f"{prefix}language"] = filters.language
    if filters.untranslated:
        conditions[f"{prefix}coded_from__gte"] = Reading.CodedFrom.NOTHING
    if filters.unsure:
        conditions[f"{prefix}is_unsure"] = True
        conditions[f"{prefix}checked_at"] = None
    return conditions


def _saying(rows: QuerySet[Any], prefix: str, typed: str, *, one_by_one: bool) -> QuerySet[Any]:
    """Those who said the words, and did not say the others."""
    if not typed:
        return rows
    sought = search.parse(typed)
    if not sought:
        return rows.none()
    if sought.phrases:
        return rows.filter(_saying_this(rows, prefix, sought, one_by_one=one_by_one))
    # Who said nothing at all is not meant.
    rows = rows.exclude(**{f"{prefix}words": ""})
    for each in sought.without:
        this = search.Sought((each,), ())
        rows = rows.exclude(_saying_this(rows, prefix, this, one_by_one=one_by_one))
    return rows


def _saying_this(
    rows: QuerySet[Any], prefix: str, sought: search.Sought, *, one_by_one: bool
) -> Any:
    if one_by_one:
        return search.says(sought, number_in(rows))
    return Q(**{f"{prefix}pk__in": search.matching(sought)})


def of_themes(body: Organisation, filters: Filters) -> QuerySet[Any]:
    return Coding.objects.counted().filter(theme__in=themes(body, filters))


def long_ones(rows: QuerySet[Any], prefix: str) -> QuerySet[Any]:
    """Long or complex ones: asked of each comment on the way."""
    codings = Coding.objects.counted().filter(contribution=OuterRef(number_in(rows)))
    many = codings.order_by().values("contribution").annotate(of=Count("pk"))
    is_complex = Exists(many.filter(of__gte=COMPLEX))
    return rows.filter(Q(**{f"{prefix}words__length__gte": LONG}) | is_complex)


def of_also(body: Organisation, filters: Filters) -> QuerySet[Any]:
    assert filters.also is not None
    return Coding.objects.counted().filter(theme__in=_themes(body, filters.also))


def themes(body: Organisation, filters: Filters) -> list[int]:
    """The theme asked for, or a category's themes, in a body's codebook."""
    assert filters.theme is not None
    return _themes(body, filters.theme)


def _themes(body: Organisation, theme: Theme) -> list[int]:
    slugs = {theme.slug}
    if theme.parent_id is None:
        slugs.update(theme.children.values_list("slug", flat=True))
    chosen = Theme.objects.filter(
        codebook__organisation=body, codebook__retired_at=None, slug__in=slugs
    )
    return list(chosen.values_list("pk", flat=True))


def _prefix(rows: QuerySet[Any]) -> str:
    return "" if rows.model is Contribution else "contribution__"


def number_in(rows: QuerySet[Any]) -> str:
    return "pk" if rows.model is Contribution else "contribution_id"
