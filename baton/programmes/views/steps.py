# SPDX-License-Identifier: MIT
"""Steps and checks: by month, and the forms that keep them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.programmes import dated, operations, policies, queries, readings
from baton.programmes.forms import DoneForm, ReasonForm, StepForm
from baton.programmes.models import Programme, Step
from baton.programmes.views.common import posted, shown, the_programme
from baton.ui.wording import _


def _step(programme: Programme, step_id: uuid.UUID) -> Step:
    return get_object_or_404(queries.steps(programme), public_id=step_id)


@require_safe
@requires("see_programmes")
def steps(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everything dated of a programme by month, and its steps without a day."""
    found = the_programme(request, public_id)
    rows = list(queries.steps(found))
    return shown(
        request,
        "steps",
        programme=found,
        months=dated.by_month(dated.of_programme(found, rows)),
        undated=[each for each in rows if each.due_on is None],
        reading=readings.of_steps(found, rows),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def add_step(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One more step or check."""
    found = the_programme(request, public_id)
    form = StepForm(posted(request), programme=found, stage=request.GET.get("stage", ""))
    if form.is_valid():
        try:
            made = operations.add_step(by=request.user, **form.given())
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("“%(step)s” is added.") % {"step": made})
            return redirect("programmes:steps", found.public_id)
    return shown(request, "add_step", form=form, programme=found)


@require_safe
@requires("see_programmes")
def step(request: StaffRequest, public_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """What it asks for, and what became of it."""
    found = the_programme(request, public_id)
    which = _step(found, step_id)
    return shown(request, "step", form=DoneForm(None, step=which), step=which, programme=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def do_step(request: StaffRequest, public_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """Say that it is done, a check with what shows it."""
    found = the_programme(request, public_id)
    which = _step(found, step_id)
    form = DoneForm(posted(request), step=which)
    if form.is_valid():
        given = form.cleaned_data
        try:
            operations.do_step(which, given["on"], evidence=given["evidence"], by=request.user)
        except operations.NoEvidence as problem:
            form.add_error("evidence", str(problem))
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            told = _("“%(step)s” is met.") if which.is_check else _("“%(step)s” is done.")
            messages.success(request, told % {"step": which})
            return redirect("programmes:programme", found.public_id)
    return shown(request, "step", form=form, step=which, programme=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def change_step(request: StaffRequest, public_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """What it is, when it is due, in which stage."""
    found = the_programme(request, public_id)
    which = _step(found, step_id)
    form = StepForm(posted(request), programme=found, step=which)
    if form.is_valid():
        try:
            operations.change_step(which, by=request.user, **form.given())
        except (operations.NoEvidence, policies.NotNow) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("“%(step)s” is changed.") % {"step": which})
            return redirect("programmes:step", found.public_id, which.public_id)
    return shown(request, "add_step", form=form, step=which, programme=found)


@require_POST
@requires("manage_programmes")
def undo_step(request: StaffRequest, public_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """It is to be done after all."""
    found = the_programme(request, public_id)
    which = _step(found, step_id)
    try:
        operations.undo_step(which, by=request.user)
    except policies.NotNow as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("“%(step)s” is open again.") % {"step": which})
    return redirect("programmes:step", found.public_id, which.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def not_needed(request: StaffRequest, public_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """Nothing is to be done here, and why."""
    found = the_programme(request, public_id)
    which = _step(found, step_id)
    form = ReasonForm(
        posted(request), missing=_("Say why it is not needed."), label=_("Why it is not needed")
    )
    if form.is_valid():
        try:
            operations.not_needed(which, form.cleaned_data["why"], by=request.user)
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("“%(step)s” is not needed.") % {"step": which})
            return redirect("programmes:programme", found.public_id)
    return shown(request, "not_needed", form=form, step=which, programme=found)
