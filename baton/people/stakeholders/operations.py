# SPDX-License-Identifier: MIT
"""Writing registers: somebody is added, judged anew, contacted, or leaves.

Each function is one transaction with its entry in the audit trail.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction

from baton.core import audit, clock
from baton.people.models import Account, Organisation
from baton.people.stakeholders import queries
from baton.people.stakeholders.models import Assessment, Contact, Register, Stakeholder


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


@dataclass(frozen=True, slots=True)
class Judgement:
    """How somebody stands: power, interest and influence from 1 to 5, each with its reason; the
    level of engagement that is and that is wished, from 0 (unaware) to 4 (leading)."""

    power: int
    interest: int
    current: int
    desired: int
    influence: int | None = None
    power_reason: str = ""
    interest_reason: str = ""
    influence_reason: str = ""
    has_legitimacy: bool = False
    has_urgency: bool = False


@transaction.atomic
def assess(
    register: Register, stakeholder: Stakeholder, judged: Judgement, *, by: models.Model | str
) -> Assessment:
    """Judge anew how somebody stands in a register; what was said before stays, as how it was.

    Judging the same again changes nothing.
    """
    assert register.organisation_id == stakeholder.organisation_id
    before = Assessment.objects.filter(
        register=register, stakeholder=stakeholder, superseded_at=None
    ).first()
    values = asdict(judged)
    if before is not None:
        if all(getattr(before, name) == value for name, value in values.items()):
            return before
        before.superseded_at = clock.now()
        before.save(update_fields=["superseded_at"])
    made = Assessment.objects.create(
        register=register,
        stakeholder=stakeholder,
        made_by=by if isinstance(by, Account) else None,
        **values,
    )
    audit.record(
        "stakeholder.assessed",
        stakeholder,
        by=by,
        organisation=register.organisation_id,
        register=register.pk,
        power=judged.power,
        interest=judged.interest,
        current=judged.current,
        desired=judged.desired,
    )
    return made


@transaction.atomic
def record_contact(
    stakeholder: Stakeholder,
    *,
    on: date,
    kind: str,
    by: models.Model | str,
    next_on: date | None = None,
    **about: Any,
) -> Contact:
    """Keep that we were in contact, and when the next time is due: the day given, or so many weeks
    later as were agreed."""
    contact = Contact.objects.create(
        stakeholder=stakeholder,
        on=on,
        kind=kind,
        by=by if isinstance(by, Account) else None,
        **about,
    )
    weeks = stakeholder.contact_every_weeks
    stakeholder.next_contact_on = next_on or (on + timedelta(weeks=weeks) if weeks else None)
    stakeholder.save(update_fields=["next_contact_on"])
    audit.record(
        "stakeholder.contacted",
        stakeholder,
        by=by,
        organisation=stakeholder.organisation_id,
        kind=kind,
    )
    return contact
