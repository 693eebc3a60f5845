# SPDX-License-Identifier: MIT
"""Views that people save by a name, for themselves or for their colleagues too: the filters of a
page, and how it was laid out. Of the comments they are called searches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from baton.core import audit
from baton.people.models import Account
from baton.people.permissions import Standing
from baton.ui.wording import _, _lazy
from baton.understanding import filters, operations, queries
from baton.understanding.counting.comparing import CHANGED
from baton.understanding.filters import Filters
from baton.understanding.models import SavedSearch

#: Whose views colleagues may find under "shared".
MAY_SHARE = "code"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be saved: its name in lists, what it is called once saved, whom it is for,
    and what its address has besides the filters."""

    title: str
    noun: str
    capability: str
    keeps: tuple[str, ...] = ()


#: By the name of the page's address in this room.
PAGES: Mapping[str, Page] = {
    "comments": Page(_lazy("Comments"), _lazy("search"), "read_words"),
    "themes": Page(_lazy("Themes"), _lazy("view"), "see_figures", ("sort", "layout", "heat")),
    "summary": Page(_lazy("One-page summary"), _lazy("view"), "see_figures"),
    "notice": Page(_lazy("Notice"), _lazy("view"), "see_figures"),
    "where": Page(_lazy("Where"), _lazy("view"), "see_figures"),
    "who": Page(_lazy("Who and how"), _lazy("view"), "see_figures", ("by",)),
    "together": Page(_lazy("Together"), _lazy("view"), "see_figures"),
    "compare": Page(_lazy("Compare"), _lazy("view"), "see_figures", tuple(CHANGED.values())),
}
#: What an address says of a layout: a key of ours, never a sentence; or a group of people.
_KEPT = re.compile(r"[\w.:-]{1,80}")
_GROUP = re.compile(r"[\w-]{1,40}: [^\n]{1,120}")


def within(standing: Standing, given: Mapping[str, str]) -> Filters:
    """The filters of an address, within what this person may ask for."""
    asked = dict(given.items())
    sharers = queries.sharers_of_words(standing.organisation)
    if not standing.may("read_words"):
        # Who sees figures only could otherwise ask, word by word, what somebody said.
        asked.pop("q", None)
        sharers = []
    codebook = operations.ensure_codebook(standing.organisation)
    return filters.read(asked, standing.organisation, codebook, sharers)


def seen_by(standing: Standing, *, page: str = "") -> QuerySet[SavedSearch]:
    """A person's own views and those that colleagues share, of the pages that they may open (or
    of one), by their names. Who may not read words finds none that looks for words."""
    theirs = Q(owner=standing.account) | Q(is_shared=True)
    pages = [name for name, each in PAGES.items() if standing.may(each.capability)]
    views = standing.organisation.saved_searches.filter(
        theirs, page__in=[name for name in pages if page in ("", name)]
    )
    if not standing.may("read_words"):
        views = views.exclude(query__startswith="?q=")
    return views.select_related("owner").order_by("name", "pk")


def changed_by(standing: Standing) -> QuerySet[SavedSearch]:
    """Those that a person may name anew or remove: their own, and what others share where they
    look after the organisation's people."""
    own = Q(owner=standing.account)
    if standing.may("manage_people"):
        own |= Q(is_shared=True)
    return standing.organisation.saved_searches.filter(own)


def page_of(view: SavedSearch) -> Page:
    return PAGES[view.page]


def address(view: SavedSearch) -> str:
    """Where a view opens: read as if it were typed today."""
    return reverse(f"understanding:{view.page}") + view.query.removesuffix("?")


def given_by(view: SavedSearch) -> dict[str, str]:
    """What its address says."""
    return dict(parse_qsl(view.query[1:]))


def filters_of(view: SavedSearch, standing: Standing) -> Filters:
    """What a view asks for, within what this person may ask for."""
    return within(standing, given_by(view))


class NameInUse(ValueError):
    """The person has another view of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is a view called “%(name)s” already. Choose another name.") % {"name": name}
        )


class NothingAsked(ValueError):
    """Every comment is no search."""

    def __init__(self) -> None:
        super().__init__(_("Look for words or choose a filter first, then save the search."))


@transaction.atomic
def save(
    standing: Standing,
    asked: Filters,
    *,
    name: str,
    is_shared: bool,
    page: str = "comments",
    layout: Mapping[str, str] | None = None,
) -> SavedSearch:
    """Keep these filters of a page, and of its `layout` what it keeps, by a name.

    Raises `NothingAsked` (of the comments: figures of everything are worth a name), `NameInUse`.
    """
    if page == "comments" and not asked:
        raise NothingAsked
    view = SavedSearch(
        organisation=standing.organisation,
        owner=standing.account,
        name=name,
        page=page,
        query=query_of(page, asked, layout or {}),
        is_shared=is_shared and standing.may(MAY_SHARE),
    )
    _write(view, "search.saved", by=standing.account)
    return view


def query_of(page: str, asked: Filters, layout: Mapping[str, str]) -> str:
    """As the address says it: the filters, the words first of all, and then the layout."""
    forms = {key: _GROUP if key == CHANGED["who"] else _KEPT for key in PAGES[page].keeps}
    kept = {key: layout[key] for key, form in forms.items() if form.fullmatch(layout.get(key, ""))}
    return "?" + "&".join(filter(None, (asked.query().removeprefix("?"), urlencode(kept))))


@transaction.atomic
def change(view: SavedSearch, standing: Standing, *, name: str, is_shared: bool) -> None:
    """Give it another name, share it or share it no more. Raises `NameInUse`."""
    view.name = name
    view.is_shared = is_shared and (view.is_shared or standing.may(MAY_SHARE))
    _write(view, "search.changed", by=standing.account)


@transaction.atomic
def remove(view: SavedSearch, *, by: Account) -> None:
    """Nobody finds it any more, nor hears of it; what it found stays where it is."""
    _record("search.removed", view, by=by)
    view.delete()


def _write(view: SavedSearch, verb: str, *, by: Account) -> None:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise NameInUse(view.name) from None
    _record(verb, view, by=by)


def _record(verb: str, view: SavedSearch, *, by: Account) -> None:
    # Which filters, never what they say: the words that somebody looks for are their own.
    asked = [key for key, _ in parse_qsl(view.query[1:])]
    audit.record(
        verb,
        view,
        by=by,
        organisation=view.organisation_id,
        page=view.page,
        filters=asked,
        shared=view.is_shared,
    )
