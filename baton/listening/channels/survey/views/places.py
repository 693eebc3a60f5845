# SPDX-License-Identifier: MIT
"""Where a survey lies: its addresses, their pictures for telephones, and a poster for each."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import printing, queries, readings
from baton.listening.channels.survey.forms.surveys import PlaceForm
from baton.listening.channels.survey.models import Place
from baton.listening.channels.survey.operations import editing
from baton.listening.channels.survey.views.found import (
    FORM,
    as_pdf,
    form_page,
    one,
    posted,
)
from baton.people.outbox import link
from baton.people.permissions import StaffRequest, requires
from baton.people.pictures import qr_path
from baton.ui import typeset
from baton.ui.languages import OWN_NAMES
from baton.ui.wording import _


def _place(request: StaffRequest, survey: uuid.UUID, code: str) -> Place:
    return get_object_or_404(queries.places(one(request, survey)), code=code)


@require_http_methods(FORM)
@requires("manage_activities")
def add(request: StaffRequest, survey: uuid.UUID) -> HttpResponse:
    """A place more, with an address of its own."""
    found = one(request, survey)
    form = PlaceForm(posted(request), survey=found)
    if request.method == "POST" and form.is_valid():
        try:
            made = editing.add_place(
                found,
                form.cleaned_data["name"],
                service=form.service_chosen(),
                by=request.user,
            )
        except editing.NameTaken as problem:
            form.add_error("name", str(problem))
        else:
            return redirect("survey:place", found.public_id, made.code)
    return form_page(request, "add_place", form, survey=found)


@require_safe
@requires("see_programmes")
def place(request: StaffRequest, survey: uuid.UUID, code: str) -> HttpResponse:
    """One place: its address, and the picture that opens it."""
    found = _place(request, survey, code)
    opened_by = link("survey:start", found.code)
    context = {
        "survey": found.survey,
        "place": found,
        "opened_by": opened_by,
        "code": qr_path(opened_by),
        "problem": queries.why_closed(found, readings.newest(found.survey)),
        "may_manage": request.standing.may("manage_activities"),
    }
    return render(request, "survey/place.html", context)


@require_safe
@requires("see_programmes")
def poster(request: StaffRequest, survey: uuid.UUID, code: str) -> HttpResponse:
    """One sheet of A4 for a wall or a desk."""
    found = one(request, survey)
    there = get_object_or_404(queries.places(found), code=code)
    address = link("survey:start", there.code)
    version = readings.newest(found)
    asked = define.from_json(version.definition if version else found.draft)
    context = {
        "survey": found,
        "place": there,
        "host": request.organisation.name,
        "typed": address.partition("://")[2],
        "code": qr_path(address),
        "questions": sum(each.kind != "note" for each in asked),
        "others": [(each, OWN_NAMES.get(each, each)) for each in asked.languages[1:]],
        "problem": queries.why_closed(there, version),
    }
    return render(request, "survey/poster.html", context)


@require_safe
@requires("see_programmes")
def poster_pdf(request: StaffRequest, survey: uuid.UUID, code: str) -> HttpResponse:
    """The same as a file, for a printer elsewhere."""
    there = _place(request, survey, code)
    drawn = qr_path(link("survey:start", there.code))
    try:
        made = printing.poster(
            there, language="en", address=settings.BATON_ADDRESS, picture=drawn.svg
        )
    except typeset.NotSet as problem:
        messages.error(request, str(problem))
        return redirect("survey:poster", survey, code)
    return as_pdf(made, "poster")


@require_POST
@requires("manage_activities")
def close(request: StaffRequest, survey: uuid.UUID, code: str) -> HttpResponse:
    """Nobody begins there any more."""
    found = _place(request, survey, code)
    editing.close_place(found, by=request.user)
    messages.success(
        request,
        _("%(place)s is closed. Who comes there reads that the survey is over.") % {"place": found},
    )
    return redirect("survey:survey", survey)
