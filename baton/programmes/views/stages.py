# SPDX-License-Identifier: MIT
"""One stage: its plan, who has which part, and how it is opened, closed or left out."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.programmes import closing, operations, policies, queries, readings
from baton.programmes.forms import PlanForm, ReasonForm, RolesForm
from baton.programmes.models import Stage, StageRole
from baton.programmes.views.common import posted, shown, the_programme
from baton.ui.wording import _


def _stage(request: StaffRequest, public_id: uuid.UUID, kind: str) -> Stage:
    programme = the_programme(request, public_id)
    stage = get_object_or_404(programme.stages.all(), kind=kind)
    # The one that was read with its organisation.
    stage.programme = programme
    return stage


def _back(stage: Stage) -> HttpResponse:
    return redirect("programmes:stage", stage.programme.public_id, stage.kind)


@require_safe
@requires("see_programmes")
def stage(request: StaffRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Whom it engages and how, its steps, and who has which part in it."""
    found = _stage(request, public_id, kind)
    roles = list(found.roles.select_related("account").order_by("pk"))
    steps = list(queries.steps(found.programme).filter(stage=found))
    return shown(
        request,
        "stage",
        stage=found,
        programme=found.programme,
        steps=steps,
        reading=readings.of_stage(found, steps),
        parts=[(part, [each for each in roles if each.part == part]) for part in StageRole.Part],
        stages=found.programme.stages.all(),
    )


@require_POST
@requires("manage_programmes")
def open_stage(request: StaffRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Begin work in it, or begin again."""
    found = _stage(request, public_id, kind)
    return _at_once(
        request, found, operations.open_stage, _("%(stage)s is open.") % {"stage": found.name}
    )


@require_POST
@requires("manage_programmes")
def take_back(request: StaffRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Make it part of the programme again."""
    found = _stage(request, public_id, kind)
    return _at_once(
        request,
        found,
        operations.take_back,
        _("%(stage)s is part of this programme again.") % {"stage": found.name},
    )


def _at_once(
    request: StaffRequest, found: Stage, deed: Callable[..., None], done: str
) -> HttpResponse:
    try:
        deed(found, by=request.user)
    except policies.NotNow as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, done)
    return _back(found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def close_stage(request: StaffRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Close it; where checks are open or something lies in it, with a reason."""
    found = _stage(request, public_id, kind)
    checks = queries.open_checks(found)
    left = closing.lying(found)
    label = _("Why it closes over them") if left else _("Why it closes without them")
    form = ReasonForm(posted(request), missing="", label=label)
    if form.is_valid():
        try:
            operations.close_stage(found, why=form.cleaned_data["why"], by=request.user)
        except policies.NeedsReason as problem:
            form.add_error("why", str(problem))
        except policies.NotNow as problem:
            messages.error(request, str(problem))
            return _back(found)
        else:
            messages.success(request, _("%(stage)s is closed.") % {"stage": found.name})
            return redirect("programmes:programme", public_id)
    about = {"stage": found, "programme": found.programme, "checks": checks, "left": left}
    return shown(request, "close", form=form, **about)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def leave_out(request: StaffRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Say that it is no part of this programme, and why."""
    found = _stage(request, public_id, kind)
    form = ReasonForm(
        posted(request),
        missing=_("Say why it is left out."),
        label=_("Why it is no part of this programme"),
    )
    if form.is_valid():
        try:
            operations.leave_out(found, form.cleaned_data["why"], by=request.user)
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("%(stage)s is left out.") % {"stage": found.name})
            return redirect("programmes:programme", public_id)
    return shown(request, "leave_out", form=form, stage=found, programme=found.programme)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def plan_stage(request: StaffRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Whom it engages, how, with which questions, and from when to when."""
    found = _stage(request, public_id, kind)
    form = PlanForm(posted(request), stage=found)
    if form.is_valid():
        try:
            operations.plan_stage(found, by=request.user, **form.cleaned_data)
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The stage's plan is changed."))
            return _back(found)
    return shown(request, "plan", form=form, stage=found, programme=found.programme)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def roles(request: StaffRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Who is accountable and responsible, who is consulted and informed."""
    found = _stage(request, public_id, kind)
    form = RolesForm(posted(request), organisation=request.organisation, stage=found)
    if form.is_valid():
        try:
            operations.give_roles(found, form.parts(), by=request.user)
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Who has which part is changed."))
            return _back(found)
    return shown(request, "roles", form=form, stage=found, programme=found.programme)
