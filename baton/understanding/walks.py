# SPDX-License-Identifier: MIT
"""How a list is found among a million comments: by walks, each newest first along one index.

A theme's, a sentiment's or a service's own index is walked where one is asked for, so that a rare
theme does not mean reading every comment. Of several (a category's themes; very positive and
positive) each is walked for itself: merging the heads of sorted walks costs a page each, sorting
them costs all. Where words are sought that few said, those few are looked at and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet

from baton.listening import search
from baton.listening.models import Contribution
from baton.people.models import Organisation
from baton.places import queries as places
from baton.places.models import Service
from baton.understanding import led, narrowing
from baton.understanding.filters import SENTIMENTS, Filters
from baton.understanding.models import FOREIGN, UNREAD, Coding, Reading

#: When it was said, and its number: no two comments have the same of both.
Key = tuple[datetime, int]
#: Rows of (said_at, number); a comment may stand on several walks of one list.
Walk = QuerySet[Any]

#: So many comments are looked at one by one, if a filter leaves no more.
FEW = 10_000
#: Of those who said the words more are looked at, where other filters leave out most of them.
MORE = 30_000
#: A service is walked by itself, and so are the services in it, if they are no more than this.
SERVICES = 30
#: Where a look into the index costs much, so many of the newest comments are tried first.
TRIED = 4_000
#: So few with the words are counted as quickly as a page of them is found.
COUNTED = 1_000


@dataclass(frozen=True)
class Plan:
    """The walks on which all that matches stands, and nothing else."""

    walks: list[Walk]
    #: The same walks before anything was left out of them; none where all is few.
    bare: list[Walk]
    #: Nothing was left out of them.
    is_bare: bool = False
    #: So many of each bare walk are tried before the thorough plan is made.
    tries: int = 0
    otherwise: Callable[[], Plan] | None = None
    by_words: led.Led | None = None

    @cached_property
    def thorough(self) -> Plan:
        """The plan for more than the newest: one that reads what this one would look up."""
        return self.otherwise() if self.otherwise else self

    @cached_property
    def is_quick(self) -> bool:
        """Whether all of it, or some thousand, is counted as quickly as a page is found."""
        if self.by_words:
            return len(self.by_words.newest.numbers) <= COUNTED and not self.by_words.is_more
        return self.is_bare or not any(_newest(each)[FEW : FEW + 1] for each in self.bare)


def plan(organisation: Organisation, filters: Filters) -> Plan:
    """How to find what matches the filters."""
    sought = search.parse(filters.q)
    if not sought:
        return _along_an_index(organisation, filters)
    if connection.vendor == "postgresql":
        return _of_words(organisation, filters, sought)
    found = search.Found(None, is_dense=True)
    if sought.phrases:
        found = search.look(sought, MORE if filters.without_words() else FEW)
    if found.keys is not None:
        keys, others = found.keys, filters
        if filters.theme is not None:
            # An index says which of them are of the theme, without a look at the comments.
            themed = narrowing.of_themes(filters.body or organisation, filters)
            keys, others = list(led.passing([themed], keys)), filters.without_theme()
        return Plan(walks=[_walk(_of_keys(keys, organisation, others))], bare=[])
    plain = _along_an_index(organisation, filters)
    if not found.is_dense:
        return plain
    dense = _along_an_index(organisation, filters, one_by_one=True)
    return replace(dense, otherwise=lambda: plain)


def _of_words(organisation: Organisation, filters: Filters, sought: search.Sought) -> Plan:
    """PostgreSQL looks up each comment that has all words of a phrase, some hundred thousand; so
    of frequent words the newest comments are tried first."""
    if sought.phrases and not search.is_heavy(sought):
        return _told(organisation, filters, sought)
    endless = _along_an_index(organisation, filters, one_by_one=True)
    if not sought.phrases or endless.is_quick:
        return endless

    def at_any_price() -> Plan:
        return _told(organisation, filters, sought).thorough

    return replace(endless, tries=TRIED, otherwise=at_any_price)


def _told(organisation: Organisation, filters: Filters, sought: search.Sought) -> Plan:
    """The index itself tells the newest with the words."""
    body, others = filters.body or organisation, filters.without_words()
    is_all = body == organisation and others.says_only({"said_from", "said_to"})

    def older(than: Key | None, most: int) -> search.Newest:
        dates = {"since": filters.since, "until": filters.until}
        return search.newest(sought, most, of=body.pk, older_than=than, **dates)

    most = (COUNTED if is_all else led.READ) + 1
    told = older(None, most)
    is_more = len(told.numbers) == most
    asked = [] if is_all else _asked(body, organisation, others)
    by_words = led.Led(told, is_more, older, asked)

    def complete() -> Plan:
        if is_more:
            every = narrowing.every_filter(body.contributions.all(), body, organisation, filters)
        else:
            every = _of_keys(told.numbers, organisation, filters)
        return Plan(walks=[_walk(every)], bare=[], by_words=by_words)

    return Plan(walks=[], bare=[], by_words=by_words, otherwise=complete)


def _asked(body: Organisation, organisation: Organisation, others: Filters) -> list[QuerySet[Any]]:
    """The rows that pass, of each table that the filters speak of: indexes tell most of them."""
    asked: list[QuerySet[Any]] = []
    if others.theme is not None:
        asked.append(narrowing.of_themes(body, others))
    if others.also is not None:
        asked.append(narrowing.of_also(body, others))
    if read := narrowing.of_readings("", others):
        asked.append(Reading.objects.filter(organisation=body, **read))
    told = narrowing.of_contributions("", organisation, others)
    if told or others.long:
        rows = body.contributions.filter(**told)
        asked.append(narrowing.long_ones(rows, "") if others.long else rows)
    return asked


def newest(chosen: Plan, most: int, *, older_than: Key | None = None) -> list[Key]:
    """The newest of all walks, or the newest of what is older than a key; the newest first."""
    if chosen.tries:
        found = _tried(chosen, most, older_than)
        if found is not None:
            return found
        chosen = chosen.thorough
    if chosen.by_words:
        return led.newest(chosen.by_words, most, older_than=older_than)
    return _heads([_older(walk, older_than) for walk in chosen.walks], most)


def just_before(chosen: Plan, most: int, *, newer_than: Key) -> list[Key]:
    """Those that stand just before a key in the list, the newest first."""
    if chosen.tries or chosen.by_words:
        chosen = chosen.thorough
    at, number = newer_than
    newer = Q(said_at__gt=at) | Q(said_at=at, number__gt=number)
    ahead = [walk.filter(said_at__gte=at).filter(newer) for walk in chosen.walks]
    heads = [walk.order_by("said_at", "number")[:most] for walk in ahead]
    return sorted({key for head in heads for key in head})[:most][::-1]


def _heads(walks: list[Walk], most: int) -> list[Key]:
    return sorted({key for walk in walks for key in _newest(walk)[:most]}, reverse=True)[:most]


def _newest(walk: Walk) -> Walk:
    return walk.order_by("-said_at", "-number")


def _older(walk: Walk, than: Key | None) -> Walk:
    if than is None:
        return walk
    at, number = than
    older = Q(said_at__lt=at) | Q(said_at=at, number__lt=number)
    # The first condition says nothing new, but an index can begin with it.
    return walk.filter(said_at__lte=at).filter(older)


def _tried(chosen: Plan, most: int, older_than: Key | None) -> list[Key] | None:
    """The newest, if enough of them are found among the first of each walk; None if not."""
    near: list[Walk] = []
    ends: list[Key] = []
    for walk, bare in zip(chosen.walks, chosen.bare, strict=True):
        ahead = _older(walk, older_than)
        end = next(iter(_newest(_older(bare, older_than))[chosen.tries : chosen.tries + 1]), None)
        if end:
            at, number = end
            ends.append(end)
            ahead = ahead.filter(said_at__gte=at).filter(
                Q(said_at__gt=at) | Q(said_at=at, number__gte=number)
            )
        near.append(ahead)
    found = _heads(near, most)
    if not ends:
        return found
    # Beyond the end of one walk, what another holds may not be the next.
    sure = [key for key in found if key >= max(ends)]
    return sure if len(sure) == most else None


def _along_an_index(
    organisation: Organisation, filters: Filters, *, one_by_one: bool = False
) -> Plan:
    """The walks of the index that suits; the rest is asked of each comment on the way."""
    body = filters.body or organisation
    rows, told = _driver(body, filters)
    found = [
        narrowing.every_filter(each, body, organisation, filters, one_by_one=one_by_one)
        for each in rows
    ]
    return Plan(
        walks=[_walk(each) for each in found],
        bare=[_walk(each) for each in rows],
        is_bare=body == organisation and filters.says_only({"said_from", "said_to", *told}),
    )


def _driver(body: Organisation, filters: Filters) -> tuple[list[QuerySet[Any]], set[str]]:
    """The rows of an index, and the filters that it already obeys."""
    every, read = body.contributions.all(), Reading.objects.filter(organisation=body)
    of_services = _of_services(body, filters.service) if filters.service else []
    if of_services and sum(each.order_by()[: FEW + 1].count() for each in of_services) <= FEW:
        return of_services, {"service"}
    if filters.channel and len(few := _few(every.filter(channel=filters.channel))) <= FEW:
        return [_known(few, body)], {"channel"}
    if filters.theme is not None:
        themed = Coding.objects.counted()
        return [themed.filter(theme=each) for each in narrowing.themes(body, filters)], {"theme"}
    if driven := _driver_of_readings(read, filters):
        return driven
    if of_services:
        return of_services, {"service"}
    return [every], set()


def _driver_of_readings(
    read: QuerySet[Reading], filters: Filters
) -> tuple[list[QuerySet[Any]], set[str]] | None:
    if filters.sentiment:
        shades = SENTIMENTS[filters.sentiment][1]
        return [read.filter(sentiment=each) for each in shades], {"sentiment"}
    if filters.untranslated:
        return [read.filter(UNREAD)], {"untranslated"}
    if filters.unsure:
        return [read.filter(is_unsure=True, checked_at=None)], {"unsure"}
    if filters.language and filters.language != "en":
        return [read.filter(FOREIGN, language=filters.language)], {"language"}
    return None


def _of_services(body: Organisation, service: Service) -> list[QuerySet[Any]]:
    """The comments of a service and of each in it, where these are not too many."""
    inside = list(places.within([service]).values_list("pk", flat=True)[: SERVICES + 1])
    if len(inside) > SERVICES:
        return []
    return [body.contributions.filter(service=each) for each in inside]


def _few(rows: QuerySet[Any]) -> list[int]:
    """The numbers of these, or of one more than FEW."""
    return list(rows.order_by().values_list("pk", flat=True)[: FEW + 1])


def _of_keys(keys: list[int], organisation: Organisation, filters: Filters) -> QuerySet[Any]:
    """Look at these comments and no others: the words are found in them already."""
    body, others = filters.body or organisation, filters.without_words()
    return narrowing.every_filter(_known(keys, body), body, organisation, others)


def _known(keys: list[int], body: Organisation) -> QuerySet[Any]:
    # Nothing is added to the key, but SQLite then leaves the organisation's index alone.
    rows = Contribution.objects.alias(of=F("organisation_id") + 0).filter(of=body.pk)
    return rows.filter(search.among(keys, "pk"))


def _walk(rows: QuerySet[Any]) -> Walk:
    walk: Walk = rows.annotate(number=F(narrowing.number_in(rows))).values_list("said_at", "number")
    return walk
