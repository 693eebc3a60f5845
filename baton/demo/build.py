# SPDX-License-Identifier: MIT
"""The demonstration: invented bodies, people and voices, put into an empty database once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from baton.core import clock
from baton.demo import (
    activities,
    batons,
    fft,
    findings,
    groups,
    measures,
    news,
    notes,
    programmes,
    reading,
    replies,
    stakeholders,
    surveys,
    voices,
)
from baton.demo import organisation as invented
from baton.demo.voices.areas import VOICES_BY_DISTRICT
from baton.listening import operations as listening
from baton.listening import safety
from baton.listening.heard import Heard
from baton.listening.models import Delivery, SafetyAlert, SafetyContact
from baton.people import operations as people
from baton.people.models import Account, Organisation, SharingAgreement
from baton.people.roles import Role
from baton.places import operations as places
from baton.places.areas import operations as areas
from baton.places.areas import queries as areas_known
from baton.places.models import Service
from baton.programmes.models import Programme
from baton.understanding.operations import Coder, classifier_in_use, confirm, remove

#: Everybody of the demonstration signs in with it. It is refused on a public address.
PASSWORD = "every-voice-counts"  # noqa: S105 - printed for everybody to see

BY = "system:demonstration"

#: What came of the alerts that were looked at, by their urgency.
LOOKED_AT = {
    "now": (
        SafetyAlert.Outcome.ACTED,
        "Spoke with the service on the same day; the person is safe and supported.",
    ),
    "today": (
        SafetyAlert.Outcome.NO_CONCERN,
        "Read in full: unhappy, but nobody is at risk. The service was told.",
    ),
}


class NotForThePublic(SystemExit):
    """The demonstration's password is known to everybody."""


def ensure(say: Callable[[str], None]) -> None:
    """Build the demonstration in a database without organisations; leave any other alone."""
    if settings.BATON_ADDRESS.startswith("https://"):
        raise NotForThePublic(
            "The demonstration's passwords are public. Start without --demo, or without https."
        )
    if Organisation.objects.exists():
        return
    say("Making the demonstration organisation: about half a minute, this once.")
    areas.take_shipped()
    # Nobody else is here yet, so one long transaction keeps nobody waiting; and a build that is
    # broken off leaves an empty database, to be tried again.
    with transaction.atomic():
        _build()


def _build() -> None:
    bodies = _bodies()
    accounts = _people(bodies)
    board, trust = bodies[invented.BOARD], bodies[invented.COMMUNITY_TRUST]
    for key in (invented.BOARD, invented.COMMUNITY_TRUST):
        _services(bodies[key], key)
        _serve(bodies[key])
    yesterday = timezone.localdate() - timedelta(days=1)
    for key, heard in voices.bodies_with_voices(until=yesterday).items():
        _voices(bodies[key], heard)
    _share(trust, board, accounts)
    _name_safety_contacts(board, accounts)
    begun = _engage(board, accounts)
    for body in (board, trust):
        _code(body)
    _look_at_some(board, accounts)
    measures.keep(board, accounts["meena.rao@board.example.org"], walk_in_centre="SW-BWC")
    fft.keep(board, accounts["meena.rao@board.example.org"])
    _conclude(board, begun, accounts)


def _conclude(
    board: Organisation, begun: dict[str, Programme], accounts: dict[str, Account]
) -> None:
    """What was concluded from what people said, what came of it, and who was told."""
    known = reading.colleagues(accounts)
    concluded = findings.keep(board, begun, known)
    decided = batons.keep(board, known, begun, concluded)
    replies.keep(board, concluded, decided, known)
    news.keep(begun, known)


def _serve(body: Organisation) -> None:
    by_name = areas_known.districts_by_name()
    areas.serve(body, [by_name[name.casefold()] for name in VOICES_BY_DISTRICT], by=BY)


def sign_ins() -> str:
    """One sign-in for each role, to be printed."""
    shown: dict[str, invented.Person] = {}
    for person in invented.PEOPLE:
        shown.setdefault(person.role, person)
    width = max(len(person.email) for person in shown.values())
    lines = [f"  {person.email:<{width}}  {Role(role).label}" for role, person in shown.items()]
    return f"Sign in with the password “{PASSWORD}” as:\n" + "\n".join(lines) + "\n"


def _bodies() -> dict[str, Organisation]:
    made: dict[str, Organisation] = {}
    for body in invented.BODIES:
        made[body.key] = people.create_organisation(
            body.name,
            body.kind,
            by=BY,
            parent=made.get(body.parent_key),
            short_name=body.short_name,
            slug=body.key,
            valid_from=body.valid_from,
        )
    for body in invented.BODIES:
        if body.valid_to is not None:
            heirs = [
                made[each.key] for each in invented.BODIES if body.key in each.predecessor_keys
            ]
            # The last day of a body is a day on which it still stood.
            ends = body.valid_to + timedelta(days=1)
            people.abolish(made[body.key], on=ends, successors=heirs, by=BY)
    return made


