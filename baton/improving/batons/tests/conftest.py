# SPDX-License-Identifier: MIT
"""Priya analyses at Soar Care Board, Meena leads, Tom hears complaints, Bea sits on the board; it
is noon on 10 June 2026, a Wednesday."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from baton.core import clock
from baton.improving.batons import operations
from baton.improving.batons.models import Baton
from baton.improving.batons.operations import Handing, Hands
from baton.improving.findings import operations as findings
from baton.improving.findings.models import Finding
from baton.listening import operations as listening
from baton.listening.heard import Heard
from baton.people.models import Account, Organisation
from baton.people.roles import Role
from baton.programmes import operations as programmes
from baton.programmes.models import Programme, Stage
from baton.programmes.tests.conftest import person

TODAY = date(2026, 6, 10)
DUE = date(2026, 6, 24)
SEATS = "People who cannot stand for long leave before they are seen"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.held_at(datetime(2026, 6, 10, 12, tzinfo=UTC)):
        yield


def on(day: date) -> Any:
    """It is noon on another day."""
    return clock.held_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


@pytest.fixture
def board(db) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def priya(board) -> Account:
    return person("Priya Nair", board, Role.ANALYST)


@pytest.fixture
def meena(board) -> Account:
    return person("Meena Rao", board, Role.ENGAGEMENT_LEAD)


@pytest.fixture
def tom(board) -> Account:
    return person("Tom Achebe", board, Role.COMPLAINTS_OFFICER)


@pytest.fixture
def bea(board) -> Account:
    return person("Bea Lund", board, Role.BOARD_MEMBER)


@pytest.fixture
def begun(board, meena) -> Callable[..., Programme]:
    """A programme with all five stages open, which Meena owns unless said otherwise."""

    def begin(title: str = "Urgent care close to home", **about: Any) -> Programme:
        made = programmes.begin(board, title, by=meena, **({"owner": meena} | about))
        for stage in made.stages.all():
            programmes.open_stage(stage, by=meena)
        return made

    return begin


@pytest.fixture
def urgent(begun) -> Programme:
    return begun()


def stage(programme: Programme, kind: str) -> Stage:
    return programme.stages.get(kind=kind)


@pytest.fixture
def voice(board) -> Callable[[str], Any]:
    """Somebody says something."""
    said: list[str] = []

    def say(words: str = "I had to stand for two hours.") -> Any:
        said.append(words)
        return listening.receive(
            Heard(
                words=words,
                channel="upload",
                source_ref=str(len(said)),
                said_at=datetime(2026, 6, 1, 9, tzinfo=UTC),
            ),
            organisation=board,
            by="test",
        )

    return say


@pytest.fixture
def concluded(urgent, priya, voice) -> Callable[..., Finding]:
    """A finding of Priya's, in Needs unless said otherwise."""

    def conclude(sentence: str = SEATS, where: Stage | None = None) -> Finding:
        found = findings.begin(
            where or stage(urgent, "needs"),
            sentence,
            by=priya,
            severity=Finding.Severity.HIGH,
            inequality=Finding.Inequality.FALLS,
        )
        findings.gather(found, [voice()], by=priya)
        findings.conclude(found, by=priya)
        return found

    return conclude


@pytest.fixture
def first(concluded) -> Callable[..., Baton]:
    """A finding's first baton, in Priya's hands."""

    def make(*about: Any) -> Baton:
        return concluded(*about).batons.get()

    return make


@pytest.fixture
def handed(first, urgent, priya, tom) -> Callable[..., Baton]:
    """Priya has handed a finding to Tom in Plan, unless said otherwise."""

    def hand(
        baton: Baton | None = None, *, to: str = "plan", hands: Hands | None = None, due: date = DUE
    ) -> Baton:
        handing = Handing(stage(urgent, to), hands or Hands(tom), due, "Which sites come first?")
        (made,) = operations.hand_on([baton or first()], handing, by=priya)
        return made

    return hand


@pytest.fixture
def as_(client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def page(answer, status=200):
    """What an answer shows, which has this status."""
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()
