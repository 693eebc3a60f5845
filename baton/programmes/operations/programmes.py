# SPDX-License-Identifier: MIT
"""A programme begins, alone or from a template; it is changed, and it ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction

from baton.core import audit, clock
from baton.people.models import Organisation
from baton.people.stakeholders.models import Register
from baton.places.models import Service
from baton.programmes import policies, queries, work_template
from baton.programmes.models import Objective, Programme, Stage, StageRole, Step
from baton.programmes.work_template import PlannedStage
from baton.ui.wording import _


class TitleTaken(ValueError):
    """Another open programme has this title."""

    def __init__(self, title: str) -> None:
        super().__init__(
            _("There is a programme “%(title)s” already. Open it, or choose another title.")
            % {"title": title}
        )


@transaction.atomic
def begin(
    organisation: Organisation,
    title: str,
    *,
    by: models.Model | str,
    template: str = "",
    services: Iterable[Service] = (),
    objectives: Iterable[Objective] = (),
    **about: Any,
) -> Programme:
    """A new programme with its five stages, none of them begun, and a register of its own.

    A template (its code) adds steps, checks and roles, dated from the day on which it begins.
    Raises TitleTaken.
    """
    title = _free_title(organisation, title)
    register = Register.objects.create(organisation=organisation, title=title)
    programme = _written(
        Programme(
            organisation=organisation, title=title, register=register, template=template, **about
        )
    )
    programme.services.set(services)
    programme.objectives.set(objectives)
    planned = work_template.template(template).stages if template else work_template.usual_stages()
    steps = _lay_out(programme, planned)
    audit.record(
        "programme.begun",
        programme,
        by=by,
        organisation=organisation.pk,
        template=template,
        steps=steps,
    )
    return programme


def _free_title(organisation: Organisation, title: str, but: Programme | None = None) -> str:
    title = " ".join(title.split())[:200]
    same = queries.titled(organisation, title)
    if same is not None and same != but:
        raise TitleTaken(title)
    return title


def _written(programme: Programme) -> Programme:
    """Save it; the constraint speaks where another of its title came between."""
    try:
        with transaction.atomic():
            programme.save()
    except IntegrityError:
        if queries.titled(programme.organisation, programme.title):
            raise TitleTaken(programme.title) from None
        raise
    return programme


def _lay_out(programme: Programme, planned: Iterable[PlannedStage]) -> int:
    """Make the stages with their roles and steps; returns how many steps."""
    steps: list[Step] = []
    roles: list[StageRole] = []
    for plan in planned:
        stage = Stage.objects.create(
            programme=programme,
            kind=plan.kind,
            state=work_template.takes_part(plan),
            opens_on=_day(programme, plan.opens),
            closes_on=_day(programme, plan.closes),
            who=plan.who,
            methods=plan.methods,
            questions=plan.questions,
            why=plan.left_out,
        )
        roles += [
            StageRole(stage=stage, part=part, post=post)
            for part, posts in plan.roles.items()
            for post in posts
        ]
        steps += [
            Step(
                programme=programme,
                stage=stage,
                kind=step.kind,
                title=step.title,
                says=step.says,
                basis=step.basis,
                post=step.post,
                due_on=_day(programme, step.day),
            )
            for step in plan.steps
        ]
    StageRole.objects.bulk_create(roles)
    Step.objects.bulk_create(steps)
    return len(steps)


def _day(programme: Programme, after: int | None) -> date | None:
    return None if after is None else programme.begins_on + timedelta(days=after)


@transaction.atomic
def change(
    programme: Programme,
    *,
    by: models.Model | str,
    services: Iterable[Service] | None = None,
    objectives: Iterable[Objective] | None = None,
    moves_days: bool = False,
    **about: Any,
) -> None:
    """Change what is said of it; its register goes by its title. With `moves_days`, what is still
    to come moves with the day on which it begins. Raises TitleTaken, NotNow.
    """
    policies.check_is_open(programme)
    if "title" in about:
        about["title"] = _free_title(programme.organisation, about["title"], but=programme)
    changed = [name for name, value in about.items() if getattr(programme, name) != value]
    days = (about.get("begins_on", programme.begins_on) - programme.begins_on).days
    for name in changed:
        setattr(programme, name, about[name])
    _written(programme)
    if "title" in changed:
        programme.register.title = programme.title
        programme.register.save(update_fields=["title"])
    if services is not None:
        programme.services.set(services)
    if objectives is not None:
        programme.objectives.set(objectives)
    moved = _move_days(programme, days) if moves_days and days else 0
    audit.record(
        "programme.changed",
        programme,
        by=by,
        organisation=programme.organisation_id,
        fields=changed,
        steps_moved=moved,
    )


def _move_days(programme: Programme, days: int) -> int:
    """Move open steps, and stages that have not begun; returns how many steps moved."""
    by = timedelta(days=days)
    steps = [each for each in queries.steps(programme).open() if each.due_on]
    for step in steps:
        step.due_on = step.due_on and step.due_on + by
    Step.objects.bulk_update(steps, ["due_on"])
    stages = [each for each in programme.stages.all() if each.state == Stage.State.WAITING]
    for stage in stages:
        stage.opens_on = stage.opens_on and stage.opens_on + by
        stage.closes_on = stage.closes_on and stage.closes_on + by
    Stage.objects.bulk_update(stages, ["opens_on", "closes_on"])
    return len(steps)


@transaction.atomic
def end(programme: Programme, why: str, *, by: models.Model | str) -> None:
    """Nothing is expected of it any more; everything of it stays to be read. Raises NotNow."""
    policies.check_can_end(programme)
    programme.ended_on, programme.ended_why = clock.today(), why
    programme.save(update_fields=["ended_on", "ended_why"])
    audit.record(
        "programme.ended",
        programme,
        by=by,
        organisation=programme.organisation_id,
        open_steps=programme.steps.open().count(),
    )
