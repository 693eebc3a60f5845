# SPDX-License-Identifier: MIT
"""Writing sessions and their tables, what is noted there, and who came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from baton.core import audit, clock
from baton.listening import operations as listening
from baton.listening.agreed import Agreed
from baton.listening.channels.event import queries
from baton.listening.channels.event.models import Chart, FromChart, NotedBy, Session, Table
from baton.listening.heard import Heard, Manner, Permission, Precision
from baton.listening.identity import row_digest
from baton.listening.models import Contribution, Delivery, NotedWrongly
from baton.people.models import Account, as_stored
from baton.places.models import Service
from baton.places.queries import breadcrumb
from baton.programmes.activities.models import Activity, Participant
from baton.ui.wording import _

LONGEST_POINT = 4_000


class SessionClosed(Exception):
    """Notes are taken, mended and taken out while their session is open."""

    def __init__(self) -> None:
        super().__init__(_("This session is closed. Open it again to change its notes."))


class ActivityCancelled(Exception):
    """Nobody speaks at what does not take place."""

    def __init__(self) -> None:
        super().__init__(_("This activity was cancelled. Choose another one."))


class NameTaken(ValueError):
    """Two tables of a session would have one name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is a “%(name)s” in this session already. Choose another name.")
            % {"name": name}
        )


