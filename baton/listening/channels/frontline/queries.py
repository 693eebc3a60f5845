# SPDX-License-Identifier: MIT
"""Reading what somebody relayed: their own notes, and nobody else's."""

from __future__ import annotations

from django.db.models import QuerySet

from baton.core import clock
from baton.listening.channels.frontline.models import Note
from baton.people.models import Account, Organisation
from baton.places.models import Service
from baton.programmes.activities import queries as activities


def notes(organisation: Organisation, account: Account) -> QuerySet[Note]:
    """What one person relayed in a body, the newest first."""
    own = Note.objects.filter(contribution__organisation=organisation, by=account)
    return own.select_related("contribution__service").order_by("-pk")


def last_service(organisation: Organisation, account: Account) -> Service | None:
    """Where they were the last time: most stay where they are."""
    last = notes(organisation, account).first()
    return last.contribution.service if last else None


def must_ask_who_agreed(organisation: Organisation) -> bool:
    """Whether those take part in an activity of today who may not be able to agree alone: else
    nobody is asked about it."""
    today = clock.today()
    return activities.between(organisation, today, today).filter(needs_agreement=True).exists()
