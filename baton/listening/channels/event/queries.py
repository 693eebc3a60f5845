# SPDX-License-Identifier: MIT
"""Reading sessions, their tables and what was noted at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from baton.listening.channels.event.models import Chart, Session, Table
from baton.listening.models import Contribution
from baton.people import queries as people
from baton.people.models import Account, Organisation
from baton.programmes.activities import queries as activities
from baton.programmes.activities.models import Activity

CHANNEL = "event"
#: Activities of so many days back are offered, for flip charts that are read off later.
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Noted:
    """How many points there are, and how many of them are in people's own words."""

    points: int
    verbatim: int


def to_note_at(organisation: Organisation, today: date) -> QuerySet[Activity]:
    """The activities of today and of the last weeks, the latest first."""
    took_place = activities.activities(organisation).exclude(state=Activity.State.CANCELLED)
    return took_place.alias(last=Coalesce("until", "on")).filter(
        on__lte=today, last__gte=today - RECENT
    )


def sessions(organisation: Organisation) -> QuerySet[Session]:
    """All of a body, the latest first."""
    return organisation.note_sessions.select_related(
        "activity__programme", "service", "organisation"
    ).order_by("-held_on", "-pk")


def open_sessions(organisation: Organisation) -> QuerySet[Session]:
    return sessions(organisation).filter(closed_at=None)


def tables(organisation: Organisation) -> QuerySet[Table]:
    """Every table of a body, with what its page shows."""
    return Table.objects.filter(session__organisation=organisation).select_related(
        "session__activity", "session__service", "session__organisation", "facilitator", "delivery"
    )


def with_counts(tables_of: QuerySet[Table]) -> QuerySet[Table]:
    """Each with `points` and `verbatim`, in the order in which they were set up."""
    there = Q(delivery__contributions__withdrawn_at=None)
    own = there & Q(delivery__contributions__manner=Contribution.Manner.VERBATIM)
    return tables_of.annotate(
        points=Count("delivery__contributions", filter=there),
        verbatim=Count("delivery__contributions", filter=own),
    ).order_by("pk")


def points(table: Table) -> QuerySet[Contribution]:
    """What was noted at a table and not taken out again, the newest first."""
    noted = table.delivery.contributions.filter(withdrawn_at=None)
    beside = ("question", "from_chart__chart", "noted_by", "agreement")
    return noted.select_related(*beside).order_by("-pk")


def all_points(organisation: Organisation) -> QuerySet[Contribution]:
    """What was noted at any table of a body."""
    noted = organisation.contributions.filter(channel=CHANNEL, delivery__table__isnull=False)
    return noted.select_related(
        "question",
        "noted_by",
        "agreement",
        "delivery__table__session__activity",
        "delivery__table__facilitator",
    )


def charts(organisation: Organisation) -> QuerySet[Chart]:
    return Chart.objects.filter(table__session__organisation=organisation).select_related(
        "table__session__activity", "added_by"
    )


def photographs(session: Session) -> QuerySet[Chart]:
    """The photographs of a session that are still there, in their order."""
    return Chart.objects.filter(table__session=session, deleted_at=None).order_by("pk")


def noted_at(activity: Activity) -> Noted:
    """What was noted at an activity, at all its tables."""
    return _noted(Contribution.objects.filter(delivery__in=activity.deliveries.all()))


def noted_in(session: Session) -> Noted:
    """What was noted in a session."""
    return _noted(Contribution.objects.filter(delivery__table__session=session))


def _noted(said: QuerySet[Contribution]) -> Noted:
    own = Q(manner=Contribution.Manner.VERBATIM)
    found = said.filter(channel=CHANNEL, withdrawn_at=None).aggregate(
        points=Count("pk"), verbatim=Count("pk", filter=own)
    )
    return Noted(**found)


def tables_of(activity: Activity) -> QuerySet[Table]:
    """The tables of an activity with their counts, session after session."""
    of_it = Table.objects.filter(session__activity=activity)
    return with_counts(of_it.select_related("session", "facilitator"))


def facilitators(organisation: Organisation) -> QuerySet[Account]:
    return people.people_who_may(organisation, "take_notes")


def stated_at(table: Table) -> Mapping[str, str]:
    """Whom a table had: what the session stated, and what the table stated instead."""
    return {**table.session.stated, **table.stated}


def signed_in(session: Session) -> int:
    """How many people have come to the session's activity, as far as they signed in."""
    return session.activity.participants.filter(state="came").count()


def by_sign_in_key(key: UUID) -> QuerySet[Session]:
    """The session whose sign-in page a link opens."""
    return Session.objects.filter(sign_in_key=key).select_related("activity", "organisation")
