# SPDX-License-Identifier: MIT
"""Passkeys: alone or after the password, of the right person, at the right address, once asked."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from baton.core.models import AuditEntry
from baton.people import accounts, passkeys, queries, steps
from baton.people.models import Message
from baton.people.tests.authenticator import Authenticator
from baton.people.tests.conftest import person
from baton.people.tests.test_second_steps import code_at, is_in, key_on
from baton.people.tests.test_sign_in import sign_in, text

ADDRESS = "https://baton.example.org"


@pytest.fixture(autouse=True)
def reached_by_name(settings):
    settings.BATON_ADDRESS = ADDRESS


@pytest.fixture
def here(meena):
    browser = Client()
    sign_in(meena.email, browser=browser)
    return browser


def asked_on(page):
    return html.unescape(re.search(r'data-asked="([^"]+)"', text(page))[1])


def adds(browser, authenticator, name="Work computer"):
    asked = asked_on(browser.get("/account/passkeys/add"))
    return browser.post(
        "/account/passkeys/add", {"name": name, "passkey": authenticator.makes(asked)}
    )


@pytest.fixture
def key(here):
    """Meena's passkey."""
    authenticator = Authenticator(ADDRESS)
    assert adds(here, authenticator).url == "/account/recovery-codes"
    return authenticator


def signs_in(authenticator, browser=None):
    browser = browser or Client()
    asked = text(browser.post("/sign-in/passkey/asked?alone=yes"))
    answer = browser.post("/sign-in/passkey", {"passkey": authenticator.signs(asked)}, follow=True)
    return browser, answer


def test_a_person_adds_a_passkey_and_signs_in_with_it_alone(meena, key):
    browser, _ = signs_in(key)
    assert is_in(browser)
    visit = queries.visits_of(meena).first()
    assert (visit.means, visit.steps) == ("passkey", 2)
    passkey = meena.passkeys.get()
    assert passkey.name == "Work computer"
    assert passkey.last_used_at is not None
    assert "A passkey was added." in Message.objects.first().body
    assert AuditEntry.objects.filter(verb="passkey.added").count() == 1


def test_several_passkeys_each_sign_in(meena, here, key):
    other = Authenticator(ADDRESS)
    assert adds(here, other, "Stick").url == "/account/recovery-codes"
    assert is_in(signs_in(other)[0])
    assert is_in(signs_in(key)[0])


def test_a_passkey_is_the_second_step_after_the_password(meena, key):
    browser = Client()
    assert sign_in(meena.email, browser=browser).url == "/sign-in/second-step"
    assert "Use a passkey" in text(browser.get("/sign-in/second-step"))
    asked = text(browser.post("/sign-in/passkey/asked"))
    browser.post("/sign-in/second-step", {"passkey": key.signs(asked)})
    assert is_in(browser)
    assert queries.visits_of(meena).first().means == "password_and_passkey"


def test_one_that_does_not_verify_its_owner_is_a_second_step_and_not_both(meena, here):
    stick = Authenticator(ADDRESS, verifies=False)
    adds(here, stick)
    alone, answer = signs_in(stick)
    assert "This passkey did not sign you in" in text(answer)
    assert not is_in(alone)
    after = Client()
    sign_in(meena.email, browser=after)
    after.post(
        "/sign-in/second-step",
        {"passkey": stick.signs(text(after.post("/sign-in/passkey/asked")))},
    )
    assert is_in(after)


def test_what_was_asked_as_a_second_step_does_not_sign_in_alone(meena, here):
    stick = Authenticator(ADDRESS, verifies=False)
    adds(here, stick)
    browser = Client()
    sign_in(meena.email, browser=browser)
    asked = text(browser.post("/sign-in/passkey/asked"))
    browser.post("/sign-in/passkey", {"passkey": stick.signs(asked)})
    assert not is_in(browser)


def test_anothers_passkey_is_no_second_step(meena, priya, here, key):
    browser = Client()
    other = Authenticator(ADDRESS)
    theirs = Client()
    sign_in(priya.email, browser=theirs)
    adds(theirs, other)
    sign_in(meena.email, browser=browser)
    asked = text(browser.post("/sign-in/passkey/asked"))
    answer = browser.post("/sign-in/second-step", {"passkey": other.signs(asked)})
    assert "This passkey did not sign you in" in text(answer)
    assert not is_in(browser)


