# SPDX-License-Identifier: MIT
"""The rung of an activity: promised by its organiser, counted from paper or hands."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from baton.people import outbox
from baton.people.permissions import StaffRequest, requires
from baton.people.pictures import qr_path
from baton.programmes.activities import judging, letters, operations
from baton.programmes.activities.forms.planning import RungForm
from baton.programmes.activities.forms.taking_part import CountForm
from baton.programmes.activities.views.found import one, posted, small_form
from baton.ui.wording import _


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_activities")
def promise(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """What is promised; from collaborate on, the decision that is shared."""
    found = one(request, public_id)
    form = RungForm(posted(request), activity=found)

    def write() -> str:
        operations.change(found, by=request.user, **form.given())
        if found.intended and found.rung != found.intended:
            return _(
                "It is saved. It shows as “%(rung)s” until the decision that is shared, its "
                "hours and its payment are named."
            ) % {"rung": found.rung.label}  # type: ignore[union-attr]
        return _("It is saved.")

    return small_form(request, found, form, "rung", write)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_activities")
def count(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """How many chose each sentence, on paper or by show of hands."""
    found = one(request, public_id)
    form = CountForm(posted(request))

    def write() -> str:
        judging.count(found, form.cleaned_data["manner"], form.numbers(), by=request.user)
        return _("The numbers are kept.")

    return small_form(request, found, form, "count", write)


@require_safe
@requires("see_programmes")
def sheet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The question on half a page, with the picture that a telephone opens."""
    found = one(request, public_id)
    link = outbox.link("activities:judge", found.rung_key)
    context = {
        "activity": found,
        "when": letters.when(found),
        "question": judging.QUESTION,
        "sentences": judging.IN_THEIR_WORDS.values(),
        "picture": qr_path(link),
        "link": link,
    }
    return render(request, "activities/rung_sheet.html", context)
