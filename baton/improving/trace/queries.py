# SPDX-License-Identifier: MIT
"""The voices behind a finding, a decision, an action or a reply: counted, and quoted where each
person allowed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from baton.improving.batons.models import Baton, Carried
from baton.improving.decisions.models import Action, Decision
from baton.improving.findings.models import Finding, Support
from baton.improving.replies.models import Reply
from baton.listening.models import Contribution
from baton.people.models import Organisation
from baton.programmes.models import Programme
from baton.understanding import reviews
from baton.understanding.models import Review

#: So many quotations stand on a page, and so many are looked at for them.
QUOTES, _LOOKED_AT = 6, 60
#: Contributions on a page.
PAGE = 50


@dataclass(frozen=True, slots=True)
class Channel:
    """How many spoke by one channel."""

    channel: str
    voices: int
    speak_for: int
    against: int
    withdrawn: int
    quotable: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Voices:
    """Everybody behind something. Whoever stands behind two of its findings is counted once."""

    channels: tuple[Channel, ...] = ()
    #: Places whose words and rows are gone. They have no name left by which one could be told to
    #: stand behind two findings: each place is counted.
    erased: int = 0

    @property
    def there(self) -> int:
        """Those that still have a row of their own, with their words or withdrawn."""
        return sum(each.voices for each in self.channels)

    @property
    def number(self) -> int:
        return self.there + self.erased

    @property
    def against(self) -> int:
        return sum(each.against for each in self.channels)

    @property
    def speak_for(self) -> int:
        return sum(each.speak_for for each in self.channels)

    @property
    def withdrawn(self) -> int:
        return sum(each.withdrawn for each in self.channels)

    @property
    def quotable(self) -> int:
        return sum(each.quotable for each in self.channels)

    @property
    def first(self) -> datetime | None:
        return min((each.first for each in self.channels), default=None)

    @property
    def last(self) -> datetime | None:
        return max((each.last for each in self.channels), default=None)


@dataclass(frozen=True, slots=True)
class ComeSoFar:
    """How many of a programme's concluded findings have come how far."""

    voices: int
    concluded: int
    handed_on: int
    decided: int
    done: int
    answered: int
    dropped: int


def come_so_far(programme: Programme) -> ComeSoFar:
    """Of the findings that were concluded in a programme: wherever they were handed to since."""
    found = Finding.objects.filter(stage__programme=programme, concluded_at__isnull=False)
    came = Carried.objects.filter(finding=OuterRef("pk"))
    done = came.filter(baton__answered__decision__actions__state=Action.State.DONE)
    sent = Reply.findings.through.objects.filter(finding=OuterRef("pk"))
    told = found.aggregate(
        concluded=Count("pk"),
        handed_on=Count("pk", filter=Exists(came.filter(baton__came_by__isnull=False))),
        decided=Count("pk", filter=Exists(came.filter(baton__answered__isnull=False))),
        done=Count("pk", filter=Exists(done)),
        answered=Count("pk", filter=Exists(sent.filter(reply__sent_at__isnull=False))),
    )
    dropped = Baton.objects.dropped().filter(stage__programme=programme).count()
    return ComeSoFar(voices=voices(found).number, dropped=dropped, **told)


def findings(organisation: Organisation) -> QuerySet[Finding]:
    rows: QuerySet[Finding] = organisation.findings.select_related("stage__programme")
    return rows


def decisions(organisation: Organisation) -> QuerySet[Decision]:
    rows: QuerySet[Decision] = organisation.decisions.select_related("group")
    return rows


def actions(organisation: Organisation) -> QuerySet[Action]:
    rows = Action.objects.filter(decision__organisation=organisation)
    return rows.select_related("decision__group", "owner")


def replies(organisation: Organisation) -> QuerySet[Reply]:
    rows: QuerySet[Reply] = organisation.replies.select_related("decision")
    return rows


def batons(organisation: Organisation) -> QuerySet[Baton]:
    rows: QuerySet[Baton] = organisation.batons.select_related("stage__programme")
    return rows


def behind_baton(baton: Baton) -> QuerySet[Finding]:
    """The findings that it carries."""
    carried = Finding.objects.filter(carried__baton=baton)
    return carried.select_related("stage__programme").order_by("number")


def behind_decision(decision: Decision) -> QuerySet[Finding]:
    """The findings that its batons carry."""
    carried = Finding.objects.filter(carried__baton__answered__decision=decision)
    return carried.select_related("stage__programme").distinct().order_by("number")


def behind_action(action: Action) -> QuerySet[Finding]:
    return behind_decision(action.decision)


def behind_reply(reply: Reply) -> QuerySet[Finding]:
    rows: QuerySet[Finding] = reply.findings.select_related("stage__programme")
    return rows.order_by("number")


def _places(of: QuerySet[Finding] | Iterable[int]) -> QuerySet[Support]:
    keys: Any = of.order_by().values("pk") if isinstance(of, QuerySet) else of
    return Support.objects.filter(finding__in=keys)


def voices(of: QuerySet[Finding] | Iterable[int]) -> Voices:
    """Who stands behind these findings, by channel: one query."""
    said = F("contribution__said_at")
    is_for, is_against = Q(side=Support.Side.FOR), Q(side=Support.Side.AGAINST)

    def people(which: Q | None = None) -> Count:
        return Count("contribution", distinct=True, filter=which)

    counted = (
        _places(of)
        .order_by()
        .values_list("contribution__channel")
        .annotate(
            voices=people(),
            speak_for=people(is_for),
            against=people(is_against),
            withdrawn=people(Q(contribution__withdrawn_at__isnull=False)),
            quotable=people(Q(contribution__may_quote=True)),
            first=Min(said),
            last=Max(said),
            places=Count("pk"),
        )
    )
    rows = [tuple(row) for row in counted]
    # Those without a channel are without a row.
    erased = sum(row[-1] for row in rows if row[0] is None)
    there = [Channel(*row[:-1]) for row in rows if row[0] is not None]
    return Voices(tuple(sorted(there, key=lambda each: -each.voices)), erased)


def quotes(organisation: Organisation, of: QuerySet[Finding] | Iterable[int]) -> list[Contribution]:
    """What may be quoted of them, and was looked at: first what was chosen as a quotation, then the
    newest."""
    chosen = _places(of).filter(
        contribution__may_quote=True,
        contribution__withdrawn_at=None,
        contribution__review__outcome=Review.Outcome.SHOW,
    )
    newest = chosen.order_by("-is_quoted", "-contribution__said_at", "-contribution")
    keys = list(dict.fromkeys(newest.values_list("contribution", flat=True)[:_LOOKED_AT]))
    allowed = reviews.quotable_among(organisation, keys).select_related("service")
    there = {each.pk: each for each in allowed}
    return [there[key] for key in keys if key in there][:QUOTES]


def contributions(of: QuerySet[Finding] | Iterable[int], page: int) -> list[Contribution]:
    """One page of them, the newest first; the caller may read words."""
    keys = _places(of).order_by().values("contribution")
    rows = Contribution.objects.filter(pk__in=keys).select_related("service")
    first = (page - 1) * PAGE
    return list(rows.order_by("-said_at", "-pk")[first : first + PAGE])
