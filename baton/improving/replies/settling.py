# SPDX-License-Identifier: MIT
"""Who gets a reply, as the preview shows it: settled as often as somebody looks, never unsent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from baton.core import audit, clock
from baton.improving.replies import people
from baton.improving.replies.models import Behind, Hold, Recipient, Reply
from baton.improving.replies.people import Person
from baton.listening.contacts.models import Contact
from baton.listening.contacts.queries import parts
from baton.listening.models import Contribution
from baton.people.models import Account

By = models.Model | str
State = Recipient.State
#: Nothing changes these any more, but what is said of them by name below.
_OVER = frozenset({State.SENT, State.BOUNCED})
#: People that are settled in one transaction, so that nobody waits long.
_AT_ONCE = 100


def gather(reply: Reply) -> None:
    """Settle everybody behind the reply, in short transactions. Repeating it changes nothing."""
    findings = list(reply.findings.all())
    found = _not_told(reply, people.behind(findings))
    held = people.holds(list(found.values()))
    languages = set(reply.wordings.values_list("language", flat=True))
    ordered = list(found.values())
    for at in range(0, len(ordered), _AT_ONCE):
        _settle(reply, ordered[at : at + _AT_ONCE], held, languages)
    _let_go_of_others(reply, found)


def _not_told(reply: Reply, found: dict[str, Person]) -> dict[str, Person]:
    """Without those whom this reply reached before, when they were known by another way: whoever
    changes their address, or has it forgotten, is not told twice."""
    told = dict(
        Behind.objects.filter(
            recipient__reply=reply, recipient__state=State.SENT, contribution__isnull=False
        ).values_list("contribution", "recipient__person")
    )
    return {
        key: each
        for key, each in found.items()
        if {told.get(one, key) for one in each.contributions} == {key}
    }


@transaction.atomic
def _settle(
    reply: Reply,
    some: Collection[Person],
    held: dict[str, Recipient.Hold],
    languages: Collection[str],
) -> None:
    there = {
        each.person: each
        for each in Recipient.objects.select_for_update(of=("self",)).filter(
            reply=reply, person__in=[each.key for each in some]
        )
    }
    new, changed, told = [], [], set()
    for person in some:
        recipient = there.get(person.key)
        before: tuple[object, ...] = ()
        if recipient is None:
            recipient = Recipient(reply=reply, person=person.key)
            new.append(recipient)
        elif recipient.state in _OVER:
            told.add(person.key)
            continue
        else:
            recipient.reply = reply
            before = _stood(recipient)
        _judge(recipient, person, held.get(person.key), languages)
        if recipient.pk and _stood(recipient) != before:
            changed.append(recipient)
    Recipient.objects.bulk_create(new, ignore_conflicts=True)
    Recipient.objects.bulk_update(
        changed, ["contact", "way", "language", "format", "state", "hold", "problem"]
    )
    # What somebody said after they were told was not answered by it.
    _put_behind(reply, [each for each in some if each.key not in told])


def _stood(recipient: Recipient) -> tuple[object, ...]:
    names = ("contact_id", "way", "language", "format", "state", "hold", "problem")
    return tuple(getattr(recipient, each) for each in names)


def _judge(
    recipient: Recipient,
    person: Person,
    hold: Recipient.Hold | None,
    languages: Collection[str],
) -> None:
    contact = person.contact
    recipient.contact = contact
    recipient.language = contact.language if contact else ""
    recipient.format = contact.format if contact else ""
    if contact:
        recipient.way = contact.way
    else:
        recipient.way = Contact.Way.PARTNER if person.by_partner else people.NOTICE
    recipient.hold, recipient.problem = hold or Recipient.Hold.NONE, ""
    if recipient.state == State.LEFT_OUT:
        return
    if hold:
        recipient.state = State.HELD
    elif person.is_unsure and recipient.confirmed_by_id is None:
        recipient.state = State.TO_CONFIRM
    elif contact and (missing := people.unmet(contact, recipient.reply, languages)):
        recipient.state, recipient.problem = State.UNMET, missing
    else:
        recipient.state = State.READY if recipient.way else State.NOTICE


def _put_behind(reply: Reply, some: Collection[Person]) -> None:
    """What each of them said, as far as it does not stand there."""
    keys = dict(
        Recipient.objects.filter(reply=reply, person__in=[each.key for each in some]).values_list(
            "person", "pk"
        )
    )
    Behind.objects.bulk_create(
        [
            Behind(recipient_id=keys[each.key], contribution_id=one)
            for each in some
            for one in sorted(each.contributions)
        ],
        ignore_conflicts=True,
    )


def _let_go_of_others(reply: Reply, found: Collection[str]) -> None:
    """Who stood there and is behind it no more, and got nothing."""
    rows = reply.recipients.exclude(state__in=_OVER).values_list("pk", "person")
    gone = [key for key, person in rows if person not in found]
    for part in parts(gone, _AT_ONCE):
        Recipient.objects.filter(pk__in=part).exclude(state__in=_OVER).delete()


def _in_parts(
    reply: Reply,
    recipients: Iterable[Recipient],
    verb: str,
    by: By,
    deed: Callable[[QuerySet[Recipient]], int],
) -> int:
    """Do it to some of these at a time, so that nobody waits long; to how many it was done."""
    number = 0
    for part in parts([each.pk for each in recipients], _AT_ONCE):
        with transaction.atomic():
            done = deed(reply.recipients.filter(pk__in=part))
            _record(verb, reply, by, number=done)
        number += done
    return number


def confirm(recipients: Iterable[Recipient], reply: Reply, *, by: Account) -> int:
    """A person says that these spoke of it, whatever the classifier made of it."""

    def deed(rows: QuerySet[Recipient]) -> int:
        return rows.filter(state=State.TO_CONFIRM).update(confirmed_by=by)

    return _in_parts(reply, recipients, "reply.confirmed", by, deed)


def leave_out(recipients: Iterable[Recipient], reply: Reply, *, by: By) -> int:
    """These did not speak of it, or are not to be answered now."""

    def deed(rows: QuerySet[Recipient]) -> int:
        return rows.exclude(state__in=_OVER).update(state=State.LEFT_OUT)

    return _in_parts(reply, recipients, "reply.left_out", by, deed)


def take_in(recipients: Iterable[Recipient], reply: Reply, *, by: By) -> int:
    """Who was left out by mistake is looked at anew."""

    def deed(rows: QuerySet[Recipient]) -> int:
        return rows.filter(state=State.LEFT_OUT).update(state=State.TO_CONFIRM)

    return _in_parts(reply, recipients, "reply.taken_in", by, deed)


@transaction.atomic
def hold(contribution: Contribution, reason: str, *, by: Account) -> Hold:
    """Let nobody write to whoever said this, until it is lifted."""
    held, is_new = Hold.objects.get_or_create(
        contribution=contribution, reason=reason, lifted_at=None, defaults={"set_by": by}
    )
    if is_new:
        _record_hold("reply.held", contribution, by, reason)
    return held


@transaction.atomic
def lift(held: Hold, *, by: By) -> None:
    """Who said this may be written to again, as far as this hold goes."""
    held.lifted_at = clock.now()
    held.save(update_fields=["lifted_at"])
    _record_hold("reply.hold_lifted", held.contribution, by, held.reason)


def hold_people(recipients: Iterable[Recipient], reply: Reply, *, by: Account, reason: str) -> int:
    """Hold these back, for all that they said of this, and from other replies too."""
    number = sum(_hold_one(each, reason, by) for each in recipients)
    _record("reply.people_held", reply, by, number=number, reason=reason)
    return number


@transaction.atomic
def _hold_one(recipient: Recipient, reason: str, by: Account) -> bool:
    said = list(Contribution.objects.filter(answered_by__recipient=recipient))
    for each in said:
        hold(each, reason, by=by)
    return bool(said)


def lift_people(recipients: Iterable[Recipient], reply: Reply, *, by: Account) -> int:
    """Let these be written to again, as far as somebody had held them back."""
    listed = list(recipients)
    for each in listed:
        _lift_one(each, by)
    _record("reply.people_let_go", reply, by, number=len(listed))
    return len(listed)


@transaction.atomic
def _lift_one(recipient: Recipient, by: Account) -> None:
    theirs = Contribution.objects.filter(answered_by__recipient=recipient)
    if recipient.contact_id:
        theirs = theirs | Contribution.objects.filter(reachable__contact=recipient.contact_id)
    holds = Hold.objects.filter(contribution__in=theirs.values("pk"), lifted_at=None)
    for held in holds.select_related("contribution"):
        lift(held, by=by)


def _record_hold(verb: str, contribution: Contribution, by: By, reason: str) -> None:
    audit.record(
        verb, contribution, by=by, organisation=contribution.organisation_id, reason=reason
    )


def _record(verb: str, reply: Reply, by: By, **details: Any) -> None:
    audit.record(verb, reply, by=by, organisation=reply.organisation_id, **details)
