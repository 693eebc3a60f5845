# SPDX-License-Identifier: MIT
"""A stage is opened, closed or left out; its plan, and who has which part in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from baton.core import audit, clock
from baton.people.models import Account
from baton.programmes import closing, policies, queries
from baton.programmes.models import Stage, StageRole
from baton.ui.wording import _


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in a stage: a person with an account, or a post."""

    part: str
    account: Account | None = None
    post: str = ""


def _locked(stage: Stage) -> None:
    """As it is now, held until the transaction is over: two people may press at once."""
    now = Stage.objects.select_for_update().get(pk=stage.pk)
    stage.state = now.state


def _record(verb: str, stage: Stage, by: models.Model | str, **details: Any) -> None:
    organisation = stage.programme.organisation_id
    audit.record(verb, stage, by=by, organisation=organisation, stage=stage.kind, **details)


@transaction.atomic
def open_stage(stage: Stage, *, by: models.Model | str) -> None:
    """Work in it begins, today if it was to begin later or on no day; or again. Raises NotNow."""
    _locked(stage)
    policies.check_can_open(stage)
    today = clock.today()
    if stage.opens_on is None or stage.opens_on > today:
        stage.opens_on = today
        # It cannot have ended before it began.
        if stage.closes_on and stage.closes_on < today:
            stage.closes_on = None
    again = stage.state == Stage.State.CLOSED
    stage.state, stage.closed_at, stage.why = Stage.State.OPEN, None, ""
    stage.save()
    _record("stage.opened", stage, by, again=again)


@transaction.atomic
def close_stage(stage: Stage, *, by: models.Model | str, why: str = "") -> None:
    """Work in it is done. What still lies in it and open checks need a reason, which stays with it.

    Raises StillLies, ChecksAreOpen, NotNow.
    """
    _locked(stage)
    policies.check_can_close(stage, why)
    open_checks = queries.open_checks(stage).count()
    left = sum(each.number for each in closing.lying(stage))
    stage.state, stage.closed_at, stage.why = Stage.State.CLOSED, clock.now(), why.strip()
    stage.save(update_fields=["state", "closed_at", "why"])
    closing.leave(stage, by=by)
    _record(
        "stage.closed",
        stage,
        by,
        open_checks=open_checks,
        left=left,
        with_reason=bool(stage.why),
    )


@transaction.atomic
def leave_out(stage: Stage, why: str, *, by: models.Model | str) -> None:
    """It is not part of this programme; nothing in it is due any more. Raises NotNow."""
    _locked(stage)
    policies.check_can_leave_out(stage)
    stage.state, stage.closed_at, stage.why = Stage.State.LEFT_OUT, None, why
    stage.save(update_fields=["state", "closed_at", "why"])
    _record("stage.left_out", stage, by)


@transaction.atomic
def take_back(stage: Stage, *, by: models.Model | str) -> None:
    """It is part of the programme after all, and waits to be opened. Raises NotNow."""
    _locked(stage)
    policies.check_is_open(stage.programme)
    if stage.takes_part:
        raise policies.NotNow(
            _("%(stage)s is part of this programme already.") % {"stage": stage.name}
        )
    stage.state, stage.why = Stage.State.WAITING, ""
    stage.save(update_fields=["state", "why"])
    _record("stage.taken_back", stage, by)


@transaction.atomic
def plan_stage(stage: Stage, *, by: models.Model | str, **about: Any) -> None:
    """Whom it engages, how, with which questions, and when. Raises NotNow."""
    policies.check_is_open(stage.programme)
    changed = [name for name, value in about.items() if getattr(stage, name) != value]
    for name in changed:
        setattr(stage, name, about[name])
    stage.save(update_fields=list(about))
    _record("stage.planned", stage, by, fields=changed)


@transaction.atomic
def give_roles(stage: Stage, parts: Sequence[Part], *, by: models.Model | str) -> None:
    """Who has which part in it, in place of what was said before. Raises NotNow."""
    policies.check_is_open(stage.programme)
    stage.roles.all().delete()
    StageRole.objects.bulk_create(
        StageRole(stage=stage, part=each.part, account=each.account, post=each.post)
        for each in parts
    )
    numbers = {part.value: sum(each.part == part for each in parts) for part in StageRole.Part}
    _record("stage.roles_given", stage, by, **numbers)
