# SPDX-License-Identifier: MIT
"""Meena leads engagement at Soar Care Board, which redesigns its physiotherapy; noon, 10 June 2026.

What needs Django is imported inside: pytest reads this file before Django is set up.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache

from baton.core import clock
from baton.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from baton.people.models import Account, Organisation
    from baton.people.stakeholders.models import Stakeholder
    from baton.programmes.activities.models import Activity
    from baton.programmes.models import Programme

TODAY = date(2026, 6, 10)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.held_at(datetime(2026, 6, 10, 11, tzinfo=UTC)):
        yield


@pytest.fixture(autouse=True)
def calm() -> None:
    """Nobody was counted by the brake before."""
    cache.clear()


def person(name: str, organisation: Organisation, *roles: Role) -> Account:
    from baton.people import operations as people
    from baton.people.models import Account

    account = Account.objects.create_account(f"{name.lower()}@example.org", name, None)
    for role in roles:
        people.give_role(organisation, account, role, by="test")
    return account


@pytest.fixture
def board(db) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def meena(board) -> Account:
    return person("Meena", board, Role.ENGAGEMENT_LEAD)


@pytest.fixture
def bea(board) -> Account:
    return person("Bea", board, Role.BOARD_MEMBER)


@pytest.fixture
def physio(board, meena) -> Programme:
    from baton.programmes import operations as programmes

    return programmes.begin(board, "Redesign physiotherapy", by=meena)


@pytest.fixture
def plan(physio, meena) -> Callable[..., Activity]:
    """Plan an activity; without more a workshop about the first call on 24 June."""
    from baton.programmes.activities import operations

    def planned(title: str = "Workshop: the first call", **about: Any) -> Activity:
        about = {"on": date(2026, 6, 24), "with_whom": "people who wait", "by": meena} | about
        programme = about.pop("programme", physio)
        return operations.plan(programme, title, **about)

    return planned


@pytest.fixture
def ready() -> dict[str, Any]:
    """What is asked for before something is announced."""
    return {
        "method": "workshop",
        "place": "Oadby library",
        "accessibility": "Step-free",
        "intended": 3,
    }


@pytest.fixture
def carers(board, meena) -> Stakeholder:
    from baton.people.stakeholders import operations as stakeholders

    return stakeholders.add(board, "Oadby carers", kind="patients", by=meena)


@pytest.fixture
def workshop(plan, meena) -> Activity:
    """A workshop on 24 June with an open page and three places."""
    from baton.programmes.activities import signing_up

    made = plan(place="Oadby library", accessibility="Step-free", questions="What helps?")
    signing_up.open_page(
        made, opens_on=date(2026, 6, 1), closes_on=None, says="Bring tea.", places=3, by=meena
    )
    return made


@pytest.fixture
def signed_in(client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def hers(signed_in, meena) -> Client:
    """Meena's browser."""
    return signed_in(meena)
