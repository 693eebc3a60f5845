# SPDX-License-Identifier: MIT
"""A new organisation is told what it has, and what comes next for whoever asks."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from baton.core import clock
from baton.listening import operations as listening
from baton.listening import safety
from baton.listening.heard import Heard
from baton.people import operations as people
from baton.people.groups import operations as groups
from baton.people.models import Account
from baton.people.permissions import standing_of
from baton.people.roles import Role
from baton.people.stakeholders import operations as stakeholders
from baton.places import operations as places
from baton.places.areas import operations as areas
from baton.places.areas.models import Area
from baton.programmes import operations as programmes
from baton.programmes.activities import operations as activities
from baton.web.beginning import TASKS, beginning

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(db):
    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def agnes(board):
    account = Account.objects.create_account("agnes@example.org", "Agnes", None)
    people.give_role(board, account, Role.ADMINISTRATOR, by="test")
    return account


def begun(account, board):
    return beginning(standing_of(account, board))


def next_title(account, board):
    return begun(account, board).following.task.title


def test_each_thing_that_is_done_makes_the_next_the_next(board, agnes):
    assert next_title(agnes, board) == "Who is alerted when a life may be at risk"
    safety.name_contacts(board, first=[agnes], escalation=[agnes], by=agnes)
    assert next_title(agnes, board) == "Your colleagues"
    people.invite(board, email="meena@example.org", role=Role.ENGAGEMENT_LEAD, by=agnes)
    assert next_title(agnes, board) == "Your services"
    places.add_service(board, "Walk-in centre", kind="site", by="test")
    assert next_title(agnes, board) == "What people have said already"
    said = Heard("Kind.", channel="upload", source_ref="1", said_at=clock.now())
    listening.receive(said, organisation=board, by="test")
    assert next_title(agnes, board) == "Your first programme"
    programme = programmes.begin(board, "Physiotherapy", by=agnes)
    assert next_title(agnes, board) == "Who has a stake"
    stakeholders.add(board, "Carers", kind="patients", by=agnes)
    assert next_title(agnes, board) == "What you have planned and done"
    assert not begun(agnes, board).is_working
    activities.plan(programme, "Workshop", on=date(2026, 6, 10), with_whom="carers", by=agnes)
    assert begun(agnes, board).is_working
    assert next_title(agnes, board) == "Your groups and committees"
    groups.add(board, by=agnes, name="Carers", kind="reference", purpose="sounds")
    assert next_title(agnes, board) == "The districts you serve"
    rutland = Area.objects.create(code="E06000017", kind="district", name="Rutland")
    areas.serve(board, [rutland], by=agnes)
    assert (begun(agnes, board).left, begun(agnes, board).following) == ([], None)


def test_what_somebody_may_not_do_is_told_and_not_linked(board, agnes):
    priya = Account.objects.create_account("priya@example.org", "Priya", None)
    people.give_role(board, priya, Role.ANALYST, by="test")
    assert next_title(priya, board) == "What people have said already"
    browser = Client()
    browser.force_login(priya, backend="django.contrib.auth.backends.ModelBackend")
    page = browser.get(reverse("web:getting_ready")).content.decode()
    assert "Somebody else here does this." in page
    assert "1 of 9 are there. Next: what people have said already." in page
    assert reverse("stakeholders:register") in page


def test_today_says_what_comes_next_until_it_is_all_there(board, agnes):
    browser = Client()
    browser.force_login(agnes, backend="django.contrib.auth.backends.ModelBackend")
    assert "0 of 9 are there. Next, in about 5 minutes:" in browser.get("/").content.decode()


def test_every_task_leads_to_a_page():
    assert all(reverse(task.url_name) for task in TASKS)
