# SPDX-License-Identifier: MIT
"""Meena leads engagement at Soar Care Board; it is noon on 10 June 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from baton.core import clock
from baton.people.roles import Role
from baton.understanding.tests.conftest import (  # noqa: F401 - the same people
    bea,
    board,
    code,
    olu,
    person,
    priya,
    say,
    signed_in,
    welland,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from baton.people.models import Account
    from baton.understanding.measures.models import Measure

TODAY = date(2026, 6, 10)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.held_at(datetime(2026, 6, 10, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def meena(board) -> Account:  # noqa: F811
    return person("Meena", board, Role.ENGAGEMENT_LEAD)


@pytest.fixture
def measured(board, meena) -> Callable[..., Measure]:  # noqa: F811
    """Begin a measure; without more it is the days to answer a complaint, typed each month."""
    from baton.understanding.measures import operations

    def begin(**given: Any) -> Measure:
        usual: dict[str, Any] = {
            "title": "Days to answer a complaint",
            "source": "typed",
            "frequency": "month",
            "direction": "decrease",
            "unit": "days",
        }
        return operations.add(board, by=meena, **(usual | given))

    return begin


@pytest.fixture
def typed(meena) -> Callable[..., None]:
    """Type a value for each of the months up to May 2026, the last of them for May."""
    from baton.understanding.measures import operations
    from baton.understanding.measures.files import Given, number

    def put(measure: Measure, *values: float) -> None:
        months = [2026 * 12 + 4 - back for back in reversed(range(len(values)))]
        given = [
            Given(date(month // 12, month % 12 + 1, 1), number(str(value)))
            for month, value in zip(months, values, strict=True)
        ]
        operations.put(measure, given, by=meena)

    return put
