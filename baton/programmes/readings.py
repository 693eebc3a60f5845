# SPDX-License-Identifier: MIT
"""What each page says first, written from its figures; it names no cause."""

from __future__ import annotations

from collections.abc import Sequence

from baton.programmes.dated import Dated
from baton.programmes.drawings import Row
from baton.programmes.models import Objective, Programme, Stage, Step
from baton.programmes.queries import Pathway, Progress
from baton.ui.wording import _, _many
from baton.ui.words import count, day, listed, number

#: Gaps that a sentence names.
_NAMED = 3


def overview(found: Sequence[Progress]) -> str:
    """Of all programmes: how many are at work, and what is late."""
    if not found:
        return ""
    at_work = sum(bool(each.at_work) for each in found)
    idle = len(found) - at_work
    late = [each for each in found if each.overdue]
    first = _many(
        "Of %(programmes)s %(n)s has a stage at work",
        "Of %(programmes)s %(n)s have a stage at work",
        at_work,
    ) % {"programmes": count(len(found), "programme"), "n": at_work}
    if idle:
        whole = _many(
            "%(at_work)s, %(n)s has none open.", "%(at_work)s, %(n)s have none open.", idle
        )
        first = whole % {"at_work": first, "n": idle}
    else:
        first = f"{first}."
    return " ".join((first, _overdue(late) if late else _("No step is overdue.")))


def _overdue(late: Sequence[Progress]) -> str:
    """In which programme most is overdue; where several have as many, none is picked."""
    overdue = sum(each.overdue for each in late)
    most = max(each.overdue for each in late)
    worst = [each for each in late if each.overdue == most]
    told = {
        "n": number(overdue),
        "most": most,
        "programme": worst[0].programme,
        "programmes": len(worst),
    }
    if len(late) == 1:
        some = _many(
            "%(n)s step is overdue, in %(programme)s.",
            "%(n)s steps are overdue, in %(programme)s.",
            overdue,
        )
        return some % told
    if len(worst) == 1:
        return _("%(n)s steps are overdue, %(most)s of them in %(programme)s.") % told
    if len(worst) < len(late):
        return (
            _("%(n)s steps are overdue, %(most)s of them in each of %(programmes)s programmes.")
            % told
        )
    if most > 1:
        return _("%(n)s steps are overdue, %(most)s in each of %(programmes)s programmes.") % told
    return _("%(n)s steps are overdue, one in each of %(programmes)s programmes.") % told


def of_programme(programme: Programme, rows: Sequence[Row]) -> str:
    """How it stands, in two sentences."""
    if programme.ended_on:
        told = {"day": day(programme.ended_on), "why": programme.ended_why}
        return _("This programme ended on %(day)s: %(why)s") % told
    done, steps = sum(row.done for row in rows), sum(row.steps for row in rows)
    return f"{_at_work(rows)} {_steps(done, steps, sum(row.overdue for row in rows))}".strip()


def _at_work(rows: Sequence[Row]) -> str:
    open_ = [row.stage.name for row in rows if row.stage.state == Stage.State.OPEN]
    if len(open_) == 1:
        return _("%(stage)s is the stage at work.") % {"stage": open_[0]}
    if open_:
        return _("%(stages)s are the stages at work.") % {"stages": listed(open_)}
    waiting = [row.stage for row in rows if row.stage.state == Stage.State.WAITING]
    if not waiting:
        return _("Every stage is closed.")
    following = waiting[0]
    if following.opens_on is None:
        return _("No stage is open; %(stage)s comes next.") % {"stage": following.name}
    told = {"stage": following.name, "day": day(following.opens_on)}
    return _("No stage is open; %(stage)s comes next, planned from %(day)s.") % told


def _steps(done: int, steps: int, overdue: int) -> str:
    if not steps:
        return _("No steps are planned yet.")
    first = _done(done, steps)
    if not overdue:
        return _("%(done)s; none is overdue.") % {"done": first}
    whole = _many("%(done)s, %(n)s is overdue.", "%(done)s, %(n)s are overdue.", overdue)
    return whole % {"done": first, "n": overdue}


def _done(done: int, steps: int) -> str:
    told = _many("%(n)s of %(steps)s is done", "%(n)s of %(steps)s are done", done)
    return told % {"n": done, "steps": count(steps, "step")}


