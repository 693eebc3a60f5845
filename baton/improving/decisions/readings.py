# SPDX-License-Identifier: MIT
"""What each page says first, written from its figures; it names no cause."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from baton.improving.decisions.models import Action, Decision
from baton.ui.wording import _, _lazy, _many
from baton.ui.words import capitalised, count, day, listed, number
from baton.understanding.measures import readings as measures

_NUMBERS = {
    Action.State.TO_DO: _lazy("%(n)s to do"),
    Action.State.DOING: _lazy("%(n)s doing"),
    Action.State.DONE: _lazy("%(n)s done"),
    Action.State.NOT_DOING: _lazy("%(n)s not doing"),
    Action.State.NOT_FIXED: _lazy("%(n)s closed but not fixed"),
}


def overview(found: Sequence[Decision]) -> str:
    """How many decisions, and how their actions stand."""
    if not found:
        return ""
    made = [action for each in found for action in each.actions.all()]
    if not made:
        said = _many(
            "%(n)s decision is recorded. No action follows from it yet.",
            "%(n)s decisions are recorded. No action follows from them yet.",
            len(found),
        )
        return said % {"n": number(len(found))}
    said = _many(
        "%(n)s decision is recorded, with %(actions)s.",
        "%(n)s decisions are recorded, with %(actions)s.",
        len(found),
    ) % {"n": number(len(found)), "actions": count(len(made), "action")}
    return f"{said} {of_actions(made)}"


def of_actions(found: Sequence[Action]) -> str:
    """How they stand, in one sentence."""
    if not found:
        return _("No action is recorded.")
    numbers = {state: sum(each.state == state for each in found) for state in Action.State}
    told = [_NUMBERS[state] % {"n": many} for state, many in numbers.items() if many]
    late = sum(each.is_overdue for each in found)
    overdue = (
        _many("%(n)s is overdue.", "%(n)s are overdue.", late) % {"n": late}
        if late
        else _("None is overdue.")
    )
    return f"{capitalised(listed(told))}. {overdue}"


def of_decision(decision: Decision, actions: Sequence[Action], disputes: int) -> str:
    """Who decided what and when, and what is owed."""
    decided = {"group": decision.group, "day": day(decision.decided_on)}
    first = _("%(group)s decided this on %(day)s.") % decided
    said = of_actions(actions) if actions else _("No action follows from it yet.")
    if not disputes:
        return f"{first} {said}"
    disputed = _many(
        "%(n)s person disputes what it rests on.",
        "%(n)s people dispute what it rests on.",
        disputes,
    ) % {"n": number(disputes)}
    return f"{first} {disputed} {said}"


def of_action(action: Action) -> str:
    """How it stands now."""
    done = day(action.done_on) if action.done_on else ""
    told = {
        Action.State.TO_DO: _("It is to be done by %(due)s."),
        Action.State.DOING: _("It is being done, by %(due)s."),
        Action.State.DONE: _("It was done on %(done)s.") if done else _("It was done."),
        Action.State.NOT_DOING: _("It is not being done: %(why)s"),
        Action.State.NOT_FIXED: _("It was closed, and it is not fixed."),
    }
    said = told[Action.State(action.state)]
    sentences = [said % {"due": day(action.due_on), "done": done, "why": action.why}]
    if action.is_overdue and action.state != Action.State.NOT_FIXED:
        sentences.append(_("That day is past."))
    return f"{' '.join(sentences)} {change(action)}".strip()


def change(action: Action) -> str:
    """What was measured before and after: the two figures, and no cause."""
    if action.before is None or action.after is None:
        return ""
    before, after = value(action, action.before), value(action, action.after)
    if action.before == action.after:
        return _("Measured before and after, it is %(after)s as it was.") % {"after": after}
    told = {"before": before, "after": after}
    return _("Measured before it was %(before)s, and after it %(after)s.") % told


def value(action: Action, measured: Decimal | None) -> str:
    """As its measure writes it; as typed where it has none."""
    if measured is None:
        return "–"
    if action.measure:
        return measures.told(float(measured), action.measure.unit)
    return f"{measured.normalize():f}"
