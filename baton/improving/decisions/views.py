# SPDX-License-Identifier: MIT
"""Decisions and actions: their registers, each one's page, and the forms that keep them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.improving.batons import policies as baton_policies
from baton.improving.decisions import operations, permissions, policies, queries, readings
from baton.improving.decisions.forms import (
    ActionForm,
    ChangeDecisionForm,
    DecisionForm,
    MeasuredForm,
    TurnForm,
)
from baton.improving.decisions.models import Action, Decision
from baton.improving.findings import queries as concluded
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _, _lazy

#: Rows of a register on one page.
A_PAGE = 50


def _decision(request: StaffRequest, public_id: uuid.UUID) -> Decision:
    return get_object_or_404(queries.decisions(request.organisation), public_id=public_id)


def _action(request: StaffRequest, public_id: uuid.UUID) -> Action:
    return get_object_or_404(queries.actions(request.organisation), public_id=public_id)


def _posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _shown(request: StaffRequest, page: str, **context: Any) -> HttpResponse:
    form = context.get("form")
    context["may_record"] = request.standing.may("record_decisions")
    status = 422 if form is not None and form.errors else 200
    return render(request, f"decisions/{page}.html", context, status=status)


def _is_done(form: Any, deed: Callable[[], object]) -> bool:
    """Do what a form asks for; a refusal stands on the page."""
    if not form.is_valid():
        return False
    try:
        deed()
    except (policies.NotNow, baton_policies.NotNow) as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _chosen(found: Any, asked: str | None) -> Any:
    return next((each for each in found if str(each.public_id) == asked), None)


@require_safe
@requires("see_findings")
def decisions(request: StaffRequest) -> HttpResponse:
    """The register of decisions, by group, programme and year."""
    body = request.organisation
    rows, groups = queries.decisions(body), queries.groups(body)
    programmes = queries.programmes(body)
    years = queries.years(list(rows))
    group = _chosen(groups, request.GET.get("group"))
    programme = _chosen(programmes, request.GET.get("programme"))
    year = next((each for each in years if str(each) == request.GET.get("year")), None)
    if group:
        rows = rows.filter(group=group)
    if programme:
        rows = queries.in_programme(rows, programme)
    if year:
        rows = rows.filter(decided_on__year=year)
    return _shown(
        request,
        "list",
        listing=Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        reading=readings.overview(list(rows)),
        chosen={"group": group, "programme": programme, "year": year},
        groups=groups,
        programmes=programmes,
        years=years,
    )


@require_safe
@requires("see_findings")
def decision(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One decision: what, why, what else was considered, what it answers, what follows."""
    found = _decision(request, public_id)
    rests_on = queries.findings_behind(found)
    disputes = list(concluded.disputes(rests_on))
    actions = list(queries.actions(request.organisation).filter(decision=found))
    return _shown(
        request,
        "decision",
        decision=found,
        actions=actions,
        batons=found.batons.order_by("pk"),
        disputes=disputes,
        may_read=request.standing.may("read_words"),
        reading=readings.of_decision(found, actions, len(disputes)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("record_decisions")
def record(request: StaffRequest) -> HttpResponse:
    """Record what a group decided, because of which batons."""
    form = DecisionForm(
        _posted(request), organisation=request.organisation, ticked=request.GET.getlist("b")
    )
    made: list[Decision] = []
    if _is_done(form, lambda: made.append(operations.record(by=request.user, **form.given()))):
        messages.success(
            request,
            _("%(decision)s is recorded. Say next what is changed.") % {"decision": made[0].name},
        )
        return redirect("decisions:decision", made[0].public_id)
    return _shown(request, "record", form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("record_decisions")
def change(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Mend what is written of a decision."""
    found = _decision(request, public_id)
    form = ChangeDecisionForm(_posted(request), decision=found)
    if _is_done(form, lambda: operations.change(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The decision is changed."))
        return redirect("decisions:decision", found.public_id)
    return _shown(request, "change", form=form, decision=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("record_decisions")
def add_action(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """What is changed because of a decision."""
    found = _decision(request, public_id)
    form = ActionForm(_posted(request), organisation=request.organisation)
    made: list[Action] = []

    def add() -> None:
        given = form.given()
        latest = queries.latest(given["measure"]) if given["measure"] else None
        before = {"before": latest.value, "before_on": latest.on} if latest else {}
        made.append(operations.add_action(found, by=request.user, **given, **before))

    if _is_done(form, add):
        messages.success(request, _("“%(action)s” is added.") % {"action": made[0]})
        return redirect("decisions:decision", found.public_id)
    return _shown(request, "add_action", form=form, decision=found)


_FILTERS = {
    "open": _lazy("Still owed"),
    "overdue": _lazy("Overdue"),
    "mine": _lazy("Mine"),
    "done": _lazy("Done"),
    "not_doing": _lazy("Not doing"),
    "not_fixed": _lazy("Closed but not fixed"),
    "all": _lazy("All"),
}


@require_safe
@requires("see_findings")
def actions(request: StaffRequest) -> HttpResponse:
    """The register of actions, by how they stand."""
    body = request.organisation
    state = request.GET.get("state", "open")
    state = state if state in _FILTERS else "open"
    every = queries.actions(body)
    rows = {
        "open": queries.open_actions(body),
        "overdue": queries.overdue(body),
        "mine": queries.open_actions(body).filter(owner=request.user),
        "all": every,
    }.get(state, every.filter(state=state))
    return _shown(
        request,
        "actions",
        listing=Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        reading=readings.of_actions(list(every)),
        state=state,
        states=_FILTERS,
        value=readings.value,
    )


@require_safe
@requires("see_findings")
def action(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One action: how it stands, how it came there, and what was measured."""
    found = _action(request, public_id)
    return _shown(
        request,
        "action",
        action=found,
        turns=found.turns.select_related("by"),
        reading=readings.of_action(found),
        value=readings.value,
        may_turn=permissions.may_turn(request.standing, found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("record_decisions")
def change_action(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Mend what is written of an action."""
    found = _action(request, public_id)
    form = ActionForm(_posted(request), organisation=request.organisation, action=found)
    if _is_done(form, lambda: operations.change_action(found, by=request.user, **form.given())):
        messages.success(request, _("The action is changed."))
        return redirect("decisions:action", found.public_id)
    return _shown(request, "change_action", form=form, action=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("see_findings")
def turn(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say how an action stands."""
    found = _action(request, public_id)
    permissions.check_may_turn(request.standing, found)
    form = TurnForm(_posted(request), action=found, can_reopen=policies.can_reopen(found))

    def write() -> None:
        given = dict(form.cleaned_data)
        if given["state"] != Action.State.DONE:
            given["done_on"] = None
        operations.turn(found, by=request.user, **given)

    if _is_done(form, write):
        messages.success(request, _("How it stands is written down."))
        return redirect("decisions:action", found.public_id)
    return _shown(request, "turn", form=form, action=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("see_findings")
def measured(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down what was measured before and after."""
    found = _action(request, public_id)
    permissions.check_may_turn(request.standing, found)
    form = MeasuredForm(_posted(request), action=found)
    if _is_done(form, lambda: operations.measure(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("What was measured is written down."))
        return redirect("decisions:action", found.public_id)
    return _shown(request, "measured", form=form, action=found)
