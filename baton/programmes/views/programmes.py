# SPDX-License-Identifier: MIT
"""All programmes, one of them, and how one begins, is changed and ends."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.programmes import drawings, operations, policies, queries, readings, work_template
from baton.programmes.activities import drawing
from baton.programmes.forms import BeginForm, ProgrammeForm, ReasonForm
from baton.programmes.views.common import posted, shown, the_programme
from baton.ui.wording import _

#: Steps that a programme's own page lists; the page of its steps has all.
DUE = 8


@require_safe
@requires("see_programmes")
def programmes(request: StaffRequest) -> HttpResponse:
    """Every programme: on one wheel, and in a table that says the same."""
    found = queries.progress(request.organisation)
    return shown(
        request,
        "list",
        rows=[(each, drawings.small(each)) for each in found],
        wheel=drawings.of_all(found) if found else "",
        reading=readings.overview(found),
        ended=queries.ended(request.organisation),
    )


@require_safe
@requires("see_programmes")
def programme(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One programme: where it stands, and what is due."""
    found = the_programme(request, public_id)
    steps = list(queries.steps(found))
    activities = list(queries.activities_of(found))
    rows = drawings.rows(found, steps, activities)
    due = [each for each in steps if each.is_open and each.due_on and not found.is_ended]
    return shown(
        request,
        "programme",
        programme=found,
        rows=rows,
        wheel=drawings.of_programme(found, rows),
        reading=readings.of_programme(found, rows),
        due=due[:DUE],
        due_after=len(due) - DUE,
        activities=drawing.rows(activities),
        may_add=request.standing.may("manage_activities"),
        used=queries.used(found),
        register=queries.in_register(found).count(),
        template=work_template.template(found.template) if found.template else None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def begin(request: StaffRequest) -> HttpResponse:
    """Begin a programme, from a template or from nothing."""
    form = BeginForm(posted(request), organisation=request.organisation)
    if form.is_valid():
        try:
            made = operations.begin(request.organisation, by=request.user, **form.given())
        except operations.TitleTaken as problem:
            form.add_error("title", str(problem))
        else:
            messages.success(
                request,
                _("“%(title)s” is there. Say whose it is, then open a stage.") % {"title": made},
            )
            return redirect("programmes:programme", made.public_id)
    return shown(request, "begin", form=form, templates=work_template.templates())


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def change(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say what it is for, whose it is, whom it affects, what it may cost."""
    found = the_programme(request, public_id)
    form = ProgrammeForm(posted(request), organisation=request.organisation, programme=found)
    if form.is_valid():
        try:
            operations.change(found, by=request.user, **form.given())
        except operations.TitleTaken as problem:
            form.add_error("title", str(problem))
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The programme is changed."))
            return redirect("programmes:programme", found.public_id)
    return shown(request, "change", form=form, programme=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_programmes")
def end(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End it with a reason; it stays to be read."""
    found = the_programme(request, public_id)
    form = ReasonForm(posted(request), missing=_("Say why it ends. The reason stays on its page."))
    if form.is_valid():
        try:
            operations.end(found, form.cleaned_data["why"], by=request.user)
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, _("“%(title)s” has ended. It stays to be read.") % {"title": found}
            )
            return redirect("programmes:programme", found.public_id)
    waiting = [each for each in queries.steps(found) if each.is_open]
    return shown(request, "end", form=form, programme=found, waiting=waiting)
