# SPDX-License-Identifier: MIT
"""Writing replies, settling who gets them, and sending them, once to each person."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from baton.core import audit, clock, jobs
from baton.improving.decisions.models import Action, Decision
from baton.improving.findings.models import Finding
from baton.improving.replies import policies
from baton.improving.replies.models import Recipient, Reply, ToStaff, Wording
from baton.people.models import Account, Organisation
from baton.ui.wording import _

By = models.Model | str
#: The kind of job that sends what is ready.
SENDING = "replies.send"


@transaction.atomic
def write(
    organisation: Organisation,
    findings: Collection[Finding],
    *,
    by: Account,
    decision: Decision | None = None,
    actions: Collection[Action] = (),
    **says: Any,
) -> Reply:
    """A draft. `says` are its words, as fields of `Reply`. Raises NotNow."""
    policies.check_can_write(findings)
    # Two that begin at once take turns for the number.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    last = Reply.objects.filter(organisation=organisation).aggregate(last=Max("number"))["last"]
    reply = Reply.objects.create(
        organisation=organisation, number=(last or 0) + 1, decision=decision, author=by, **says
    )
    reply.findings.set(findings)
    reply.actions.set(actions)
    _record("reply.written", reply, by, kind=reply.kind, findings=len(findings))
    return reply


@transaction.atomic
def change(reply: Reply, *, by: By, **says: Any) -> None:
    """Other words, while it is a draft. Raises NotNow."""
    locked = _locked(reply)
    policies.check_can_change(locked)
    changed = [name for name, value in says.items() if getattr(reply, name) != value]
    for name in changed:
        setattr(reply, name, says[name])
    if changed:
        reply.save(update_fields=changed)
        _record("reply.changed", reply, by, fields=sorted(changed))


@transaction.atomic
def word(reply: Reply, language: str, *, by: Account, **says: str) -> Wording:
    """The same reply in another language; anew, where it was there. Those who wait for it may
    be sent it after others were sent theirs."""
    wording, _ = Wording.objects.update_or_create(
        reply=reply, language=language, defaults={**says, "by": by, "at": clock.now()}
    )
    _record("reply.worded", reply, by, language=language)
    return wording


@transaction.atomic
def write_easy_read(reply: Reply, text: str, *, by: By) -> None:
    """The reply in Easy Read: it may come after the others were sent theirs."""
    reply.easy_read = text
    reply.save(update_fields=["easy_read"])
    _record("reply.worded", reply, by, language="easy_read")


@transaction.atomic
def tell_staff(reply: Reply, accounts: Collection[Account], why: str, *, by: By) -> None:
    """Name those staff who are told too: for exactly this reason exactly these."""
    reply.to_staff.filter(why=why).exclude(account__in=accounts).delete()
    for account in accounts:
        ToStaff.objects.update_or_create(reply=reply, account=account, defaults={"why": why})
    _record("reply.staff_named", reply, by, why=why, number=len(accounts))


@transaction.atomic
def send(reply: Reply, *, by: Account) -> bool:
    """Let it go to everybody who is ready; whether that began now. Once begun, nothing more
    happens until it is at its end; where its work failed, it goes on with who is left.

    Raises NotNow.
    """
    locked = _locked(reply)
    key = f"reply-{locked.pk}"
    if locked.state == Reply.State.SENDING and jobs.is_asked(SENDING, key):
        return False
    policies.check_can_send(locked)
    locked.state = Reply.State.SENDING
    locked.sent_at, locked.sent_by = locked.sent_at or clock.now(), locked.sent_by or by
    locked.save(update_fields=["state", "sent_at", "sent_by"])
    jobs.ask(
        SENDING,
        _("Sending reply %(number)s") % {"number": locked.number},
        organisation=locked.organisation_id,
        by=by,
        key=key,
        leads_to=f"/replies/{locked.public_id}/",
        reply=locked.pk,
    )
    ready = locked.recipients.filter(state=Recipient.State.READY).count()
    _record("reply.sending", locked, by, ready=ready)
    reply.refresh_from_db()
    return True


@transaction.atomic
def publish(reply: Reply, *, is_public: bool, by: By) -> bool:
    """Put what was sent on the public page, or take it off; whether it stood otherwise before.

    Those who were told keep their own pages; who had only a notice can read it no more.
    """
    locked = _locked(reply)
    if locked.is_public == is_public or locked.state == Reply.State.DRAFT:
        return False
    locked.is_public = is_public
    locked.save(update_fields=["is_public"])
    _record("reply.published" if is_public else "reply.taken_off", locked, by)
    reply.refresh_from_db()
    return True


def _locked(reply: Reply) -> Reply:
    return Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)


def _record(verb: str, reply: Reply, by: By, **details: Any) -> None:
    audit.record(verb, reply, by=by, organisation=reply.organisation_id, **details)
