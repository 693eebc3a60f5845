# SPDX-License-Identifier: MIT
"""The pages of what people say."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.core import audit
from baton.listening import describe, registry
from baton.listening import operations as listening
from baton.listening.models import Contribution
from baton.people.permissions import StaffRequest, requires
from baton.places import queries as places
from baton.understanding import (
    charts,
    downloads,
    figures,
    filters,
    marks,
    operations,
    queries,
    readings,
    searches,
)
from baton.understanding.forms import AddThemeForm, FilterForm, SearchForm, SentimentForm
from baton.understanding.models import Coding
from baton.understanding.walks import Plan

#: In a list a long comment is shown in part; its own page has all of it.
LONGEST_IN_A_LIST = 600
#: The comments page names so many saved searches; their own page has all.
SEARCHES_NAMED = 6


def _asked(request: StaffRequest) -> filters.Filters:
    given = request.GET.copy()
    sharers = queries.sharers_of_words(request.organisation)
    if not request.standing.may("read_words"):
        # Who sees figures only could otherwise ask, word by word, what somebody said.
        given.pop("q", None)
        sharers = []
    codebook = operations.ensure_codebook(request.organisation)
    return filters.read(given, request.organisation, codebook, sharers)


def _filter_form(request: StaffRequest, asked: filters.Filters) -> FilterForm:
    return FilterForm(
        request.organisation,
        operations.ensure_codebook(request.organisation),
        queries.sharers_of_words(request.organisation),
        asked,
    )


@require_safe
@requires("read_words")
def comments(request: StaffRequest) -> HttpResponse:
    """What people said, newest first."""
    asked = _asked(request)
    if asked.were_typed and not asked.problems:
        return redirect(reverse("understanding:comments") + asked.query())
    chosen = queries.plan(request.organisation, asked)
    page = queries.comments(
        request.organisation,
        asked,
        older=request.GET.get("older", ""),
        newer=request.GET.get("newer", ""),
        chosen=chosen,
    )
    rows = [
        (each, marks.found(each.words, marks.sought(each, asked.q), most=LONGEST_IN_A_LIST))
        for each in page.comments
    ]
    # Where counting takes long, the page comes first and its number after it.
    is_counted = bool(rows) and (chosen.is_quick or "count" in request.GET)
    context = {
        "asked": asked,
        "form": _filter_form(request, asked),
        "rows": rows,
        "page": page,
        "is_counted": is_counted,
        "channel_name": registry.name_of,
        "briefly_said": describe.briefly_said,
        "scores": filters.SCORES,
        "short": marks.short,
        "style": marks.style,
        "saved": searches.seen_by(request.standing)[:SEARCHES_NAMED],
        **(_counted(request, asked, chosen) if is_counted else {}),
    }
    return render(request, "understanding/comments.html", context)


def _counted(request: StaffRequest, asked: filters.Filters, chosen: Plan) -> dict[str, Any]:
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
    asked = _asked(request)
    number, is_more = queries.count(request.organisation, asked)
    counted = {"asked": asked, "is_counted": True, "number": number, "is_more": is_more}
    return render(request, "understanding/_tally.html", counted)


@require_safe
@requires("read_words")
def by_service(request: StaffRequest) -> HttpResponse:
    """The services that a list speaks of, for a page that did not wait for them."""
    asked = _asked(request)
    told = {"asked": asked, "services": figures.by_service(request.organisation, asked)}
    return render(request, "understanding/_by_service.html", told)


@require_safe
@requires("read_words")
def saved_searches(request: StaffRequest) -> HttpResponse:
    """A person's own saved searches, and their colleagues'."""
    context = {
        "saved": searches.seen_by(request.standing),
        "mine": set(searches.changed_by(request.standing).values_list("pk", flat=True)),
    }
    return render(request, "understanding/saved_searches.html", context)


def _name_it(request: StaffRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, "understanding/save_search.html", context, status=status)


def _posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "HEAD", "POST"])
@requires("read_words")
def save_search(request: StaffRequest) -> HttpResponse:
    """Give the present search a name."""
    asked = _asked(request)
    form = SearchForm(_posted(request), may_share=request.standing.may(searches.MAY_SHARE))
    if form.is_valid():
        name, is_shared = form.given()
        try:
            searches.save(request.standing, asked, name=name, is_shared=is_shared)
        except (searches.NameInUse, searches.NothingAsked) as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, f"The search is saved as “{name}”.")
            return redirect(reverse("understanding:comments") + asked.query())
    return _name_it(request, {"form": form, "asked": asked, "back": asked.query()})


@require_safe
@requires("read_words")
def saved_search(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open a saved search: its address is read as if it were typed today."""
    found = get_object_or_404(searches.seen_by(request.standing), public_id=public_id)
    return redirect(reverse("understanding:comments") + found.query)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("read_words")
