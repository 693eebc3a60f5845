# SPDX-License-Identifier: MIT
"""A register: its sentence, the grid, the same as a table; and how somebody gets a place in it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.people.stakeholders import (
    allocating,
    grid,
    operations,
    queries,
    readings,
    strategy,
)
from baton.people.stakeholders.forms import FilterForm, JoinForm, JudgeForm, PlaceForm
from baton.people.stakeholders.models import Register
from baton.people.stakeholders.views.asking import (
    assessment_of,
    form_page,
    posted,
    register_of,
    stakeholder_of,
)
from baton.ui.wording import _


@require_safe
@requires("see_stakeholders")
def overall(request: StaffRequest) -> HttpResponse:
    """The register of all the work."""
    found = queries.overall_register(request.organisation)
    if found is not None:
        return _page(request, found)
    may_keep = request.standing.may("manage_stakeholders")
    return render(request, "stakeholders/nobody.html", {"may_keep": may_keep})


@require_safe
@requires("see_stakeholders")
def register(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The register of one piece of work."""
    return _page(request, register_of(request, public_id))


def _page(request: StaffRequest, found: Register) -> HttpResponse:
    form = FilterForm(request.GET, organisation=request.organisation)
    everybody = queries.standings(found)
    asked = form.asked()
    rows = queries.narrowed(everybody, asked)
    allocation = queries.allocation(found)
    context = {
        "register": found,
        "allocation": allocation,
        "planned": [each for each in queries.lines(allocation) if each.contacts]
        if allocation
        else (),
        "quarter": allocation.quarter if allocation else "",
        "hours": allocating.hours,
        "registers": queries.registers(request.organisation),
        "form": form,
        "asked": asked,
        "rows": rows,
        "all": len(everybody),
        "reading": readings.overview(rows)
        if rows or not asked
        else _("Nobody fits these filters."),
        "aside": readings.left_aside(rows),
        "dots": grid.dots(rows),
        "grid": grid,
        "strategies": strategy.STRATEGIES,
        "pair": strategy.pair,
        "unplaced": queries.not_in(found) if found.is_overall else (),
        "may_keep": request.standing.may("manage_stakeholders"),
    }
    return render(request, "stakeholders/register.html", context)


@require_http_methods(["GET", "POST"])
@requires("manage_stakeholders")
def join(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Choose somebody of the body for this register; how they stand is asked next."""
    found = register_of(request, public_id)
    form = JoinForm(posted(request), register=found)
    if request.method == "POST" and form.is_valid():
        who = form.cleaned_data["stakeholder"]
        return redirect("stakeholders:judge", found.public_id, who.public_id)
    return form_page(request, "join", form, register=found)


@require_http_methods(["GET", "POST"])
@requires("manage_stakeholders")
def judge(request: StaffRequest, public_id: uuid.UUID, who: uuid.UUID) -> HttpResponse:
    """How somebody stands in a register, with the reasons."""
    found, stakeholder = register_of(request, public_id), stakeholder_of(request, who)
    now = queries.assessment(found, stakeholder)
    form = JudgeForm(posted(request), initial=JudgeForm.of(now))
    if request.method == "POST" and form.is_valid():
        operations.assess(found, stakeholder, form.judgement(), by=request.user)
        messages.success(request, _("Kept how %(name)s stands.") % {"name": stakeholder})
        return redirect("stakeholders:stakeholder", stakeholder.public_id)
    return form_page(request, "judge", form, register=found, stakeholder=stakeholder)


@require_POST
@requires("manage_stakeholders")
def place(request: StaffRequest, public_id: uuid.UUID, who: uuid.UUID) -> HttpResponse:
    """A dot was moved on the grid, by hand or by keys."""
    found = register_of(request, public_id)
    now = assessment_of(found, who)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"said": _("A place has power and interest from 1 to 5.")}, status=422)
    operations.assess(found, now.stakeholder, form.moved(now), by=request.user)
    asks = strategy.strategy_for(
        form.cleaned_data["power"],
        form.cleaned_data["interest"],
        faces_inequality=now.stakeholder.faces_inequality,
    )
    said = _("%(name)s: power %(power)s, interest %(interest)s. %(strategy)s.") % {
        "name": now.stakeholder,
        "power": form.cleaned_data["power"],
        "interest": form.cleaned_data["interest"],
        "strategy": asks.title,
    }
    return JsonResponse({"said": said})


@require_http_methods(["GET", "POST"])
@requires("manage_stakeholders")
def leave(request: StaffRequest, public_id: uuid.UUID, who: uuid.UUID) -> HttpResponse:
    """Asks once more, then takes somebody out of this register."""
    found = register_of(request, public_id)
    now = assessment_of(found, who)
    if request.method != "POST":
        context = {"register": found, "stakeholder": now.stakeholder}
        return render(request, "stakeholders/leave.html", context)
    operations.leave_register(found, now.stakeholder, by=request.user)
    messages.success(
        request,
        _("%(name)s is no longer in “%(register)s”.")
        % {"name": now.stakeholder, "register": found},
    )
    return redirect("stakeholders:one_register", found.public_id)
