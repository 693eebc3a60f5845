# SPDX-License-Identifier: MIT
"""Programmes put on the wheel: one alone with its activities, all of a body together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from baton.programmes import wheel
from baton.programmes.activities.models import Activity
from baton.programmes.models import Programme, Stage, StageKind, Step
from baton.programmes.queries import Progress
from baton.programmes.wheel import Centre, Dot, Segment
from baton.ui.wording import _, _many
from baton.ui.words import count, listed


@dataclass(frozen=True, slots=True)
class Row:
    """A stage as the table beside the wheel tells it."""

    stage: Stage
    done: int
    steps: int
    overdue: int
    happened: int
    planned: int


def rows(programme: Programme, steps: Iterable[Step], activities: Iterable[Activity]) -> list[Row]:
    """The figures of each stage; the drawing is made of the same."""
    steps, activities = list(steps), list(activities)
    found = []
    for stage in programme.stages.all():
        own = [each for each in steps if each.stage_id == stage.pk and not each.not_needed_why]
        held = [each for each in activities if each.stage == stage.kind]
        found.append(
            Row(
                stage,
                done=sum(each.done_on is not None for each in own),
                steps=len(own) if stage.takes_part else 0,
                overdue=sum(each.is_overdue for each in own),
                happened=sum(each.state == Activity.State.HAPPENED for each in held),
                planned=sum(
                    each.state in {Activity.State.PLANNED, Activity.State.ANNOUNCED}
                    for each in held
                ),
            )
        )
    return found


def of_programme(programme: Programme, found: Sequence[Row]) -> Markup:
    """One programme: how each stage stands, with a dot for each activity."""
    segments = [
        Segment(
            row.stage.name,
            row.stage.state,  # type: ignore[arg-type]
            dots=[Dot()] * row.happened + [Dot(is_full=False)] * row.planned,
            overdue=row.overdue,
            done=row.done / row.steps if row.steps else None,
        )
        for row in found
    ]
    activities = sum(row.happened + row.planned for row in found)
    done, steps = sum(row.done for row in found), sum(row.steps for row in found)
    overdue = sum(row.overdue for row in found)
    late = _("%(number)s overdue") % {"number": overdue} if overdue else ""
    centre = Centre(
        str(activities),
        _many("activity", "activities", activities),
        [_("%(done)s of %(steps)s done") % {"done": done, "steps": count(steps, "step")}]
        if steps
        else [],
        late,
    )
    if steps and not activities:
        centre = Centre(
            str(done), _("of %(steps)s done") % {"steps": count(steps, "step")}, alarm=late
        )
    return wheel.drawn(
        "cycle",
        segments,
        centre,
        title=_("The engagement cycle of %(programme)s") % {"programme": programme.title},
        says=" ".join((_stands(found), _("The table beside it says the same."))),
    )


def _stands(found: Sequence[Row]) -> str:
    told = listed([_stage(row) for row in found])
    return _("Five stages in a ring, read clockwise from the top: %(told)s.") % {"told": told}


def _stage(row: Row) -> str:
    told = {
        "stage": row.stage.name,
        "state": wheel.WORDS[row.stage.state],
        "overdue": row.overdue,
    }
    if row.overdue:
        return _("%(stage)s is %(state)s with %(overdue)s overdue") % told
    return _("%(stage)s is %(state)s") % told


def of_all(found: Sequence[Progress]) -> Markup:
    """All programmes on one wheel, by the numbers that they have in the table."""
    segments, told = [], []
    for kind in StageKind:
        at_work = [each for each in found if kind in {stage.kind for stage in each.at_work}]
        to_come = [each for each in found if each.next and each.next.kind == kind]
        dots = [
            Dot(is_full=each in at_work, label=str(each.number), is_late=bool(each.overdue))
            for each in sorted([*at_work, *to_come], key=lambda each: each.number)
        ]
        segments.append(Segment(kind.word, None, dots=dots))
        about = {"stage": kind.word, "number": len(at_work)}
        some, none = _("%(stage)s with %(number)s at work"), _("%(stage)s with none at work")
        told.append((some if at_work else none) % about)
    late = sum(bool(each.overdue) for each in found)
    runs_late = _many("%(n)s runs late", "%(n)s run late", late) % {"n": late} if late else ""
    return wheel.drawn(
        "all",
        segments,
        Centre(str(len(found)), _many("programme", "programmes", len(found)), alarm=runs_late),
        title=_("Where each programme stands in the engagement cycle"),
        says=_("Five stages in a ring: %(told)s. The table beside it says the same.")
        % {"told": listed(told)},
    )


def small(progress: Progress) -> Markup:
    return wheel.small([stage.state for stage in progress.stages])  # type: ignore[misc]
