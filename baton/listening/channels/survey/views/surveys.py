# SPDX-License-Identifier: MIT
"""Surveys for staff: all of them, one, beginning, publishing, opening and closing."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import queries, readings, starting
from baton.listening.channels.survey.definition import KINDS, Definition
from baton.listening.channels.survey.forms.surveys import FFT, BeginForm, SurveyForm
from baton.listening.channels.survey.operations import editing
from baton.listening.channels.survey.views.found import FORM, drafted, form_page, one, posted
from baton.people.outbox import link
from baton.people.permissions import StaffRequest, requires
from baton.programmes.activities.models import Activity
from baton.ui.languages import EASY_READ
from baton.ui.wording import _


@require_safe
@requires("see_programmes")
def surveys(request: StaffRequest) -> HttpResponse:
    """All surveys, the newest first."""
    found = list(queries.surveys(request.organisation))
    context = {
        "surveys": found,
        "reading": readings.overview(found),
        "state": readings.state,
        "has_changes": readings.has_changes,
        "may_manage": request.standing.may("manage_activities"),
    }
    return render(request, "survey/list.html", context)


@require_http_methods(FORM)
@requires("manage_activities")
def begin(request: StaffRequest) -> HttpResponse:
    """A new survey: empty, the standard one, or a copy."""
    form = BeginForm(
        posted(request), organisation=request.organisation, activity=_asked_for(request)
    )
    if request.method == "POST" and form.is_valid():
        given, about = form.cleaned_data, form.about()
        source = form.source()
        if source is not None:
            made = editing.begin_copy(source, given["title"], by=request.user, **about)
        else:
            draft = starting.friends_and_family() if given["start"] == FFT else Definition()
            made = editing.begin(
                request.organisation, given["title"], by=request.user, draft=draft, **about
            )
        messages.success(request, _("The survey is begun. Nobody sees it before it is published."))
        return redirect("survey:survey", made.public_id)
    return form_page(request, "begin", form)


def _asked_for(request: StaffRequest) -> Activity | None:
    """The activity for which somebody begins it, as its page names it."""
    named = request.GET.get("activity", "")
    try:
        public_id = uuid.UUID(named)
    except ValueError:
        return None
    return get_object_or_404(request.organisation.activities, public_id=public_id)


@require_safe
@requires("see_programmes")
def survey(request: StaffRequest, survey: uuid.UUID) -> HttpResponse:
    """One survey: what it asks, whether it is published, where it lies."""
    found = one(request, survey)
    draft = drafted(found)
    version = readings.newest(found)
    context = {
        "survey": found,
        "draft": draft,
        "reading": readings.sentence(found),
        "state": readings.state(found),
        "is_open": readings.is_open(found),
        "version": version,
        "has_changes": readings.has_changes(found),
        "problems": readings.problems(draft),
        "asked_of": readings.asked_of,
        "words_of": readings.words_of,
        "kinds": KINDS,
        "places": queries.places(found),
        "versions": queries.versions(found),
        "link": lambda place: link("survey:start", place.code),
        "has_easy_read": EASY_READ in draft.languages,
        "may_manage": request.standing.may("manage_activities"),
    }
    return render(request, "survey/survey.html", context)


@require_http_methods(FORM)
@requires("manage_activities")
def about(request: StaffRequest, survey: uuid.UUID) -> HttpResponse:
    """Its title, whose it is, and how and when it is asked."""
    found = one(request, survey)
    form = SurveyForm(posted(request), survey=found)
    if request.method == "POST" and form.is_valid():
        given = {"title": form.cleaned_data["title"], **form.about()}
        editing.change(found, by=request.user, **given)
        messages.success(request, _("It is saved."))
        return redirect("survey:survey", found.public_id)
    return form_page(request, "about", form, survey=found)


@require_http_methods(FORM)
@requires("manage_activities")
def publish(request: StaffRequest, survey: uuid.UUID) -> HttpResponse:
    """Ask what the draft asks, once nothing stands in the way."""
    found = one(request, survey)
    draft = drafted(found)
    problems: list[str] = []
    if request.method == "POST":
        try:
            version = editing.publish(found, by=request.user)
        except define.Faulty as faulty:
            problems = faulty.problems
        else:
            messages.success(
                request, _("Version %(number)s is published.") % {"number": version.number}
            )
            return redirect("survey:survey", found.public_id)
    context = {
        "survey": found,
        "draft": draft,
        "problems": problems,
        "version": readings.newest(found),
        "opens": readings.state(found),
    }
    status = 422 if problems else 200
    return render(request, "survey/publish.html", context, status=status)


@require_POST
@requires("manage_activities")
def close(request: StaffRequest, survey: uuid.UUID) -> HttpResponse:
    """Close it now, or let its days say again whether it is open."""
    found = one(request, survey)
    if "reopen" in request.POST:
        editing.reopen(found, by=request.user)
        messages.success(request, _("Its days say again whether it is open."))
    else:
        editing.close(found, by=request.user)
        messages.success(
            request, _("It is closed. Who had begun may still send what they said for two days.")
        )
    return redirect("survey:survey", found.public_id)
