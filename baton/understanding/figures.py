# SPDX-License-Identifier: MIT
"""Reading of which services a list of comments speaks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Count

from baton.people.models import Organisation
from baton.understanding import queries
from baton.understanding.counting.overview import Shade
from baton.understanding.filters import FEELING_OF, Filters
from baton.understanding.models import FELT, Reading

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
    chosen: queries.Plans | None = None,
) -> list[ServiceFigure]:
    """The services most spoken of among what matches; where that is much, among some of it."""
    matching = queries.some(organisation, filters, chosen=chosen)
    rows = (
        Reading.objects.filter(FELT, contribution__in=matching)
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
    shades: dict[tuple[str, str, str], Shade] = {}
    for name, above, public_id, sentiment, number in rows:
        shade = shades.setdefault((name, above or "", str(public_id)), Shade())
        shade.add(FEELING_OF[sentiment], number)
    figures = [ServiceFigure(*key, shade) for key, shade in shades.items()]
    return _told_apart(sorted(figures, key=lambda each: -each.shade.total)[:limit])


def _told_apart(figures: list[ServiceFigure]) -> list[ServiceFigure]:
    """Services of one name by what they belong to; the others need no more than their name."""
    times = Counter(each.name for each in figures)
    return [each if times[each.name] > 1 else replace(each, above="") for each in figures]
