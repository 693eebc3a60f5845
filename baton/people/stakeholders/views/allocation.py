# SPDX-License-Identifier: MIT
"""Scarce hours: a proposal for a quarter, changed by hand, explained, kept; and how it goes."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.people.stakeholders import allocating, operations, queries, strategy
from baton.people.stakeholders.forms import HoursForm
from baton.people.stakeholders.models import Register
from baton.people.stakeholders.views.asking import posted, register_of
from baton.ui.wording import _


@require_http_methods(["GET", "POST"])
@requires("manage_stakeholders")
def hours(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One button proposes anew from what is filled in, the other keeps it."""
    found = register_of(request, public_id)
    standings = queries.standings(found)
    form = HoursForm(posted(request), register=found, standings=standings)
    proposal = None
    if not form.is_bound or form.is_valid():
        try:
            proposal = allocating.propose(
                standings, minutes=form.minutes, lengths=form.lengths, wishes=form.wishes
            )
        except allocating.TooMuchWished as problem:
            form.add_error("hours", str(problem))
    if proposal is not None and "keep" in request.POST:
        return _keep(request, found, form, proposal)
    rows = {row.standing.stakeholder.pk: row for row in proposal.rows} if proposal else {}
    context = {
        "register": found,
        "form": form,
        "lines": [(each, *form.line(each), rows.get(each.stakeholder.pk)) for each in standings],
        "proposal": proposal,
        "hours": allocating.hours,
        "pair": strategy.pair,
        "kept": queries.allocation(found),
    }
    status = 422 if form.errors else 200
    return render(request, "stakeholders/hours.html", context, status=status)


def _keep(
    request: StaffRequest, found: Register, form: HoursForm, proposal: allocating.Proposal
) -> HttpResponse:
    kept = operations.keep_allocation(
        found, proposal, begins=form.begins, lengths=form.lengths, by=request.user
    )
    messages.success(request, _("Kept for %(quarter)s.") % {"quarter": kept.quarter})
    return redirect("stakeholders:kept_hours", found.public_id)


@require_safe
@requires("see_stakeholders")
def kept(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """How the hours of the newest quarter were shared out, and the contacts made since."""
    found = register_of(request, public_id)
    allocation = queries.allocation(found)
    if allocation is None:
        raise Http404("No hours of this register are shared out yet.")
    lines = queries.lines(allocation)
    made = queries.contacts_made(allocation, [line.stakeholder for line in lines])
    context = {
        "register": found,
        "allocation": allocation,
        "quarter": allocation.quarter,
        "planned": [(line, made.get(line.stakeholder_id, 0)) for line in lines if line.contacts],
        "without": [line.stakeholder for line in lines if not line.contacts],
        "hours": allocating.hours,
        "used": sum(line.minutes for line in lines),
        "may_keep": request.standing.may("manage_stakeholders"),
    }
    return render(request, "stakeholders/kept_hours.html", context)
