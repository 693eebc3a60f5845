# SPDX-License-Identifier: MIT
"""Keeping how somebody is reached, apart from what they said; and forgetting it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction

from baton.core import audit, clock
from baton.listening.contacts import addresses, needed, policies
from baton.listening.contacts.models import Contact, Reachable
from baton.listening.models import Contribution
from baton.listening.peppers import digests_of
from baton.people.models import Organisation

By = models.Model | str
#: Contacts that are forgotten in one transaction.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody asked to be told, as they typed it."""

    way: str
    address: str
    name: str = ""
    language: str = ""
    format: str = Contact.Format.PLAIN


def digest(organisation: Organisation, way: str, address: str) -> str:
    """By what one person's way is known again; the body's own key is in it."""
    return digests_of(organisation).row("contact", way, address)


@transaction.atomic
def keep(
    organisation: Organisation, contributions: Iterable[Contribution], asked: Way, *, by: By
) -> Contact:
    """Let somebody be told what comes of these; of two ways for one, the later.

    Raises addresses.NotAnAddress.
    """
    address = addresses.written(asked.way, asked.address)
    contact, _ = Contact.objects.update_or_create(
        organisation=organisation,
        digest=digest(organisation, asked.way, address),
        defaults={
            "way": asked.way,
            "address": address,
            "name": asked.name.strip()[:150],
            "language": asked.language,
            "format": asked.format,
            "forget_on": policies.forget_on(),
        },
    )
    theirs = [each for each in contributions if each.organisation_id == organisation.pk]
    for each in theirs:
        Reachable.objects.update_or_create(contribution=each, defaults={"contact": contact})
    _note_permission(theirs, contact)
    audit.record(
        "contact.kept",
        contact,
        by=by,
        organisation=organisation.pk,
        way=contact.way,
        contributions=len(theirs),
    )
    return contact


def _note_permission(theirs: Collection[Contribution], contact: Contact) -> None:
    """The contribution itself says that they may be written to, and how, without the address."""
    if contact.way not in Contribution.Contact.values:
        return
    Contribution.objects.filter(pk__in=[each.pk for each in theirs]).update(
        may_contact=contact.way, contact_format=contact.format
    )


@transaction.atomic
def forget(contacts: Collection[Contact], *, by: By, why: str) -> int:
    """Let these go, and what rooms above keep of them."""
    if not contacts:
        return 0
    needed.take_out(contacts)
    for contact in contacts:
        audit.record(
            "contact.forgotten", contact, by=by, organisation=contact.organisation_id, why=why
        )
    Contact.objects.filter(pk__in=[each.pk for each in contacts]).delete()
    return len(contacts)


def answered(contacts: Collection[int]) -> None:
    """These were told what came of what they said: from now on they are kept for a while only."""
    Contact.objects.filter(pk__in=contacts).update(forget_on=policies.forget_on(is_answered=True))


def forget_due() -> int:
    """Let go of those whose day has come; who is still needed is looked at again later."""
    today = clock.today()
    gone = 0
    while part := list(Contact.objects.filter(forget_on__lte=today).order_by("pk")[:_AT_ONCE]):
        gone += _forget_part(part, today)
    return gone


@transaction.atomic
def _forget_part(part: Collection[Contact], today: date) -> int:
    keys = [each.pk for each in part]
    locked = list(Contact.objects.select_for_update().filter(pk__in=keys, forget_on__lte=today))
    still = needed.needed([each.pk for each in locked])
    Contact.objects.filter(pk__in=still).update(forget_on=today + policies.AGAIN)
    due = [each for each in locked if each.pk not in still]
    return forget(due, by="system:contacts", why="no longer needed")
