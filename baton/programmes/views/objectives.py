# SPDX-License-Identifier: MIT
"""What the body wants to reach, and the calendar of all its programmes."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.programmes import dated, operations, queries, readings
from baton.programmes.forms import ObjectiveForm
from baton.programmes.views.common import posted, shown
from baton.ui.wording import _


@require_safe
@requires("see_programmes")
def objectives(request: StaffRequest) -> HttpResponse:
    """Every objective with the programmes that serve it."""
    rows = queries.served(request.organisation)
    return shown(
        request,
        "objectives",
        rows=rows,
        reading=readings.of_objectives(rows),
        past=queries.past_objectives(request.organisation),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def add_objective(request: StaffRequest) -> HttpResponse:
    """One more thing to reach."""
    form = ObjectiveForm(posted(request))
    if form.is_valid():
        try:
            made = operations.add_objective(
                request.organisation, by=request.user, **form.cleaned_data
            )
        except operations.ObjectiveTaken as problem:
            form.add_error("title", str(problem))
        else:
            messages.success(request, _("“%(title)s” is there.") % {"title": made})
            return redirect("programmes:objectives")
    return shown(request, "objective", form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def objective(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change it, or let it end."""
    found = get_object_or_404(request.organisation.objectives, public_id=public_id)
    form = ObjectiveForm(posted(request), objective=found)
    if form.is_valid():
        try:
            operations.change_objective(found, by=request.user, **form.cleaned_data)
        except operations.ObjectiveTaken as problem:
            form.add_error("title", str(problem))
        else:
            messages.success(request, _("The objective is changed."))
            return redirect("programmes:objectives")
    return shown(request, "objective", form=form, objective=found)


@require_safe
@requires("see_programmes")
def calendar(request: StaffRequest) -> HttpResponse:
    """All programmes' dated things by month."""
    found = dated.of_all(request.organisation)
    return shown(
        request, "calendar", months=dated.by_month(found), reading=readings.of_calendar(found)
    )
