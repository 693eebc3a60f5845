# SPDX-License-Identifier: MIT
"""Which comments say most to a reader: an ordering that anybody can follow.

First those whose theme a person gave or confirmed, then those that a file stated, then the
classifier's; of these first what is read in a moment and yet says something; of these first what
speaks of more themes; then what the classifier is surer of; then the newest. Nothing here looks at
what is said or how somebody feels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models.functions import Length

from baton.listening.models import Contribution
from baton.understanding import queries
from baton.understanding.filters import Filters
from baton.understanding.models import Coding

#: A list is put in this order within so many of the newest that match.
AMONG = 1_000
#: Letters and signs of a comment that is read in a moment and says more than "very good".
READABLE = range(40, 281)
#: Speaking of still more themes says no more.
MOST_THEMES = 3

Rank = tuple[int, int, int, float]


@dataclass(frozen=True, slots=True)
class Given:
    """A theme on a comment, by its slug, with its category's; and who says so, how surely."""

    slug: str
    category: str
    verdict: str
    confidence: float | None


def rank(length: int, given: Sequence[Given], asked: str = "") -> Rank:
    """Where a comment of so many letters stands: the lowest first. `asked` is the slug of a theme
    or category that the list is of: only who gave that matters then.

    >>> one = Given("food", "catering", "confirmed", 0.6)
    >>> rank(80, [one]) < rank(900, [one]) < rank(7, [one])
    True
    """
    about = [each for each in given if not asked or asked in (each.slug, each.category)] or list(
        given
    )
    who = min((_who(each.verdict) for each in about), default=3)
    sure = max((each.confidence or 0.0 for each in about), default=0.0)
    return who, reach(length), -min(len(given), MOST_THEMES), -round(sure, 1)


def reach(length: int) -> int:
    """0 for what is read in a moment, 1 for what is longer, 2 for what says little."""
    return 0 if length in READABLE else 1 if length >= READABLE.stop else 2


def _who(verdict: str) -> int:
    if verdict == Coding.Verdict.SUGGESTED:
        return 2
    return 1 if verdict == Coding.Verdict.STATED else 0


@dataclass(frozen=True, slots=True)
class Page:
    """Some comments of the list in this order, and which page of how many it is."""

    comments: list[Contribution]
    number: int
    pages: int


def page(chosen: queries.Plans, filters: Filters, number: int) -> Page:
    """A page, from 1, of the most telling among the newest that match."""
    keys = _ordered([key for _, key in chosen.newest(AMONG)], filters)
    pages = max(1, -(-len(keys) // queries.PAGE))
    number = min(max(number, 1), pages)
    shown = keys[(number - 1) * queries.PAGE : number * queries.PAGE]
    rows = queries.with_codings(Contribution.objects.filter(pk__in=shown)).in_bulk()
    return Page([rows[key] for key in shown if key in rows], number, pages)


def _ordered(newest: Sequence[int], filters: Filters) -> list[int]:
    """The keys, which come newest first, by what they say to a reader."""
    asked = filters.theme.slug if filters.theme else ""
    lengths = dict(
        Contribution.objects.filter(pk__in=newest)
        .annotate(letters=Length("words"))
        .values_list("pk", "letters")
    )
    given = given_to(newest)
    return sorted(newest, key=lambda key: rank(lengths.get(key, 0), given.get(key, ()), asked))


def given_to(keys: Iterable[int]) -> dict[int, list[Given]]:
    """The themes of each of these comments that has some."""
    rows = (
        Coding.objects.counted()
        .filter(contribution__in=list(keys))
        .order_by("start", "pk")
        .values_list("contribution", "theme__slug", "theme__parent__slug", "verdict", "confidence")
    )
    found: dict[int, list[Given]] = defaultdict(list)
    for key, slug, category, verdict, confidence in rows:
        found[key].append(Given(slug, category or slug, verdict, confidence))
    return found
