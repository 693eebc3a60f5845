# SPDX-License-Identifier: MIT
"""Reading registers: who has a stake, how they stand now and stood before, what passed between."""

from __future__ import annotations

from django.db.models import QuerySet

from baton.people.models import Organisation
from baton.people.stakeholders.models import Register, Stakeholder


def stakeholders(organisation: Organisation) -> QuerySet[Stakeholder]:
    """Everybody in a body's registers today, by name."""
    return organisation.stakeholders.current().select_related("owner").order_by("name", "pk")


def named(organisation: Organisation, name: str) -> Stakeholder | None:
    """The stakeholder of this name, whatever its capitals."""
    name = " ".join(name.split())
    found = organisation.stakeholders.current().filter(name__iexact=name).first()
    if found is None and not name.isascii():
        # SQLite compares capitals of ASCII only.
        same = (
            each for each in stakeholders(organisation) if each.name.casefold() == name.casefold()
        )
        found = next(same, None)
    return found


def registers(organisation: Organisation) -> QuerySet[Register]:
    """The register of all the work first, then those of pieces of it by title."""
    return organisation.registers.order_by("-is_overall", "title", "pk")
