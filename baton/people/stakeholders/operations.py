# SPDX-License-Identifier: MIT
"""Writing registers: somebody is added, judged anew, contacted, or leaves.

Each function is one transaction with its entry in the audit trail.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction

from baton.core import audit
from baton.people.models import Organisation
from baton.people.stakeholders import queries
from baton.people.stakeholders.models import Register, Stakeholder


class NameTaken(ValueError):
    """Another stakeholder has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is in the register already. Open it there, or choose another name."
        )


def overall_register(organisation: Organisation) -> Register:
    """The register of all the work of a body; made when it is first asked for."""
    register, _ = Register.objects.get_or_create(
        organisation=organisation, is_overall=True, defaults={"title": "All our work"}
    )
    return register


@transaction.atomic
def add(
    organisation: Organisation, name: str, *, kind: str, by: models.Model | str, **about: Any
) -> Stakeholder:
    """Put somebody into the register. Raises NameTaken."""
    name = " ".join(name.split())[:200]
    if queries.named(organisation, name):
        raise NameTaken(name)
    try:
        with transaction.atomic():
            stakeholder = Stakeholder.objects.create(
                organisation=organisation, name=name, kind=kind, **about
            )
    except IntegrityError:
        if queries.named(organisation, name):  # added between our look and our write
            raise NameTaken(name) from None
        raise
    audit.record("stakeholder.added", stakeholder, by=by, organisation=organisation.pk, kind=kind)
    return stakeholder
