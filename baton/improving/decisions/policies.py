# SPDX-License-Identifier: MIT
"""May this be done now? Each function raises, explaining itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from baton.analysis import identifiers
from baton.core import clock
from baton.improving.batons.models import Baton
from baton.improving.decisions.models import Action, Decision
from baton.people.groups.models import Group
from baton.people.models import Organisation
from baton.ui.wording import _


class NotNow(ValueError):
    """It cannot be done as things stand."""


def check_can_record(
    organisation: Organisation, group: Group, decided_on: date, batons: Sequence[Baton]
) -> None:
    """A decision is of a group of the body, of a day that was, and answers batons of its own."""
    if group.organisation_id != organisation.pk:
        raise NotNow(_("That group is of another organisation."))
    if decided_on > clock.today():
        raise NotNow(_("That day is still to come. Record a decision once it is made."))
    if decided_on < group.began_on:
        raise NotNow(_("%(group)s did not exist on that day.") % {"group": group})
    if group.ended_on and decided_on > group.ended_on:
        raise NotNow(_("%(group)s had ended by that day.") % {"group": group})
    check_can_answer(organisation, batons)


def check_can_answer(organisation: Organisation, batons: Sequence[Baton]) -> None:
    if not batons:
        raise NotNow(_("Choose the batons that it answers: from a decision one reads who spoke."))
    for each in batons:
        if each.organisation_id != organisation.pk:
            raise NotNow(_("A decision answers batons of its own organisation."))
        draft = each.findings.filter(concluded_at=None).first()
        if draft is not None:
            raise NotNow(_("%(finding)s is a draft. Conclude it first.") % {"finding": draft.name})


def check_can_act(decision: Decision, measure_of: int | None) -> None:
    """What an action is measured by is measured by its own body."""
    if measure_of is not None and measure_of != decision.organisation_id:
        raise NotNow(_("That measure is of another organisation."))


def check_told(text: str) -> None:
    """What everybody reads holds no address, number or date of birth of anybody's."""
    found = identifiers.find(text)
    if found:
        first = text[found[0].start : found[0].end]
        raise NotNow(
            _("“%(words)s” may tell who somebody is. Everybody reads what people are told.")
            % {"words": first}
        )


def check_turn(action: Action, state: str, *, says: str, done_on: date | None) -> None:
    if state == action.state:
        raise NotNow(_("It stands at “%(state)s” already.") % {"state": action.get_state_display()})
    if state == Action.State.NOT_FIXED:
        check_can_reopen(action)
    if state == Action.State.NOT_DOING and not says.strip():
        raise NotNow(_("Say why it is not done. The people who spoke will be told."))
    if state == Action.State.DONE and done_on is None:
        raise NotNow(_("Give the day on which it was done."))
    if done_on is not None and done_on > clock.today():
        raise NotNow(_("That day is still to come."))


def can_reopen(action: Action) -> bool:
    """What was closed, done or not, may turn out not to be fixed."""
    return action.state in (Action.State.DONE, Action.State.NOT_DOING)


def check_can_reopen(action: Action) -> None:
    if not can_reopen(action):
        raise NotNow(_("It is still open. Only what was closed can be said to be not fixed."))


def check_measured(action: Action, *, before_on: date | None, after_on: date | None) -> None:
    today = clock.today()
    if any(each and each > today for each in (before_on, after_on)):
        raise NotNow(_("That day is still to come."))
    before = before_on or action.before_on
    if after_on and before and after_on < before:
        raise NotNow(_("The value after is of a day before the value before."))
