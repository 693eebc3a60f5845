# SPDX-License-Identifier: MIT
"""Groups: the list, each one's page, and the forms that keep them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.people.groups import operations, queries, readings
from baton.people.groups.forms import (
    EndForm,
    GroupForm,
    HoldingForm,
    LeaveForm,
    SeatForm,
    SeatsForm,
)
from baton.people.groups.models import SEATS_OF_PEOPLE, Group, Holding, Seat
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _, _many


def _lasting(request: StaffRequest, public_id: uuid.UUID) -> Group:
    """A group that may be changed: one that has ended stays as it was."""
    return get_object_or_404(queries.current(request.organisation), public_id=public_id)


def _seat(request: StaffRequest, public_id: uuid.UUID) -> Seat:
    return get_object_or_404(queries.seats(request.organisation), public_id=public_id)


def _holding(request: StaffRequest, public_id: uuid.UUID) -> Holding:
    return get_object_or_404(queries.holdings(request.organisation), public_id=public_id)


def _posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _is_written(form: Form, write: Callable[[], object]) -> bool:
    """Write what a form holds; a refusal stands at the box that it is about."""
    if not form.is_valid():
        return False
    try:
        write()
    except operations.Refused as problem:
        form.add_error(problem.field, str(problem))
        return False
    return True


def _page(request: StaffRequest, form: Form, name: str, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"groups/{name}.html", {"form": form, **context}, status=status)


def _back(request: StaffRequest, group: Group, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("groups:group", group.public_id)


@require_safe
@requires("see_programmes")
def groups(request: StaffRequest) -> HttpResponse:
    """All groups by purpose, with what stands empty, what is late, and what leads nowhere."""
    everything = queries.groups(request.organisation)
    lasting = queries.rolls(request.organisation, queries.current(request.organisation))
    purpose = request.GET.get("purpose", "")
    purpose = purpose if purpose in Group.Purpose.values else ""
    is_vacant = request.GET.get("vacant") == "yes"
    shown = [
        each
        for each in lasting
        if (not purpose or each.group.purpose == purpose) and (not is_vacant or each.vacant())
    ]
    context = {
        "reading": readings.overview(lasting),
        "all": lasting,
        "shown": shown,
        "grouped": queries.grouped(shown),
        "purposes": Group.Purpose,
        "purpose": purpose,
        "vacant": is_vacant,
        "gap": readings.gap,
        "people": SEATS_OF_PEOPLE,
        "ended": everything.exclude(ended_on=None),
        "may_keep": request.standing.may("manage_groups"),
    }
    return render(request, "groups/list.html", context)


@require_safe
@requires("see_programmes")
def group(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One group: what it is for, who sits in it, and how what it says reaches a decision."""
    found = get_object_or_404(queries.groups(request.organisation), public_id=public_id)
    roll = queries.roll(found)
    context = {
        "group": found,
        "roll": roll,
        "reading": readings.of_one(roll),
        "gap": readings.gap(roll.line),
        "below": queries.current(request.organisation).filter(reports_to=found),
        "may_keep": request.standing.may("manage_groups") and found.ended_on is None,
        "may_rename": request.standing.may("manage_groups"),
    }
    return render(request, "groups/group.html", context)


