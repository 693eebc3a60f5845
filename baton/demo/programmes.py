# SPDX-License-Identifier: MIT
"""Eight programmes of the board in different states, with their steps, registers and pathways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from baton.core import clock
from baton.demo import stakeholders
from baton.demo.reading import Colleagues, content, day, holder, moment, some_day
from baton.people.models import Organisation
from baton.people.stakeholders.models import Stakeholder
from baton.programmes import operations
from baton.programmes.models import (
    Objective,
    PathwayPart,
    PathwayStep,
    Programme,
    Stage,
    StageRole,
    Step,
)

KEYS = ("physio", "urgent", "carers", "transport", "eyes", "heron", "dental", "interpreters")

Known = Mapping[str, Stakeholder]


def keep(board: Organisation, known: Colleagues, made: Known) -> dict[str, Programme]:
    """Begin all of them; the same by their keys."""
    objectives = {
        key: Objective.objects.create(
            organisation=board, title=each["title"], says=each["says"], due_on=day(each["due"])
        )
        for key, each in content("objectives").items()
    }
    begun = {}
    for key in KEYS:
        told = content(f"programmes/{key}")
        begun[key] = programme = _begin(board, told, known)
        programme.services.set(board.services.filter(code__in=told["services"]))
        programme.objectives.set(objectives[each] for each in told["objectives"])
        stages = {each.kind: each for each in programme.stages.all()}
        _stages(stages, told["stages"], known)
        _steps(programme, stages, told["steps"], known)
        for name, stands in told["register"].items():
            # For the first time soon after it began, or before it begins.
            ago = max(-told["begins"] - 10, 12)
            stakeholders.judge(programme.register, made[name], stands, by=known["meena"], ago=ago)
        _pathway(programme, told.get("pathway", {}), made)
    return begun


def _begin(board: Organisation, told: dict[str, Any], known: Colleagues) -> Programme:
    """As it was written down two weeks before it began, or two weeks ago."""
    about = {
        "purpose": told["purpose"],
        "area": told["area"],
        "affects": told["affects"],
        "begins_on": some_day(told["begins"]),
        "ends_on": day(told.get("ends")),
        "budget_pounds": told["budget"],
        "hours": told["hours"],
        **holder(told["owner"], known),
    }
    with clock.held_at(moment(14 - min(told["begins"], 0))):
        programme = operations.begin(board, told["title"], by=known["meena"], **about)
    if ended := told.get("ended"):
        programme.ended_on, programme.ended_why = day(ended["day"]), ended["why"]
        programme.save(update_fields=["ended_on", "ended_why"])
    return programme


def _stages(stages: Mapping[str, Stage], told: dict[str, Any], known: Colleagues) -> None:
    for kind, about in told.items():
        stage = stages[kind]
        stage.state = about["state"]
        stage.opens_on, stage.closes_on = day(about.get("opens")), day(about.get("closes"))
        if stage.state == Stage.State.CLOSED:
            stage.closed_at = moment(-about["closes"])
        for words in ("why", "who", "methods", "questions"):
            setattr(stage, words, about.get(words, ""))
        stage.save()
        StageRole.objects.bulk_create(
            StageRole(stage=stage, part=part, **_part(name, known))
            for part, names in about.get("roles", {}).items()
            for name in ([names] if isinstance(names, str) else names)
        )


def _part(name: str, known: Colleagues) -> dict[str, Any]:
    return {"account": known[name]} if name in known else {"post": name}


def _steps(
    programme: Programme, stages: Mapping[str, Stage], told: list[dict[str, Any]], known: Colleagues
) -> None:
    Step.objects.bulk_create(
        Step(
            programme=programme,
            stage=stages[each["stage"]],
            kind="check" if "check" in each else "step",
            title=each.get("check") or each["step"],
            basis=each.get("basis", ""),
            post=each.get("post", ""),
            due_on=day(each["due"]),
            done_on=day(each.get("done")),
            done_by=known[each["by"]] if "done" in each else None,
            evidence=each.get("evidence", ""),
            not_needed_why=each.get("not_needed", ""),
        )
        for each in told
    )


def _pathway(programme: Programme, told: dict[str, dict[str, str]], made: Known) -> None:
    """Each step with who adds how much there, and by what means: “most, workshops 1 to 3”."""
    for place, (title, parts) in enumerate(told.items(), 1):
        step = PathwayStep.objects.create(programme=programme, title=title, place=place)
        for name, text in parts.items():
            adds, _, means = text.partition(", ")
            PathwayPart.objects.create(
                step=step,
                stakeholder=made[name],
                adds=PathwayPart.Adds[adds.upper()],
                means=means,
            )


@contextmanager
def as_they_were(begun: Mapping[str, Programme]) -> Iterator[None]:
    """While it happened, the stages that are closed today were open."""
    closed = list(Stage.objects.filter(programme__in=begun.values(), state=Stage.State.CLOSED))
    Stage.objects.filter(pk__in=[each.pk for each in closed]).update(state=Stage.State.OPEN)
    yield
    Stage.objects.filter(pk__in=[each.pk for each in closed]).update(state=Stage.State.CLOSED)
