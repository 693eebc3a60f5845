# SPDX-License-Identifier: MIT
"""Where people are signed in: listed for them, and ended by them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from baton.core import clock
from baton.core.models import AuditEntry
from baton.people import accounts, operations, queries, visits
from baton.people.models import Visit
from baton.people.tests.conftest import PASSWORD
from baton.people.tests.test_second_steps import is_in
from baton.people.tests.test_sign_in import sign_in, text

EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


def arrives(account, agent=FIREFOX):
    browser = Client(headers={"User-Agent": agent})
    sign_in(account.email, browser=browser)
    return browser


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on an iPhone"),
        (EDGE, "Edge on Windows"),
        (ANDROID, "Chrome on Android"),
        ("Mozilla/5.0 (X11; CrOS x86_64)", "A browser on a Chromebook"),
        ("", "Another program"),
    ],
)
def test_a_device_is_named_in_plain_words(agent, words):
    assert visits.device_in_words(agent) == words


def test_a_person_sees_where_they_are_signed_in(meena, priya):
    browser = arrives(meena)
    arrives(meena, IPHONE)
    arrives(priya, "curl/8")
    page = text(browser.get("/account"))
    assert "Firefox on Windows, at 203.0.113.…" in page
    assert "Safari on an iPhone, at 203.0.113.…" in page
    assert page.count("This one") == 1
    assert "Another program" not in page
    assert "203.0.113.5" not in page


def test_a_browser_that_is_signed_out_there_is_out_at_its_next_page(meena):
    here, telephone = arrives(meena), arrives(meena, IPHONE)
    visit = queries.visits_of(meena).get(device="Safari on an iPhone")
    answer = here.post(f"/account/visits/{visit.public_id}/end", follow=True)
    assert "You are signed out on Safari on an iPhone." in text(answer)
    assert not is_in(telephone)
    assert is_in(here)
    assert AuditEntry.objects.filter(verb="visits.ended").count() == 1


def test_a_person_signs_out_everywhere_else(meena, priya):
    here, telephone, other = arrives(meena), arrives(meena, IPHONE), arrives(priya)
    here.post("/account/visits/others/end")
    assert is_in(here)
    assert not is_in(telephone)
    assert is_in(other)


def test_nobody_ends_anothers_visit(meena, priya):
    telephone = arrives(meena, IPHONE)
    visit = queries.visits_of(meena).get()
    answer = arrives(priya).post(f"/account/visits/{visit.public_id}/end")
    assert answer.status_code == 404
    assert is_in(telephone)


def test_an_administrator_signs_a_member_out_everywhere(meena, priya, stranger):
    telephone = arrives(priya, IPHONE)
    path = f"/people/{priya.public_id}/sign-out"
    assert arrives(stranger).post(path).status_code == 404
    assert is_in(telephone)
    browser = arrives(meena)
    assert "Sign Priya Shah out?" in text(browser.get(path))
    browser.post(path)
    assert not is_in(telephone)
    assert AuditEntry.objects.get(verb="visits.ended").organisation is not None


def test_nobody_signs_out_who_was_a_member_once(meena, priya, board):
    operations.end_membership(priya.memberships.get(), by=meena)
    assert arrives(meena).post(f"/people/{priya.public_id}/sign-out").status_code == 404


def test_a_new_password_ends_all_other_visits_and_keeps_this_one(meena):
    here, telephone = arrives(meena), arrives(meena, IPHONE)
    began = queries.visits_of(meena).get(device="Firefox on Windows").public_id
    here.post("/account/password", {"current": PASSWORD, "password": "eight blue lanterns hum"})
    assert is_in(here)
    assert not is_in(telephone)
    assert [visit.public_id for visit in queries.visits_of(meena)] == [began]


def test_a_closed_account_has_no_visits(priya):
    browser = arrives(priya)
    accounts.close_account(priya, by="test")
    assert not is_in(browser)
    assert not Visit.objects.exists()


def test_signing_out_ends_the_visit(meena):
    browser = arrives(meena)
    browser.post("/sign-out")
    assert not Visit.objects.exists()


def test_a_visit_is_written_once_a_minute_at_most(meena):
    browser = arrives(meena)
    began = Visit.objects.get().last_seen_at
    browser.get("/account")
    assert Visit.objects.get().last_seen_at == began
    later = clock.now() + timedelta(minutes=2)
    with clock.held_at(later):
        browser.get("/account")
    assert Visit.objects.get().last_seen_at == later


def test_reading_a_page_writes_nothing(meena, django_assert_max_num_queries):
    browser = arrives(meena)
    browser.get("/people")
    with django_assert_max_num_queries(20) as asked:
        browser.get("/people")
    writes = [
        each["sql"] for each in asked.captured_queries if not each["sql"].startswith("SELECT")
    ]
    assert writes == []


def test_who_was_signed_in_before_visits_were_kept_is_listed_and_not_fresh(meena, as_):
    browser = as_(meena)
    assert "This one" in text(browser.get("/account"))
    assert browser.get("/account/app").url.startswith("/account/confirm")


def test_sessions_that_are_over_are_forgotten(meena):
    arrives(meena)
    Session.objects.update(expire_date=clock.now() - timedelta(hours=1))
    assert not queries.visits_of(meena).exists()
    current = arrives(meena)
    assert visits.forget_ended() == 1
    assert Visit.objects.count() == 1
    assert is_in(current)
