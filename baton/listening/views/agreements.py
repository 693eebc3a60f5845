# SPDX-License-Identifier: MIT
"""Who agreed: for one person's words, and to photographs and voices at an activity."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from baton.listening import agreed, agreeing, describe
from baton.listening.forms import AgreementForm, PicturesForm
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@requires("withdraw")
def agreement(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record who agreed that somebody's words are used, or that nobody has."""
    found = get_object_or_404(
        request.organisation.contributions.select_related("service", "agreement"),
        public_id=public_id,
        withdrawn_at=None,
    )
    form = AgreementForm(request.POST if request.method == "POST" else None, contribution=found)
    if request.method == "POST" and form.is_valid():
        given = form.agreed()
        assert given is not None
        try:
            agreeing.record(found, given, by=request.user, **form.given())
        except agreeing.TakenBack as problem:
            messages.error(request, str(problem))
        else:
            messages.success(
                request,
                _("It is kept who agreed.")
                if given.is_given
                else _("Kept: nobody has agreed, so these words are neither quoted nor shared."),
            )
        return redirect("listening:agreement", found.public_id)
    context = {
        **_law(),
        "form": form,
        "contribution": found,
        "agreement": getattr(found, "agreement", None),
        "how_said": describe.how_said(found),
    }
    status = 422 if form.errors else 200
    return render(request, "listening/agreement.html", context, status=status)


def _law() -> dict[str, Any]:
    """Who may agree for whom, for the page."""
    names = {"for_whom": agreed.FOR_WHOM, "who": agreed.WHO, "bases": agreed.BASES}
    return {"together": agreed.GOES_TOGETHER, "names": names}


@require_http_methods(FORM)
@requires("manage_programmes")
def pictures(request: StaffRequest, activity: uuid.UUID) -> HttpResponse:
    """Turn photographs and voices on at an activity with who agreed, or off again."""
    found = get_object_or_404(request.organisation.activities, public_id=activity)
    if not found.needs_agreement:
        messages.info(request, _("Photographs and voices are on: all who take part agree alone."))
        return redirect("activities:activity", found.public_id)
    if request.method == "POST" and "stop" in request.POST:
        agreeing.stop_pictures(found, by=request.user)
        messages.success(request, _("Photographs and voices are off."))
        return redirect("activities:activity", found.public_id)
    form = PicturesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.agreed()
        assert given is not None
        agreeing.allow_pictures(found, given, by=request.user)
        messages.success(request, _("Photographs and voices are on at this activity."))
        return redirect("activities:activity", found.public_id)
    context = {
        **_law(),
        "form": form,
        "activity": found,
        "allowed": getattr(found, "pictures_allowed", None),
    }
    status = 422 if form.errors else 200
    return render(request, "listening/pictures.html", context, status=status)
