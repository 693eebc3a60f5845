# SPDX-License-Identifier: MIT
"""Meena keeps the groups of Soar Care Board; it is noon on 10 June 2026.

What needs Django is imported inside: `pytest baton/people` reads this file before Django is set up.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from baton.core import clock
from baton.people.tests.conftest import (  # noqa: F401 - the same people
    as_,
    board,
    meena,
    other_board,
    person,
    stranger,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from baton.people.groups.models import Group, Holding, Seat
    from baton.people.models import Account

TODAY = date(2026, 6, 10)
BEGAN = date(2024, 1, 1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.held_at(datetime(2026, 6, 10, 11, tzinfo=UTC)):
        yield


@pytest.fixture
def bea(board) -> Account:  # noqa: F811
    """A member of the board, who reads."""
    return person("Bea Lund", board, "board_member")


@pytest.fixture
def group(board, meena) -> Callable[..., Group]:  # noqa: F811
    """Begin a group; without more it is a sounding board of which nothing else is written."""
    from baton.people.groups import operations

    def begin(name: str = "Valley voices", **given: Any) -> Group:
        usual: dict[str, Any] = {"kind": "reference", "purpose": "sounds", "began_on": BEGAN}
        return operations.add(board, by=meena, name=name, **(usual | given))

    return begin


@pytest.fixture
def seat(meena) -> Callable[..., Seat]:  # noqa: F811
    """Add one seat; without more it is a patient's or carer's."""
    from baton.people.groups import operations

    def add(of: Group, kind: str = "patient", title: str = "") -> Seat:
        return operations.add_seats(of, kind, by=meena, title=title)[0]

    return add


@pytest.fixture
def sits(meena) -> Callable[..., Holding]:  # noqa: F811
    """Somebody takes a seat, since 2025 if nothing else is said."""
    from baton.people.groups import operations

    def take(seat: Seat, name: str = "Amina Rahman", **given: Any) -> Holding:
        usual: dict[str, Any] = {"began_on": date(2025, 1, 1)}
        return operations.fill(seat, name, by=meena, **(usual | given))

    return take
