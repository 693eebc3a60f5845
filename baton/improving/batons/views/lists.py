# SPDX-License-Identifier: MIT
"""The batons in my hands, all of them, and one with its line."""

from __future__ import annotations

import uuid

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from baton.improving.batons import measuring, permissions, policies, queries, readings
from baton.improving.batons.models import Baton, BatonQuerySet
from baton.improving.batons.naming import Naming
from baton.improving.batons.views.common import shown, the_baton
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _lazy

#: Batons on one page of a list.
A_PAGE = 50

_STATES = {
    "open": _lazy("In somebody’s hands"),
    "offered": _lazy("Not taken up yet"),
    "ended": _lazy("Ended with a reason"),
    "all": _lazy("All"),
}


@require_safe
@requires("carry_batons")
def mine(request: StaffRequest) -> HttpResponse:
    """What lies in my hands, what waits for a post, and what I handed to others."""
    body = request.organisation
    held = queries.held_by(body, request.user)
    lists = {
        "held": _page(request, "held", held),
        "for_a_post": _page(request, "post", queries.for_a_post(body)),
        "handed": _page(request, "handed", queries.handed_by(body, request.user)),
    }
    batons = [each for some in lists.values() for each in some]
    return shown(
        request,
        "mine",
        **lists,
        reading=readings.mine(list(held)),
        naming=Naming(request.standing, batons),
    )


def _page(request: StaffRequest, name: str, rows: BatonQuerySet) -> Page[Baton]:
    return Paginator(rows, A_PAGE).get_page(request.GET.get(name))


@require_safe
@requires("see_findings")
def every(request: StaffRequest) -> HttpResponse:
    """All batons of a body, by state and programme."""
    state = request.GET.get("state", "open")
    state = state if state in _STATES else "open"
    rows = queries.batons(request.organisation).order_by(*queries.BY_DAY)
    if state == "open":
        rows = rows.open()
    elif state != "all":
        rows = rows.filter(state=state)
    programmes = queries.programmes_with_batons(request.organisation)
    programme = next(
        (each for each in programmes if str(each.public_id) == request.GET.get("programme")), None
    )
    if programme is not None:
        rows = rows.filter(stage__programme=programme)
    listing = _page(request, "page", rows)
    return shown(
        request,
        "all",
        listing=listing,
        state=state,
        states=_STATES,
        programme=programme,
        programmes=programmes,
        naming=Naming(request.standing, listing),
    )


@require_safe
@requires("see_findings")
def carried_on(request: StaffRequest) -> HttpResponse:
    """How many findings a later stage made something of, by programme and year."""
    rows = measuring.carried_on(request.organisation)
    return shown(request, "carried_on", rows=rows, reading=measuring.reading(rows))


@require_safe
@requires("see_findings")
def baton(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One baton: who handed on what to whom, with what question, and its line either way."""
    found = the_baton(request, public_id)
    line = queries.line(found)
    standing = request.standing
    kinds = next(each.kinds for each in line if each.is_here)
    return shown(
        request,
        "baton",
        baton=found,
        line=line,
        naming=Naming(standing, [each.baton for each in line]),
        due=readings.due(found),
        head=readings.head,
        became=readings.became,
        came_from=queries.came_from(found),
        kinds=kinds,
        may_move=found.is_open and permissions.may_move(standing, found),
        may_take_up=_waits(found) and permissions.may_take_up(standing, found),
        may_redate=policies.can_redate(found),
        may_decline=policies.can_decline(found),
        is_draft=readings.is_draft(found),
    )


def _waits(found: Baton) -> bool:
    return found.state == Baton.State.OFFERED
