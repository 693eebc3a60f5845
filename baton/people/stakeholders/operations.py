# SPDX-License-Identifier: MIT
"""Writing registers: somebody is added, judged anew, contacted, or leaves.

Each function is one transaction with its entry in the audit trail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction

from baton.core import audit, clock
from baton.people.models import Account, Organisation
from baton.people.stakeholders import queries
from baton.people.stakeholders.allocating import Proposal
from baton.people.stakeholders.models import (
    Allocation,
    AllocationLine,
    Assessment,
    Contact,
    KindMinutes,
    Register,
    Stakeholder,
)
from baton.ui.wording import _

#: As long as this, who judged mends their own judgement.
STILL_MENDED = timedelta(minutes=10)


class NameTaken(ValueError):
    """Another stakeholder has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“%(name)s” is in the register already. Open it there, or choose another name.")
            % {"name": name}
        )


def overall_register(organisation: Organisation) -> Register:
    """The register of all the work of a body; made with the first stakeholder."""
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
    # So that there is one to say in it how they stand.
    overall_register(organisation)
    audit.record("stakeholder.added", stakeholder, by=by, organisation=organisation.pk, kind=kind)
    return stakeholder


@transaction.atomic
def change(stakeholder: Stakeholder, *, by: models.Model | str, **about: Any) -> None:
    """Change what is kept of somebody. Raises NameTaken."""
    taken = queries.named(stakeholder.organisation, about.get("name", stakeholder.name))
    if taken is not None and taken != stakeholder:
        raise NameTaken(taken.name)
    links = about.pop("links", None)
    for name, value in about.items():
        setattr(stakeholder, name, value)
    stakeholder.save()
    if links is not None:
        stakeholder.links.set(links)
    audit.record(
        "stakeholder.changed",
        stakeholder,
        by=by,
        organisation=stakeholder.organisation_id,
        fields=sorted(about),
    )


@transaction.atomic
def end(stakeholder: Stakeholder, *, by: models.Model | str) -> None:
    """Take somebody out of every register. What was judged and what passed between us stays; whom
    to reach there is forgotten."""
    stakeholder.ended_on = clock.today()
    stakeholder.next_contact_on = None
    stakeholder.contact_name = stakeholder.contact_email = stakeholder.contact_phone = ""
    stakeholder.save()
    stakeholder.assessments.filter(superseded_at=None).update(superseded_at=clock.now())
    audit.record("stakeholder.ended", stakeholder, by=by, organisation=stakeholder.organisation_id)


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
    """Judge anew how somebody stands in a register; what was judged before stays, as how it was.

    Judging the same again changes nothing. Who judges twice within ten minutes mends their own
    judgement: a dot that is dragged in two moves moved once.
    """
    assert register.organisation_id == stakeholder.organisation_id
    before = Assessment.objects.filter(
        register=register, stakeholder=stakeholder, superseded_at=None
    ).first()
    values = asdict(judged)
    if before is not None and all(getattr(before, name) == value for name, value in values.items()):
        return before
    if before is not None and _is_fresh(before, by) and not _loses_reasons(before, values):
        for name, value in values.items():
            setattr(before, name, value)
        before.save(update_fields=list(values))
        made = before
    else:
        register.assessments.filter(stakeholder=stakeholder, superseded_at=None).update(
            superseded_at=clock.now()
        )
        made = Assessment.objects.create(
            register=register, stakeholder=stakeholder, made_by=_account(by), **values
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
        by=_account(by),
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


@transaction.atomic
def correct_contact(contact: Contact, *, by: models.Model | str, **about: Any) -> None:
    """Mend what was kept of a contact."""
    for name, value in about.items():
        setattr(contact, name, value)
    contact.save()
    _record_of_contact("stakeholder.contact_corrected", contact, by)


@transaction.atomic
def remove_contact(contact: Contact, *, by: models.Model | str) -> None:
    """Take out a contact that was kept by mistake."""
    _record_of_contact("stakeholder.contact_removed", contact, by)
    contact.delete()


@transaction.atomic
def leave_register(register: Register, stakeholder: Stakeholder, *, by: models.Model | str) -> None:
    """Somebody has no stake in this any more; how they stood stays. Doing it twice changes
    nothing."""
    left = register.assessments.filter(stakeholder=stakeholder, superseded_at=None).update(
        superseded_at=clock.now()
    )
    if left:
        audit.record(
            "stakeholder.left_register",
            stakeholder,
            by=by,
            organisation=register.organisation_id,
            register=register.pk,
        )


@transaction.atomic
def keep_allocation(
    register: Register,
    proposal: Proposal,
    *,
    begins: date,
    lengths: Mapping[str, int],
    by: Account,
) -> Allocation:
    """Keep how the hours of a quarter are shared out, and how long each kind of contact takes."""
    kept = Allocation.objects.create(
        register=register, begins=begins, minutes=proposal.minutes, made_by=by
    )
    AllocationLine.objects.bulk_create(
        AllocationLine(
            allocation=kept,
            stakeholder=row.standing.stakeholder,
            kind=row.kind,
            contacts=row.contacts,
            minutes=row.minutes,
            is_chosen=row.wish.contacts is not None,
        )
        for row in proposal.rows
    )
    for kind, length in lengths.items():
        KindMinutes.objects.update_or_create(
            organisation=register.organisation, kind=kind, defaults={"minutes": length}
        )
    audit.record(
        "allocation.kept",
        kept,
        by=by,
        organisation=register.organisation_id,
        minutes=proposal.minutes,
        lines=len(proposal.rows),
    )
    return kept


def _account(by: models.Model | str) -> Account | None:
    return by if isinstance(by, Account) else None


def _is_fresh(judged: Assessment, by: models.Model | str) -> bool:
    is_own = judged.made_by_id is not None and judged.made_by == _account(by)
    return is_own and judged.made_at > clock.now() - STILL_MENDED


def _loses_reasons(judged: Assessment, values: Mapping[str, Any]) -> bool:
    """Whether a reason that somebody wrote would be overwritten by none."""
    return any(
        getattr(judged, f"{side}_reason") and not values[f"{side}_reason"]
        for side in ("power", "interest", "influence")
    )


def _record_of_contact(verb: str, contact: Contact, by: models.Model | str) -> None:
    who = contact.stakeholder
    audit.record(verb, who, by=by, organisation=who.organisation_id, contact=contact.pk)
