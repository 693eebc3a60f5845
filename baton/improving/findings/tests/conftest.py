# SPDX-License-Identifier: MIT
"""Priya concludes at Soar Care Board, Meena leads there, Rose is a patient partner; it is noon on
10 June 2026, and people have spoken of seats."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from baton.core import clock
from baton.people.roles import Role
from baton.understanding.tests.conftest import (  # noqa: F401 - the same people
    QUOTABLE,
    bea,
    board,
    olu,
    person,
    priya,
    say,
    signed_in,
    tell,
    welland,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from baton.improving.findings.models import Finding
    from baton.listening.models import Contribution
    from baton.people.models import Account
    from baton.programmes.models import Stage

TODAY = date(2026, 6, 10)
SEATS = "People who cannot stand for long leave before they are seen"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.held_at(datetime(2026, 6, 10, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def meena(board) -> Account:  # noqa: F811
    return person("Meena", board, Role.ENGAGEMENT_LEAD)


@pytest.fixture
def rose(board) -> Account:  # noqa: F811
    return person("Rose", board, Role.PATIENT_PARTNER)


@pytest.fixture
def needs(board, meena) -> Stage:  # noqa: F811
    """The first stage of a programme that goes on."""
    from baton.programmes import operations

    programme = operations.begin(board, "Urgent care close to home", by=meena)
    return programme.stages.get(kind="needs")


@pytest.fixture
def concluding(needs, priya) -> Callable[..., Finding]:  # noqa: F811
    """Begin a draft about seats, with these behind it."""
    from baton.improving.findings import operations

    def begin(*contributions: Contribution, **about: Any) -> Finding:
        made = operations.begin(needs, about.pop("sentence", SEATS), by=priya, **about)
        if contributions:
            operations.gather(made, contributions, by=priya)
        return made

    return begin


@pytest.fixture
def reach() -> Callable[..., Any]:
    """Let somebody who spoke be reached at an address."""
    from baton.listening.contacts.models import Contact, Reachable

    def reached(contribution: Contribution, address: str, way: str = "email") -> Contact:
        contact, _ = Contact.objects.get_or_create(
            organisation=contribution.organisation,
            digest=f"{way}:{address}",
            defaults={"way": way, "address": address, "forget_on": date(2027, 6, 1)},
        )
        Reachable.objects.create(contribution=contribution, contact=contact)
        contribution.may_contact = "email"
        contribution.save(update_fields=["may_contact"])
        return contact

    return reached


JUDGED = {"severity": 3, "inequality": 2}
