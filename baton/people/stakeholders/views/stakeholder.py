# SPDX-License-Identifier: MIT
"""One stakeholder: who they are, how they stand, what passed between us."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.people.stakeholders import operations, queries, readings, strategy
from baton.people.stakeholders.forms import AddForm, ChangeForm
from baton.people.stakeholders.views.asking import form_page, posted, stakeholder_of
from baton.ui.wording import _


@require_safe
@requires("see_stakeholders")
def stakeholder(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    found = stakeholder_of(request, public_id)
    judged = queries.assessments_of(found)
    context = {
        "stakeholder": found,
        "reading": readings.of_one(found, judged[0] if judged else None),
        "judged": judged,
        "overall": queries.overall_register(request.organisation),
        "history": queries.history(found),
        "contacts": queries.contacts(found),
        "links": found.links.current().order_by("name"),
        "strategy_for": strategy.strategy_for,
        "salience": strategy.salience,
        "pair": strategy.pair,
        "may_keep": request.standing.may("manage_stakeholders"),
    }
    return render(request, "stakeholders/stakeholder.html", context)


@require_http_methods(["GET", "POST"])
@requires("manage_stakeholders")
def add(request: StaffRequest) -> HttpResponse:
    """Three fields, and on to how they stand."""
    form = AddForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.add(request.organisation, by=request.user, **form.cleaned_data)
        except operations.NameTaken as problem:
            form.add_error("name", str(problem))
        else:
            register = operations.overall_register(request.organisation)
            messages.success(
                request, _("%(name)s is in the register. How do they stand?") % {"name": made}
            )
            return redirect("stakeholders:judge", register.public_id, made.public_id)
    return form_page(request, "add", form)


@require_http_methods(["GET", "POST"])
@requires("manage_stakeholders")
def change(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    found = stakeholder_of(request, public_id)
    form = ChangeForm(posted(request), stakeholder=found)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change(found, by=request.user, **form.cleaned_data)
        except operations.NameTaken as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, _("Kept what is known of %(name)s.") % {"name": found})
            return redirect("stakeholders:stakeholder", found.public_id)
    return form_page(request, "change", form, stakeholder=found)


@require_http_methods(["GET", "POST"])
@requires("manage_stakeholders")
def end(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Asks once more, then takes somebody out of every register."""
    found = stakeholder_of(request, public_id)
    if request.method != "POST":
        return render(request, "stakeholders/end.html", {"stakeholder": found})
    operations.end(found, by=request.user)
    messages.success(request, _("%(name)s is in no register any more.") % {"name": found})
    return redirect("stakeholders:register")
