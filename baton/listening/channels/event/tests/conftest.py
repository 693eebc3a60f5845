# SPDX-License-Identifier: MIT
"""Soar Care Board meets carers at a workshop, where Lena and Femi take notes."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from baton.people.roles import Role

# pytest reads this file before Django is set up where a run is of this room alone: what needs
# models is imported where it is used.
if TYPE_CHECKING:
    from django.test import Client

    from baton.listening.channels.event.models import Table
    from baton.people.models import Account, Organisation
    from baton.programmes.activities.models import Activity

_numbers = count(1)


def person(name: str, organisation: Organisation, *roles: Role) -> Account:
    from baton.people import operations as people
    from baton.people.models import Account

    email = f"{name.split(maxsplit=1)[0].lower()}.{next(_numbers)}@example.org"
    account = Account.objects.create_account(email, name, None)
    for role in roles:
        people.give_role(organisation, account, role, by="test")
    return account


def point(words: str = "Nobody told us when to come back.", **changes):
    from baton.listening.channels.event.operations import Point

    return Point(**({"key": uuid4(), "words": words, "manner": "paraphrase"} | changes))


@pytest.fixture
def board(db) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def lena(board) -> Account:
    return person("Lena Fox", board, Role.ENGAGEMENT_LEAD)


@pytest.fixture
def femi(board) -> Account:
    return person("Femi Ade", board, Role.FRONTLINE)


@pytest.fixture
def workshop(board, lena) -> Activity:
    """Today, about one service."""
    from baton.core import clock
    from baton.places import operations as places
    from baton.programmes import operations as programmes
    from baton.programmes.activities import operations as activities

    programme = programmes.begin(board, "Carers’ support", by="test")
    activity = activities.plan(
        programme, "Carers’ workshop", on=clock.today(), with_whom="Carers", by=lena
    )
    activity.services.add(places.add_service(board, "Memory clinic", kind="service", by="test"))
    return activity


@pytest.fixture
def table(workshop, lena) -> Table:
    """Lena's, in an open session."""
    from baton.listening.channels.event import operations

    return operations.begin(workshop, by=lena)


@pytest.fixture
def as_():
    """A browser signed in as somebody."""
    from django.test import Client

    def signed_in(account: Account) -> Client:
        browser = Client()
        browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return signed_in
