# SPDX-License-Identifier: MIT
"""Soar Care Board, whose analyst Priya corrects and whose board member Bea reads; Oadby Trust
below it; and Welland, which must see nothing of either."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from baton.listening.heard import Heard, Permission
from baton.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from baton.listening.models import Contribution
    from baton.people.models import Account, Organisation

NOON = datetime(2026, 6, 8, 12, tzinfo=UTC)
KIND = "The nurse was kind and gentle with me."
WAITED = "We waited four hours to be seen by a doctor."
BOTH = "I waited four hours to be seen. The nurse was kind and gentle with me."
numbers = count(1)


@pytest.fixture
def board(db) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def trust(board) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Oadby Trust", "trust", by="test", parent=board)


@pytest.fixture
def welland(db) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Welland Care Board", "icb", by="test")


def person(name: str, organisation: Organisation, *roles: Role) -> Account:
    from baton.people import operations as people
    from baton.people.models import Account

    account = Account.objects.create_account(f"{name.lower()}@example.org", name, None)
    for role in roles:
        people.give_role(organisation, account, role, by="test")
    return account


@pytest.fixture
def priya(board) -> Account:
    return person("Priya", board, Role.ANALYST)


@pytest.fixture
def bea(board) -> Account:
    return person("Bea", board, Role.BOARD_MEMBER)


@pytest.fixture
def tom(board) -> Account:
    return person("Tom", board, Role.COMPLAINTS_OFFICER)


@pytest.fixture
def olu(welland) -> Account:
    return person("Olu", welland, Role.ADMINISTRATOR, Role.ANALYST, Role.COMPLAINTS_OFFICER)


@pytest.fixture
def say(board) -> Callable[..., Contribution]:
    """Receive what somebody said; each a minute after the one before."""
    from baton.listening import operations as listening

    def receive(words: str, *, of: Organisation | None = None, **changes: Any) -> Contribution:
        number = next(numbers)
        given = {
            "channel": "upload",
            "source_ref": f"made-{number}",
            "said_at": NOON + timedelta(minutes=number),
        }
        heard = Heard(words, **(given | changes))
        return listening.receive(heard, organisation=of or board, by="test")

    return receive


QUOTABLE = Permission(may_quote=True)
SHARED = Permission(may_share="partners")


@pytest.fixture
def code() -> Callable[..., None]:
    """Code all that waits in a body, by the classifier that ships with Baton."""
    from baton.analysis import classifier
    from baton.understanding.operations import Coder

    def run(organisation: Organisation) -> None:
        coder = Coder(organisation, classifier.load())
        while coder.code_some():
            pass

    return run


@pytest.fixture
def tell(say, priya) -> Callable[..., Contribution]:
    """Say something that Priya has coded and that was screened."""
    from baton.listening import safety
    from baton.understanding import operations

    def told(
        words: str, theme: str = "Timeliness of care", feeling: int = 4, **more: Any
    ) -> Contribution:
        said = say(words, **more)
        operations.set_sentiment(said, feeling, by=priya)
        operations.add(said, theme, by=priya)
        safety.screen_pending()
        return said

    return told


@pytest.fixture
def signed_in(client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
