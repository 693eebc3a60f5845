# SPDX-License-Identifier: MIT
"""The board, its trust and another board; Meena who runs the one, Tom who runs the other.

What needs Django is imported inside: `pytest baton/people` reads this file before Django is set up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from baton.people.models import Account, Organisation
    from tests.harness.provider import Provider

PASSWORD = "seven green kettles sing"


def body(name: str, kind: str, parent: Organisation | None = None) -> Organisation:
    from baton.people import operations

    return operations.create_organisation(name, kind, by="test", parent=parent)


def person(name: str, organisation: Organisation, role: str) -> Account:
    from baton.people import operations
    from baton.people.models import Account

    email = f"{name.partition(' ')[0].lower()}@example.org"
    account = Account.objects.create_account(email, name, PASSWORD)
    operations.give_role(organisation, account, role, by="test")
    return account


@pytest.fixture
def board(db) -> Organisation:
    return body("Soar Care Board", "icb")


@pytest.fixture
def trust(board) -> Organisation:
    return body("Wreake Trust", "trust", board)


@pytest.fixture
def practice(trust) -> Organisation:
    return body("Eye Brook Practice", "practice", trust)


@pytest.fixture
def other_board(db) -> Organisation:
    return body("Welland Care Board", "icb")


@pytest.fixture
def meena(board) -> Account:
    """Administrator of the board."""
    return person("Meena Rao", board, "administrator")


@pytest.fixture
def tom(trust) -> Account:
    """Administrator of the trust."""
    return person("Tom Ash", trust, "administrator")


@pytest.fixture
def priya(board) -> Account:
    """Analyst of the board, and nothing else."""
    return person("Priya Shah", board, "analyst")


@pytest.fixture
def stranger(other_board) -> Account:
    """Administrator of another board."""
    return person("Olu Bright", other_board, "administrator")


@pytest.fixture
def as_():
    """A browser signed in as somebody."""

    def signed_in(account: Account) -> Client:
        browser = Client()
        browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return signed_in


@pytest.fixture
def key(meena) -> str:
    """Meena's app was set up a quarter of an hour ago, and knows this key."""
    from baton.core import clock
    from baton.people import steps
    from baton.people.tests.test_second_steps import code_at

    key = steps.new_key()
    with clock.held_at(clock.now() - timedelta(minutes=15)):
        steps.set_up_app(meena, key, code_at(key))
    return key


@pytest.fixture
def here(meena) -> Client:
    """A browser in which Meena has just signed in by her password."""
    browser = Client()
    browser.post("/sign-in", {"username": meena.email, "password": PASSWORD})
    return browser


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    """An OpenID Connect provider of the tests' own."""
    from tests.harness import provider

    with provider.running() as started:
        yield started


@pytest.fixture
def named(running, settings) -> None:
    """It is the organisation's own sign-in."""
    settings.BATON_OIDC_ISSUER = running.issuer
    settings.BATON_OIDC_CLIENT, settings.BATON_OIDC_SECRET = "baton", "shared"
    settings.BATON_OIDC_NAME = "Soar Connect"
    settings.BATON_ADDRESS = "http://testserver"
