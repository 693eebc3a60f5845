# SPDX-License-Identifier: MIT
"""Writing programmes: they begin, go from stage to stage, and end.

Each function is one transaction with its entry in the audit trail.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from baton.core import audit
from baton.people.models import Organisation
from baton.people.stakeholders.models import Register
from baton.programmes.models import Programme, Stage, StageKind


class TitleTaken(ValueError):
    """Another open programme has this title."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"There is a programme “{title}” already. Open it, or choose another title."
        )


@transaction.atomic
def begin(
    organisation: Organisation, title: str, *, by: models.Model | str, **about: Any
) -> Programme:
    """A new programme with its five stages, none of them begun, and a register of its own.

    Raises TitleTaken.
    """
    title = " ".join(title.split())[:200]
    if organisation.programmes.open().filter(title__iexact=title).exists():
        raise TitleTaken(title)
    register = Register.objects.create(organisation=organisation, title=title)
    programme = Programme.objects.create(
        organisation=organisation, title=title, register=register, **about
    )
    Stage.objects.bulk_create(Stage(programme=programme, kind=kind) for kind in StageKind)
    audit.record("programme.begun", programme, by=by, organisation=organisation.pk)
    return programme