class PointGone(Exception):
    """Somebody has taken this point out."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has taken this point out meanwhile. Add it anew."))


@dataclass(frozen=True, slots=True)
class Point:
    """One point as a facilitator noted it. Its key was made where it was written, so that sending
    it again stores it once."""

    key: UUID
    words: str
    manner: Manner
    #: The heading of the flip chart, or the question that was asked.
    about: str = ""
    chart: Chart | None = None
    #: A number of `heard.WAYS`; None for by themselves.
    way: int | None = None
    #: Who agreed, where somebody has to.
    agreed: Agreed | None = None


@transaction.atomic
def begin(activity: Activity, *, by: Account) -> Table:
    """The facilitator's own table in the activity's open session; both are made where missing.

    Two who begin at once sit in one session. Raises ActivityCancelled.
    """
    # Locked, so that two who begin at once do not make two sessions.
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if activity.state == Activity.State.CANCELLED:
        raise ActivityCancelled
    session = activity.note_sessions.filter(closed_at=None).first() or _begin(activity, by)
    own = session.tables.filter(facilitator=by).order_by("pk").last()
    return own or _add_table(session, _next_name(session), by, by)


def _begin(activity: Activity, by: Account) -> Session:
    services = list(activity.services.all()[:2])
    session = Session.objects.create(
        organisation_id=activity.organisation_id,
        activity=activity,
        held_on=_day_of(activity),
        service=services[0] if len(services) == 1 else None,
        began_by=by,
    )
    _record("event.begun", session, by=by, activity=activity.pk)
    return session


def _day_of(activity: Activity) -> date:
    """Today while it goes on, its last day once it is over."""
    return min(clock.today(), max(activity.on, activity.until or activity.on))


def _next_name(session: Session) -> str:
    taken = set(session.tables.values_list("name", flat=True))
    numbers = range(1, len(taken) + 2)
    names = (_("Table %(number)s") % {"number": number} for number in numbers)
    return next(name for name in names if name not in taken)


@transaction.atomic
def add_table(
    session: Session, *, name: str, facilitator: Account, stated: Mapping[str, str], by: Account
) -> Table:
    """One table more. Raises NameTaken or SessionClosed."""
    table = _add_table(_open(session), name, facilitator, by)
    Table.objects.filter(pk=table.pk).update(stated=dict(stated))
    return table


def _add_table(session: Session, name: str, facilitator: Account, by: Account) -> Table:
    if session.tables.filter(name=name).exists():
        raise NameTaken(name)
    delivery = Delivery.objects.create(
        organisation_id=session.organisation_id,
        channel=queries.CHANNEL,
        label=f"{session.activity.title}: {name}"[:200],
        brought_by=facilitator,
        activity_id=session.activity_id,
    )
    table = Table.objects.create(
        session=session, name=name, facilitator=facilitator, delivery=delivery
    )
    _record("event.table_added", session, by=by, table=table.pk)
    return table


@transaction.atomic
def change_table(
    table: Table, *, name: str, facilitator: Account, stated: Mapping[str, str], by: Account
) -> None:
    """Another name or facilitator, or whom it has. Points noted before keep what was stated then.

    Raises NameTaken or SessionClosed.
    """
    session = _open(table.session)
    if session.tables.filter(name=name).exclude(pk=table.pk).exists():
        raise NameTaken(name)
    Table.objects.filter(pk=table.pk).update(
        name=name, facilitator=facilitator, stated=dict(stated)
    )
    _record("event.table_changed", session, by=by, table=table.pk, stated=sorted(stated))


@dataclass(frozen=True, slots=True)
class About:
    """What holds for a whole session."""

    held_on: date
    service: Service | None
    stated: Mapping[str, str]
    language: str
    may_quote: bool


@transaction.atomic
def describe(session: Session, about: About, *, by: Account) -> None:
    """Say whom it had and what was agreed; it goes with each point from now on.

    Raises SessionClosed.
    """
    session = _open(session)
    session.held_on, session.service = about.held_on, about.service
    session.stated, session.language = dict(about.stated), about.language
    session.may_quote = about.may_quote
    session.save(update_fields=["held_on", "service", "stated", "language", "may_quote"])
    _record(
        "event.described",
        session,
        by=by,
        stated=sorted(about.stated),
        may_quote=about.may_quote,
    )


def note(table: Table, point: Point, *, by: Account) -> Contribution:
    """Keep one point, once. Raises SessionClosed, and what `listening.operations.receive` raises.

    A point that reached us before is answered also when its session is closed by now.
    """
    there = table.session.organisation.contributions.filter(
        channel=queries.CHANNEL, source_ref=_reference(point)
    )
    if not there.exists():
        _check_open(table.session)
    return _keep(table, point, _when(table.session), by)


#: When something was said, and how exactly that is known.
When = tuple[datetime, Precision]


def _keep(table: Table, point: Point, when: When, by: Account) -> Contribution:
    session = table.session
    heard = Heard(
        words=point.words,
        channel=queries.CHANNEL,
        source_ref=_reference(point),
        said_at=when[0],
        said_precision=when[1],
        service_path=tuple(breadcrumb(session.service)) if session.service else (),
        question=point.about,
        characteristics=queries.stated_at(table),
        language=session.language,
        manner=point.manner,
        # That a paraphrase is never quoted is for the door to keep, and for the database.
        permission=Permission(may_quote=session.may_quote),
        way=point.way,
        agreed=point.agreed,
    )
    kept = listening.receive(
        heard, organisation=session.organisation, by=by, delivery=table.delivery
    )
    if point.chart is not None:
        FromChart.objects.get_or_create(contribution=kept, defaults={"chart": point.chart})
    NotedBy.objects.get_or_create(contribution=kept, defaults={"account": by})
    return kept


def _reference(point: Point) -> str:
    """The words too: a page that somebody went back to has its old key, and a new point in it."""
    return f"{point.key}:{row_digest((point.words,))}"


def _when(session: Session) -> When:
    """Now, or the day of a session whose flip charts are read off later."""
    if session.held_on == clock.today():
        return clock.now(), "moment"
    return timezone.make_aware(datetime.combine(session.held_on, time.min)), "day"


@transaction.atomic
def mend(contribution: Contribution, table: Table, point: Point, *, by: Account) -> Contribution:
    """Take a point out and note it anew, because it was written down wrongly: it was said when it
    was said.

    Sending it again changes nothing. Raises SessionClosed, or PointGone where somebody took the
    point out meanwhile.
    """
    _check_open(table.session)
    there = Contribution.objects.select_for_update().get(pk=contribution.pk)
    is_repeat = table.delivery.contributions.filter(source_ref=_reference(point), withdrawn_at=None)
    if there.withdrawn_at is not None and not is_repeat.exists():
        raise PointGone
    when: When = (there.said_at, cast(Precision, there.said_precision))
    kept = _keep(table, point, when, by)
    if kept.pk != there.pk:
        # It stays theirs who noted it, whoever put it right.
        before = NotedBy.objects.filter(contribution=there).first()
        if before is not None:
            NotedBy.objects.filter(contribution=kept).update(account=before.account_id)
        listening.withdraw(there, by=by, noted=NotedWrongly.ANEW)
    return kept


@transaction.atomic
def take_out(contribution: Contribution, table: Table, *, by: Account) -> None:
    """Take a point out: its words go, and its place stays counted. Raises SessionClosed."""
    _check_open(table.session)
    listening.withdraw(contribution, by=by, noted=NotedWrongly.OUT)


@transaction.atomic
def close(session: Session, *, by: Account) -> None:
    """No point is added, mended or taken out any more. Repeating it changes nothing."""
    if Session.objects.filter(pk=session.pk, closed_at=None).update(closed_at=clock.now()):
        _record("event.closed", session, by=by)


@transaction.atomic
def reopen(session: Session, *, by: Account) -> Session:
    """Take notes again; where another session of the activity was begun since, that one is kept
    on with. Returns the open one."""
    Activity.objects.select_for_update().get(pk=session.activity_id)
    other = Session.objects.filter(activity=session.activity_id, closed_at=None).first()
    if other is not None:
        return other
    Session.objects.filter(pk=session.pk).update(closed_at=None)
    _record("event.reopened", session, by=by)
    session.refresh_from_db()
    return session


@transaction.atomic
def sign_in(session: Session, key: UUID, *, name: str, email: str, needs: str) -> None:
    """Keep that somebody came, once for each `key`. Who was invited or had signed up by the same
    address is the same person. Raises SessionClosed.

    Nothing tells the person who signs in who else did.
    """
    _open(session)
    email = as_stored(email)
    people = Participant.objects.filter(activity=session.activity_id)
    known = people.filter(public_id=key).first()
    if known is None and email:
        known = people.filter(email__iexact=email, forgotten_at=None).first()
    if known is None:
        Participant.objects.create(
            public_id=key,
            activity_id=session.activity_id,
            name=name,
            email=email,
            needs=needs,
            state=Participant.State.CAME,
            answered_at=clock.now(),
        )
    else:
        # What is known of them already is not for whoever holds the tablet to change.
        known.name, known.needs = known.name or name, known.needs or needs
        known.state, known.answered_at = Participant.State.CAME, clock.now()
        known.save(update_fields=["name", "needs", "state", "answered_at"])
    _record("event.signed_in", session, by="sign-in sheet")


def _open(session: Session) -> Session:
    """The session, locked and open. Runs inside the caller's transaction."""
    locked = (
        Session.objects.select_for_update(of=("self",))
        .select_related("activity")
        .get(pk=session.pk)
    )
    if not locked.is_open:
        raise SessionClosed
    return locked


def _check_open(session: Session) -> None:
    if Session.objects.filter(pk=session.pk).exclude(closed_at=None).exists():
        raise SessionClosed


def _record(verb: str, session: Session, *, by: models.Model | str, **details: object) -> None:
    audit.record(verb, session, by=by, organisation=session.organisation_id, **details)
