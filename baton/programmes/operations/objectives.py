# SPDX-License-Identifier: MIT
"""What an organisation wants to reach."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction

from baton.core import audit
from baton.people.models import Organisation
from baton.programmes import queries
from baton.programmes.models import Objective
from baton.ui.wording import _


class ObjectiveTaken(ValueError):
    """Another objective has this title."""

    def __init__(self, title: str) -> None:
        super().__init__(
            _("There is an objective “%(title)s” already. Open it, or change the title.")
            % {"title": title}
        )


@transaction.atomic
def add_objective(
    organisation: Organisation, title: str, *, by: models.Model | str, **about: Any
) -> Objective:
    """One more thing to reach. Raises ObjectiveTaken."""
    objective = Objective(organisation=organisation, title=" ".join(title.split())[:200], **about)
    _keep(objective)
    audit.record("objective.added", objective, by=by, organisation=organisation.pk)
    return objective


@transaction.atomic
def change_objective(objective: Objective, *, by: models.Model | str, **about: Any) -> None:
    """Change it, or let it end. Raises ObjectiveTaken."""
    changed = [name for name, value in about.items() if getattr(objective, name) != value]
    for name in changed:
        setattr(objective, name, about[name])
    _keep(objective)
    organisation = objective.organisation_id
    audit.record("objective.changed", objective, by=by, organisation=organisation, fields=changed)


def _keep(objective: Objective) -> None:
    others = queries.objectives(objective.organisation).exclude(pk=objective.pk)
    if objective.ended_on is None and queries.same(others, objective.title):
        raise ObjectiveTaken(objective.title)
    try:
        with transaction.atomic():
            objective.save()
    except IntegrityError:
        if queries.same(others, objective.title):  # added between our look and our write
            raise ObjectiveTaken(objective.title) from None
        raise
