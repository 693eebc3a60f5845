# SPDX-License-Identifier: MIT
"""The way that people go through a service, and who should have a part at each step of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from baton.core import audit
from baton.people.stakeholders.models import Stakeholder
from baton.programmes import policies, queries
from baton.programmes.models import PathwayPart, PathwayStep, Programme
from baton.ui.wording import _


class StepTaken(ValueError):
    """The pathway has a step of this title."""

    def __init__(self, title: str) -> None:
        super().__init__(
            _("The pathway has a step “%(title)s” already. Choose another title.")
            % {"title": title}
        )


def _title(programme: Programme, title: str, but: PathwayStep | None = None) -> str:
    title = " ".join(title.split())[:120]
    found = queries.same(programme.pathway.all(), title)
    if found is not None and found != but:
        raise StepTaken(title)
    return title


def _record(verb: str, step: PathwayStep, by: models.Model | str, **details: Any) -> None:
    audit.record(verb, step, by=by, organisation=step.programme.organisation_id, **details)


@transaction.atomic
def add_pathway_step(programme: Programme, title: str, *, by: models.Model | str) -> PathwayStep:
    """One more step, at the end of the way. Raises StepTaken, NotNow."""
    policies.check_is_open(programme)
    # Held, so that two who add at once do not get the same place.
    Programme.objects.select_for_update().get(pk=programme.pk)
    title = _title(programme, title)
    last = programme.pathway.aggregate(last=Max("place"))["last"]
    step = PathwayStep.objects.create(programme=programme, title=title, place=(last or 0) + 1)
    _record("pathway.step_added", step, by)
    return step


@transaction.atomic
def change_pathway_step(
    step: PathwayStep, title: str, place: int, *, by: models.Model | str
) -> None:
    """Give it another title, or another place. Raises StepTaken, NotNow."""
    policies.check_is_open(step.programme)
    Programme.objects.select_for_update().get(pk=step.programme_id)
    step.title = _title(step.programme, title, but=step)
    step.save(update_fields=["title"])
    order = list(step.programme.pathway.exclude(pk=step.pk))
    order.insert(place - 1, step)
    for number, each in enumerate(order, start=1):
        each.place = number
    PathwayStep.objects.bulk_update(order, ["place"])
    _record("pathway.step_changed", step, by, place=place)


@transaction.atomic
def remove_pathway_step(step: PathwayStep, *, by: models.Model | str) -> None:
    """Take it out of the way, with what was said of who has a part there. Raises NotNow."""
    policies.check_is_open(step.programme)
    _record("pathway.step_removed", step, by, parts=step.parts.count())
    step.delete()


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much somebody's part would add at a step, and by what means they have it; none for no
    part, no means while nothing is arranged."""

    stakeholder: Stakeholder
    adds: int | None
    means: str = ""


@transaction.atomic
def set_parts(step: PathwayStep, wanted: Iterable[Wanted], *, by: models.Model | str) -> None:
    """Say who should have a part at a step; of others nothing is changed. Raises NotNow."""
    policies.check_is_open(step.programme)
    before = {part.stakeholder_id: (part.adds, part.means) for part in step.parts.all()}
    put = removed = 0
    for each in wanted:
        assert each.stakeholder.organisation_id == step.programme.organisation_id
        key = each.stakeholder.pk
        if each.adds is None:
            if key in before:
                step.parts.filter(stakeholder=each.stakeholder).delete()
                removed += 1
        elif before.get(key) != (each.adds, each.means):
            PathwayPart.objects.update_or_create(
                step=step,
                stakeholder=each.stakeholder,
                defaults={"adds": each.adds, "means": each.means},
            )
            put += 1
    if put or removed:
        _record("pathway.parts_set", step, by, set=put, removed=removed)
