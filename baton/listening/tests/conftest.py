# SPDX-License-Identifier: MIT
"""Soar Care Board, where Meena administers, Lena leads, Amir answers complaints and Priya counts;
and another board, where Olu must see none of it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

import pytest

from baton.listening.heard import Heard
from baton.people.roles import Role

# pytest reads this file before Django is set up where a run is of this room alone: what needs
# models is imported where it is used.
if TYPE_CHECKING:
    from django.test import Client

    from baton.listening.models import Contribution
    from baton.people.models import Account, Organisation

SPOKEN = datetime(2026, 6, 8, 9, 30, tzinfo=UTC)
#: Sentences of our own that any screening must notice, and one that it must not.
IN_DANGER = "I want to kill myself tonight."
HURT_AT_HOME = "My husband hits me and I am afraid to go home."
CONTENT = "The nurse at the desk found me a chair by the window."


def hear(words: str = CONTENT, **changes) -> Heard:
    """One thing that somebody said, with its own identity unless `source_ref` is given."""
    given = {"channel": "booth", "source_ref": f"made-{next(_refs)}", "said_at": SPOKEN}
    return Heard(words, **(given | changes))


_refs = count(1)


@pytest.fixture
def board(db) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def other_board(db) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Welland Care Board", "icb", by="test")


def person(name: str, organisation: Organisation, *roles: Role) -> Account:
    from baton.people import operations as people
    from baton.people.models import Account

    email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
    account = Account.objects.create_account(email, name, None)
    for role in roles:
        people.give_role(organisation, account, role, by="test")
    return account


@pytest.fixture
def meena(board) -> Account:
    return person("Meena Rao", board, Role.ADMINISTRATOR)


@pytest.fixture
def lena(board) -> Account:
    return person("Lena Fox", board, Role.ENGAGEMENT_LEAD)


@pytest.fixture
def amir(board) -> Account:
    return person("Amir Iqbal", board, Role.COMPLAINTS_OFFICER)


@pytest.fixture
def priya(board) -> Account:
    return person("Priya Nair", board, Role.ANALYST)


@pytest.fixture
def olu(other_board) -> Account:
    """Everything that one can be, at the other board."""
    return person("Olu Bright", other_board, *Role)


@pytest.fixture
def tell(board):
    """Somebody tells the board something."""
    from baton.listening import operations

    def told(
        words: str = CONTENT, *, organisation: Organisation = board, **changes
    ) -> Contribution:
        return operations.receive(hear(words, **changes), organisation=organisation, by="booth-1")

    return told


@pytest.fixture
def as_():
    """A browser signed in as somebody."""
    from django.test import Client

    def signed_in(account: Account) -> Client:
        browser = Client()
        browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return signed_in
