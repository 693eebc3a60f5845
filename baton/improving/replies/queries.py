# SPDX-License-Identifier: MIT
"""Reading replies: how many people stand where, who is answered, and what a private key opens."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, Q, QuerySet, When

from baton.improving.decisions.models import Decision
from baton.improving.findings.models import Finding
from baton.improving.replies.models import Behind, PutRight, Recipient, Reply
from baton.listening.contacts.models import Contact
from baton.listening.models import Contribution
from baton.people.links import queries as links
from baton.people.links.models import Scope
from baton.people.models import Organisation
from baton.places.models import Service
from baton.ui.wording import _

State = Recipient.State
#: In the order in which somebody must look at them.
ORDER = (
    *(State.TO_CONFIRM, State.BOUNCED, State.HELD, State.UNMET, State.READY),
    *(State.NOTICE, State.SENT, State.LEFT_OUT),
)


def replies(organisation: Organisation) -> QuerySet[Reply]:
    """The newest first, with how many people each is for, and how many were told."""
    return (
        organisation.replies.select_related("author", "sent_by", "decision")
        .annotate(
            people=Count("recipients", filter=~Q(recipients__state=State.LEFT_OUT)),
            told=Count("recipients", filter=Q(recipients__state=State.SENT)),
            by_notice=Count("recipients", filter=Q(recipients__state=State.NOTICE)),
        )
        .order_by("-number")
    )


def told_so_far(organisation: Organisation) -> tuple[int, int]:
    """How many replies were sent, and how many people were told by them."""
    sent = organisation.replies.filter(sent_at__isnull=False)
    told = Recipient.objects.filter(reply__in=sent, state=State.SENT)
    return sent.count(), told.count()


def to_do(organisation: Organisation, most: int = 5) -> list[Reply]:
    """Drafts that nobody has sent, and replies of which messages came back."""
    came_back = Count("recipients", filter=Q(recipients__state=State.BOUNCED))
    rows = replies(organisation).annotate(came_back=came_back)
    return list(rows.filter(Q(state=Reply.State.DRAFT) | Q(came_back__gt=0))[:most])


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people of a reply stand where."""

    by_state: Mapping[str, int]

    def of(self, *states: str) -> int:
        return sum(self.by_state.get(each, 0) for each in states)

    @property
    def everybody(self) -> int:
        return sum(self.by_state.values()) - self.of(State.LEFT_OUT)

    def rows(self) -> list[tuple[Recipient.State, int]]:
        """Those states in which somebody stands, in the order of `ORDER`."""
        return [(each, self.by_state[each]) for each in ORDER if self.by_state.get(each)]


def counts(reply: Reply) -> Counts:
    rows = reply.recipients.values_list("state").annotate(Count("pk")).order_by()
    return Counts(dict(rows))


def by_way(reply: Reply) -> list[tuple[str, str, int]]:
    """Of those who are ready: way, language and how many."""
    rows = (
        reply.recipients.filter(state=State.READY)
        .values_list("way", "language")
        .annotate(number=Count("pk"))
        .order_by("way", "language")
    )
    return [(way, language, number) for way, language, number in rows]


def people(reply: Reply, state: str = "") -> QuerySet[Recipient]:
    """Those of one state, or all in the order of `ORDER`; with how often each of them spoke."""
    place = Case(*(When(state=each, then=at) for at, each in enumerate(ORDER)))
    rows = reply.recipients.annotate(spoke=Count("behind"), place=place)
    return (rows.filter(state=state) if state else rows).order_by("place", "pk")


def concluded(organisation: Organisation) -> QuerySet[Finding]:
    """Findings whose people may be answered, those whom nobody answered first."""
    return (
        organisation.findings.filter(concluded_at__isnull=False)
        .annotate(answered=Count("replies"))
        .order_by("answered", "-number")
    )


def unanswered(organisation: Organisation) -> QuerySet[Finding]:
    """Concluded findings to whose people nobody has written."""
    return concluded(organisation).filter(replies=None)


def findings_of(decision: Decision) -> QuerySet[Finding]:
    """What a decision answers, through its batons."""
    return Finding.objects.filter(carried__baton__decisions=decision).distinct().order_by("number")


def by_key(key: str) -> Recipient | None:
    """Whose private page a key opens."""
    link = links.opened(Scope.REPLY, key)
    if link is None:
        return None
    return (
        Recipient.objects.select_related("reply__organisation", "reply__decision", "contact")
        .filter(pk=link.subject, reply__organisation=link.organisation_id)
        .first()
    )


def public(reply_id: uuid.UUID) -> QuerySet[Reply]:
    """A reply that everybody may read: it was sent, and stands on the public page."""
    return Reply.objects.select_related("organisation").filter(
        public_id=reply_id, is_public=True, sent_at__isnull=False
    )


@dataclass(frozen=True, slots=True)
class Unmet:
    """What so many people asked for that is not there."""

    format: str
    language: str
    problem: str
    number: int


def unmet(reply: Reply) -> list[Unmet]:
    """What is missing for how many."""
    rows = (
        reply.recipients.filter(state=State.UNMET)
        .values_list("format", "language", "problem")
        .annotate(number=Count("pk"))
        .order_by("-number", "format", "language")
    )
    return [Unmet(*row) for row in rows]


def languages_wanted(reply: Reply) -> set[str]:
    """Languages that people asked for and that nobody has written yet."""
    asked = reply.recipients.exclude(language__in=("", "en")).values_list("language", flat=True)
    return set(asked.distinct()) - set(reply.wordings.values_list("language", flat=True))


def by_hand(reply: Reply) -> QuerySet[Recipient]:
    """Who is told by a letter or a call: somebody must do it."""
    ways = (Contact.Way.POST, Contact.Way.PHONE)
    rows = reply.recipients.filter(state=State.READY, way__in=ways, contact__isnull=False)
    return rows.select_related("contact").order_by("way", "pk")


def put_right(reply: Reply) -> dict[str, list[PutRight]]:
    """What people say since, by whether it is put right."""
    found: dict[str, list[PutRight]] = {}
    for each in _since(reply):
        found.setdefault(_(each.get_says_display()), []).append(each)
    return found


def _since(reply: Reply) -> QuerySet[PutRight]:
    rows = PutRight.objects.filter(recipient__reply=reply)
    return rows.select_related("contribution").order_by("-at")


def places(reply: Reply) -> list[tuple[Service | None, int]]:
    """Where those spoke whom nobody can reach, and how many of them: a notice goes there."""
    rows = (
        Contribution.objects.filter(
            answered_by__recipient__reply=reply, answered_by__recipient__state=State.NOTICE
        )
        .values_list("service")
        .annotate(number=Count("answered_by__recipient", distinct=True))
        .order_by("-number", "service")
    )
    counted = dict(rows)
    services = {each.pk: each for each in Service.objects.filter(pk__in=filter(None, counted))}
    return [(services.get(key), number) for key, number in counted.items()]


@dataclass(frozen=True, slots=True)
class Row:
    """A recipient, with what they said."""

    recipient: Recipient
    contributions: list[Contribution]


def with_words(recipients: Iterable[Recipient]) -> list[Row]:
    """What those on a page said, for who may read it."""
    listed = list(recipients)
    said: dict[int, list[Contribution]] = {}
    behind = Behind.objects.filter(recipient__in=listed, contribution__isnull=False)
    for each in behind.select_related("contribution__service").order_by("pk"):
        if each.contribution is not None:
            said.setdefault(each.recipient_id, []).append(each.contribution)
    return [Row(each, said.get(each.pk, [])) for each in listed]
