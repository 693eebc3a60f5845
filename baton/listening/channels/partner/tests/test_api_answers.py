# SPDX-License-Identifier: MIT
"""Another system sees what became of what it sent, and nothing of what others did."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from baton.core import clock
from baton.core.models import AuditEntry
from baton.listening.channels.partner.models import Item, Partner
from baton.listening.channels.partner.tests.conftest import (
    WAITED,
    item,
    person,
    problem_of,
)
from baton.listening.models import Contribution
from baton.people import operations as people
from baton.people.roles import Role
from baton.people.stakeholders import operations as stakeholders

# What became of it.


def test_a_sender_sees_what_became_of_each_thing(kiosk, ward):
    kiosk.send(item("1", service="SH7", said_on="2026-11-02"))
    told = kiosk.get("contributions/1").json()
    assert (told["reference"], told["state"], told["words"]) == ("1", "received", WAITED)
    assert (told["service"], told["said_on"]) == ("SH7", "2026-11-02")
    Contribution.objects.update(coded_at=clock.now())
    assert kiosk.get("contributions/1").json()["state"] == "themed"
    kiosk.post("contributions/1/withdraw")
    told = kiosk.get("contributions/1").json()
    assert (told["state"], told["words"]) == ("withdrawn", "")
    assert [step["code"] for step in told["steps"]] == ["received", "withdrawn"]


def test_withdrawing_twice_is_withdrawing_once(kiosk):
    kiosk.send(item())
    for _ in range(2):
        assert kiosk.post("contributions/1/withdraw").json()["state"] == "withdrawn"
    assert Item.objects.get().words_digest == ""
    assert AuditEntry.objects.filter(verb="contribution.withdrawn").count() == 1


def test_all_of_it_comes_page_by_page(kiosk):
    kiosk.send(*(item(str(number)) for number in range(5)))
    met, cursor = [], None
    while True:
        page = kiosk.get("contributions", limit=2, **({"cursor": cursor} if cursor else {})).json()
        met += [each["reference"] for each in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert met == ["4", "3", "2", "1", "0"]


def test_only_what_changed_since_is_asked_for(kiosk):
    begun = clock.now()
    with clock.held_at(begun - timedelta(days=2)):
        kiosk.send(item("old"), item("changed"))
    kiosk.post("contributions/changed/withdraw")
    since = (begun - timedelta(days=1)).isoformat()
    page = kiosk.get("contributions", since=since).json()
    assert [each["reference"] for each in page["items"]] == ["changed"]


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "many"},
        {"cursor": "x"},
        {"cursor": "01936c00-0000-7000-8000-000000000000"},
        {"since": "x"},
        {"since": "0001-01-01T00:00:00+14:00"},
        {"since": "9999-12-31T23:59:59"},
    ],
)
def test_a_page_that_is_asked_for_wrongly_is_a_problem(kiosk, query):
    told = problem_of(kiosk.get("contributions", **query), 422)
    assert [each["field"] for each in told["errors"]] == list(query)


def test_a_system_sees_nothing_that_another_sent(kiosk, system, carers, others):
    kiosk.send(item())
    for stranger in (system("Phone"), system(partner=carers), system(partner=others)):
        assert stranger.get("contributions").json()["items"] == []
        problem_of(stranger.get("contributions/1"), 404)
        problem_of(stranger.post("contributions/1/withdraw"), 404)
        assert stranger.send(item()).json()["received"] == 1


def test_a_system_of_another_body_sees_nothing(kiosk, system):
    kiosk.send(item())
    welland = people.create_organisation("Welland Trust", "trust", by="test")
    stranger = system(organisation=welland)
    problem_of(stranger.get("contributions/1"), 404)
    assert stranger.get("services").json() == {"services": []}


def test_a_new_key_goes_on_where_the_old_one_ended(kiosk, system):
    kiosk.send(item())
    renewed = system()
    assert renewed.get("contributions/1").status_code == 200
    assert renewed.send(item()).json()["repeated"] == 1


def test_a_partner_that_nobody_made_one_is_one_with_its_first_request(board, meena, system):
    group = stakeholders.add(board, "Soar Deaf club", kind="patients", by=meena)
    theirs = system(partner=Partner(stakeholder=group))
    theirs.send(item())
    assert Partner.objects.get(stakeholder=group).items.count() == 1


def test_services_come_as_a_tree_with_their_codes(kiosk, ward):
    (site,) = kiosk.get("services").json()["services"]
    assert (site["code"], site["kind"]) == ("SH", "site")
    assert [each["code"] for each in site["children"]] == ["SH7"]


# The document, and the page.


def test_anybody_reads_the_document_and_the_page():
    document = Client().get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    page = Client().get("/api/v1/").content.decode()
    for path in document["paths"]:
        assert path in page
    for name in document["components"]["schemas"]:
        assert f'id="{name}"' in page


def test_whoever_is_signed_in_and_belongs_nowhere_is_no_hindrance_to_a_key(kiosk, board):
    lone = person(board, "Lone", Role.ANALYST)
    lone.memberships.all().delete()
    kiosk.client.force_login(lone, backend="django.contrib.auth.backends.ModelBackend")
    assert kiosk.get("services").status_code == 200


def test_a_page_of_another_site_needs_no_csrf_token_and_gets_no_session():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/api/v1/contributions", "{}", content_type="application/json")
    problem_of(answer, 401)
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
