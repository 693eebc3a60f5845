# SPDX-License-Identifier: MIT
"""Saved views: opened, named, shared and removed; and heard of by e-mail once a week."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _
from baton.understanding import searches, subscriptions
from baton.understanding.forms import SearchForm
from baton.understanding.views.asking import asked_for


@require_safe
@requires("see_figures")
def saved_searches(request: StaffRequest) -> HttpResponse:
    """A person's own saved views, their colleagues', and those of which they hear each week."""
    context = {
        "saved": searches.seen_by(request.standing),
        "mine": set(searches.changed_by(request.standing).values_list("pk", flat=True)),
        "page_of": searches.page_of,
        "heard_of": subscriptions.of(request.standing),
        "told_at": subscriptions.TOLD_AT,
    }
    return render(request, "understanding/saved_searches.html", context)


def _name_it(request: StaffRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, "understanding/save_search.html", context, status=status)


def _posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _page(request: StaffRequest) -> str:
    """The page that is to be saved, if it is one that this person may open."""
    name = request.GET.get("page", "comments")
    page = searches.PAGES.get(name)
    if page is None:
        raise Http404
    if not request.standing.may(page.capability):
        raise PermissionDenied(
            _("%(page)s: that page is not open to you, so it is not saved.") % {"page": page.title}
        )
    return name


@require_http_methods(["GET", "HEAD", "POST"])
@requires("see_figures")
def save_search(request: StaffRequest) -> HttpResponse:
    """Give the present view a name."""
    page = _page(request)
    beside_words = page == "comments"
    asked = asked_for(request) if beside_words else searches.within(request.standing, request.GET)
    may_share = request.standing.may(searches.MAY_SHARE)
    noun = searches.PAGES[page].noun
    form = SearchForm(_posted(request), may_share=may_share, noun=noun)
    if form.is_valid():
        name, is_shared = form.given()
        try:
            view = searches.save(
                request.standing,
                asked,
                name=name,
                is_shared=is_shared,
                page=page,
                layout=request.GET,
            )
        except (searches.NameInUse, searches.NothingAsked) as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(
                request, _("The %(noun)s is saved as “%(name)s”.") % {"noun": noun, "name": name}
            )
            return redirect(searches.address(view))
    back = reverse(f"understanding:{page}") + searches.query_of(page, asked, request.GET)
    context = {"form": form, "asked": asked, "page": searches.PAGES[page], "back": back}
    return _name_it(request, context)


@require_safe
@requires("see_figures")
def saved_search(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open a saved view: its address is read as if it were typed today."""
    found = get_object_or_404(searches.seen_by(request.standing), public_id=public_id)
    return redirect(searches.address(found))


@require_http_methods(["GET", "HEAD", "POST"])
@requires("see_figures")
def change_search(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Another name, or other readers."""
    found = get_object_or_404(searches.changed_by(request.standing), public_id=public_id)
    page = searches.page_of(found)
    may_share = found.is_shared or request.standing.may(searches.MAY_SHARE)
    before = {"name": found.name, "is_shared": found.is_shared}
    form = SearchForm(_posted(request), initial=before, may_share=may_share, noun=page.noun)
    if form.is_valid():
        name, is_shared = form.given()
        try:
            searches.change(found, request.standing, name=name, is_shared=is_shared)
        except searches.NameInUse as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(
                request,
                _("The %(noun)s is called “%(name)s” now.") % {"noun": page.noun, "name": name},
            )
            return redirect("understanding:saved_searches")
    return _name_it(request, {"form": form, "found": found, "page": page})


@require_POST
@requires("see_figures")
def remove_search(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(searches.changed_by(request.standing), public_id=public_id)
    searches.remove(found, by=request.user)
    messages.success(
        request,
        _("The %(noun)s “%(name)s” was removed.")
        % {"noun": searches.page_of(found).noun, "name": found.name},
    )
    return redirect("understanding:saved_searches")


@require_POST
@requires("see_figures")
def subscribe(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hear of a view once a week."""
    found = get_object_or_404(searches.seen_by(request.standing), public_id=public_id)
    subscriptions.begin(found, request.standing)
    messages.success(
        request,
        _("You will hear of “%(name)s” by e-mail, %(told_at)s.")
        % {"name": found.name, "told_at": subscriptions.TOLD_AT},
    )
    return redirect("understanding:saved_searches")


@require_POST
@requires("see_figures")
def unsubscribe(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hear of it no more."""
    found = get_object_or_404(searches.seen_by(request.standing), public_id=public_id)
    subscriptions.end(found, request.standing)
    messages.success(request, _("You will hear no more of “%(name)s”.") % {"name": found.name})
    return redirect("understanding:saved_searches")
