# SPDX-License-Identifier: MIT
"""What somebody does on their own page: says if it is put right, sees their words."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from baton.core import audit, clock, keys
from baton.improving.decisions.models import Action, Turn
from baton.improving.replies import told
from baton.improving.replies.models import Code, PutRight, Recipient
from baton.listening import operations as listening
from baton.listening.contacts.models import Contact, Reachable
from baton.listening.heard import Heard
from baton.listening.models import Contribution
from baton.people import outbox
from baton.people.models import Message
from baton.places.queries import breadcrumb
from baton.ui.speech import gettext, noop

#: The channel by which words come that somebody writes on their own page.
CHANNEL = "reply"
BY = "public:reply"
#: A code holds for so long, is tried so often, and is sent so often within an hour.
HOLDS, TRIES, AN_HOUR = timedelta(minutes=10), 5, 3
#: By these ways a code can be sent.
_WITH_CODES = (Contact.Way.EMAIL, Contact.Way.SMS)
REOPENED = noop("Somebody who was told says that it is not put right.")


class TooManyCodes(ValueError):
    """Codes were sent one after the other."""

    def __init__(self) -> None:
        super().__init__(gettext("We sent you several codes. Wait an hour, then ask for another."))


@transaction.atomic
def say(recipient: Recipient, says: str, words: str) -> PutRight:
    """Keep whether it is put right; their last word counts. “No” opens again what was done."""
    locked = Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    there = PutRight.objects.filter(recipient=locked).first() or PutRight(recipient=locked)
    is_new_no = says == PutRight.Says.NO and there.says != PutRight.Says.NO
    there.says, there.at = says, clock.now()
    said = words.strip()
    # Sent twice, as by a second press of the button, it is said once.
    if said and (there.contribution is None or there.contribution.words != said):
        there.contribution = _heard(recipient, said)
    there.save()
    reopened = _reopen(recipient) if is_new_no else 0
    audit.record(
        "reply.judged",
        recipient.reply,
        by=BY,
        organisation=recipient.reply.organisation_id,
        says=says,
        reopened=reopened,
    )
    return there


def _heard(recipient: Recipient, words: str) -> Contribution:
    """Their words go where all words go: they are screened, coded, counted, and answered."""
    before = told.contributions(recipient)
    service = before[0].service if before else None
    kept = listening.receive(
        Heard(
            words=words,
            channel=CHANNEL,
            source_ref=str(keys.uuid7()),
            said_at=clock.now(),
            said_precision="moment",
            service_path=tuple(breadcrumb(service)) if service else (),
            question="Is it put right?",
            question_kind="could_improve",
        ),
        organisation=recipient.reply.organisation,
        by=BY,
    )
    if recipient.contact is not None:
        Reachable.objects.get_or_create(contribution=kept, contact=recipient.contact)
    return kept


def actions_behind(recipient: Recipient) -> QuerySet[Action]:
    """What a reply tells of; where it names nothing, what was decided on its findings."""
    reply = recipient.reply
    if reply.actions.exists():
        return reply.actions.all()
    findings = reply.findings.values("pk")
    return Action.objects.filter(decision__batons__findings__in=findings)


def _reopen(recipient: Recipient) -> int:
    """What was done, or given up, is closed but not fixed: somebody owes it again."""
    told = actions_behind(recipient).values("pk")
    closed = Action.objects.select_for_update(of=("self",)).filter(
        pk__in=told, state__in=(Action.State.DONE, Action.State.NOT_DOING)
    )
    reopened = list(closed.order_by("pk"))
    for action in reopened:
        action.state = Action.State.NOT_FIXED
        action.save(update_fields=["state"])
        Turn.objects.create(action=action, state=action.state, says=REOPENED)
    return len(reopened)


def may_have_code(recipient: Recipient) -> bool:
    """Whether a code reaches them, and nobody else who holds the same link."""
    contact = recipient.contact
    return contact is not None and contact.way in _WITH_CODES


@transaction.atomic
def send_code(recipient: Recipient) -> None:
    """Send a new code to the way that they asked for, in the language of the page on which they
    ask. Raises TooManyCodes."""
    Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    contact = recipient.contact
    assert contact is not None
    since = clock.now() - timedelta(hours=1)
    if recipient.codes.filter(sent_at__gte=since).count() >= AN_HOUR:
        raise TooManyCodes
    code = f"{secrets.randbelow(1_000_000):06}"
    kept = Code.objects.create(recipient=recipient, digest=_digest(recipient, code))
    outbox.put(
        "reply_code",
        contact.address,
        organisation=recipient.reply.organisation,
        key=f"reply-code-{kept.pk}",
        way=Message.Way.SMS if contact.way == Contact.Way.SMS else Message.Way.EMAIL,
        code=code,
    )


@transaction.atomic
def try_code(recipient: Recipient, typed: str) -> bool:
    """Whether this is the last code that was sent, still good. It is good once."""
    last = recipient.codes.select_for_update().order_by("-pk").first()
    if last is None or last.used_at or last.wrong >= TRIES or last.sent_at < clock.now() - HOLDS:
        return False
    if not constant_time_compare(last.digest, _digest(recipient, typed)):
        last.wrong += 1
        last.save(update_fields=["wrong"])
        return False
    last.used_at = clock.now()
    last.save(update_fields=["used_at"])
    return True


def _digest(recipient: Recipient, code: str) -> str:
    return salted_hmac(f"baton.reply.{recipient.pk}", code, algorithm="sha256").hexdigest()


def take_back(recipient: Recipient) -> int:
    """Withdraw all that this reply answers of theirs, and what they wrote on their own page since;
    of how much."""
    there = told.contributions(recipient)
    written = getattr(recipient, "put_right", None)
    if written is not None and written.contribution is not None:
        there.append(written.contribution)
    said = [each for each in there if each.withdrawn_at is None]
    listening.take_back(said, erased=False, by=BY)
    return len(said)
