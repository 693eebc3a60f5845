# SPDX-License-Identifier: MIT
"""A survey from a form of ODK or KoboToolbox, and a survey as such a form."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.forms.xlsform import BeginForm, BringFormForm
from baton.listening.channels.survey.models import Survey, Version
from baton.listening.channels.survey.operations import xlsform
from baton.listening.channels.survey.views.found import one
from baton.listening.channels.survey.xlsform import showing
from baton.listening.channels.survey.xlsform.reading import Understood
from baton.people import carried
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _

#: Problems that a page names; the editor names them all.
SHOWN_PROBLEMS = 8


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_activities")
def bring(request: StaffRequest) -> HttpResponse:
    """Choose a form; then see how it is understood."""
    form = BringFormForm(request.POST, request.FILES) if request.method == "POST" else None
    if form is not None and form.is_valid():
        found = form.cleaned_data["file"]
        begins = BeginForm(initial={"title": form.title(), "form": form.kept})
        return _preview(request, begins, found)
    context = {"form": form or BringFormForm()}
    return render(request, "survey/xlsform.html", context, status=422 if form else 200)


@require_POST
@requires("manage_activities")
def begin(request: StaffRequest) -> HttpResponse:
    """Begin a survey with the questions of the form that was looked at."""
    form = BeginForm(request.POST)
    if form.is_valid():
        survey = xlsform.begin(
            request.organisation,
            form.cleaned_data["title"],
            form.cleaned_data["form"],
            by=request.user,
        )
        messages.success(
            request,
            _("“%(survey)s” is begun. Nobody is asked before it is published.")
            % {"survey": survey},
        )
        return redirect("survey:survey", survey.public_id)
    found = form.cleaned_data.get("form")
    if found is None:
        again = BringFormForm({})
        again.errors["file"] = form.errors["form"]
        return render(request, "survey/xlsform.html", {"form": again}, status=422)
    return _preview(request, form, found)


def _preview(request: StaffRequest, form: BeginForm, found: Understood) -> HttpResponse:
    problems = found.problems
    context = {
        "form": form,
        "reading": showing.reading(found),
        "questions": list(showing.shown(found.definition)),
        "languages": showing.languages(found.definition),
        "remarks": found.remarks,
        "problems": problems[:SHOWN_PROBLEMS],
        "more_problems": len(problems) - SHOWN_PROBLEMS,
    }
    status = 422 if form.is_bound else 200
    return render(request, "survey/xlsform_preview.html", context, status=status)


@require_safe
@requires("manage_activities")
def form(request: StaffRequest, survey: uuid.UUID) -> HttpResponse:
    """The forms that a survey may be taken away as: its draft, and each of its versions."""
    found = one(request, survey)
    draft = define.from_json(found.draft)
    context = {
        "survey": found,
        "questions": len([each for each in draft if each.kind != "note"]),
        "languages": showing.languages(draft),
        "versions": found.versions.order_by("-number"),
    }
    return render(request, "survey/xlsform_take.html", context)


@require_safe
@requires("manage_activities")
def draft(request: StaffRequest, survey: uuid.UUID) -> HttpResponseBase:
    """The draft as a form."""
    return _taken(request, one(request, survey), None)


@require_safe
@requires("manage_activities")
def version(request: StaffRequest, survey: uuid.UUID, number: int) -> HttpResponseBase:
    """What was published as a form."""
    found = one(request, survey)
    return _taken(request, found, get_object_or_404(found.versions, number=number))


def _taken(request: StaffRequest, survey: Survey, version: Version | None) -> HttpResponseBase:
    sheets = xlsform.take(survey, version, by=request.user)
    name = f"{slugify(survey.title) or 'survey'}-{version.number if version else xlsform.DRAFT}"
    return carried.sheets(request.organisation, name, sheets, carried.XLSX)
