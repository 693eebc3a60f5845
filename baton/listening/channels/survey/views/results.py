# SPDX-License-Identifier: MIT
"""What was answered to a survey: a page, and the files that people carry away."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from baton.core import audit, clock
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import queries, results
from baton.listening.channels.survey.choosing import Chosen
from baton.listening.channels.survey.forms.results import ChosenForm
from baton.listening.channels.survey.models import Survey
from baton.listening.channels.survey.views.found import one
from baton.people import carried
from baton.people.permissions import StaffRequest, requires
from baton.ui.languages import OWN_NAMES
from baton.ui.wording import _


def _form(request: StaffRequest, survey: Survey) -> ChosenForm:
    return ChosenForm(request.GET, survey, queries.languages_of(survey))


@require_safe
@requires("see_figures")
def results_page(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """What was answered, question by question, and by whom."""
    survey = one(request, public_id)
    form = _form(request, survey)
    chosen = form.chosen()
    found = results.results(survey, chosen)
    context = {
        "survey": survey,
        "form": form,
        "chosen": chosen,
        "found": found,
        "reading": results.reading(found),
        "said": define.said,
        "kinds": define.KINDS,
        "names": OWN_NAMES,
        "comments": _comments(request, survey, chosen),
        **_who(survey, found, chosen),
    }
    return render(request, "survey/results.html", context, status=422 if form.errors else 200)


def _who(survey: Survey, found: results.Results, chosen: Chosen) -> dict[str, Any]:
    """Who answered, always of everybody; None where nothing of it can be told safely."""
    # NumPy, which nothing else in a web process needs.
    from baton.analysis.disclosure import NotSolved
    from baton.listening.channels.survey import who

    everybody = results.finished(survey, Chosen()).count() if chosen else found.responses
    try:
        return {"groups": who.told(survey, everybody), "district": who.DISTRICT}
    except NotSolved:
        return {"groups": None, "district": who.DISTRICT}


def _comments(
    request: StaffRequest, survey: Survey, chosen: Chosen
) -> dict[str, list[tuple[str, str]]]:
    """By question, the addresses of the words, each with the wording under which they are kept.

    The page of comments stands in a room above: it is known by its path.
    """
    if not request.standing.may("read_words"):
        return {}
    days = {key: value for key, value in chosen.params().items() if key in ("from", "to")}
    found: dict[str, list[tuple[str, str]]] = {}
    for key, question, wording in queries.wordings(survey):
        query = urlencode({**days, "channel": "survey", "question": question})
        found.setdefault(key, []).append((f"/comments/?{query}", wording))
    return found


@require_safe
@requires("download")
def download_results(request: StaffRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The counts as a file, in which nobody can work out a few people."""
    # NumPy, which nothing else in a web process needs.
    from baton.analysis.disclosure import NotSolved
    from baton.listening.channels.survey import files

    survey = one(request, public_id)
    chosen = _form(request, survey).chosen()
    try:
        told = files.counts(survey, chosen)
    except NotSolved:
        messages.error(
            request,
            _(
                "These counts cannot be told without giving away a few people: nothing was "
                "downloaded. Take a filter away and try again."
            ),
        )
        return redirect(reverse("survey:results", args=[public_id]) + chosen.query())
    kind = carried.kind_asked(request)
    _record(request, "survey.results_downloaded", survey, chosen, kind=kind, hidden=told.hidden)
    sheet = files.counts_sheet(told, survey, chosen, at=clock.now())
    return carried.sheets(request.organisation, "survey-results", [sheet], kind)


@require_safe
@requires("download")
def download_answers(request: StaffRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The answers that are not words, a row a response, without who answered."""
    from baton.listening.channels.survey import files

    survey = one(request, public_id)
    chosen = _form(request, survey).chosen()
    kind = carried.kind_asked(request)
    _record(request, "survey.answers_downloaded", survey, chosen, kind=kind)
    sheet = files.answers_sheet(survey, chosen)
    return carried.sheets(request.organisation, "survey-answers", [sheet], kind)


def _record(
    request: StaffRequest, verb: str, survey: Survey, chosen: Chosen, **details: Any
) -> None:
    audit.record(
        verb,
        survey,
        by=request.user,
        organisation=request.organisation.pk,
        filters=carried.filters_told(chosen.params()),
        **details,
    )
