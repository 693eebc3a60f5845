# SPDX-License-Identifier: MIT
"""The comments, newest first: as a page, as a number, by service and as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from baton.core import audit
from baton.listening import describe, registry
from baton.listening.models import Contribution
from baton.people import carried
from baton.people.permissions import StaffRequest, requires
from baton.understanding import (
    downloads,
    fetching,
    figures,
    filters,
    marks,
    queries,
    searches,
    sources,
    steps,
    telling,
)
from baton.understanding.views.asking import asked_for, filter_form

#: In a list a long comment is shown in part; its own page has all of it.
LONGEST_IN_A_LIST = 600
#: The comments page names so many saved searches; their own page has all.
SEARCHES_NAMED = 6


@require_safe
@requires("read_words")
def comments(request: StaffRequest) -> HttpResponse:
    """What people said, newest first."""
    asked = asked_for(request)
    if asked.were_typed and not asked.problems:
        return redirect(reverse("understanding:comments") + asked.query())
    chosen = queries.plan(request.organisation, asked)
    if request.GET.get("order") == "telling":
        return _most_telling(request, asked, chosen)
    page = queries.comments(
        request.organisation,
        asked,
        older=request.GET.get("older", ""),
        newer=request.GET.get("newer", ""),
        chosen=chosen,
    )
    rows = _shown(page.comments, asked)
    # Where counting takes long, the page comes first and its number after it.
    is_counted = bool(rows) and (chosen.is_quick or "count" in request.GET)
    context = {
        **_list(request, asked),
        "rows": rows,
        "became": _became(request, page.comments),
        "page": page,
        "is_counted": is_counted,
        **(_counted(request, asked, chosen) if is_counted else {}),
    }
    return render(request, "understanding/comments.html", context)


def _list(request: StaffRequest, asked: filters.Filters) -> dict[str, Any]:
    """What a list of comments shows around them, and writes them with."""
    return {
        "asked": asked,
        "form": filter_form(request, asked),
        "channel_name": registry.name_of,
        "briefly_said": describe.briefly_said,
        "scores": filters.SCORES,
        "short": marks.short,
        "style": marks.style,
        "saved": searches.seen_by(request.standing, page="comments")[:SEARCHES_NAMED],
        **_waiting_for_translation(request, asked),
    }


def _waiting_for_translation(request: StaffRequest, asked: filters.Filters) -> dict[str, Any]:
    """How many nobody could read, where the list is not of them already; and what keeps the
    server, if there is one."""
    if asked.untranslated:
        return {"fetch_problem": fetching.last_problem(request.organisation)}
    if asked or not request.standing.may("code"):
        return {}
    return {"unread": fetching.unread(request.organisation)}


def _shown(
    comments: list[Contribution], asked: filters.Filters
) -> list[tuple[Contribution, Markup, Markup]]:
    """Each comment with its words and their translation: what was looked for is marked, and what
    was coded with the theme that is asked for."""
    return [
        (
            each,
            _marked(each, each.words, asked, in_translation=False),
            _marked(each, sources.translated(each), asked, in_translation=True),
        )
        for each in comments
    ]


def _marked(
    comment: Contribution, words: str, asked: filters.Filters, *, in_translation: bool
) -> Markup:
    codings = comment.counted_codings  # type: ignore[attr-defined]
    slug = asked.theme.slug if asked.theme else ""
    coded = marks.of_theme(codings, slug, in_translation=in_translation) if slug else ()
    found = marks.sought(words, asked.q)
    return marks.found(words, found, most=LONGEST_IN_A_LIST, coded=coded)


def _became(request: StaffRequest, comments: list[Contribution]) -> dict[int, steps.Step | None]:
    """How far each has come since it was read; nothing of those of which nothing came yet."""
    told = steps.told_of(request.organisation, comments)
    return {key: steps.latest(each) for key, each in told.items()}


def _most_telling(
    request: StaffRequest, asked: filters.Filters, chosen: queries.Plans
) -> HttpResponse:
    """The same list in another order, within the newest that match."""
    given = request.GET.get("page", "")
    # Beyond six digits there is no page, and Python reads no number of a thousand digits.
    page = telling.page(chosen, asked, int(given) if given.isdecimal() and len(given) < 7 else 1)
    rows = _shown(page.comments, asked)
    context = {
        **_list(request, asked),
        "rows": rows,
        "became": _became(request, page.comments),
        "telling": page,
        "among": telling.AMONG,
    }
    return render(request, "understanding/comments.html", context)


def _counted(
    request: StaffRequest, asked: filters.Filters, chosen: queries.Plans
) -> dict[str, Any]:
    """How many there are, and of which services: at once where they are few."""
    number, is_more = queries.count(request.organisation, asked, chosen=chosen)
    counted = {"number": number, "is_more": is_more}
    if number > figures.AT_ONCE and "count" not in request.GET:
        return counted
    services = [] if is_more else figures.by_service(request.organisation, asked, chosen=chosen)
    return {**counted, "services": services}


@require_safe
@requires("read_words")
def tally(request: StaffRequest) -> HttpResponse:
    """How many comments a list has, for a page that did not wait for it."""
    asked = asked_for(request)
    number, is_more = queries.count(request.organisation, asked)
    counted = {"asked": asked, "is_counted": True, "number": number, "is_more": is_more}
    return render(request, "understanding/_tally.html", counted)


@require_safe
@requires("read_words")
def by_service(request: StaffRequest) -> HttpResponse:
    """The services that a list speaks of, for a page that did not wait for them."""
    asked = asked_for(request)
    told = {"asked": asked, "services": figures.by_service(request.organisation, asked)}
    return render(request, "understanding/_by_service.html", told)


@require_safe
@requires("download")
def download(request: StaffRequest) -> HttpResponseBase:
    """The comments of the list as CSV, or as an Excel workbook."""
    asked = asked_for(request)
    kind = carried.kind_asked(request)
    audit.record(
        "comments.downloaded",
        by=request.user,
        organisation=request.organisation.pk,
        filters=carried.filters_told(asked.params()),
        kind=kind,
    )
    sheet = downloads.comments(queries.every(request.organisation, asked))
    return carried.sheets(request.organisation, "comments", [sheet], kind)
