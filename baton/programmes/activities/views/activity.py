# SPDX-License-Identifier: MIT
"""One activity: added in four fields, its page, and the small forms that ask for the rest."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from baton.people import outbox
from baton.people.permissions import StaffRequest, requires
from baton.programmes.activities import (
    announcing,
    drawing,
    judging,
    letters,
    operations,
    organising,
    queries,
    readings,
    signing_up,
    telling,
)
from baton.programmes.activities.forms import planning
from baton.programmes.activities.models import Activity, Participant
from baton.programmes.activities.views.found import form_page, one, posted, small_form
from baton.ui.wording import _, _lazy

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@requires("manage_activities")
def add(request: StaffRequest) -> HttpResponse:
    """What, when, with whom, which programme; the rest is asked for when it matters."""
    programmes = list(queries.of_programmes(request.organisation))
    chosen = request.GET.get("programme", "")
    # Who comes from a programme's page goes back to it.
    origin = next((each for each in programmes if str(each.public_id) == chosen), None)
    form = planning.AddForm(posted(request), programmes=programmes, chosen=chosen)
    if form.is_bound and form.is_valid():
        given = form.given()
        made = operations.plan(given.pop("programme"), given.pop("title"), by=request.user, **given)
        messages.success(
            request,
            _(
                "It is saved. We took it for the stage “%(stage)s”: correct that under What, "
                "when and where if it is another."
            )
            % {"stage": made.get_stage_display()},
        )
        home = reverse("activities:activity", args=[made.public_id])
        return redirect(f"{home}?from=programme" if origin else home)
    return form_page(
        request,
        form,
        "add",
        programmes=programmes,
        origin=origin,
        may_begin=request.standing.may("manage_programmes"),
    )


@require_safe
@requires("see_programmes")
def activity(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Where it stands, what is still to be said, what was planned and what became of it."""
    found = one(request, public_id)
    may_manage = request.standing.may("manage_activities")
    judged = judging.judged([found]).get(found.pk, judging.NOBODY)
    rung = drawing.drawn(found, judged)
    coming = found.participants.filter(state=Participant.State.COMING)
    is_planned = found.state == found.State.PLANNED
    context = {
        "activity": found,
        "is_from_programme": request.GET.get("from") == "programme",
        "reading": readings.of_one(found, rung),
        "rung": rung,
        "sentences": judging.IN_THEIR_WORDS,
        "when": letters.when(found),
        "where": letters.where(found),
        "missing": announcing.missing(found) if found.is_open and not found.is_over else [],
        "missing_after": announcing.missing_after(found)
        if found.has_begun and found.state != found.State.CANCELLED
        else [],
        "overlaps": len(announcing.overlaps(found)) if is_planned and not found.is_over else 0,
        "coming": coming.count(),
        "no_address": coming.filter(email="").count(),
        "invited": found.participants.filter(state=Participant.State.INVITED).count(),
        "untold": found.untold.split(",") if telling.is_owed(found) else [],
        "closed": signing_up.why_closed(found),
        "sign_up_link": outbox.link("activities:sign_up", found.public_id),
        "judge_link": outbox.link("activities:judge", found.rung_key),
        "side_by_side": [
            (label, getattr(found, planned), getattr(found, became))
            for label, planned, became in planning.PLANNED_AND_HAPPENED
        ],
        "may_manage": may_manage,
    }
    return render(request, "activities/activity.html", context)


def _asks(
    page: str,
    asked: type[planning.ActivityForm],
    write: Callable[..., object] = operations.change,
    said: str = _lazy("It is saved."),
    **context: Any,
) -> Callable[..., HttpResponse]:
    """A view of a small form of this `page`, whose fields are written as they are given."""

    @require_http_methods(FORM)
    @requires("manage_activities")
    def view(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
        found = one(request, public_id)
        form = asked(posted(request), activity=found)

        def written() -> str:
            write(found, by=request.user, **form.given())
            return said

        return small_form(request, found, form, page, written, **context)

    return view


_details = _asks("details", planning.DetailsForm)
people = _asks("people", planning.PeopleForm)
money = _asks("money", planning.MoneyForm, side_by_side=planning.PLANNED_AND_HAPPENED)
happened = _asks(
    "happened", planning.HappenedForm, operations.happened, _lazy("It is kept that it took place.")
)
changed = _asks("changed", planning.ChangedForm)


@require_http_methods(FORM)
@requires("manage_activities")
def details(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """What, when and where; and whether those who come are told of a change of it."""
    if "tell" in request.POST or "leave" in request.POST:
        return _tell(request, one(request, public_id))
    return _details(request, public_id)


def _tell(request: StaffRequest, found: Activity) -> HttpResponse:
    if "leave" in request.POST:
        telling.leave(found, by=request.user)
        messages.success(request, _("Nobody is written to about this change."))
    elif told := telling.tell(found, by=request.user):
        messages.success(
            request, _("Told: %(told)s. The letters leave within seconds.") % {"told": told}
        )
    else:
        messages.success(request, _("There was nobody to write to about a change."))
    return redirect("activities:activity", found.public_id)


@require_http_methods(FORM)
@requires("manage_activities")
def cancel(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """It does not take place, and why."""
    found = one(request, public_id)
    form = planning.CancelForm(posted(request))

    def write() -> str:
        operations.cancel(found, form.cleaned_data["why"], by=request.user)
        return _("It is cancelled. Who was coming, and left an e-mail address, is told.")

    return small_form(request, found, form, "cancel", write)


@require_http_methods(FORM)
@requires("manage_activities")
def organiser(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Whose event it is, and what they said of our place there."""
    found = one(request, public_id)
    if "ours" in request.POST:
        organising.make_our_own(found, by=request.user)
        messages.success(request, _("It is our own event."))
        return redirect("activities:activity", found.public_id)
    form = planning.OrganiserForm(
        posted(request), activity=found, organisation=request.organisation
    )

    def write() -> str:
        given = form.given()
        organising.note_slot(
            found, given.pop("organiser"), given.pop("slot"), by=request.user, **given
        )
        return _("It is kept, and noted as a contact with them.")

    return small_form(request, found, form, "organiser", write)
