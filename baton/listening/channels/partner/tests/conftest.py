# SPDX-License-Identifier: MIT
"""The Wreake carers' group sends Soar Care Board what carers told it, as does the board's kiosk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from baton.listening.channels.partner.operations import partners
from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role
from baton.people.stakeholders import operations as stakeholders
from baton.people.tokens import operations as tokens
from baton.people.tokens.models import Scope
from baton.places import operations as places

WAITED = "She waited four hours for her tablets and nobody said why."


@pytest.fixture(autouse=True)
def calm():
    """Nobody was counted by the brake before."""
    cache.clear()


@pytest.fixture
def board(db):
    return people.create_organisation("Soar Care Board", "icb", by="test")


def person(board, name, role):
    account = Account.objects.create_account(f"{name.lower()}@{board.slug}.example", name, None)
    people.give_role(board, account, role, by="test")
    return account


@pytest.fixture
def tom(board):
    return person(board, "Tom", Role.ADMINISTRATOR)


@pytest.fixture
def meena(board):
    return person(board, "Meena", Role.ENGAGEMENT_LEAD)


def browser(account):
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def toms(tom):
    return browser(tom)


@pytest.fixture
def meenas(meena):
    return browser(meena)


@pytest.fixture
def ward(board):
    site = places.add_service(board, "Soar Hospital", kind="site", code="SH", by="test")
    return places.add_service(board, "Ward 7", kind="ward", parent=site, code="SH7", by="test")


@pytest.fixture
def carers(board, meena):
    group = stakeholders.add(board, "Wreake carers", kind="patients", by=meena)
    return partners.make(board, group, by=meena)


@pytest.fixture
def others(board, meena):
    group = stakeholders.add(board, "Soar Healthwatch", kind="healthwatch", by=meena)
    return partners.make(board, group, by=meena)


@pytest.fixture
def link(carers, meena):
    """The key of the carers' private link."""
    return partners.new_link(carers, by=meena)


@dataclass
class System:
    """Another system that holds a key."""

    key: str
    client: Client
    sent: int = 0

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query, headers=self.headers())

    def post(self, path: str, body: Any = None, *, key: str = "", **headers: str) -> Any:
        self.sent += 1
        content = body if isinstance(body, (str, bytes)) else json.dumps(body)
        kind = headers.pop("content_type", "application/json")
        sent = {"Idempotency-Key": key or f"key-{self.sent}", **headers}
        return self.client.post(
            f"/api/v1/{path}", content, content_type=kind, headers={**self.headers(), **sent}
        )

    def send(self, *items: Any, key: str = "", how_asked: str = "") -> Any:
        batch = {"items": list(items), "how_asked": how_asked}
        return self.post("contributions", batch, key=key)

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}


@pytest.fixture
def system(board, tom):
    """Makes another system that holds a key."""

    def made(name="Kiosk", *, partner=None, scopes=tuple(Scope), organisation=board, **more):
        _, key = tokens.make(
            organisation,
            name,
            scopes=scopes,
            by=tom,
            partner=partner.stakeholder if partner else None,
            **more,
        )
        return System(key, Client())

    return made


@pytest.fixture
def kiosk(system):
    return system()


def item(reference="1", words=WAITED, **more):
    return {"reference": reference, "words": words, **more}


def problem_of(answer, status):
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert set(told) == {"type", "title", "status", "detail", "errors"}
    assert told["status"] == status
    return told
