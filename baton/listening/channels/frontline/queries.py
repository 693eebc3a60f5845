# SPDX-License-Identifier: MIT
"""Reading what somebody relayed: their own notes, and nobody else's."""

from __future__ import annotations

from django.db.models import QuerySet

from baton.listening.channels.frontline.models import Note
from baton.people.models import Account, Organisation
from baton.places.models import Service


def notes(organisation: Organisation, account: Account) -> QuerySet[Note]:
    """What one person relayed in a body, the newest first."""
    own = Note.objects.filter(contribution__organisation=organisation, by=account)
    return own.select_related("contribution__service").order_by("-pk")


def last_service(organisation: Organisation, account: Account) -> Service | None:
    """Where they were the last time: most stay where they are."""
    last = notes(organisation, account).first()
    return last.contribution.service if last else None
