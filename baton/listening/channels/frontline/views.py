# SPDX-License-Identifier: MIT
"""A patient told me: one box, and what came of the notes before."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from baton.listening import limits
from baton.listening import operations as listening
from baton.listening.channels.frontline import operations, queries
from baton.listening.channels.frontline.forms import NoteForm
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _
from baton.ui.words import count

A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires("take_notes")
def note(request: StaffRequest) -> HttpResponse:
    """Write a note down, and see what came of one's own."""
    body, own = request.organisation, queries.notes(request.organisation, request.user)
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        organisation=body,
        service=queries.last_service(body, request.user),
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.keep(**form.note(), organisation=body, by=request.user)
        except (
            listening.ContributionWithdrawn,
            listening.ContributionErased,
            limits.NotStorable,
        ) as problem:
            form.add_error("words", str(problem))
        else:
            messages.success(
                request,
                _("Kept. %(notes)s of yours so far.") % {"notes": count(own.count(), "note")},
            )
            return redirect("frontline:note")
    context = {"form": form, "notes": Paginator(own, A_PAGE).get_page(request.GET.get("page"))}
    return render(request, "frontline/note.html", context, status=422 if form.errors else 200)
