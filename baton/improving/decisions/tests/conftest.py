# SPDX-License-Identifier: MIT
"""The urgent care board decides; Meena records it, Tom does what is changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from baton.improving.batons.tests.conftest import (  # noqa: F401 - fixtures of the room below
    as_,
    bea,
    begun,
    board,
    concluded,
    first,
    handed,
    meena,
    priya,
    today,
    tom,
    urgent,
    voice,
)
from baton.improving.decisions import operations
from baton.improving.decisions.models import Action, Decision
from baton.people.groups import operations as groups
from baton.people.groups.models import Group

#: A day before the tenth of June 2026.
DECIDED = date(2026, 6, 3)


@pytest.fixture
def committee(board, meena) -> Group:  # noqa: F811
    return groups.add(
        board,
        name="Urgent care board",
        kind="committee",
        purpose="decides",
        began_on=date(2025, 1, 1),
        by=meena,
    )


@pytest.fixture
def decided(committee, first, meena) -> Callable[..., Decision]:  # noqa: F811
    def decide(**about: Any) -> Decision:
        given = {
            "title": "Seats first, at three sites",
            "text": "Six seats with arms at each site.",
            "reasons": "People leave unseen.",
            "decided_on": DECIDED,
        } | about
        given["batons"] = given.get("batons") or [first()]
        return operations.record(committee, by=meena, **given)

    return decide


@pytest.fixture
def action(decided, tom, meena) -> Callable[..., Action]:  # noqa: F811
    def add(**about: Any) -> Action:
        given = {
            "title": "Buy eighteen seats",
            "owner": tom,
            "due_on": date(2026, 6, 30),
            "expects": "Nobody leaves because they cannot stand.",
        } | about
        return operations.add_action(decided(), by=meena, **given)

    return add
