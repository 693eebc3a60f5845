# SPDX-License-Identifier: MIT
"""What this room tells the contacts: who still waits for a reply, and what else names them."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from baton.core import clock
from baton.improving.findings.models import Finding
from baton.improving.replies.models import Code, Recipient, Reply
from baton.listening.contacts import needed, policies
from baton.listening.contacts.models import Reachable
from baton.people import outbox

State = Recipient.State
#: A reply is on its way to them, or is owed and held back.
_WAITING = (State.TO_CONFIRM, State.READY, State.HELD, State.UNMET)


@needed.asks
def who_waits(contacts: Collection[int]) -> Collection[int]:
    rows = Recipient.objects.filter(contact__in=contacts, state__in=_WAITING)
    return [each for each in rows.values_list("contact", flat=True).distinct() if each]


@needed.asks
def who_is_owed(contacts: Collection[int]) -> Collection[int]:
    """Something else that they said stands in a finding of which nobody has been told: until then
    they are kept as if they had not been answered."""
    since = clock.now() - policies.UNANSWERED
    rows = Reachable.objects.filter(contact__in=contacts, contact__created_at__gt=since)
    owed = Exists(
        Finding.objects.filter(supports__contribution=OuterRef("contribution")).exclude(
            replies__state=Reply.State.SENT
        )
    )
    return rows.filter(owed).values_list("contact", flat=True).distinct()


@needed.forgets
def forget_messages(contacts: Collection[int]) -> None:
    """What was sent to them keeps neither the address nor the link; who would be told without an
    address stands for the notice."""
    rows = Recipient.objects.filter(contact__in=contacts)
    codes = Code.objects.filter(recipient__in=rows).values_list("pk", flat=True)
    keys = [each for each in rows.values_list("message_key", flat=True) if each]
    outbox.forget([*keys, *(f"reply-code-{key}" for key in codes)])
    rows.filter(state__in=_WAITING).update(state=State.NOTICE, way="", hold="", problem="")
