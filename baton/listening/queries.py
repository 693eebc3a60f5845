# SPDX-License-Identifier: MIT
"""Reading: alerts and who is told of them, what arrived, and what one person said at one time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from baton.core import clock
from baton.listening.models import Contribution, SafetyAlert, SafetyContact
from baton.people import queries as people
from baton.people.models import Account, Organisation
from baton.people.roles import Role

#: Who is told where nobody is named.
TOLD_FIRST = frozenset({Role.ADMINISTRATOR, Role.COMPLAINTS_OFFICER})
TOLD_NEXT = frozenset({Role.ADMINISTRATOR, Role.ENGAGEMENT_LEAD})


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many contributions arrived on one day."""

    day: date
    count: int


def alerts(organisation: Organisation) -> QuerySet[SafetyAlert]:
    """Every alert of a body, with what a list of them shows."""
    return organisation.safety_alerts.select_related(
        "contribution", "contribution__service", "opened_by", "closed_by"
    )


def alerts_waiting(organisation: Organisation) -> QuerySet[SafetyAlert]:
    """Those that nobody has opened: the urgent first, then the oldest."""
    # "now" stands before "today" in the alphabet too.
    return alerts(organisation).filter(opened_at=None).order_by("urgency", "raised_at", "pk")


def alerts_in_hand(organisation: Organisation) -> QuerySet[SafetyAlert]:
    """Opened, and not closed: the urgent first, then the oldest."""
    return (
        alerts(organisation)
        .filter(opened_at__isnull=False, closed_at=None)
        .order_by("urgency", "raised_at", "pk")
    )


def alerts_closed(organisation: Organisation) -> QuerySet[SafetyAlert]:
    """The last closed first."""
    return alerts(organisation).filter(closed_at__isnull=False).order_by("-closed_at", "-pk")


def may_be_named(organisation: Organisation) -> QuerySet[Account]:
    """The people of a body who can sign in and may open an alert."""
    return people.people_who_may(organisation, "answer_alerts")


def named(organisation: Organisation, turn: str) -> QuerySet[Account]:
    """The people named for a turn who can still sign in and open an alert."""
    contacts = SafetyContact.objects.filter(organisation=organisation, turn=turn)
    return may_be_named(organisation).filter(pk__in=contacts.values("account"))


def told_first(organisation: Organisation) -> list[Account]:
    """Whom an alert goes to at once: those named, else administrators and complaints officers,
    else whoever may open it."""
    return _first_found(organisation, SafetyContact.Turn.FIRST, TOLD_FIRST)


def told_next(organisation: Organisation) -> list[Account]:
    """Whom it goes to when nobody has looked: those named, else administrators and leads, else
    whoever may open it."""
    return _first_found(organisation, SafetyContact.Turn.ESCALATION, TOLD_NEXT)


def _first_found(organisation: Organisation, turn: str, roles: frozenset[Role]) -> list[Account]:
    anybody = may_be_named(organisation)
    by_role = anybody.filter(
        memberships__organisation=organisation,
        memberships__ended_at=None,
        memberships__role__in=roles,
    ).distinct()
    return list(named(organisation, turn)) or list(by_role) or list(anybody)


def arrivals_by_day(organisation: Organisation, days: int = 15) -> list[Arrivals]:
    """How many contributions arrived on each of the last `days` days, today the last.

    A day's count is one range of the index on (organisation, received_at).
    """
    today = clock.today()
    counted = []
    for ago in reversed(range(days)):
        day = today - timedelta(days=ago)
        count = organisation.contributions.filter(
            received_at__gte=_midnight(day), received_at__lt=_midnight(day + timedelta(days=1))
        ).count()
        counted.append(Arrivals(day, count))
    return counted


def arrivals_by_channel(organisation: Organisation, since: datetime) -> list[tuple[str, int]]:
    """Channel code and count of what arrived since a moment, the most first."""
    rows = (
        organisation.contributions.filter(received_at__gte=since)
        .values("channel")
        .annotate(count=Count("pk"))
        .order_by("-count", "channel")
    )
    return [(row["channel"], row["count"]) for row in rows]


def of_the_same_answer(contribution: Contribution) -> QuerySet[Contribution]:
    """What else the same person told us at the same time: other answers of one survey."""
    if not contribution.respondent:
        return Contribution.objects.none()
    return Contribution.objects.filter(
        organisation=contribution.organisation_id,
        said_at=contribution.said_at,
        respondent=contribution.respondent,
        withdrawn_at=None,
    ).exclude(pk=contribution.pk)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
