# SPDX-License-Identifier: MIT
"""Reading what people said: lists newest first however deep, one comment, and themes' shares."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any

import numpy as np
from django.db.models import Prefetch, Q, QuerySet
from numpy.typing import NDArray

from baton.analysis.classifier.examples import Example
from baton.listening import search
from baton.listening.models import Contribution
from baton.people import queries as people
from baton.people.models import Organisation, SharingAgreement
from baton.understanding import narrowing, sources, walks
from baton.understanding.filters import Filters
from baton.understanding.models import Codebook, Coding
from baton.understanding.walks import Key, Plan, Walk
from baton.warehouse import engine

PAGE = 25
#: Whoever reads all of a list reads so many at a time.
AT_ONCE = 500
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


@dataclass(frozen=True)
class Plans:
    """How a list is found, for whoever asks several things of it: words are looked for once. One
    plan for each body whose comments stand in it."""

    each: Sequence[Plan]

    @property
    def is_quick(self) -> bool:
        """Whether all of it, or some thousand, is counted as quickly as a page is found."""
        return all(plan.is_quick for plan in self.each)

    @property
    def thorough(self) -> Plans:
        """For more than the newest."""
        return Plans([plan.thorough for plan in self.each])

    @property
    def every_walk(self) -> Iterator[Walk]:
        """All on which something stands."""
        for plan in self.each:
            yield from plan.walks

    def newest(self, most: int, *, older_than: Key | None = None) -> list[Key]:
        """The newest, or the newest of what is older than a key; the newest first."""
        found = [walks.newest(plan, most, older_than=older_than) for plan in self.each]
        return sorted(chain(*found), reverse=True)[:most]

    def just_before(self, most: int, *, newer_than: Key) -> list[Key]:
        """Those that stand just before a key in the list, the newest first."""
        found = [walks.just_before(plan, most, newer_than=newer_than) for plan in self.each]
        return sorted(chain(*found), reverse=True)[-most:]


def plan(organisation: Organisation, filters: Filters) -> Plans:
    """How a list is found."""
    if not filters.tree:
        return Plans([walks.plan(organisation, filters)])
    bodies = [None, *sharers_of_words(organisation)]
    return Plans(
        [walks.plan(organisation, replace(filters, body=body, tree=False)) for body in bodies]
    )


def comments(
    organisation: Organisation,
    filters: Filters,
    *,
    older: str = "",
    newer: str = "",
    chosen: Plans | None = None,
    size: int = PAGE,
) -> Page:
    """A page of comments: the newest, or those older or newer than a key from another page."""
    chosen = chosen or plan(organisation, filters)
    if newer and (key := _decode(newer)):
        found = chosen.just_before(size + 1, newer_than=key)
        more_newer, found = len(found) > size, found[-size:]
        return _page(found, older=bool(found), newer=more_newer)
    start = _decode(older) if older else None
    found = chosen.newest(size + 1, older_than=start)
    return _page(found[:size], older=len(found) > size, newer=bool(start))


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
    codings = Coding.objects.counted().select_related("theme__parent", "by").order_by("start", "pk")
    return contributions.select_related(
        *("service", "question", "reading", "organisation", "translation", "agreement")
    ).prefetch_related(Prefetch("codings", codings, to_attr="counted_codings"))


def count(
    organisation: Organisation, filters: Filters, *, chosen: Plans | None = None
) -> tuple[int, bool]:
    """How many match, and whether there are more than were counted."""
    matching = some(organisation, filters, chosen=chosen)
    found = len(matching) if isinstance(matching, set) else matching.count()
    return min(found, COUNT_LIMIT), found > COUNT_LIMIT


def some(
    organisation: Organisation, filters: Filters, *, chosen: Plans | None = None
) -> QuerySet[Any] | set[int]:
    """The numbers of what matches, or of some more than COUNT_LIMIT of them: where there is one
    walk only, as a query for the database to go on with."""
    chosen = chosen or plan(organisation, filters)
    numbers = [
        walk.order_by().values_list("number", flat=True)[: COUNT_LIMIT + 1]
        for walk in chosen.thorough.every_walk
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
    chosen = plan(organisation, filters).thorough
    older = ""
    while True:
        page = comments(organisation, filters, older=older, chosen=chosen, size=AT_ONCE)
        yield from page.comments
        older = page.older
        if not older:
            return


#: The numbers of so many comments that say what was asked for, of 4 bytes each.
_saying: engine.Kept[NDArray[np.integer]] = engine.Kept(rows=2_500_000)


def saying(bodies: Sequence[Organisation], typed: str) -> NDArray[np.integer]:
    """The numbers of all that say the words, for counting: other bodies' may be among them."""

    def found() -> NDArray[np.integer]:
        sought = search.parse(typed)
        if sought.phrases:
            return engine.small(np.array(search.every(sought), np.int64))
        rows = Contribution.objects.filter(organisation__in=bodies)
        said = narrowing.narrowed_by_words(rows, typed).order_by().values_list("pk", flat=True)
        return engine.small(np.array(list(said), np.int64))

    return engine.while_it_is_so(_saying, (tuple(each.pk for each in bodies), typed), found)


def neighbour(
    organisation: Organisation, contribution: Contribution, filters: Filters
) -> Contribution | None:
    """The next older comment of the same list: where "next" leads."""
    start = (contribution.said_at, contribution.pk)
    found = plan(organisation, filters).newest(1, older_than=start)
    return Contribution.objects.filter(pk=found[0][1]).first() if found else None


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


def corrected_examples(organisation: Organisation) -> list[Example]:
    """The comments that people have checked to the last theme: what a classifier may learn from.

    Of other languages than its own it learns from the translation, as it will read.
    """
    checked = organisation.contributions.speaking().filter(reading__checked_at__isnull=False)
    fully = checked.exclude(codings__verdict=Coding.Verdict.SUGGESTED)
    read = ((each, sources.text_of(each)) for each in with_codings(fully).order_by("pk"))
    return [
        Example(
            text=text.words,
            question_kind=each.question.kind if each.question else "nonspecific",  # type: ignore[arg-type]
            score=each.score,
            themes=frozenset(coding.theme.title for coding in each.counted_codings),  # type: ignore[attr-defined]
            sentiment5=each.reading.sentiment,
            respondent=each.respondent or str(each.pk),
        )
        for each, text in read
        if not text.is_unread
    ]


def unsure(organisation: Organisation, since: date) -> int:
    """How many comments said since a day the classifier is unsure of and nobody has looked at."""
    return count(organisation, Filters(unsure=True, said_from=since))[0]