def test_an_answer_is_taken_once(meena, key):
    browser = Client()
    answer = key.signs(text(browser.post("/sign-in/passkey/asked?alone=yes")))
    browser.post("/sign-in/passkey", {"passkey": answer})
    browser.post("/sign-out")
    browser.post("/sign-in/passkey", {"passkey": answer})
    assert not is_in(browser)


def test_an_answer_that_another_browser_was_asked_for_is_refused(meena, key):
    answer = key.signs(text(Client().post("/sign-in/passkey/asked?alone=yes")))
    browser = Client()
    browser.post("/sign-in/passkey/asked?alone=yes")
    browser.post("/sign-in/passkey", {"passkey": answer})
    assert not is_in(browser)


def test_an_answer_given_to_another_site_is_refused(meena, key):
    key.origin = "https://baton.example.org.evil.example"
    assert not is_in(signs_in(key)[0])


def test_a_copy_of_a_passkey_is_refused(meena, key):
    signs_in(key)
    key.uses = 0
    browser, answer = signs_in(key)
    assert "This passkey did not sign you in" in text(answer)
    assert not is_in(browser)


def test_a_closed_account_is_not_opened_by_its_passkey(board, here, key, meena):
    other = person("Ann Lee", board, "administrator")
    accounts.close_account(meena, by=other)
    assert not is_in(signs_in(key)[0])


@pytest.mark.parametrize("brought", ["", "{}", "[]", "null", "7", '{"rawId": 1}', "not json", "{"])
def test_anything_else_is_refused_with_a_sentence(meena, here, brought):
    browser = Client()
    browser.post("/sign-in/passkey/asked?alone=yes")
    answer = browser.post("/sign-in/passkey", {"passkey": brought}, follow=True)
    assert "This passkey did not sign you in" in text(answer)
    here.get("/account/passkeys/add")
    kept = here.post("/account/passkeys/add", {"name": "x", "passkey": brought or " "})
    assert kept.status_code == 200
    assert not meena.passkeys.exists()


def test_the_same_passkey_is_not_added_twice(meena, here, key, priya):
    theirs = Client()
    sign_in(priya.email, browser=theirs)
    assert "could not be kept" in text(adds(theirs, key))
    assert not priya.passkeys.exists()


def test_a_person_confirms_by_passkey(meena, here, key):
    asked = text(here.post("/sign-in/passkey/asked"))
    answer = here.post("/account/confirm?next=/account/app", {"passkey": key.signs(asked)})
    assert answer.url == "/account/app"


def test_a_passkey_is_removed(meena, here, key):
    public_id = meena.passkeys.get().public_id
    assert "Remove the passkey “Work computer”?" in text(
        here.get(f"/account/passkeys/{public_id}/remove")
    )
    here.post(f"/account/passkeys/{public_id}/remove")
    assert not is_in(signs_in(key)[0])
    assert sign_in(meena.email).url == "/"


def test_the_last_passkey_stays_while_a_role_needs_it(meena, board, here, key):
    steps.demand(board, {"administrator"}, by=meena)
    path = f"/account/passkeys/{meena.passkeys.get().public_id}/remove"
    assert "Set up another first" in text(here.post(path, follow=True))
    app = key_on(here.get("/account/app"))
    here.post("/account/app", {"code": code_at(app)})
    here.post(path)
    assert not meena.passkeys.exists()


@pytest.mark.parametrize(
    ("address", "possible"),
    [
        ("https://baton.example.org", True),
        ("http://baton.example.org", False),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", False),
        ("https://[::1]", False),
    ],
)
def test_passkeys_are_offered_where_browsers_take_them(settings, address, possible, here):
    settings.BATON_ADDRESS = address
    assert passkeys.are_possible() is possible
    assert ("Sign in with a passkey" in text(Client().get("/sign-in"))) is possible
    assert ("No passkeys here" in text(here.get("/account/passkeys/add"))) is not possible
