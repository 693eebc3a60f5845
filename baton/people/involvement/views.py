# SPDX-License-Identifier: MIT
"""A patient partner's own time; and, for those who lead, whose time is still to be paid."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baton.core import clock
from baton.people.involvement import operations, queries
from baton.people.involvement.forms import PayForm, TimeForm
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _, _many

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@requires("check_findings")
def mine(request: StaffRequest) -> HttpResponse:
    """What they gave, what of it is paid, and a form for more."""
    posted = request.POST if request.method == "POST" else None
    form = TimeForm(posted, initial={"on": clock.today()})
    if form.is_valid():
        operations.record(request.organisation, **form.cleaned_data, by=request.user)
        messages.success(request, _("It is written down. You see here when it is paid."))
        return redirect("involvement:mine")
    rows = list(queries.of(request.organisation, request.user))
    unpaid = sum(each.minutes for each in rows if each.paid_on is None)
    context = {"form": form, "rows": rows, "unpaid": unpaid}
    return render(request, "involvement/mine.html", context, status=422 if form.errors else 200)


@require_POST
@requires("check_findings")
def take_back(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take back an entry of one's own that is not paid."""
    rows = queries.of(request.organisation, request.user)
    found = get_object_or_404(rows, public_id=public_id)
    try:
        operations.take_back(found, by=request.user)
    except operations.PaidAlready as problem:
        messages.error(request, str(problem))
    return redirect("involvement:mine")


@require_http_methods(FORM)
@requires("manage_groups")
def to_pay(request: StaffRequest) -> HttpResponse:
    """Whose time is to be paid, and what was paid last."""
    posted = request.POST if request.method == "POST" else None
    rate = queries.last_rate(request.organisation)
    initial = {"on": clock.today(), "pounds": "" if rate is None else f"{rate / 100:.2f}"}
    form = PayForm(posted, initial=initial)
    keys = request.POST.getlist("each")
    # No key has more digits, and no database keeps a number that has.
    ticked = [int(key) for key in keys if key.isdecimal() and len(key) < 19]
    if form.is_valid():
        if not ticked:
            form.add_error(None, _("Tick at least one entry."))
        elif _pay(request, form, ticked):
            return redirect("involvement:to_pay")
    context = {
        "form": form,
        "owed": queries.to_pay(request.organisation),
        "paid": queries.paid(request.organisation),
        "ticked": ticked,
    }
    return render(request, "involvement/to_pay.html", context, status=422 if form.errors else 200)


def _pay(request: StaffRequest, form: PayForm, ticked: list[int]) -> bool:
    try:
        number = operations.pay(
            request.organisation,
            ticked,
            on=form.cleaned_data["on"],
            pence_an_hour=form.pence,
            by=request.user,
        )
    except operations.OwnTime as problem:
        form.add_error(None, str(problem))
        return False
    told = _many("%(n)s entry is marked as paid.", "%(n)s entries are marked as paid.", number)
    messages.success(request, told % {"n": number})
    return True
