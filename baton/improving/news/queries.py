# SPDX-License-Identifier: MIT
"""What a programme's public page shows: only what was written for it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from baton.improving.decisions.models import Action, Decision
from baton.improving.findings.models import Finding, Support
from baton.improving.news.models import News, Published, Subscriber
from baton.improving.replies.models import Reply
from baton.people.links import queries as links
from baton.people.links.models import Scope
from baton.people.models import Organisation
from baton.programmes.models import Programme

#: So much news stands on the page and in the feed.
LATEST = 20


@dataclass(frozen=True, slots=True)
class Page:
    """All that a public page tells."""

    heard: Sequence[Finding]
    decided: Sequence[Decision]
    acted: Sequence[Action]
    replies: Sequence[Reply]
    news: Sequence[News]

    @property
    def done(self) -> list[Action]:
        return [each for each in self.acted if each.state == Action.State.DONE]

    @property
    def is_empty(self) -> bool:
        return not (self.heard or self.decided or self.acted or self.replies or self.news)


def published(programme: Programme) -> Published | None:
    return Published.objects.filter(programme=programme).first()


def public(public_id: uuid.UUID) -> Published | None:
    """The public page of this address, for anybody."""
    rows = Published.objects.select_related("programme__organisation")
    return rows.filter(programme__public_id=public_id).first()


def page(programme: Programme) -> Page:
    told = Q(told__gt="")
    return Page(
        heard=list(
            findings(programme)
            .filter(told, concluded_at__isnull=False)
            .annotate(times=Count("supports", filter=Q(supports__side=Support.Side.FOR)))
            .order_by("-concluded_at", "-pk")
        ),
        decided=list(decisions(programme).filter(told)),
        acted=list(actions(programme).filter(told)),
        replies=list(replies(programme)),
        news=list(news(programme)[:LATEST]),
    )


def findings(programme: Programme) -> QuerySet[Finding]:
    """Its findings, drafts among them: what could be told."""
    return Finding.objects.filter(stage__programme=programme)


def decisions(programme: Programme) -> QuerySet[Decision]:
    """What answered a baton in one of its stages."""
    answering = Decision.objects.filter(answered__baton__stage__programme=programme)
    return answering.select_related("group").distinct().order_by("-decided_on", "-number")


def actions(programme: Programme) -> QuerySet[Action]:
    of_these = decisions(programme).order_by().values("pk")
    rows = Action.objects.filter(decision__in=of_these)
    return rows.select_related("decision").order_by("-done_on", "due_on", "pk")


def replies(programme: Programme) -> QuerySet[Reply]:
    """Those that went out and may stand on the page."""
    rows = Reply.objects.filter(is_public=True, findings__stage__programme=programme)
    return rows.exclude(state=Reply.State.DRAFT).distinct().order_by("-sent_at", "-number")


def news(programme: Programme) -> QuerySet[News]:
    rows: QuerySet[News] = programme.news.filter(taken_down_at=None)
    return rows.order_by("-at", "-pk")


def programmes(organisation: Organisation) -> QuerySet[Programme]:
    rows: QuerySet[Programme] = organisation.programmes.select_related("organisation", "published")
    return rows


def subscribed(programme: Programme) -> int:
    """How many get its news."""
    return programme.subscribers.filter(confirmed_at__isnull=False).count()


def by_key(key: str) -> Subscriber | None:
    """Whose link this is, while they are subscribed or may be."""
    link = links.opened(Scope.NEWS, key)
    if link is None:
        return None
    rows = Subscriber.objects.select_related("programme__organisation", "programme__published")
    return rows.filter(pk=link.subject).first()