def _people(bodies: dict[str, Organisation]) -> dict[str, Account]:
    made: dict[str, Account] = {}
    for person in invented.PEOPLE:
        account = Account.objects.create_account(person.email, person.name, PASSWORD)
        people.give_role(bodies[person.body_key], account, person.role, by=BY)
        made[person.email] = account
    return made


def _services(body: Organisation, key: str) -> None:
    parents: dict[tuple[str, ...], Service] = {}
    root = (
        places.add_service(body, body.name, kind="board", by=BY) if key == invented.BOARD else None
    )
    for node in invented.services(key):
        parent = parents.get(node.path[:-1], root)
        parents[node.path] = places.add_service(
            body, node.path[-1], kind=node.kind, parent=parent, code=node.code, by=BY
        )


def _voices(body: Organisation, heard: Iterable[Heard]) -> None:
    """Receive each day's voices on their day, as if Baton had stood there then."""
    for month, of_month in groupby(
        sorted(heard, key=lambda each: each.said_at), key=lambda each: f"{each.said_at:%B %Y}"
    ):
        delivery = Delivery.objects.create(
            organisation=body, channel="upload", label=f"Feedback of {month}"
        )
        for day, of_day in groupby(of_month, key=lambda each: timezone.localdate(each.said_at)):
            evening = timezone.make_aware(datetime.combine(day, time(21)))
            with clock.held_at(min(evening, timezone.now())):
                for _ in listening.receive_many(
                    of_day, organisation=body, by=BY, delivery=delivery
                ):
                    pass
                safety.screen_pending()


def _share(trust: Organisation, board: Organisation, accounts: dict[str, Account]) -> None:
    administrator = accounts["agnieszka.wood@community.example.org"]
    people.give_agreement(
        trust,
        board,
        level=SharingAgreement.Level.REDACTED,
        purpose="Planning community services together",
        by=administrator,
    )


def _name_safety_contacts(board: Organisation, accounts: dict[str, Account]) -> None:
    named = {
        SafetyContact.Turn.FIRST: ("tom.achebe@board.example.org", "meena.rao@board.example.org"),
        SafetyContact.Turn.ESCALATION: ("karen.toone@board.example.org",),
    }
    safety.name_contacts(
        board,
        first=[accounts[email] for email in named[SafetyContact.Turn.FIRST]],
        escalation=[accounts[email] for email in named[SafetyContact.Turn.ESCALATION]],
        by=accounts["karen.toone@board.example.org"],
    )
    # What was said before yesterday was looked at long ago.
    since = timezone.now() - timedelta(days=2)
    officer = accounts["tom.achebe@board.example.org"]
    for alert in SafetyAlert.objects.filter(
        organisation=board, contribution__said_at__lt=since
    ).select_related("contribution"):
        with clock.held_at(alert.contribution.received_at + timedelta(minutes=25)):
            safety.open_alert(alert, by=officer)
            outcome, note = LOOKED_AT[alert.urgency]
            safety.close_alert(alert, outcome=outcome, note=note, by=officer)


def _code(body: Organisation) -> None:
    coder = Coder(body, classifier_in_use())
    while coder.code_some():
        pass


def _look_at_some(board: Organisation, accounts: dict[str, Account]) -> None:
    """The analyst has confirmed most of last week's codings, and taken some away."""
    analyst = accounts["priya.nair@board.example.org"]
    since = timezone.now() - timedelta(days=9)
    until = timezone.now() - timedelta(days=2)
    recent = (
        board.contributions.speaking().filter(said_at__range=(since, until)).order_by("said_at")
    )
    for contribution in recent[:40]:
        for coding in contribution.codings.counted().select_related("theme", "contribution"):
            act = remove if (coding.confidence or 1) < 0.35 else confirm
            with clock.held_at(min(timezone.now(), contribution.said_at + timedelta(days=1))):
                act(coding, by=analyst)


def _engage(board: Organisation, accounts: dict[str, Account]) -> dict[str, Programme]:
    """The board's programmes, those with a stake in them, and what was done together."""
    known = reading.colleagues(accounts)
    made = stakeholders.keep(board, known)
    begun = programmes.keep(board, known, made)
    stakeholders.keep_contacts(made, known, {key: each.register for key, each in begun.items()})
    activities.keep(begun, known, made)
    groups.keep(board, known, made)
    notes.keep(board, known)
    surveys.keep(board, known)
    stakeholders.share_out(begun["urgent"].register, hours=40, by=known["meena"])
    return begun
