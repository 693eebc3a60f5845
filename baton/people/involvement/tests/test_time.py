# SPDX-License-Identifier: MIT
"""Rose gives her time, and Meena marks it as paid."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from baton.core import clock
from baton.people import operations as people
from baton.people.involvement import operations, queries
from baton.people.involvement.models import Involvement
from baton.people.roles import Role
from baton.people.tests.conftest import person


@pytest.fixture
def rose(board):
    return person("Rose Adair", board, Role.PATIENT_PARTNER)


@pytest.fixture
def lead(board):
    return person("Leo Marsh", board, Role.ENGAGEMENT_LEAD)


@pytest.fixture
def browser(client):
    def sign_in(account):
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def given(board, rose, minutes=90):
    return operations.record(board, on=clock.today(), minutes=minutes, what="Read six", by=rose)


def test_a_number_that_no_entry_can_have_is_no_entry(board, lead, browser):
    sent = {"each": ["9" * 30], "on": clock.today().isoformat(), "pounds": "25"}
    assert "Tick at least one entry." in (
        browser(lead).post("/involvement/to-pay", sent).content.decode()
    )


def test_rose_writes_down_her_time_and_sees_it_paid(board, rose, lead, browser):
    today = clock.today().isoformat()
    shown = browser(rose).post(
        "/involvement/", {"what": "Read six", "on": today, "minutes": "90"}, follow=True
    )
    assert "1 h 30 min of your time are still to be paid." in shown.content.decode()
    entry = Involvement.objects.get()
    page = browser(lead).get("/involvement/to-pay").content.decode()
    assert "1 h 30 min of 1 person are still to be paid." in page
    paid = browser(lead).post(
        "/involvement/to-pay", {"each": [entry.pk], "on": today, "pounds": "25"}, follow=True
    )
    assert "1 entry is marked as paid." in paid.content.decode()
    assert "Nothing is to be paid." in paid.content.decode()
    shown = browser(rose).get("/involvement/").content.decode()
    assert "£37.50" in shown
    assert "All that you wrote down is paid." in shown
    assert queries.last_rate(board) == 2500


def test_time_that_is_mistyped_is_sent_back(rose, browser):
    answer = browser(rose).post("/involvement/", {"on": "2999-01-01", "minutes": "0"})
    assert answer.status_code == 422
    for problem in ("Write what you did.", "That day is still to come.", "Write 1 or more."):
        assert problem in answer.content.decode()
    assert not Involvement.objects.exists()


def test_pay_that_is_mistyped_is_sent_back(board, rose, lead, browser):
    entry = given(board, rose)
    today = clock.today().isoformat()
    for wrong, problem in (
        ({"on": today, "pounds": "25"}, "Tick at least one entry."),
        ({"each": [entry.pk], "on": today, "pounds": "lots"}, "Write pounds, such as 25 or 12.60."),
        ({"each": [entry.pk], "on": today, "pounds": "9000"}, "Write 500 or less."),
        ({"each": [entry.pk], "pounds": "25"}, "Give the day on which it was paid."),
    ):
        answer = browser(lead).post("/involvement/to-pay", wrong)
        assert answer.status_code == 422
        assert problem in answer.content.decode()
    assert queries.to_pay(board)[0].minutes == 90


def test_rose_takes_back_what_is_not_paid(board, rose, lead, browser):
    mistake, paid = given(board, rose), given(board, rose, 60)
    operations.pay(board, [paid.pk], on=clock.today(), pence_an_hour=2500, by=lead)
    for each in (mistake, paid):
        browser(rose).post(reverse("involvement:take_back", args=[each.public_id]))
    assert list(Involvement.objects.all()) == [paid]
    with pytest.raises(operations.PaidAlready):
        operations.take_back(paid, by=rose)


def test_nobody_marks_their_own_time_as_paid(board, rose, lead, browser):
    people.give_role(board, lead, Role.PATIENT_PARTNER, by="test")
    entry = given(board, lead)
    answer = browser(lead).post(
        "/involvement/to-pay",
        {"each": [entry.pk], "on": clock.today().isoformat(), "pounds": "25"},
    )
    assert answer.status_code == 422
    assert "Somebody else marks your own time" in answer.content.decode()
    with pytest.raises(IntegrityError, match="nobody_pays_themselves"), transaction.atomic():
        Involvement.objects.update(paid_by=lead, paid_on=date(2026, 6, 1), pence_an_hour=0)


def test_what_is_paid_has_a_rate_and_takes_some_time(board, rose, lead):
    entry = given(board, rose)
    broken = "what_is_paid_is_paid_by_somebody_at_a_rate"
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        Involvement.objects.filter(pk=entry.pk).update(paid_on=date(2026, 6, 1))
    with pytest.raises(IntegrityError, match="takes_some_time"), transaction.atomic():
        Involvement.objects.filter(pk=entry.pk).update(minutes=0)


def test_groups_lead_to_the_time_of_patient_partners(lead, browser):
    assert "/involvement/to-pay" in browser(lead).get("/groups/").content.decode()


def test_pence_are_whole(board, rose, lead):
    entry = given(board, rose, 20)
    assert entry.pence is None
    operations.pay(board, [entry.pk], on=clock.today(), pence_an_hour=2501, by=lead)
    assert Involvement.objects.get().pence == 834
