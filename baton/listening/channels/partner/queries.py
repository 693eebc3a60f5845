# SPDX-License-Identifier: MIT
"""Reading: partners of a body, what each sent and by which way, and what may be a repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import TruncMonth

from baton.listening.channels.partner.models import (
    Item,
    Partner,
    PartnerDelivery,
    PartnerFile,
    Webhook,
    WebhookCall,
)
from baton.listening.models import Contribution
from baton.people.links import queries as links
from baton.people.links.models import Scope
from baton.people.models import Organisation
from baton.people.stakeholders import queries as stakeholders
from baton.people.stakeholders.models import Stakeholder

PARTNER, API = "partner", "api"


def partners(organisation: Organisation) -> QuerySet[Partner]:
    """Everybody who sends or sent, with how much and when last."""
    return (
        organisation.partners.select_related("stakeholder", "organisation")
        .annotate(sent=Count("items"), last_sent_at=Max("items__sent_at"))
        .order_by(F("stakeholder__name").asc(nulls_last=True), "system", "pk")
    )


def may_become_partners(organisation: Organisation) -> QuerySet[Stakeholder]:
    """Those of the register who are none yet."""
    now = organisation.partners.filter(ended_at=None, stakeholder__isnull=False)
    return stakeholders.stakeholders(organisation).exclude(pk__in=now.values("stakeholder"))


def by_key(key: str) -> Partner | None:
    """The partner whose private link this is, while it holds."""
    link = links.opened(Scope.PARTNER, key)
    if link is None:
        return None
    return (
        Partner.objects.select_related("organisation", "stakeholder")
        .filter(pk=link.subject, organisation=link.organisation_id, ended_at=None)
        .first()
    )


def items(partner: Partner) -> QuerySet[Item]:
    """What a partner sent, the newest first."""
    return partner.items.select_related(
        "contribution__service",
        "contribution__question",
        "contribution__delivery__partner_delivery",
    ).order_by("-contribution")


def deliveries(partner: Partner) -> QuerySet[PartnerDelivery]:
    """What a partner sent together, the newest first, with how much each brought."""
    return (
        partner.deliveries.select_related("delivery")
        .annotate(brought=Count("delivery__contributions"))
        .order_by("-sent_at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Month:
    month: datetime
    ways: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.ways.values())


def by_month(partner: Partner) -> list[Month]:
    """How many items came in each month by each way, the newest month first."""
    rows = (
        partner.items.annotate(month=TruncMonth("sent_at"))
        .values("month", "contribution__delivery__partner_delivery__way")
        .annotate(count=Count("pk"))
        .order_by("-month")
    )
    months: dict[datetime, dict[str, int]] = {}
    for row in rows:
        way = row["contribution__delivery__partner_delivery__way"] or PartnerDelivery.Way.API
        months.setdefault(row["month"], {})[way] = row["count"]
    return [Month(month, ways) for month, ways in months.items()]


def files_waiting(partner: Partner) -> QuerySet[PartnerFile]:
    """Files that a partner handed in and nobody has read to their end yet."""
    return partner.files.filter(noted_at=None).select_related("upload").order_by("-brought_at")


@dataclass(frozen=True, slots=True)
class Double:
    """Items that say the same: possibly one thing told twice, possibly two people."""

    items: Sequence[Item]

    @property
    def partners(self) -> list[str]:
        return sorted({str(each.partner) for each in self.items})


def doubles(organisation: Organisation, most: int = 50) -> list[Double]:
    """What may have been sent twice: the same words, the newest first."""
    repeated = (
        _there(organisation)
        .exclude(words_digest="")
        .values("words_digest")
        .annotate(times=Count("pk"), newest=Max("contribution"))
        .filter(times__gt=1)
        .order_by("-newest")[:most]
    )
    digests = [row["words_digest"] for row in repeated]
    found: dict[str, list[Item]] = {digest: [] for digest in digests}
    same = _there(organisation).filter(words_digest__in=digests).order_by("contribution")
    for item in same.select_related(
        "partner__stakeholder", "contribution__service", "contribution__delivery__partner_delivery"
    ):
        found[item.words_digest].append(item)
    return [Double(each) for each in found.values()]


def count_doubles(organisation: Organisation) -> int:
    """How many different words were sent more than once."""
    repeated = _there(organisation).exclude(words_digest="").values("words_digest")
    return repeated.annotate(times=Count("pk"), first=Min("pk")).filter(times__gt=1).count()


def same_words(item: Item) -> list[Item]:
    """What else says the same as this item, in the same body."""
    if not item.words_digest:
        return []
    others = _there(item.contribution.organisation).filter(words_digest=item.words_digest)
    return list(
        others.exclude(pk=item.pk)
        .select_related("partner__stakeholder", "contribution__service")
        .order_by("contribution")
    )


def item_of(contribution: Contribution) -> Item | None:
    return (
        Item.objects.filter(contribution=contribution)
        .select_related(
            "partner__stakeholder", "contribution__organisation", "contribution__delivery"
        )
        .first()
    )


def _there(organisation: Organisation) -> QuerySet[Item]:
    return Item.objects.filter(partner__organisation=organisation)


def webhooks(organisation: Organisation) -> QuerySet[Webhook]:
    """Every address that is told something, those that were stopped last."""
    return (
        organisation.webhooks.select_related("partner__stakeholder", "made_by", "organisation")
        .annotate(
            arrived=Count("calls", filter=Q(calls__done_at__isnull=False)),
            waiting=Count("calls", filter=Q(calls__next_at__isnull=False)),
            given_up=Count("calls", filter=Q(calls__done_at=None, calls__next_at=None)),
        )
        .order_by("-stopped_at", "-made_at")
    )


def calls(webhook: Webhook, most: int = 100) -> QuerySet[WebhookCall]:
    """The last calls to an address."""
    return webhook.calls.order_by("-pk")[:most]
