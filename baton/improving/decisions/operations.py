# SPDX-License-Identifier: MIT
"""Writing decisions and actions, each in one transaction with its entry in the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from baton.core import audit, clock
from baton.improving.batons import operations as carrying
from baton.improving.batons.models import Baton
from baton.improving.decisions import policies
from baton.improving.decisions.models import Action, Answered, Decision, Turn
from baton.people.groups.models import Group
from baton.people.models import Account, Organisation

By = Account | str

#: Who has an action reopened through a private link.
PEOPLE = "people who spoke"


@transaction.atomic
def record(
    group: Group,
    *,
    by: Account,
    batons: Sequence[Baton],
    decided_on: date,
    ends_batons: bool = False,
    **about: Any,
) -> Decision:
    """What a group resolved, answering these batons. `about` are fields of `Decision`.

    With `ends_batons` those still in somebody's hands end with it. Raises NotNow.
    """
    # Two that record at once take turns for the number.
    rows = Organisation.objects.select_for_update(no_key=True)
    organisation = rows.get(pk=group.organisation_id)
    policies.check_can_record(organisation, group, decided_on, batons)
    last = Decision.objects.filter(organisation=organisation).aggregate(last=Max("number"))["last"]
    decision = Decision.objects.create(
        organisation=organisation,
        number=(last or 0) + 1,
        group=group,
        decided_on=decided_on,
        recorded_by=by,
        **_told(about, None),
    )
    _answer(decision, batons)
    _record("decision.recorded", decision, by, batons=len(batons), ended=ends_batons)
    if ends_batons:
        _end(decision, batons, by)
    return decision


def _end(decision: Decision, batons: Sequence[Baton], by: By) -> None:
    """The reason is what people will be told."""
    reason = decision.told or f"Decided: {decision.title}"
    carrying.end([each for each in batons if each.is_open], reason, by=by)


def _answer(decision: Decision, batons: Sequence[Baton]) -> None:
    Answered.objects.bulk_create(Answered(decision=decision, baton=each) for each in batons)


@transaction.atomic
def answer(decision: Decision, batons: Sequence[Baton], *, by: By) -> int:
    """It answers these batons too; how many are new. Raises NotNow."""
    policies.check_can_answer(decision.organisation, batons)
    there = set(decision.answered.values_list("baton", flat=True))
    new = [each for each in batons if each.pk not in there]
    _answer(decision, new)
    if new:
        _record("decision.answers", decision, by, batons=len(new))
    return len(new)


@transaction.atomic
def change(decision: Decision, *, by: By, **about: Any) -> None:
    """Mend what is written of it; the batons that it answers stay."""
    changed = _set(decision, _told(about, decision))
    if changed:
        _record("decision.changed", decision, by, fields=changed)


@transaction.atomic
def add_action(decision: Decision, *, by: By, **about: Any) -> Action:
    """What is changed because of it. `about` are fields of `Action`. Raises NotNow."""
    measure = about.get("measure")
    policies.check_can_act(decision, measure.organisation_id if measure else None)
    policies.check_measured(Action(), before_on=about.get("before_on"), after_on=None)
    action = Action.objects.create(decision=decision, **_told(about, None))
    Turn.objects.create(action=action, state=action.state, by=_account(by))
    _record("action.added", action, by, decision=decision.pk)
    return action


@transaction.atomic
def change_action(action: Action, *, by: By, **about: Any) -> None:
    """Mend what is written of it; how it stands is said by `turn`. Raises NotNow."""
    measure = about.get("measure")
    policies.check_can_act(action.decision, measure.organisation_id if measure else None)
    changed = _set(action, _told(about, action))
    if changed:
        _record("action.changed", action, by, fields=changed)


@transaction.atomic
def turn(
    action: Action,
    state: str,
    *,
    by: By,
    says: str = "",
    done_on: date | None = None,
    evidence: str = "",
) -> None:
    """It stands otherwise from now on: begun, done, not done and why, not fixed. Raises NotNow."""
    action = _locked(action)
    says = " ".join(says.split())
    policies.check_turn(action, state, says=says, done_on=done_on)
    policies.check_told(says)
    action.state = state
    action.why = says
    action.done_on = done_on if state == Action.State.DONE else None
    action.evidence = evidence or action.evidence
    action.save(update_fields=["state", "why", "done_on", "evidence"])
    Turn.objects.create(action=action, state=state, says=says, by=_account(by))
    _record("action.turned", action, by, state=state)


def reopen(action: Action, *, says: str = "", by: By = PEOPLE) -> None:
    """It was closed and is not fixed: people who spoke say so through their link. Raises NotNow."""
    turn(action, Action.State.NOT_FIXED, by=by, says=says)


@transaction.atomic
def measure(
    action: Action,
    *,
    by: By,
    before: Decimal | float | None = None,
    before_on: date | None = None,
    after: Decimal | float | None = None,
    after_on: date | None = None,
) -> None:
    """What was measured before and after; what is not given stays as it is. Raises NotNow."""
    policies.check_measured(action, before_on=before_on, after_on=after_on)
    given: dict[str, Any] = {}
    if before is not None:
        given |= {"before": before, "before_on": before_on or clock.today()}
    if after is not None:
        given |= {"after": after, "after_on": after_on or clock.today()}
    changed = _set(action, given)
    if changed:
        _record("action.measured", action, by, fields=changed)


def _locked(action: Action) -> Action:
    rows = Action.objects.select_for_update(of=("self",)).select_related("decision")
    return rows.get(pk=action.pk)


def _told(about: dict[str, Any], now: Decision | Action | None) -> dict[str, Any]:
    """With the moment at which its plain words were first told. Raises NotNow."""
    if "told" not in about:
        return about
    policies.check_told(about["told"])
    since = (now.told_at if now else None) or clock.now()
    return about | {"told_at": since if about["told"] else None}


def _set(row: Decision | Action, about: dict[str, Any]) -> list[str]:
    """Set what differs, and tell what that was."""
    changed = sorted(name for name, value in about.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, about[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def _account(by: By) -> Account | None:
    return by if isinstance(by, Account) else None


def _record(verb: str, row: Decision | Action, by: By, **details: Any) -> None:
    body = row.organisation_id if isinstance(row, Decision) else row.decision.organisation_id
    audit.record(verb, row, by=by, organisation=body, **details)
