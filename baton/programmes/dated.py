# SPDX-License-Identifier: MIT
"""Everything of programmes that has a day, in one line of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from baton.core import clock
from baton.people.models import Organisation
from baton.programmes import queries
from baton.programmes.activities import queries as activities
from baton.programmes.activities.models import Activity
from baton.programmes.models import Programme, Stage, Step
from baton.ui import words
from baton.ui.wording import _


@dataclass(frozen=True, slots=True)
class Dated:
    """Something on a day: a step, an activity, or a stage that opens or closes."""

    on: date
    programme: Programme
    says: str
    step: Step | None = None
    activity: Activity | None = None
    stage: Stage | None = None

    @property
    def is_to_come(self) -> bool:
        """From today on; that a stage opened or closed today is no news of tomorrow."""
        today = clock.today()
        return self.on > today or (self.on == today and bool(self.step or self.activity))


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    things: Sequence[Dated]

    @property
    def is_past(self) -> bool:
        today = clock.today()
        return (self.first.year, self.first.month) < (today.year, today.month)

    @property
    def overdue(self) -> int:
        return sum(each.step is not None and each.step.is_overdue for each in self.things)


def of_programme(programme: Programme, steps: Iterable[Step]) -> list[Dated]:
    """Of one programme, what was done or is not needed too."""
    return _sorted(
        [
            *_of_stages(programme, programme.stages.all()),
            *(
                Dated(step.due_on, programme, step.title, step=step, stage=step.stage)
                for step in steps
                if step.due_on
            ),
            *(
                Dated(each.on, programme, each.title, activity=each)
                for each in queries.activities_of(programme)
            ),
        ]
    )


def of_all(organisation: Organisation) -> list[Dated]:
    """Of all open programmes: what is still to be done, and what else happens from this month."""
    first = clock.today().replace(day=1)
    found = [
        Dated(step.due_on, step.programme, step.title, step=step, stage=step.stage)
        for step in queries.open_steps(organisation)
        if step.due_on
    ]
    for programme in queries.programmes(organisation).prefetch_related("stages"):
        found += [
            each for each in _of_stages(programme, programme.stages.all()) if each.on >= first
        ]
    coming = activities.activities(organisation).filter(on__gte=first, programme__ended_on=None)
    found += [Dated(each.on, each.programme, each.title, activity=each) for each in coming]
    return _sorted(found)


def _of_stages(programme: Programme, stages: Iterable[Stage]) -> list[Dated]:
    found = []
    for stage in stages:
        if not stage.takes_part:
            continue
        told = {"stage": stage.name}
        if stage.opens_on:
            waits = stage.state == Stage.State.WAITING
            says = _("%(stage)s opens") if waits else _("%(stage)s opened")
            found.append(Dated(stage.opens_on, programme, says % told, stage=stage))
        if stage.closed_at:
            closed = words.local(stage.closed_at).date()
            says = _("%(stage)s closed") % told
            found.append(Dated(closed, programme, says, stage=stage))
        elif stage.closes_on:
            says = _("%(stage)s closes") % told
            found.append(Dated(stage.closes_on, programme, says, stage=stage))
    return found


def _sorted(found: list[Dated]) -> list[Dated]:
    return sorted(found, key=lambda each: (each.on, each.programme.title, each.says))


def by_month(found: Iterable[Dated]) -> list[Month]:
    """In the months in which they lie, the first first."""
    months = groupby(found, key=lambda each: each.on.replace(day=1))
    return [Month(first, list(things)) for first, things in months]
