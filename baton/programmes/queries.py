# SPDX-License-Identifier: MIT
"""Reading programmes, their stages and steps, and the pathway with those who have a part in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, Model, Prefetch, QuerySet, Sum

from baton.core import clock
from baton.people.models import Organisation
from baton.people.stakeholders import queries as stakeholders
from baton.people.stakeholders.models import Stakeholder
from baton.programmes.activities import queries as activities
from baton.programmes.activities.models import Activity
from baton.programmes.models import (
    Objective,
    PathwayPart,
    PathwayStep,
    Programme,
    Stage,
    Step,
    StepQuerySet,
)

Titled = TypeVar("Titled", bound=Model)


def programmes(organisation: Organisation) -> QuerySet[Programme]:
    """Those that are open, by title."""
    return organisation.programmes.open().select_related("owner").order_by("title", "pk")


def every(organisation: Organisation) -> QuerySet[Programme]:
    """Open or ended."""
    return organisation.programmes.select_related("owner", "register", "organisation")


def ended(organisation: Organisation) -> QuerySet[Programme]:
    """Those that have ended, the last first."""
    return every(organisation).exclude(ended_on=None).order_by("-ended_on", "-pk")


def same(rows: QuerySet[Titled], title: str) -> Titled | None:
    """The one of this title, whatever its capitals."""
    found = rows.filter(title__iexact=title).first()
    if found is None and not title.isascii():
        # SQLite compares capitals of ASCII only.
        wanted = title.casefold()
        found = next((each for each in rows if str(each).casefold() == wanted), None)
    return found


def titled(organisation: Organisation, title: str) -> Programme | None:
    """The open programme of this title."""
    return same(organisation.programmes.open(), title)


# Steps and checks.


def steps(programme: Programme) -> StepQuerySet:
    """Of a programme by day; those without a day last."""
    return (
        Step.objects.filter(programme=programme)
        .select_related("programme", "stage", "done_by")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def open_steps(organisation: Organisation) -> StepQuerySet:
    """What is still to be done in a body's open programmes, by day."""
    return (
        Step.objects.open()
        .filter(programme__organisation=organisation, programme__ended_on=None)
        .select_related("programme", "stage")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def open_checks(stage: Stage) -> StepQuerySet:
    """The checks of a stage that are not met and not said to be unneeded."""
    return steps(stage.programme).filter(
        stage=stage, kind=Step.Kind.CHECK, done_on=None, not_needed_why=""
    )


# How each stands.


@dataclass(frozen=True, slots=True)
class Progress:
    """An open programme in the list: its number there, its stages, and what is late."""

    number: int
    programme: Programme
    stages: Sequence[Stage]
    overdue: int
    open: int

    @property
    def at_work(self) -> list[Stage]:
        return [stage for stage in self.stages if stage.state == Stage.State.OPEN]

    @property
    def next(self) -> Stage | None:
        """The stage that waits to be opened, where none is open."""
        if self.at_work:
            return None
        waiting = (stage for stage in self.stages if stage.state == Stage.State.WAITING)
        return next(waiting, None)


def progress(organisation: Organisation) -> list[Progress]:
    """How every open programme stands, by title."""
    today = clock.today()
    late: dict[int, int] = {}
    waiting: dict[int, int] = {}
    for programme, due in open_steps(organisation).values_list("programme_id", "due_on"):
        waiting[programme] = waiting.get(programme, 0) + 1
        late[programme] = late.get(programme, 0) + (due is not None and due < today)
    rows = programmes(organisation).prefetch_related("stages")
    return [
        Progress(
            number, each, list(each.stages.all()), late.get(each.pk, 0), waiting.get(each.pk, 0)
        )
        for number, each in enumerate(rows, start=1)
    ]


@dataclass(frozen=True, slots=True)
class Used:
    """What a programme's activities took so far, of what it has."""

    pounds: int
    hours: int
    pounds_share: float | None
    hours_share: float | None


def used(programme: Programme) -> Used:
    """Costs with payments to participants, and hours, as its activities tell them."""
    told: Mapping[str, Any] = activities_of(programme).aggregate(
        cost=Sum("cost"), payments=Sum("payments"), hours=Sum("hours")
    )
    pounds = (told["cost"] or 0) + (told["payments"] or 0)
    hours = told["hours"] or 0
    return Used(
        pounds,
        hours,
        pounds / programme.budget_pounds if programme.budget_pounds else None,
        hours / programme.hours if programme.hours else None,
    )


def activities_of(programme: Programme) -> QuerySet[Activity]:
    """The activities of a programme, the latest first."""
    return activities.activities(programme.organisation).filter(programme=programme)


# Objectives.


def objectives(organisation: Organisation) -> QuerySet[Objective]:
    """What a body wants to reach today, by title."""
    return organisation.objectives.filter(ended_on=None).order_by("title", "pk")


def served(organisation: Organisation) -> list[tuple[Objective, list[Programme]]]:
    """Each objective of today with the open programmes that serve it."""
    rows = objectives(organisation).prefetch_related(
        Prefetch("programmes", queryset=programmes(organisation))
    )
    return [(each, list(each.programmes.all())) for each in rows]


def past_objectives(organisation: Organisation) -> QuerySet[Objective]:
    return organisation.objectives.exclude(ended_on=None).order_by("-ended_on", "-pk")


# The pathway.


@dataclass(frozen=True, slots=True)
class Pathway:
    """Steps × stakeholders: who should have a part where, and by what means."""

    steps: Sequence[PathwayStep]
    stakeholders: Sequence[Stakeholder]
    parts: Mapping[tuple[int, int], PathwayPart]

    def part(self, step: PathwayStep, stakeholder: Stakeholder) -> PathwayPart | None:
        return self.parts.get((step.pk, stakeholder.pk))

    @property
    def gaps(self) -> list[PathwayPart]:
        """Parts that are needed and for which nothing is arranged, those that add most first."""
        places = {step.pk: step.place for step in self.steps}
        missing = [part for part in self.parts.values() if not part.means]
        return sorted(missing, key=lambda part: (-part.adds, places[part.step_id], part.pk))


def pathway(programme: Programme) -> Pathway:
    """With those of the programme's register, and whoever else has a part."""
    steps = list(programme.pathway.all())
    parts = {
        (part.step_id, part.stakeholder_id): part
        for part in PathwayPart.objects.filter(step__programme=programme).select_related(
            "step", "stakeholder"
        )
    }
    shown = {each.pk: each for each in in_register(programme)}
    shown |= {part.stakeholder_id: part.stakeholder for part in parts.values()}
    by_name = sorted(shown.values(), key=lambda each: (each.name.casefold(), each.pk))
    return Pathway(steps, by_name, parts)


def in_register(programme: Programme) -> QuerySet[Stakeholder]:
    """Those whose stake in this programme was judged, by name."""
    return stakeholders.stakeholders(programme.organisation).filter(
        assessments__register=programme.register, assessments__superseded_at=None
    )
