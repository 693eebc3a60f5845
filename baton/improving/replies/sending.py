# SPDX-License-Identifier: MIT
"""A reply on its way: each person in a transaction of their own, so that a crash sends nobody
anything twice, and whoever comes after it goes on with who is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from baton.core import clock, jobs
from baton.improving.replies import holding, queries, wording
from baton.improving.replies.models import Behind, Recipient, Reply
from baton.improving.replies.operations import SENDING
from baton.improving.replies.policies import BY_ITSELF
from baton.listening.contacts import operations as contacts
from baton.listening.contacts.models import Contact
from baton.listening.contacts.policies import UNANSWERED
from baton.listening.contacts.queries import all_of, parts
from baton.people import outbox
from baton.people.links import operations as links
from baton.people.links.models import Scope
from baton.people.models import Message
from baton.ui.speech import spoken_in

State, Way = Recipient.State, Contact.Way
#: For so long a private page opens.
OPENS_FOR: timedelta = UNANSWERED


def key_of(recipient: Recipient) -> str:
    """The key of their message: there is never a second one of it."""
    return f"reply-{recipient.reply_id}-{recipient.pk}"


def page_for(recipient: Recipient) -> str:
    """The whole address of a private page. It is told this once."""
    key = links.issue(
        Scope.REPLY,
        recipient.pk,
        recipient.reply.organisation,
        expires_at=clock.now() + OPENS_FOR,
    )
    return outbox.link("replies:private", key)


@jobs.handler(SENDING)
def send(run: jobs.Run) -> None:
    """Send to everybody who is ready, and then say that it is sent."""
    reply = Reply.objects.get(pk=run.arguments["reply"])
    waiting = _waiting(reply)
    total = waiting.count()
    run.progress(0, total)
    tell_staff(reply)
    for done, key in enumerate(list(waiting.values_list("pk", flat=True)), 1):
        send_one(key)
        run.progress(done, total)
    Reply.objects.filter(pk=reply.pk, state=Reply.State.SENDING).update(state=Reply.State.SENT)


def _waiting(reply: Reply) -> QuerySet[Recipient]:
    return reply.recipients.filter(state=State.READY, way__in=BY_ITSELF).order_by("pk")


@transaction.atomic
def send_one(key: int) -> bool:
    """Tell one person, unless they were told, or are held back since the preview."""
    recipient = (
        Recipient.objects.select_for_update(of=("self",))
        .select_related("reply__organisation", "contact")
        .get(pk=key)
    )
    if recipient.state != State.READY:
        return False
    if hold := held_now([recipient]).get(recipient.pk):
        recipient.state, recipient.hold = State.HELD, hold
        recipient.save(update_fields=["state", "hold"])
        return False
    if recipient.way == Way.PARTNER and recipient.contact is None:
        return _done(recipient)
    if recipient.contact is None:
        recipient.state, recipient.way = State.NOTICE, ""
        recipient.save(update_fields=["state", "way"])
        return False
    _put(recipient, recipient.contact)
    return _done(recipient)


def _put(recipient: Recipient, contact: Contact) -> None:
    """Write the message, once."""
    recipient.message_key = key_of(recipient)
    if outbox.written([recipient.message_key]):
        return
    reply, says = recipient.reply, wording.of(recipient.reply, recipient)
    is_text = recipient.way == Way.SMS
    with spoken_in(says.language):
        outbox.put(
            "reply_text" if is_text else "reply",
            contact.address,
            organisation=reply.organisation,
            key=recipient.message_key,
            way=Message.Way.SMS if is_text else Message.Way.EMAIL,
            link=page_for(recipient),
            **({} if is_text else {"says": says}),
        )


def _done(recipient: Recipient) -> bool:
    recipient.state, recipient.sent_at = State.SENT, clock.now()
    recipient.save(update_fields=["state", "sent_at", "message_key"])
    if recipient.contact_id:
        contacts.answered([recipient.contact_id])
    return True


def held_now(recipients: Collection[Recipient]) -> dict[int, Recipient.Hold]:
    """Of these, by key, whom a hold keeps back now, whenever it was set; for anything they said."""
    theirs = defaultdict(set)
    for part in parts([each.pk for each in recipients]):
        rows = Behind.objects.filter(recipient__in=part, contribution__isnull=False)
        for recipient, contribution in rows.values_list("recipient", "contribution"):
            theirs[recipient].add(contribution)
    said = all_of([each.contact_id for each in recipients if each.contact_id])
    for each in recipients:
        theirs[each.pk].update(said.get(each.contact_id or 0, ()))
    held = holding.held(set().union(*theirs.values()))
    found = {key: sorted(mine & held.keys()) for key, mine in theirs.items()}
    return {key: held[mine[0]] for key, mine in found.items() if mine}


def by_hand(reply: Reply) -> list[Recipient]:
    """Who is to be written a letter or called, and is not held back."""
    waiting = list(queries.by_hand(reply))
    held = held_now(waiting)
    return [each for each in waiting if each.pk not in held]


def tell_staff(reply: Reply) -> None:
    """Those who were praised, and those who must know, each once."""
    for told in reply.to_staff.select_related("account"):
        if told.account.is_active:
            outbox.put(
                "reply_to_staff",
                told.account.email,
                organisation=reply.organisation,
                key=f"reply-{reply.pk}-staff-{told.account_id}",
                is_praise=told.why == told.Why.PRAISED,
                link=outbox.link("replies:reply", reply.public_id),
            )


def note_what_came_back() -> int:
    """Mark whom a message did not reach; how many there were."""
    failed = Message.objects.filter(
        key__startswith="reply-", state__in=[Message.State.BOUNCED, Message.State.FAILED]
    )
    found = Recipient.objects.filter(state=State.SENT, message_key__in=failed.values("key"))
    problems = dict(failed.values_list("key", "problem"))
    number = 0
    for recipient in found:
        number += Recipient.objects.filter(pk=recipient.pk, state=State.SENT).update(
            state=State.BOUNCED, problem=problems.get(recipient.message_key, "")[:300]
        )
    return number
