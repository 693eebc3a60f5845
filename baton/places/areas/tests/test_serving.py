# SPDX-License-Identifier: MIT
"""An organisation says which districts it serves."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role
from baton.places.areas import operations, queries

PAGE = reverse("areas:serving")


@pytest.fixture
def board(districts):
    return people.create_organisation("Soar Care Board", "icb", by="test")


def browser_of(name, organisation, role):
    account = Account.objects.create_account(f"{name}@example.org", name.title(), None)
    people.give_role(organisation, account, role, by="test")
    browser = Client()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def meena(board):
    return browser_of("meena", board, Role.ENGAGEMENT_LEAD)


def served(board):
    return [str(area) for area in queries.served(board)]


def test_districts_are_said_by_name_and_drawn(meena, board):
    assert "not been said yet" in meena.get(PAGE).content.decode()
    answer = meena.post(PAGE, {"districts": "westby\n  EASTBY "})
    assert answer.status_code == 302
    assert served(board) == ["Eastby", "Westby"]
    shown = meena.get(PAGE).content.decode()
    assert "serves 2 districts" in shown
    assert "Eastby\nWestby</textarea>" in shown
    assert shown.count("f-ownwash") == 2


def test_commas_part_names_too(meena, board):
    meena.post(PAGE, {"districts": "Westby, Eastby"})
    assert served(board) == ["Eastby", "Westby"]


def test_what_is_taken_out_is_served_no_more(meena, board):
    meena.post(PAGE, {"districts": "Westby, Eastby"})
    meena.post(PAGE, {"districts": "Eastby"})
    assert served(board) == ["Eastby"]
    meena.post(PAGE, {"districts": ""})
    assert served(board) == []


def test_a_name_that_is_none_is_told_with_what_was_meant(meena, board):
    answer = meena.post(PAGE, {"districts": "Wetsby\nLeicestershire\nEastby"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "There is no district “Wetsby”. Did you mean Westby?" in shown
    assert "There is no district “Leicestershire”. Write districts" in shown
    assert served(board) == []


def test_it_is_written_in_the_audit_trail_once(meena, board):
    for _ in range(2):
        meena.post(PAGE, {"districts": "Westby"})
    entry = AuditEntry.objects.get(verb="areas.served")
    assert entry.about == {"number": 1}
    assert entry.organisation == board.pk


def test_one_body_s_districts_are_not_another_s(meena, board):
    other = people.create_organisation("Welland Care Board", "icb", by="test")
    operations.serve(other, queries.drawn(["E07000002"]), by="test")
    meena.post(PAGE, {"districts": "Westby"})
    assert served(board) == ["Westby"]
    assert served(other) == ["Eastby"]


def test_who_may_not_keep_services_may_not_say_it(board):
    assert browser_of("priya", board, Role.ANALYST).get(PAGE).status_code == 403
