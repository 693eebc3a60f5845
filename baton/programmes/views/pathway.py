# SPDX-License-Identifier: MIT
"""The pathway: who should have a part at which step of the way through a service."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.programmes import operations, policies, queries, readings
from baton.programmes.forms import PartsForm, PathwayStepForm
from baton.programmes.models import PathwayStep
from baton.programmes.views.common import posted, shown, the_programme
from baton.ui.wording import _


def _step(request: StaffRequest, public_id: uuid.UUID, step_id: uuid.UUID) -> PathwayStep:
    programme = the_programme(request, public_id)
    step = get_object_or_404(programme.pathway.all(), public_id=step_id)
    # The one that was read with its organisation.
    step.programme = programme
    return step


@require_safe
@requires("see_programmes")
def pathway(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Steps × stakeholders, with what is not arranged."""
    found = the_programme(request, public_id)
    matrix = queries.pathway(found)
    return shown(
        request,
        "pathway",
        programme=found,
        pathway=matrix,
        reading=readings.of_pathway(matrix),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def add_pathway_step(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One more step, at the end of the way."""
    found = the_programme(request, public_id)
    form = PathwayStepForm(posted(request))
    if form.is_valid():
        try:
            made = operations.add_pathway_step(found, form.cleaned_data["title"], by=request.user)
        except operations.StepTaken as problem:
            form.add_error("title", str(problem))
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, _("“%(title)s” is a step of the pathway.") % {"title": made.title}
            )
            return redirect("programmes:pathway_step", found.public_id, made.public_id)
    return shown(request, "add_pathway_step", form=form, programme=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def pathway_step(request: StaffRequest, public_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """Who should have a part at this step, how much it would add, and by what means."""
    step = _step(request, public_id, step_id)
    form = PartsForm(
        posted(request),
        step=step,
        matrix=queries.pathway(step.programme),
        organisation=request.organisation,
    )
    if form.is_valid():
        try:
            operations.set_parts(step, form.parts(), by=request.user)
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, _("Who has a part at “%(step)s” is kept.") % {"step": step.title}
            )
            return redirect("programmes:pathway", public_id)
    return shown(request, "parts", form=form, step=step, programme=step.programme)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def change_pathway_step(
    request: StaffRequest, public_id: uuid.UUID, step_id: uuid.UUID
) -> HttpResponse:
    """Its title and its place on the way."""
    step = _step(request, public_id, step_id)
    form = PathwayStepForm(posted(request), step=step)
    if form.is_valid():
        given = form.cleaned_data
        try:
            operations.change_pathway_step(
                step, given["title"], int(given["place"]), by=request.user
            )
        except operations.StepTaken as problem:
            form.add_error("title", str(problem))
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The step is changed."))
            return redirect("programmes:pathway", public_id)
    return shown(request, "add_pathway_step", form=form, step=step, programme=step.programme)


@require_POST
@requires("manage_programmes")
def remove_pathway_step(
    request: StaffRequest, public_id: uuid.UUID, step_id: uuid.UUID
) -> HttpResponse:
    """Take it out of the way."""
    step = _step(request, public_id, step_id)
    try:
        operations.remove_pathway_step(step, by=request.user)
    except policies.NotNow as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request, _("“%(step)s” is no step of the pathway any more.") % {"step": step.title}
        )
    return redirect("programmes:pathway", public_id)
