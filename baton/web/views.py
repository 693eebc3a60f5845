# SPDX-License-Identifier: MIT
"""Home, a job's page, and the pages for when something is not there."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from baton.people.permissions import StaffRequest, public, requires, signed_in
from baton.ui import navigation, speech
from baton.ui.languages import ENGLISH
from baton.ui.speech import gettext
from baton.web import queries
from baton.web.beginning import beginning


@require_safe
@signed_in
def today(request: StaffRequest) -> HttpResponse:
    """What arrived, what was coded, what needs a person.

    Who may not see figures, as a partner, begins where their menu begins.
    """
    if not request.standing.may("see_figures"):
        return redirect(navigation.links(request, request.standing)[0].href)
    begun = beginning(request.standing) if request.standing.may("manage_activities") else None
    context = {"home": queries.home(request.standing), "beginning": begun}
    return render(request, "web/today.html", context)


@require_safe
@requires("manage_activities")
def getting_ready(request: StaffRequest) -> HttpResponse:
    """What a new organisation has, and what comes next."""
    return render(request, "web/beginning.html", {"beginning": beginning(request.standing)})


@require_safe
@signed_in
def job(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One piece of long work: how far it has come, and where it leads."""
    found = get_object_or_404(queries.jobs_of(request.organisation), public_id=public_id)
    template = "web/_job.html" if request.headers.get("HX-Request") else "web/job.html"
    return render(request, template, {"job": found})


@require_safe
@public
def health(_: HttpRequest) -> HttpResponse:
    """For a load balancer: whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def _settle(request: HttpRequest) -> None:
    """No view was found, so no middleware has asked which language this reader wants. People who
    work here read English."""
    if getattr(request, "standing", None) is not None:
        speech.speak(request, ENGLISH)
    elif not hasattr(request, "speech"):
        speech.settle(request)


def _page(request: HttpRequest, status: int, heading: str, sentence: str) -> HttpResponse:
    context = {"heading": heading, "sentence": sentence}
    return render(request, "web/problem.html", context, status=status)


@public
def bad_request(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001
    _settle(request)
    return _page(request, 400, gettext("We could not read that"), gettext("Go back and try again."))


@public
def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    _settle(request)
    sentence = str(exception or "") or gettext("This page is not for your role.")
    return _page(request, 403, gettext("This page is not yours to see"), sentence)


@public
def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form whose page was opened before somebody signed in or out elsewhere."""
    _settle(request)
    return _page(
        request,
        403,
        gettext("This page was open too long"),
        gettext(
            "Somebody signed in or out in this browser meanwhile, so nothing was saved. "
            "Open the page again."
        ),
    )


@public
def not_found(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001
    _settle(request)
    if getattr(request.user, "is_authenticated", False):
        why = gettext(
            "It may have been taken back by the person who said it, or the address may be wrong."
        )
    else:
        why = gettext(
            "Look whether the address is typed as you were given it. The page may be gone, too."
        )
    return _page(request, 404, gettext("There is nothing here"), why)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        500,
        gettext("Something went wrong"),
        gettext(
            "Nothing you saved before is lost. Try again; if it happens again tell your "
            "administrator."
        ),
    )
