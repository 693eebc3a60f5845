# SPDX-License-Identifier: MIT
"""What happened to what partners sent, told to their systems: noted with the deed, called by the
worker, tried again over three days, and signed as Standard Webhooks are.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from baton.core import audit, clock, outward
from baton.core.keys import uuid7
from baton.listening.channels.partner.models import Event, Item, Partner, Webhook, WebhookCall
from baton.people.models import Account
from baton.ui.wording import _

_HOURS = (1 / 60, 1 / 12, 0.5, 2, 5, 10, 14, 20, 20)
#: How long to wait after the first, second, … failure; after the last it is given up: three days.
BACKOFF = tuple(timedelta(hours=hours) for hours in _HOURS)
#: A call that a worker took and never finished is taken again after this.
LEASE = timedelta(minutes=2)
KEPT_FOR = timedelta(days=30)
TEST = "test"
_AT_ONCE = 50


@transaction.atomic
def add(partner: Partner, url: str, *, events: Iterable[str], by: Account) -> Webhook:
    """Tell an address from now on. Raises outward.NotAllowed."""
    outward.check(url, inside=settings.BATON_WEBHOOKS_INSIDE)
    webhook = Webhook.objects.create(
        organisation=partner.organisation,
        partner=partner,
        url=url,
        secret="whsec_" + base64.b64encode(secrets.token_bytes(32)).decode(),
        events=sorted(set(events)),
        made_by=by,
    )
    audit.record(
        "webhook.added",
        webhook,
        by=by,
        organisation=partner.organisation_id,
        events=webhook.events,
    )
    return webhook


@transaction.atomic
def stop(webhook: Webhook, *, by: Account) -> None:
    """Tell the address nothing any more, also not what still waits."""
    now = clock.now()
    if not Webhook.objects.filter(pk=webhook.pk, stopped_at=None).update(stopped_at=now):
        return
    waiting = webhook.calls.filter(next_at__isnull=False)
    waiting.update(next_at=None, problem=_("Stopped before it arrived."))
    audit.record("webhook.stopped", webhook, by=by, organisation=webhook.organisation_id)


@transaction.atomic
def send_test(webhook: Webhook, *, by: Account) -> WebhookCall:
    """Have the address called once, about nothing."""
    audit.record("webhook.tested", webhook, by=by, organisation=webhook.organisation_id)
    return WebhookCall.objects.create(
        webhook=webhook, event_id=_event_id(), event=TEST, body=_body(TEST, clock.now(), {})
    )


def tell(event: Event, items: Sequence[Item]) -> None:
    """Note that this happened to these, for every address that asked to hear of it. Runs in the
    transaction of the deed. The items' contributions are loaded."""
    if not items:
        return
    hooks: dict[int, list[Webhook]] = {}
    for hook in Webhook.objects.filter(
        partner__in={each.partner_id for each in items}, stopped_at=None
    ):
        if event in hook.events:
            hooks.setdefault(hook.partner_id, []).append(hook)
    now = clock.now()
    state = event.partition(".")[2]
    WebhookCall.objects.bulk_create(
        [
            WebhookCall(
                webhook=hook,
                event_id=_event_id(),
                event=event,
                body=_body(event, now, _about(item, state)),
            )
            for item in items
            for hook in hooks.get(item.partner_id, ())
        ]
    )


def _event_id() -> str:
    return f"msg_{uuid7().hex}"


def _body(event: str, at: datetime, about: dict[str, str]) -> dict[str, object]:
    return {"type": event, "timestamp": at.isoformat(), "data": about}


def _about(item: Item, state: str) -> dict[str, str]:
    """Which it is, and how it stands; nothing that anybody said."""
    return {
        "id": str(item.contribution.public_id),
        "reference": item.reference,
        "state": state,
    }


def tell_of_codings() -> int:
    """Note for those who asked that what they sent was coded; of how many."""
    told = 0
    coded = (
        Item.objects.filter(coding_told=False, contribution__coded_at__isnull=False)
        .select_related("contribution")
        .order_by("pk")
    )
    while some := list(coded[:500]):
        with transaction.atomic():
            mine = Item.objects.select_for_update(of=("self",)).filter(
                pk__in=[each.pk for each in some], coding_told=False
            )
            left = list(mine.select_related("contribution"))
            tell(Event.CODED, [each for each in left if each.contribution.withdrawn_at is None])
            Item.objects.filter(pk__in=[each.pk for each in left]).update(coding_told=True)
        told += len(left)
    return told


def call_due() -> int:
    """Make the calls that are due; how many arrived. Safe in two workers at once.

    An address that cannot be reached is left alone until the next turn.
    """
    there = Webhook.objects.filter(pk=OuterRef("webhook"), stopped_at=None)
    due = (
        WebhookCall.objects.filter(Exists(there), next_at__lte=clock.now())
        .select_related("webhook")
        .order_by("next_at", "pk")[:_AT_ONCE]
    )
    arrived, out_of_reach = 0, set()
    for call in due:
        if call.webhook_id in out_of_reach or not _claim(call):
            continue
        if _make(call):
            arrived += 1
        else:
            out_of_reach.add(call.webhook_id)
    return arrived


def _claim(call: WebhookCall) -> bool:
    """Take one call in hand, unless another worker was first."""
    mine = WebhookCall.objects.filter(pk=call.pk, next_at=call.next_at, attempts=call.attempts)
    call.attempts += 1
    return bool(mine.update(attempts=call.attempts, next_at=clock.now() + LEASE))


def _make(call: WebhookCall) -> bool:
    body = json.dumps(call.body, separators=(",", ":")).encode()
    headers = signed(call.webhook.secret, call.event_id, clock.now(), body)
    status: int | None = None
    try:
        status = outward.post(
            call.webhook.url, body, headers, inside=settings.BATON_WEBHOOKS_INSIDE
        )
    except (outward.NotAllowed, outward.NotReached) as failure:
        problem = str(failure)
    else:
        said = _("It answered with the status %(status)s.")
        problem = "" if 200 <= status < 300 else said % {"status": status}
    _note(call, status, problem)
    return not problem


def signed(secret: str, event_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of a call: what it is, when it was sent, and that it is ours."""
    moment = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{event_id}.{moment}.".encode() + body
    signature = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "Baton",
        "webhook-id": event_id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{signature}",
    }


def _note(call: WebhookCall, status: int | None, problem: str) -> None:
    now = clock.now()
    again = call.attempts <= len(BACKOFF) and problem
    WebhookCall.objects.filter(pk=call.pk, attempts=call.attempts, next_at__isnull=False).update(
        last_status=status,
        problem=problem[:300],
        done_at=None if problem else now,
        next_at=now + BACKOFF[call.attempts - 1] if again else None,
    )


def forget_old() -> int:
    """Forget calls of a month ago that arrived or were given up; how many."""
    old = WebhookCall.objects.filter(next_at=None, made_at__lte=clock.now() - KEPT_FOR)
    return old.delete()[0]
