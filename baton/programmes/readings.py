# SPDX-License-Identifier: MIT
"""What each page says first, written from its figures; it names no cause."""

from __future__ import annotations

from collections.abc import Sequence

from baton.programmes.dated import Dated
from baton.programmes.drawings import Row
from baton.programmes.models import Objective, Programme, Stage, Step
from baton.programmes.queries import Pathway, Progress
from baton.ui.words import capitalised, count, day, listed

#: Gaps that a sentence names.
_NAMED = 3


def overview(found: Sequence[Progress]) -> str:
    """Of all programmes: how many are at work, and what is late."""
    if not found:
        return ""
    at_work = sum(bool(each.at_work) for each in found)
    idle = len(found) - at_work
    late = [each for each in found if each.overdue]
    overdue = sum(each.overdue for each in late)
    first = f"Of {count(len(found), 'programme')} {at_work} {_have(at_work)} a stage at work"
    first += f", {idle} {_have(idle)} none open." if idle else "."
    if not late:
        return f"{first} No step is overdue."
    return f"{first} {capitalised(count(overdue, 'step'))} {_is(overdue)} overdue{_where(late)}."


def _where(late: Sequence[Progress]) -> str:
    """In which programme most is overdue; where several have as many, none is picked."""
    if len(late) == 1:
        return f", in {late[0].programme}"
    most = max(each.overdue for each in late)
    worst = [each for each in late if each.overdue == most]
    if len(worst) == 1:
        return f", {most} of them in {worst[0].programme}"
    if len(worst) < len(late):
        return f", {most} of them in each of {len(worst)} programmes"
    return f", {most if most > 1 else 'one'} in each of {len(late)} programmes"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def of_programme(programme: Programme, rows: Sequence[Row]) -> str:
    """How it stands, in two sentences."""
    if programme.ended_on:
        return f"This programme ended on {day(programme.ended_on)}: {programme.ended_why}"
    done, steps = sum(row.done for row in rows), sum(row.steps for row in rows)
    return f"{_at_work(rows)} {_steps(done, steps, sum(row.overdue for row in rows))}".strip()


def _at_work(rows: Sequence[Row]) -> str:
    open_ = [row.stage.name for row in rows if row.stage.state == Stage.State.OPEN]
    if len(open_) == 1:
        return f"{open_[0]} is the stage at work."
    if open_:
        return f"{listed(open_)} are the stages at work."
    waiting = [row.stage for row in rows if row.stage.state == Stage.State.WAITING]
    if not waiting:
        return "Every stage is closed."
    begins = f", planned from {day(waiting[0].opens_on)}" if waiting[0].opens_on else ""
    return f"No stage is open; {waiting[0].name} comes next{begins}."


def _steps(done: int, steps: int, overdue: int) -> str:
    if not steps:
        return "No steps are planned yet."
    told = f"{done} of {count(steps, 'step')} {_is(done)} done"
    return f"{told}, {overdue} {_is(overdue)} overdue." if overdue else f"{told}; none is overdue."


def of_steps(programme: Programme, steps: Sequence[Step]) -> str:
    """How many of all are done, and how many checks are still open."""
    wanted = [each for each in steps if each.stage.takes_part and not each.not_needed_why]
    done = sum(each.done_on is not None for each in wanted)
    if programme.is_ended:
        return f"This programme has ended. {done} of {count(len(wanted), 'step')} {_is(done)} done."
    checks = sum(each.is_check and each.is_open for each in wanted)
    told = _steps(done, len(wanted), sum(each.is_overdue for each in wanted))
    return f"{capitalised(told)} {count(checks, 'check')} {_is(checks)} open." if checks else told


def of_stage(stage: Stage, steps: Sequence[Step]) -> str:
    """How it stands, why, and how far its steps have come."""
    if not stage.takes_part:
        return f"{stage.name} is no part of this programme: {stage.why}"
    wanted = [each for each in steps if not each.not_needed_why]
    late = sum(each.is_overdue for each in wanted)
    told = _steps(sum(each.done_on is not None for each in wanted), len(wanted), late)
    if stage.closed_at is None:
        return f"{stage.name} {'is open' if stage.state == 'open' else 'has not begun'}. {told}"
    why = f" before all was done: {stage.why}" if stage.why else "."
    return f"{stage.name} was closed on {day(stage.closed_at)}{why} {told}"


def of_pathway(found: Pathway) -> str:
    """Where nothing is arranged although it would add much, those that add most first."""
    if not found.steps:
        return ""
    if not found.parts:
        return "It is not yet said who should have a part at which step."
    gaps = found.gaps
    if not gaps:
        return f"All {count(len(found.parts), 'part')} that people should have are arranged."
    first = [gap for gap in gaps if gap.adds == gaps[0].adds]
    named = [f"{gap.stakeholder} at “{gap.step.title}”" for gap in first[:_NAMED]]
    more = f" and {len(first) - _NAMED} more" if len(first) > _NAMED else ""
    return (
        f"Of {count(len(found.parts), 'part')} that people should have, {len(gaps)} "
        f"{_is(len(gaps))} not arranged. Of these, feedback {gaps[0].get_adds_display()} from "
        f"{', '.join(named) if more else listed(named)}{more}."
    )


def of_objectives(rows: Sequence[tuple[Objective, Sequence[Programme]]]) -> str:
    """How many objectives have a programme, and which have none."""
    if not rows:
        return ""
    without = [objective.title for objective, served_by in rows if not served_by]
    if not without and len(rows) == 1:
        return "The one objective is served by a programme."
    if not without:
        return f"Each of the {len(rows)} objectives is served by a programme."
    quoted = [f"“{title}”" for title in without[:_NAMED]]
    more = len(without) - _NAMED
    named = f"{', '.join(quoted)} and {more} more" if more > 0 else listed(quoted)
    return (
        f"Of {count(len(rows), 'objective')} {len(without)} {_have(len(without))} no programme: "
        f"{named}."
    )


def of_calendar(found: Sequence[Dated]) -> str:
    """What is late, and what comes next."""
    if not found:
        return ""
    overdue = sum(each.step is not None and each.step.is_overdue for each in found)
    late = f"{count(overdue, 'step')} {_is(overdue)} overdue." if overdue else "No step is overdue."
    coming = next((each for each in found if each.is_to_come), None)
    if coming is None:
        return f"{late} Nothing is to come."
    return f"{late} Next is “{coming.says}” in {coming.programme} on {day(coming.on)}."
