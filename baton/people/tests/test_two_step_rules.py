# SPDX-License-Identifier: MIT
"""A role that needs two steps: who says so, whom it reaches, and how they go on."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from baton.core.models import AuditEntry
from baton.people import operations, queries, steps, visits
from baton.people.models import Membership, Message
from baton.people.tests.test_second_steps import code_at, key_on
from baton.people.tests.test_sign_in import sign_in, text


@pytest.fixture
def demanded(board, meena):
    steps.demand(board, {"administrator"}, by=meena)


def test_by_default_no_role_needs_two_steps(board, here):
    assert queries.roles_with_two_steps(board) == set()
    assert here.get("/people").status_code == 200


def test_an_administrator_says_which_roles_need_two_steps(board, meena, priya, here):
    page = text(here.get("/people/two-steps"))
    assert "We suggest two steps." in page
    assert "1 person, none with a second step." in page
    here.post("/people/two-steps", {"roles": ["analyst", "complaints_officer"]})
    assert queries.roles_with_two_steps(board) == {"analyst", "complaints_officer"}
    here.post("/people/two-steps", {"roles": ["analyst"]})
    assert queries.roles_with_two_steps(board) == {"analyst"}
    of = [
        e.about["of"] for e in AuditEntry.objects.filter(verb="two_steps.demanded").order_by("pk")
    ]
    assert of == [["analyst", "complaints_officer"], ["analyst"]]


@pytest.mark.parametrize("path", ["/", "/people", "/comments/", "/themes/"])
def test_who_owes_a_second_step_reaches_nothing_also_when_in_already(meena, here, demanded, path):
    assert here.get(path).url == "/account/second-step"
    inside_a_page = here.get(path, headers={"HX-Request": "true"})
    assert inside_a_page["HX-Redirect"] == "/account/second-step"
    assert 'aria-label="Main"' not in text(here.get("/account"))


def test_they_set_it_up_and_go_on(meena, here, demanded):
    assert "Set one up now" in text(here.get("/account/second-step"))
    key = key_on(here.get("/account/app"))
    here.post("/account/app", {"code": code_at(key)})
    assert here.get("/people").status_code == 200
    assert here.get("/account/second-step").url == "/"


def test_another_browser_of_theirs_takes_the_step_that_is_there_now(meena, here, demanded, key):
    asked = here.get("/account/second-step").url
    assert asked == "/account/confirm?next=%2F"
    assert here.post(asked, {"code": code_at(key)}).url == "/"
    assert here.get("/people").status_code == 200


def test_a_new_member_owes_it_at_once(board, meena, demanded):
    invitation = operations.invite(board, email="sam@example.org", role="administrator", by=meena)
    link = re.search(r"/invitation/\S+", Message.objects.latest("pk").body)[0]
    sam = Client()
    sam.post(link, {"name": "Sam Oadby", "password": "nine quiet otters swim"})
    assert Membership.objects.filter(account__email=invitation.email).exists()
    assert sam.get("/people").url == "/account/second-step"


def test_others_are_not_held_up(priya, demanded):
    browser = Client()
    sign_in(priya.email, browser=browser)
    assert browser.get("/comments/").status_code == 200


def test_in_another_body_of_theirs_they_go_on(meena, here, demanded, other_board, stranger):
    operations.give_role(other_board, meena, "analyst", by=stranger)
    assert "Work for another organisation" in text(here.get("/account/second-step"))
    here.post("/account/organisation", {"organisation": str(other_board.public_id)})
    assert here.get("/comments/").status_code == 200


def test_the_last_second_step_stays_while_a_role_needs_it(meena, here, demanded):
    here.post("/account/app", {"code": code_at(key_on(here.get("/account/app")))})
    answer = here.post("/account/app/remove", follow=True)
    assert "Your role Administrator at Soar Care Board needs a second step" in text(answer)
    assert queries.app_of(meena) is not None


def test_a_visit_with_two_steps_has_one_when_the_step_is_gone(meena, here, key):
    visits.prove(meena.visits.get(), steps=2)
    steps.remove_app(meena)
    assert meena.visits.get().steps == 1
