# SPDX-License-Identifier: MIT
"""From what a partner sends to contributions: once each, and told apart for whoever sent them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from baton.core import audit
from baton.listening import operations as listening
from baton.listening.channels.partner import words
from baton.listening.channels.partner.models import Event, Item, Partner, PartnerDelivery
from baton.listening.channels.partner.operations import webhooks
from baton.listening.contacts import operations as contacts
from baton.listening.contacts.operations import Way
from baton.listening.heard import Heard
from baton.listening.models import Contribution, Delivery
from baton.listening.peppers import digests_of
from baton.people.models import Account
from baton.people.tokens.models import ApiToken

Became = Literal["received", "repeated", "taken_back"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one thing that was sent; nothing is here of what was erased."""

    became: Became
    contribution: Contribution | None = None


_NAMESPACE = uuid.UUID("c2b7a0b4-6a0e-5d0e-9a35-6f6c4f0e7a11")


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes in together. `key` is the sender's own for this sending: the same again is the
    same."""

    partner: Partner
    way: str
    channel: str
    key: str
    how_asked: str = ""
    token: ApiToken | None = None

    @property
    def by(self) -> str:
        return f"api:{self.token.pk}" if self.token else f"partner:{self.partner.pk}"


def reference_here(partner: Partner, reference: str) -> str:
    """The identity of what a sender names so: two senders may use the same names."""
    return f"{partner.pk}:{reference}"


def send(
    sending: Sending, heard: Mapping[str, Heard], ways: Mapping[str, Way] | None = None
) -> dict[str, Outcome]:
    """Take in what was sent, by its sender's references; what became of each. `ways` says of some
    how their person may be told what comes of it: it is kept apart from the words.

    Sending it again changes nothing, also after a crash in between. Raises what
    `listening.operations.receive` raises for what cannot be kept, before anything is stored.
    """
    if not heard:
        return {}
    organisation = sending.partner.organisation
    delivery = _delivery(sending)
    named = {reference_here(sending.partner, reference): reference for reference in heard}
    ours = [
        each._replace(
            channel=sending.channel, source_ref=reference_here(sending.partner, reference)
        )
        for reference, each in heard.items()
    ]
    for _ in listening.receive_many(
        ours, organisation=organisation, by=sending.by, delivery=delivery
    ):
        pass
    there = {
        named[each.source_ref]: each
        for each in Contribution.objects.filter(
            organisation=organisation, channel=sending.channel, source_ref__in=list(named)
        )
    }
    _note_items(sending, there)
    outcomes = {reference: _became(there.get(reference), delivery) for reference in heard}
    for reference, way in (ways or {}).items():
        # What was here before keeps what its person asked for since.
        said = outcomes[reference].contribution
        if said is not None and outcomes[reference].became == "received":
            contacts.keep(organisation, [said], way, by=sending.by)
    _let_go_if_empty(delivery)
    return outcomes


def _became(contribution: Contribution | None, delivery: Delivery) -> Outcome:
    if contribution is None or contribution.withdrawn_at:
        return Outcome("taken_back", contribution)
    # What this very sending brought is received, also where its answer was lost on the way.
    is_ours = contribution.delivery_id == delivery.pk
    return Outcome("received" if is_ours else "repeated", contribution)


@transaction.atomic
def _delivery(sending: Sending) -> Delivery:
    """The same again for the same sending."""
    name = f"{sending.partner.pk}:{sending.way}:{sending.key}"
    delivery, _ = Delivery.objects.get_or_create(
        public_id=uuid.uuid5(_NAMESPACE, name),
        defaults={
            "organisation": sending.partner.organisation,
            "channel": sending.channel,
            "label": f"{sending.partner}"[:200],
        },
    )
    PartnerDelivery.objects.get_or_create(
        delivery=delivery,
        defaults={
            "partner": sending.partner,
            "way": sending.way,
            "how_asked": sending.how_asked,
        },
    )
    return delivery


@transaction.atomic
def _note_items(sending: Sending, there: Mapping[str, Contribution]) -> None:
    """Whose these are, of those that nobody noted yet."""
    known = set(
        Item.objects.filter(contribution__in=[each.pk for each in there.values()]).values_list(
            "pk", flat=True
        )
    )
    new = {
        reference: each
        for reference, each in there.items()
        if each.pk not in known and each.withdrawn_at is None
    }
    note(sending.partner, new, token=sending.token)


def note(
    partner: Partner, new: Mapping[str, Contribution], *, token: ApiToken | None = None
) -> Sequence[Item]:
    """Keep whose these are, and tell those who asked to hear of it. Runs in the caller's
    transaction."""
    digests = digests_of(partner.organisation)
    items = [
        Item(
            contribution=each,
            partner=partner,
            token=token,
            reference=reference[:200],
            sent_at=each.received_at,
            words_digest=words.digest(each.words, digests),
            coding_told=not each.words,
        )
        for reference, each in new.items()
    ]
    Item.objects.bulk_create(items, ignore_conflicts=True)
    webhooks.tell(Event.RECEIVED, items)
    return items


def _let_go_if_empty(delivery: Delivery) -> None:
    """A sending of nothing new leaves nothing behind."""
    with transaction.atomic():
        Delivery.objects.select_for_update(no_key=True).get(pk=delivery.pk)
        if not delivery.contributions.exists():
            PartnerDelivery.objects.filter(delivery=delivery).delete()
            Delivery.objects.filter(pk=delivery.pk).delete()


@transaction.atomic
def withdraw(item: Item, *, by: Account | str) -> None:
    """Take back what was sent by mistake, or what its person asked to have back.

    Repeating it changes nothing.
    """
    if item.contribution.withdrawn_at is None:
        audit.record(
            "partner.withdrew", item, by=by, organisation=item.contribution.organisation_id
        )
    listening.withdraw(item.contribution, by=by)
