# SPDX-License-Identifier: MIT
"""Meena leads engagement at Soar Care Board, Bea sits on it; it is noon on 10 June 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from baton.core import clock
from baton.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from baton.people.models import Account, Organisation
    from baton.people.stakeholders.models import Stakeholder
    from baton.programmes.models import Programme

TODAY = date(2026, 6, 10)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.held_at(datetime(2026, 6, 10, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def board(db) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def welland(db) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Welland Care Board", "icb", by="test")


def person(name: str, organisation: Organisation, *roles: Role, email: str = "") -> Account:
    from baton.people import operations as people
    from baton.people.models import Account

    address = email or f"{name.lower().replace(' ', '.')}@example.org"
    account = Account.objects.create_account(address, name, None)
    for role in roles:
        people.give_role(organisation, account, role, by="test")
    return account


@pytest.fixture
def meena(board) -> Account:
    return person("Meena Rao", board, Role.ENGAGEMENT_LEAD)


@pytest.fixture
def bea(board) -> Account:
    return person("Bea Lund", board, Role.BOARD_MEMBER)


@pytest.fixture
def begun(board, meena) -> Callable[..., Programme]:
    """Begin a programme; without more it is the redesign of foot care, from no template."""
    from baton.programmes import operations

    def begin(title: str = "Redesign foot care", **about: Any) -> Programme:
        return operations.begin(board, title, by=meena, **about)

    return begin


@pytest.fixture
def stakeholder(board, meena) -> Callable[..., Stakeholder]:
    """Somebody in the body's register; assessed in a programme's own where one is given."""
    from baton.people.stakeholders import operations

    def add(name: str, programme: Programme | None = None, **about: Any) -> Stakeholder:
        made = operations.add(board, name, by=meena, **({"kind": "voluntary"} | about))
        if programme is not None:
            judged = operations.Judgement(power=2, interest=5, current=2, desired=3)
            operations.assess(programme.register, made, judged, by=meena)
        return made

    return add


@pytest.fixture
def signed_in(client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def page(answer, status=200):
    """What an answer shows, which has this status."""
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def at(name, programme, *more):
    """The address of a page of a programme."""
    return reverse(f"programmes:{name}", args=[programme.public_id, *more])


@pytest.fixture
def desk(meena, signed_in):
    return signed_in(meena)


@pytest.fixture
def redesign(begun):
    return begun(template="redesign", begins_on=TODAY - timedelta(days=30))
