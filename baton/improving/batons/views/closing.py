# SPDX-License-Identifier: MIT
"""Closing a stage: of every baton in it is said what becomes of it, of many at once."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from baton.improving.batons import operations, permissions, policies, queries, readings
from baton.improving.batons.naming import Naming
from baton.improving.batons.settling import SettlingForm
from baton.improving.batons.views.common import posted, shown
from baton.people.permissions import StaffRequest, requires
from baton.programmes import operations as programmes
from baton.programmes import policies as programme_policies
from baton.programmes import queries as programme_queries
from baton.programmes.models import Stage
from baton.ui.wording import _, _many
from baton.ui.words import listed, number


@require_http_methods(["GET", "HEAD", "POST"])
@requires("carry_batons")
def closing(request: StaffRequest, programme: uuid.UUID, kind: str) -> HttpResponse:
    """One page, one form: whatever is ticked goes one way, and each may go its own."""
    stage = _stage(request, programme, kind)
    found = list(queries.open_in(stage))
    movable = [each for each in found if permissions.may_move(request.standing, each)]
    ticks = request.GET.get("tick") != "none"
    form = SettlingForm(posted(request), stage=stage, batons=movable, ticked=ticks)
    if request.method == "POST" and (not movable or _settled(request, form)):
        return _after(request, stage)
    return shown(
        request,
        "closing",
        stage=stage,
        form=form,
        others=[each for each in found if each not in movable],
        reading=readings.closing(stage, found),
        is_draft=readings.is_draft,
        naming=Naming(request.standing, found),
        may_close=_may_close(request, stage),
        ticks=ticks,
        status=422 if form.problems else 200,
    )


def _stage(request: StaffRequest, programme: uuid.UUID, kind: str) -> Stage:
    rows = programme_queries.every(request.organisation)
    found = get_object_or_404(rows, public_id=programme)
    stage: Stage = get_object_or_404(found.stages.all(), kind=kind)
    stage.programme = found
    return stage


def _may_close(request: StaffRequest, stage: Stage) -> bool:
    return stage.state == Stage.State.OPEN and request.standing.may("manage_programmes")


def _settled(request: StaffRequest, form: SettlingForm) -> bool:
    if not form.is_valid():
        return False
    choices = form.choices()
    try:
        operations.settle(choices, by=request.user)
    except policies.NotNow as problem:
        form.refuse(str(problem))
        return False
    on = sum(not isinstance(choice, str) for _, choice in choices)
    ended = len(choices) - on
    told = []
    if on:
        said = _many("%(n)s baton is handed on", "%(n)s batons are handed on", on)
        told.append(said % {"n": number(on)})
    if ended:
        said = _many(
            "%(n)s baton has ended with a reason", "%(n)s batons have ended with a reason", ended
        )
        told.append(said % {"n": number(ended)})
    messages.success(request, f"{listed(told)}.")
    return True


def _after(request: StaffRequest, stage: Stage) -> HttpResponse:
    """Close the stage where that was asked for; else to what is left, or to where it is closed."""
    asked = request.POST.get("then") == "close" and _may_close(request, stage)
    if asked:
        try:
            programmes.close_stage(stage, by=request.user)
        except programme_policies.NotNow as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("%(stage)s is closed.") % {"stage": stage.name})
            return redirect("programmes:programme", stage.programme.public_id)
    if queries.open_in(stage).exists():
        return redirect("batons:closing", stage.programme.public_id, stage.kind)
    page = "programmes:close_stage" if _may_close(request, stage) else "programmes:stage"
    return redirect(page, stage.programme.public_id, stage.kind)
