# SPDX-License-Identifier: MIT
"""Searches that people save by a name, for themselves or for their colleagues too."""

from __future__ import annotations

from urllib.parse import parse_qsl

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from baton.core import audit
from baton.people.models import Account
from baton.people.permissions import Standing
from baton.understanding.filters import Filters
from baton.understanding.models import SavedSearch

#: Whose searches colleagues may find under "shared".
MAY_SHARE = "code"


def seen_by(standing: Standing) -> QuerySet[SavedSearch]:
    """A person's own searches and those that colleagues share, by their names."""
    theirs = Q(owner=standing.account) | Q(is_shared=True)
    searches = standing.organisation.saved_searches.filter(theirs).select_related("owner")
    return searches.order_by("name", "pk")


def changed_by(standing: Standing) -> QuerySet[SavedSearch]:
    """Those that a person may name anew or remove: their own, and what others share where they
    look after the organisation's people."""
    own = Q(owner=standing.account)
    if standing.may("manage_people"):
        own |= Q(is_shared=True)
    return standing.organisation.saved_searches.filter(own)


class NameInUse(ValueError):
    """The person has another search of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is a search called “{name}” already. Choose another name.")


class NothingAsked(ValueError):
    """Every comment is no search."""

    def __init__(self) -> None:
        super().__init__("Look for words or choose a filter first, then save the search.")


@transaction.atomic
def save(standing: Standing, filters: Filters, *, name: str, is_shared: bool) -> SavedSearch:
    """Keep these filters by a name. Raises `NothingAsked`, `NameInUse`."""
    if not filters:
        raise NothingAsked
    search = SavedSearch(
        organisation=standing.organisation,
        owner=standing.account,
        name=name,
        query=filters.query(),
        is_shared=is_shared and standing.may(MAY_SHARE),
    )
    _write(search, "search.saved", by=standing.account)
    return search


@transaction.atomic
def change(search: SavedSearch, standing: Standing, *, name: str, is_shared: bool) -> None:
    """Give it another name, share it or share it no more. Raises `NameInUse`."""
    search.name = name
    search.is_shared = is_shared and (search.is_shared or standing.may(MAY_SHARE))
    _write(search, "search.changed", by=standing.account)


@transaction.atomic
def remove(search: SavedSearch, *, by: Account) -> None:
    """Nobody finds it any more; what it found stays where it is."""
    _record("search.removed", search, by=by)
    search.delete()


def _write(search: SavedSearch, verb: str, *, by: Account) -> None:
    try:
        with transaction.atomic():
            search.save()
    except IntegrityError:
        raise NameInUse(search.name) from None
    _record(verb, search, by=by)


def _record(verb: str, search: SavedSearch, *, by: Account) -> None:
    # Which filters, never what they say: the words that somebody looks for are their own.
    filters = [key for key, _ in parse_qsl(search.query[1:])]
    audit.record(
        verb,
        search,
        by=by,
        organisation=search.organisation_id,
        filters=filters,
        shared=search.is_shared,
    )
