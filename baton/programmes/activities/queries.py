# SPDX-License-Identifier: MIT
"""Reading activities: all of a body, those that somebody asks for, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from baton.people.models import Organisation
from baton.people.stakeholders.models import Stakeholder
from baton.places.models import Service
from baton.programmes.activities.models import Activity, Participant, Rung
from baton.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Filters:
    """Which activities somebody asks for."""

    since: date | None = None
    until: date | None = None
    programme: Programme | None = None
    stage: str = ""
    rung: Rung | None = None
    method: str = ""
    state: str = ""
    service: Service | None = None
    stakeholder: Stakeholder | None = None
    q: str = ""

    def params(self) -> dict[str, str]:
        """As an address says them."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: _as_typed(value) for name, value in values.items() if value}

    def query(self, **more: str) -> str:
        """The query of an address that asks the same, or something less or more."""
        params = self.params() | more
        params = {name: value for name, value in params.items() if value}
        return f"?{urlencode(params)}" if params else ""


def _as_typed(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Rung):
        return str(value.value)
    return str(getattr(value, "public_id", value))


def activities(organisation: Organisation) -> QuerySet[Activity]:
    """All of a body, the latest first."""
    return organisation.activities.select_related("programme").order_by("-on", "-pk")


def asked_for(organisation: Organisation, asked: Filters) -> QuerySet[Activity]:
    """The activities that somebody asks for, the latest first."""
    found = activities(organisation)
    if asked.since:
        found = found.annotate(ends=Coalesce("until", "on")).filter(ends__gte=asked.since)
    if asked.until:
        found = found.filter(on__lte=asked.until)
    exact = {name: getattr(asked, name) for name in ("programme", "stage", "method", "state")}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if asked.rung:
        found = found.filter(of_rung(asked.rung))
    if asked.service:
        found = found.filter(_of_service(asked.service))
    if asked.stakeholder:
        of_them = Activity.stakeholders.through.objects.filter(
            activity=OuterRef("pk"), stakeholder=asked.stakeholder
        )
        found = found.filter(Exists(of_them) | Q(organiser=asked.stakeholder))
    for word in asked.q.split():
        found = found.filter(_has(word))
    return found


def of_rung(rung: Rung) -> Q:
    """As `Activity.rung` tells it: what names no shared decision counts as consult."""
    names_it = Q(decision_shared__gt="", hours_shared__isnull=False, payment_shared__gt="")
    if rung >= Rung.COLLABORATE:
        return Q(intended=rung) & names_it
    if rung == Rung.CONSULT:
        return Q(intended=rung) | (Q(intended__gte=Rung.COLLABORATE) & ~names_it)
    return Q(intended=rung)


def _of_service(service: Service) -> Q:
    """With all that lies in it; an activity that names none asks its programme's."""
    of_it = Activity.services.through.objects.filter(activity=OuterRef("pk"))
    of_programme = Programme.services.through.objects.filter(
        programme=OuterRef("programme"), service__path__startswith=service.path
    )
    inside = of_it.filter(service__path__startswith=service.path)
    return Q(Exists(inside)) | (Q(~Exists(of_it)) & Q(Exists(of_programme)))


def _has(word: str) -> Q:
    names = (
        *("title", "with_whom", "place", "postcode", "area", "questions", "changed"),
        "programme__title",
    )
    found = Q()
    for name in names:
        found |= Q(**{f"{name}__icontains": word})
    return found


@dataclass(frozen=True, slots=True)
class Summary:
    """What some activities add up to."""

    number: int
    held: int
    to_come: int
    people: int
    cost: int
    payments: int
    hours: int
    changed: int

    @property
    def cancelled(self) -> int:
        return self.number - self.held - self.to_come


def summary(found: QuerySet[Activity]) -> Summary:
    held = Q(state=Activity.State.HAPPENED)
    to_come = Q(state__in=[Activity.State.PLANNED, Activity.State.ANNOUNCED])
    told = found.order_by().aggregate(
        number=Count("pk"),
        held=Count("pk", filter=held),
        to_come=Count("pk", filter=to_come),
        people=Sum("came", filter=held),
        cost=Sum("cost"),
        payments=Sum("payments"),
        hours=Sum("hours"),
        changed=Count("pk", filter=Q(changed__gt="")),
    )
    return Summary(**{name: value or 0 for name, value in told.items()})


def unplaced(found: QuerySet[Activity]) -> QuerySet[Activity]:
    """Of some activities those that name a place, and give no postcode."""
    return found.exclude(state=Activity.State.CANCELLED).filter(place__gt="", postcode="")


def areas(text: str) -> dict[str, str]:
    """The names of areas in a list with commas, by how they are compared.

    >>> areas("Oadby,  Wigston ")
    {'oadby': 'Oadby', 'wigston': 'Wigston'}
    """
    names = (" ".join(name.split()) for name in text.split(","))
    return {name.casefold(): name for name in names if name}


def between(organisation: Organisation, first: date, last: date) -> QuerySet[Activity]:
    """What is on in some days, in their order."""
    return (
        activities(organisation)
        .annotate(ends=Coalesce("until", "on"))
        .filter(on__lte=last, ends__gte=first)
        .order_by("on", "starts_at", "pk")
    )


def participant(public_id: Any) -> QuerySet[Participant]:
    """Somebody by the link that is theirs alone, while we remember them."""
    return Participant.objects.filter(public_id=public_id, forgotten_at=None).select_related(
        "activity__organisation"
    )


def open_to_the_public(public_id: Any) -> QuerySet[Activity]:
    """The activity of a page on which people sign up, of whatever body."""
    return Activity.objects.filter(
        public_id=public_id, sign_up_opens_on__isnull=False
    ).select_related("organisation")


def to_be_judged(rung_key: Any) -> QuerySet[Activity]:
    """The activity of a link on which participants judge its rung, of whatever body."""
    return Activity.objects.filter(rung_key=rung_key).select_related("organisation")


def of_programmes(organisation: Organisation) -> Iterable[Programme]:
    """Programmes to plan an activity of: those that are open, by title."""
    return organisation.programmes.open().order_by("title", "pk")
