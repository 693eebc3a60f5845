# SPDX-License-Identifier: MIT
"""Steps and checks: added, changed, done, taken back, or said not to be needed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction

from baton.core import audit
from baton.people.models import Account
from baton.programmes import policies
from baton.programmes.models import Stage, Step
from baton.ui.wording import _


class NoEvidence(ValueError):
    """A check is met by what shows it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Say what shows that this was done well, such as the paper and its date. "
                "A check is met by evidence."
            )
        )


def _record(verb: str, step: Step, by: models.Model | str, **details: Any) -> None:
    organisation = step.programme.organisation_id
    audit.record(verb, step, by=by, organisation=organisation, kind=step.kind, **details)


@transaction.atomic
def add_step(stage: Stage, title: str, *, by: models.Model | str, **about: Any) -> Step:
    """One more thing to do, or to check, in a stage. Raises NotNow."""
    policies.check_is_open(stage.programme)
    step = Step.objects.create(
        programme=stage.programme, stage=stage, title=" ".join(title.split())[:200], **about
    )
    _record("step.added", step, by)
    return step


@transaction.atomic
def change_step(step: Step, *, by: models.Model | str, **about: Any) -> None:
    """Change what is to be done, when, in which stage. Raises NoEvidence, NotNow."""
    policies.check_is_open(step.programme)
    becomes_a_check = about.get("kind", step.kind) == Step.Kind.CHECK
    if becomes_a_check and step.done_on and not step.evidence:
        raise NoEvidence
    changed = [name for name, value in about.items() if getattr(step, name) != value]
    for name in changed:
        setattr(step, name, about[name])
    step.save(update_fields=list(about))
    _record("step.changed", step, by, fields=changed)


@transaction.atomic
def do_step(step: Step, on: date, *, by: models.Model | str, evidence: str = "") -> None:
    """It was done on a day; a check needs what shows it. Raises NoEvidence, NotNow."""
    policies.check_is_open(step.programme)
    if step.is_check and not evidence.strip():
        raise NoEvidence
    step.done_on, step.evidence, step.not_needed_why = on, evidence.strip(), ""
    step.done_by = by if isinstance(by, Account) else None
    step.save(update_fields=["done_on", "done_by", "evidence", "not_needed_why"])
    _record("step.done", step, by, on=on.isoformat(), with_evidence=bool(step.evidence))


@transaction.atomic
def undo_step(step: Step, *, by: models.Model | str) -> None:
    """It is to be done after all. The evidence stays, for whoever does it again. Raises NotNow."""
    policies.check_is_open(step.programme)
    step.done_on, step.done_by, step.not_needed_why = None, None, ""
    step.save(update_fields=["done_on", "done_by", "not_needed_why"])
    _record("step.undone", step, by)


@transaction.atomic
def not_needed(step: Step, why: str, *, by: models.Model | str) -> None:
    """Nothing is to be done here, for a reason that stays with it. Raises NotNow."""
    policies.check_is_open(step.programme)
    if step.done_on:
        raise policies.NotNow(_("It is done already. Undo it first."))
    step.not_needed_why = why
    step.save(update_fields=["not_needed_why"])
    _record("step.not_needed", step, by)