def of_steps(programme: Programme, steps: Sequence[Step]) -> str:
    """How many of all are done, and how many checks are still open."""
    wanted = [each for each in steps if each.stage.takes_part and not each.not_needed_why]
    done = sum(each.done_on is not None for each in wanted)
    if programme.is_ended:
        ended = _("This programme has ended.")
        return f"{ended} {_done(done, len(wanted))}."
    checks = sum(each.is_check and each.is_open for each in wanted)
    told = _steps(done, len(wanted), sum(each.is_overdue for each in wanted))
    if not checks:
        return told
    open_ = _many("%(n)s check is open.", "%(n)s checks are open.", checks)
    return f"{told} {open_ % {'n': number(checks)}}"


def of_stage(stage: Stage, steps: Sequence[Step]) -> str:
    """How it stands, why, and how far its steps have come."""
    if not stage.takes_part:
        about = {"stage": stage.name, "why": stage.why}
        return _("%(stage)s is no part of this programme: %(why)s") % about
    wanted = [each for each in steps if not each.not_needed_why]
    late = sum(each.is_overdue for each in wanted)
    told = _steps(sum(each.done_on is not None for each in wanted), len(wanted), late)
    return f"{_state(stage)} {told}"


def _state(stage: Stage) -> str:
    if stage.closed_at is None:
        stands = _("%(stage)s is open.") if stage.state == "open" else _("%(stage)s has not begun.")
        return stands % {"stage": stage.name}
    told = {"stage": stage.name, "day": day(stage.closed_at), "why": stage.why}
    if stage.why:
        return _("%(stage)s was closed on %(day)s before all was done: %(why)s") % told
    return _("%(stage)s was closed on %(day)s.") % told


def of_pathway(found: Pathway) -> str:
    """Where nothing is arranged although it would add much, those that add most first."""
    if not found.steps:
        return ""
    if not found.parts:
        return _("It is not yet said who should have a part at which step.")
    gaps = found.gaps
    if not gaps:
        parts = count(len(found.parts), "part")
        return _("All %(parts)s that people should have are arranged.") % {"parts": parts}
    first = [gap for gap in gaps if gap.adds == gaps[0].adds]
    named = [
        _("%(name)s at “%(step)s”") % {"name": gap.stakeholder, "step": gap.step.title}
        for gap in first[:_NAMED]
    ]
    missing = _many(
        "Of %(parts)s that people should have, %(n)s is not arranged.",
        "Of %(parts)s that people should have, %(n)s are not arranged.",
        len(gaps),
    ) % {"parts": count(len(found.parts), "part"), "n": len(gaps)}
    most = _("Of these, feedback %(adds)s from %(named)s.") % {
        "adds": gaps[0].get_adds_display(),
        "named": _some(named, len(first) - _NAMED),
    }
    return f"{missing} {most}"


def _some(named: Sequence[str], more: int) -> str:
    """Those named, and how many more there are."""
    if more < 1:
        return listed(named)
    return _("%(named)s and %(number)s more") % {"named": ", ".join(named), "number": more}


def of_objectives(rows: Sequence[tuple[Objective, Sequence[Programme]]]) -> str:
    """How many objectives have a programme, and which have none."""
    if not rows:
        return ""
    without = [objective.title for objective, served_by in rows if not served_by]
    if not without and len(rows) == 1:
        return _("The one objective is served by a programme.")
    if not without:
        return _("Each of the %(number)s objectives is served by a programme.") % {
            "number": len(rows)
        }
    quoted = [f"“{title}”" for title in without[:_NAMED]]
    told = _many(
        "Of %(objectives)s %(n)s has no programme: %(named)s.",
        "Of %(objectives)s %(n)s have no programme: %(named)s.",
        len(without),
    )
    return told % {
        "objectives": count(len(rows), "objective"),
        "n": len(without),
        "named": _some(quoted, len(without) - _NAMED),
    }


def of_calendar(found: Sequence[Dated]) -> str:
    """What is late, and what comes next."""
    if not found:
        return ""
    overdue = sum(each.step is not None and each.step.is_overdue for each in found)
    late = _("No step is overdue.")
    if overdue:
        late = _many("%(n)s step is overdue.", "%(n)s steps are overdue.", overdue)
        late %= {"n": number(overdue)}
    coming = next((each for each in found if each.is_to_come), None)
    if coming is None:
        return " ".join((late, _("Nothing is to come.")))
    following = _("Next is “%(what)s” in %(programme)s on %(day)s.") % {
        "what": coming.says,
        "programme": coming.programme,
        "day": day(coming.on),
    }
    return f"{late} {following}"
