# SPDX-License-Identifier: MIT
"""Today says what is past its day, to those who may see it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baton.core import clock
from baton.people import operations as people
from baton.people.groups import operations as groups
from baton.people.models import Account
from baton.people.permissions import standing_of
from baton.people.roles import Role
from baton.people.stakeholders import operations as stakeholders
from baton.programmes import operations as programmes
from baton.programmes.activities import operations as activities
from baton.web.dated import late

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(db):
    return people.create_organisation("Soar Care Board", "icb", by="test")


def somebody(board, role):
    account = Account.objects.create_account(f"{role}@example.org", "Somebody", None)
    people.give_role(board, account, role, by="test")
    return account


def told(account, board):
    return [each.says for each in late(standing_of(account, board))]


def test_what_is_past_its_day_is_told_and_what_is_not_is_not(board):
    meena = somebody(board, Role.ENGAGEMENT_LEAD)
    today, yesterday = clock.today(), clock.today() - timedelta(days=1)
    programme = programmes.begin(board, "Physiotherapy", by=meena)
    stage = programme.stages.get(kind="needs")
    for day in (today, yesterday):
        programmes.add_step(stage, f"Ask by {day}", due_on=day, by=meena)
        activities.plan(programme, f"Tea on {day}", on=day, with_whom="All", by=meena)
        stakeholders.add(board, f"Carers {day}", kind="patients", next_contact_on=day, by=meena)
        groups.add(board, by=meena, name=f"G{day}", kind="other", purpose="sounds", review_on=day)
    assert told(meena, board) == [
        "1 step or check of programmes is overdue",
        "1 activity is over, and nobody said how it went",
        "1 group should have been looked at again",
        "1 contact with stakeholders is overdue",
    ]
    frontline = somebody(board, Role.FRONTLINE)
    assert "1 contact with stakeholders is overdue" not in told(frontline, board)
    assert told(somebody(board, Role.PARTNER), board) == []


def test_nothing_is_told_where_nothing_is_late(board):
    assert told(somebody(board, Role.ENGAGEMENT_LEAD), board) == []
