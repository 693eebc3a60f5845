# SPDX-License-Identifier: MIT
"""What each page says first, written from its figures; it names no cause."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from baton.improving.decisions.models import Action, Decision
from baton.ui.words import capitalised, count, day, listed
from baton.understanding.measures import readings as measures


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def overview(found: Sequence[Decision]) -> str:
    """How many decisions, and how their actions stand."""
    if not found:
        return ""
    made = [action for each in found for action in each.actions.all()]
    first = f"{count(len(found), 'decision')} {_are(len(found))} recorded"
    if not made:
        return f"{first}. No action follows from {'it' if len(found) == 1 else 'them'} yet."
    return f"{first}, with {count(len(made), 'action')}. {of_actions(made)}"


def of_actions(found: Sequence[Action]) -> str:
    """How they stand, in one sentence."""
    if not found:
        return "No action is recorded."
    numbers = {state: sum(each.state == state for each in found) for state in Action.State}
    told = [
        f"{number} {Action.State(state).label.lower()}"
        for state, number in numbers.items()
        if number
    ]
    late = sum(each.is_overdue for each in found)
    said = f"{capitalised(listed(told))}."
    return f"{said} {late} {_are(late)} overdue." if late else f"{said} None is overdue."


def of_decision(decision: Decision, actions: Sequence[Action], disputes: int) -> str:
    """Who decided what and when, and what is owed."""
    first = f"{decision.group} decided this on {day(decision.decided_on)}."
    said = of_actions(actions) if actions else "No action follows from it yet."
    if not disputes:
        return f"{first} {said}"
    disputed = count(disputes, "person disputes", "people dispute")
    return f"{first} {capitalised(disputed)} what it rests on. {said}"


def of_action(action: Action) -> str:
    """How it stands now."""
    due = day(action.due_on)
    told = {
        Action.State.TO_DO: f"It is to be done by {due}.",
        Action.State.DOING: f"It is being done, by {due}.",
        Action.State.DONE: f"It was done{f' on {day(action.done_on)}' if action.done_on else ''}.",
        Action.State.NOT_DOING: f"It is not being done: {action.why}",
        Action.State.NOT_FIXED: "It was closed, and it is not fixed.",
    }
    is_late = action.is_overdue and action.state != Action.State.NOT_FIXED
    late = " That day is past." if is_late else ""
    return f"{told[Action.State(action.state)]}{late} {change(action)}".strip()


def change(action: Action) -> str:
    """What was measured before and after: the two figures, and no cause."""
    if action.before is None or action.after is None:
        return ""
    before, after = value(action, action.before), value(action, action.after)
    if action.before == action.after:
        return f"Measured before and after, it is {after} as it was."
    return f"Measured before it was {before}, and after it {after}."


def value(action: Action, number: Decimal | None) -> str:
    """As its measure writes it; as typed where it has none."""
    if number is None:
        return "–"
    if action.measure:
        return measures.told(float(number), action.measure.unit)
    return f"{number.normalize():f}"
