# SPDX-License-Identifier: MIT
"""Lists that are led by words: PostgreSQL's index tells who said them, and the other filters are
asked of the newest of these, a few first and then ever more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from baton.listening import search
from baton.listening.models import Contribution

Key = tuple[datetime, int]

#: Where other filters are asked of them, so many with the words are read at first, then so many.
READ, FURTHER = 10_000, 100_000
#: The first so many are asked for the other filters, then ever more.
SOME = 250


@dataclass(frozen=True)
class Led:
    """The newest comments that have the words, and the rows among which the other filters want to
    see them."""

    newest: search.Newest
    #: Whether there are older ones than these.
    is_more: bool
    #: So many of those older than a key.
    older: Callable[[Key | None, int], search.Newest]
    asked: list[QuerySet[Any]]


def newest(led: Led, most: int, *, older_than: Key | None = None) -> list[Key]:
    """The newest that pass, or the newest of what is older than a key."""
    told, is_more = led.newest, led.is_more
    if older_than:
        reading = READ if led.asked else most
        told = led.older(older_than, reading)
        is_more = len(told.numbers) == reading
    found: list[Key] = []
    at, size = 0, SOME if led.asked else most
    while len(found) < most and (at < len(told.numbers) or is_more):
        if at == len(told.numbers):
            told, at = led.older(told.key(at - 1), FURTHER), 0
            is_more = len(told.numbers) == FURTHER
        some = told.numbers[at : at + size]
        those = passing(led.asked, some)
        found += [told.key(at + n) for n, number in enumerate(some) if number in those]
        at, size = at + len(some), 8 * size
    return found[:most]


def passing(asked: list[QuerySet[Any]], numbers: list[int]) -> set[int]:
    """Which of some comments pass: each table is asked only for what another left."""
    for rows in asked:
        number = "pk" if rows.model is Contribution else "contribution_id"
        those = rows.filter(search.among(numbers, number)).order_by()
        numbers = list(those.values_list(number, flat=True))
    return set(numbers)
