# SPDX-License-Identifier: MIT
"""Meena leads engagement at Soar Care Board; it is noon on 10 June 2026."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from baton.core import clock
from baton.people.tests.conftest import board, other_board, person  # noqa: F401 - the same bodies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from baton.people.models import Account
    from baton.people.stakeholders.models import Register, Stakeholder


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.held_at(datetime(2026, 6, 10, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def meena(board) -> Account:  # noqa: F811
    return person("Meena", board, "engagement_lead")


@pytest.fixture
def browser(meena) -> Client:
    client = Client()
    client.force_login(meena, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def register(board) -> Register:  # noqa: F811
    from baton.people.stakeholders import operations

    return operations.overall_register(board)


@pytest.fixture
def place(board, meena, register) -> Callable[..., Stakeholder]:  # noqa: F811
    """Put somebody into the register of all the work, at a place of the grid."""
    from baton.people.stakeholders import operations

    def put(name: str, power: int = 3, interest: int = 3, **about: Any) -> Stakeholder:
        current, desired = about.pop("current", 2), about.pop("desired", 3)
        who = operations.add(board, name, kind=about.pop("kind", "voluntary"), by=meena, **about)
        judged = operations.Judgement(power, interest, current, desired)
        operations.assess(register, who, judged, by=meena)
        return who

    return put
