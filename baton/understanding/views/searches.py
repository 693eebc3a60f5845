# SPDX-License-Identifier: MIT
"""Saved searches: opened, named, shared and removed."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.understanding import searches
from baton.understanding.forms import SearchForm
from baton.understanding.views.asking import asked_for


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
    asked = asked_for(request)
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
