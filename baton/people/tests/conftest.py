# SPDX-License-Identifier: MIT
"""The board, its trust and another board; Meena who runs the one, Tom who runs the other.

What needs Django is imported inside: `pytest baton/people` reads this file before Django is set up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from baton.people.models import Account, Organisation

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