@require_safe
@requires("manage_groups")
def begin(request: StaffRequest) -> HttpResponse:
    """Function before form: what is it for?"""
    lasting = queries.current(request.organisation)
    purposes = [
        (purpose, Group.MEANINGS[purpose], sum(each.purpose == purpose for each in lasting))
        for purpose in Group.Purpose
    ]
    return render(request, "groups/begin.html", {"purposes": purposes})


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_groups")
def add(request: StaffRequest) -> HttpResponse:
    """Those that have this purpose already; below them, another one."""
    purpose = request.GET.get("purpose")
    if purpose not in Group.Purpose.values:
        return redirect("groups:begin")
    form = GroupForm(_posted(request), organisation=request.organisation)
    made: list[Group] = []

    def write() -> None:
        given = form.given() | {"purpose": purpose}
        made.append(operations.add(request.organisation, by=request.user, **given))

    if _is_written(form, write):
        return _back(
            request, made[0], _("“%(name)s” is there. Now add its seats.") % {"name": made[0]}
        )
    same = queries.by_purpose(request.organisation, purpose)
    return _page(
        request,
        form,
        "add",
        purpose=Group.Purpose(purpose),
        same=queries.rolls(request.organisation, same),
        vacancies=queries.vacancies_by_kind,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_groups")
def change(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what a group is."""
    found = _lasting(request, public_id)
    form = GroupForm(_posted(request), organisation=request.organisation, group=found)
    if _is_written(form, lambda: operations.change(found, by=request.user, **form.given())):
        return _back(request, found, _("The group is changed."))
    return _page(request, form, "change", group=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_groups")
def end(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End a group, and say why."""
    found = _lasting(request, public_id)
    form = EndForm(_posted(request))
    if _is_written(form, lambda: operations.end(found, by=request.user, **form.cleaned_data)):
        return _back(
            request,
            found,
            _("“%(name)s” has ended. What is written of it is kept.") % {"name": found},
        )
    below = queries.current(request.organisation).filter(reports_to=found)
    return _page(request, form, "end", group=found, below=below)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_groups")
def add_seats(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add seats of one kind, several at once."""
    found = _lasting(request, public_id)
    form = SeatsForm(_posted(request))
    if _is_written(form, lambda: operations.add_seats(found, by=request.user, **form.cleaned_data)):
        many = form.cleaned_data["many"]
        told = _many("%(n)s seat is added.", "%(n)s seats are added.", many)
        return _back(request, found, told % {"n": many})
    return _page(request, form, "add_seats", group=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_groups")
def change_seat(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say anew for whom a seat is, or remove one that nobody holds."""
    found = _seat(request, public_id)
    if "remove" in request.POST:
        return _remove(request, found)
    form = SeatForm(_posted(request), seat=found)
    if _is_written(
        form, lambda: operations.change_seat(found, by=request.user, **form.cleaned_data)
    ):
        return _back(request, found.group, _("The seat is changed."))
    return _page(request, form, "change_seat", seat=found, holder=queries.holder(found))


def _remove(request: StaffRequest, seat: Seat) -> HttpResponse:
    try:
        operations.remove_seat(seat, by=request.user)
    except operations.Refused as problem:
        messages.error(request, str(problem))
        return redirect("groups:change_seat", seat.public_id)
    return _back(request, seat.group, _("The seat “%(seat)s” is removed.") % {"seat": seat})


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_groups")
def fill(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Somebody takes a vacant seat."""
    found = _seat(request, public_id)
    form = HoldingForm(_posted(request), organisation=request.organisation)
    if _is_written(form, lambda: operations.fill(found, by=request.user, **form.given())):
        return _back(
            request,
            found.group,
            _("%(name)s has the seat “%(seat)s”.")
            % {"name": form.cleaned_data["name"], "seat": found},
        )
    return _page(request, form, "fill", seat=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_groups")
def change_holding(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Renew a term, or mend what is written of somebody."""
    found = _holding(request, public_id)
    form = HoldingForm(_posted(request), organisation=request.organisation, holding=found)
    if _is_written(form, lambda: operations.change_holding(found, by=request.user, **form.given())):
        return _back(
            request,
            found.seat.group,
            _("What is written of %(name)s is changed.") % {"name": found.name},
        )
    return _page(request, form, "change_holding", holding=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_groups")
def leave(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Somebody leaves their seat."""
    holding = queries.holdings(request.organisation).filter(left_on=None)
    found = get_object_or_404(holding, public_id=public_id)
    form = LeaveForm(_posted(request))
    if _is_written(form, lambda: operations.leave(found, by=request.user, **form.cleaned_data)):
        return _back(
            request, found.seat.group, _("The seat of %(name)s is vacant.") % {"name": found.name}
        )
    return _page(request, form, "leave", holding=found)
