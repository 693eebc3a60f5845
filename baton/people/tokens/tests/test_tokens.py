# SPDX-License-Identifier: MIT
"""Tom gives another system a key, sees when it was last used, and takes it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from baton.core import clock
from baton.core.models import AuditEntry
from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role
from baton.people.stakeholders import operations as stakeholders
from baton.people.tokens import operations, queries
from baton.people.tokens.models import ApiToken


@pytest.fixture
def board(db):
    return people.create_organisation("Soar Care Board", "icb", by="test")


def person(board, name, role):
    account = Account.objects.create_account(f"{name.lower()}@example.org", name, None)
    people.give_role(board, account, role, by="test")
    return account


@pytest.fixture
def tom(board):
    return person(board, "Tom", Role.ADMINISTRATOR)


def browser(account):
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def typed(**changes):
    return {"name": "Kiosk", "partner": "", "scopes": ["send", "read"], "ends_on": ""} | changes


def test_a_key_is_shown_once_and_kept_as_a_digest(board, tom):
    answer = browser(tom).post(reverse("tokens:make"), typed())
    token = ApiToken.objects.get()
    page = answer.content.decode()
    (key,) = {word for word in page.replace("<", " ").replace(">", " ").split() if "baton_" in word}
    assert queries.opened(key) == token
    assert key not in str(ApiToken.objects.values().get())
    assert "no-store" in answer.headers["Cache-Control"]
    assert key not in browser(tom).get(reverse("tokens:tokens")).content.decode()
    assert (token.scopes, token.made_by) == (["read", "send"], tom)


def test_a_key_that_was_taken_back_opens_nothing(board, tom):
    token, key = operations.make(board, "Kiosk", scopes=["send"], by=tom)
    for _ in range(2):
        browser(tom).post(reverse("tokens:revoke", args=[token.public_id]))
    assert queries.opened(key) is None
    assert AuditEntry.objects.filter(verb="token.revoked").count() == 1
    page = browser(tom).get(reverse("tokens:tokens")).content.decode()
    assert "Taken back" in page


def test_a_key_works_until_the_end_of_its_last_day(board, tom):
    browser(tom).post(reverse("tokens:make"), typed(ends_on=str(clock.today())))
    token = ApiToken.objects.get()
    assert token.is_open
    with clock.held_at(clock.now() + timedelta(days=1, hours=1)):
        assert not token.is_open
        assert "Ran out" in browser(tom).get(reverse("tokens:tokens")).content.decode()


@pytest.mark.parametrize("key", ["", "x", "baton_", "baton_" + "x" * 43, "baton_" + "\ud800" * 43])
def test_what_is_no_key_opens_nothing(db, key):
    assert queries.opened(key) is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": " "}, "Give the key a name."),
        ({"scopes": []}, "Tick at least one thing"),
        ({"scopes": ["fly"]}, "Choose from those in the list."),
        ({"partner": "nobody"}, "Choose one of those in the list."),
        ({"ends_on": "2020-01-01"}, "That day is over."),
    ],
)
def test_what_is_wrong_is_said_and_no_key_is_made(tom, changes, told):
    answer = browser(tom).post(reverse("tokens:make"), typed(**changes))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert ApiToken.objects.count() == 0


def test_a_partners_key_is_one_of_the_register(board, tom):
    group = stakeholders.add(board, "Wreake carers", kind="patients", by=tom)
    browser(tom).post(reverse("tokens:make"), typed(partner=str(group.public_id)))
    assert ApiToken.objects.get().partner == group
    assert "Wreake carers" in browser(tom).get(reverse("tokens:tokens")).content.decode()


def test_only_administrators_give_keys_away(board, tom):
    token, _ = operations.make(board, "Kiosk", scopes=["send"], by=tom)
    meena = browser(person(board, "Meena", Role.ENGAGEMENT_LEAD))
    for path in (
        reverse("tokens:tokens"),
        reverse("tokens:make"),
        reverse("tokens:revoke", args=[token.public_id]),
    ):
        assert meena.get(path).status_code == 403
    assert "Keys to the API" in browser(tom).get(reverse("people:people")).content.decode()