def change_search(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Another name, or other readers."""
    found = get_object_or_404(searches.changed_by(request.standing), public_id=public_id)
    may_share = found.is_shared or request.standing.may(searches.MAY_SHARE)
    before = {"name": found.name, "is_shared": found.is_shared}
    form = SearchForm(_posted(request), initial=before, may_share=may_share)
    if form.is_valid():
        name, is_shared = form.given()
        try:
            searches.change(found, request.standing, name=name, is_shared=is_shared)
        except searches.NameInUse as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, f"The search is called “{name}” now.")
            return redirect("understanding:saved_searches")
    return _name_it(request, {"form": form, "found": found})


@require_POST
@requires("read_words")
def remove_search(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(searches.changed_by(request.standing), public_id=public_id)
    searches.remove(found, by=request.user)
    messages.success(request, f"The search “{found.name}” was removed.")
    return redirect("understanding:saved_searches")


@require_safe
@requires("see_figures")
def themes(request: StaffRequest) -> HttpResponse:
    """How much people speak of each theme, and how they feel about it."""
    asked = _asked(request)
    tree = figures.themes(request.organisation, asked)
    shade = figures.shade_of(request.organisation, asked)
    months = figures.months(request.organisation, asked)
    context = {
        "asked": asked,
        "form": _filter_form(request, asked),
        "tree": tree,
        "shade": shade,
        "reading": readings.of_themes(tree, shade),
        "months": months,
        "chart": charts.months(months) if months else "",
        "sharers": queries.sharers_of_figures(request.organisation),
        "not_coded": operations.uncoded(request.organisation).count(),
    }
    return render(request, "understanding/themes.html", context)


@require_safe
@requires("see_figures")
def shared(request: StaffRequest) -> HttpResponse:
    """The figures that bodies below share, one body after the other."""
    sharers = queries.sharers_of_figures(request.organisation)
    shared_figures = [(each, *figures.shared_themes(each)) for each in sharers]
    return render(request, "understanding/shared.html", {"figures": shared_figures})


@require_safe
@requires("download")
def download(request: StaffRequest) -> HttpResponseBase:
    """The comments of the list as CSV."""
    asked = _asked(request)
    audit.record(
        "comments.downloaded",
        by=request.user,
        organisation=request.organisation.pk,
        filters=asked.params() | ({"q": "…"} if asked.q else {}),
    )
    lines = downloads.as_csv(queries.every(request.organisation, asked))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"comments-{slugify(request.organisation.short_name or request.organisation.name)}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _contribution(
    request: StaffRequest, public_id: uuid.UUID, *, own: bool = False
) -> Contribution:
    """One that this organisation may read; its own only, where it is to be changed."""
    rows = (
        request.organisation.contributions.all() if own else queries.visible(request.organisation)
    )
    return get_object_or_404(queries.with_codings(rows), public_id=public_id)


def _back(request: StaffRequest, contribution: Contribution) -> HttpResponse:
    query = _asked(request).query()
    here = reverse("understanding:comment", args=[contribution.public_id])
    return redirect(f"{here}{query}#codings")


@require_safe
@requires("read_words")
def comment(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """What one person said, and what it was found to say."""
    return _show(request, _contribution(request, public_id))


def _show(
    request: StaffRequest,
    contribution: Contribution,
    form: AddThemeForm | None = None,
    original: str = "",
) -> HttpResponse:
    asked = _asked(request)
    codings: list[Coding] = contribution.counted_codings  # type: ignore[attr-defined]
    reading = getattr(contribution, "reading", None)
    is_own = contribution.organisation_id == request.organisation.pk
    context: dict[str, Any] = {
        "contribution": contribution,
        "asked": asked,
        "codings": codings,
        "reading": reading,
        "is_own": is_own,
        "may_code": is_own and request.standing.may("code") and contribution.withdrawn_at is None,
        "words": marks.coded(contribution.words, codings, marks.sought(contribution, asked.q)),
        "original": original,
        "has_original": hasattr(contribution, "original")
        and queries.may_be_revealed(request.organisation, contribution),
        "where": places.breadcrumb(contribution.service) if contribution.service else [],
        "channel": registry.name_of(contribution.channel),
        "scores": filters.SCORES,
        "when_said": describe.when_said,
        "form": form or AddThemeForm(),
        "sentiment_form": SentimentForm(initial={"sentiment": reading.sentiment if reading else 3}),
        "themes": operations.ensure_codebook(request.organisation).themes.exclude(parent=None),
        "style": marks.style,
        "steps": readings.trace(contribution, codings, reading),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "understanding/comment.html", context, status=status)


@require_safe
@requires("read_words")
def next_comment(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The next older comment of the same list, or the list where there is none."""
    contribution = _contribution(request, public_id)
    asked = _asked(request)
    following = queries.neighbour(request.organisation, contribution, asked)
    if following is None:
        messages.info(request, "That was the oldest comment of this list.")
        return redirect(reverse("understanding:comments") + asked.query())
    return redirect(reverse("understanding:comment", args=[following.public_id]) + asked.query())


@require_POST
@requires("code")
def add(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give a theme to the selected words."""
    contribution = _contribution(request, public_id, own=True)
    form = AddThemeForm(request.POST)
    if not form.is_valid():
        return _show(request, contribution, form)
    given = form.cleaned_data
    try:
        operations.add(
            contribution,
            given["theme"],
            by=request.user,
            start=given["start"] or 0,
            end=given["end"] or 0,
        )
    except (operations.NotInCodebook, operations.WordsAreGone) as problem:
        form.add_error("theme", str(problem))
        return _show(request, contribution, form)
    if "next" in request.POST:
        return _go_to_next(request, contribution)
    return _back(request, contribution)


def _go_to_next(request: StaffRequest, contribution: Contribution) -> HttpResponse:
    query = _asked(request).query()
    return redirect(reverse("understanding:next", args=[contribution.public_id]) + query)


def _coding(request: StaffRequest, public_id: uuid.UUID, theme: str) -> Coding:
    contribution = _contribution(request, public_id, own=True)
    rows = contribution.codings.counted().select_related("theme", "contribution")
    return get_object_or_404(rows, theme__slug=theme)


@require_POST
@requires("code")
def confirm(request: StaffRequest, public_id: uuid.UUID, theme: str) -> HttpResponse:
    coding = _coding(request, public_id, theme)
    operations.confirm(coding, by=request.user)
    return _back(request, coding.contribution)


@require_POST
@requires("code")
def remove(request: StaffRequest, public_id: uuid.UUID, theme: str) -> HttpResponse:
    coding = _coding(request, public_id, theme)
    operations.remove(coding, by=request.user)
    messages.success(
        request, f"“{coding.theme.title}” was removed. No classifier will give it again."
    )
    return _back(request, coding.contribution)


@require_POST
@requires("code")
def check(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everything is right: confirm all and go on."""
    contribution = _contribution(request, public_id, own=True)
    operations.check(contribution, by=request.user)
    return _go_to_next(request, contribution)


@require_POST
@requires("code")
def sentiment(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    contribution = _contribution(request, public_id, own=True)
    form = SentimentForm(request.POST)
    if form.is_valid():
        try:
            operations.set_sentiment(contribution, form.cleaned_data["sentiment"], by=request.user)
        except operations.WordsAreGone as problem:
            messages.error(request, str(problem))
    return _back(request, contribution)


@require_POST
@requires("see_identifiers")
def original(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The words as they were said; that somebody looked is in the audit trail."""
    contribution = _contribution(request, public_id)
    if not queries.may_be_revealed(request.organisation, contribution):
        raise Http404
    words = listening.reveal(contribution, by=request.user)
    return _show(request, contribution, original=words)
