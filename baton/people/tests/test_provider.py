# SPDX-License-Identifier: MIT
"""Signing in by the organisation's own provider: whom it lets in, and whom it does not."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from baton.core import clock
from baton.core.models import AuditEntry
from baton.people import accounts, provider, steps
from baton.people.models import Account, Message
from baton.people.tests.conftest import person
from baton.people.tests.test_second_steps import code_at, is_in
from baton.people.tests.test_sign_in import text

pytestmark = pytest.mark.usefixtures("named")


def begins(browser, then=""):
    return browser.get("/sign-in/provider", {"next": then} if then else {}).url


def comes(running, subject, browser=None, **claims):
    """Somebody signs in at the provider, who says this of them; returns browser and answer."""
    browser = browser or Client()
    running.knows(subject, **claims)
    back = running.signs_in(begins(browser), subject)
    return browser, browser.get(back, follow=True)


def verified(account):
    return {"email": account.email, "email_verified": True}


def test_the_page_offers_it_where_settings_name_it(settings):
    assert "Sign in with Soar Connect" in text(Client().get("/sign-in"))
    settings.BATON_OIDC_ISSUER = ""
    assert "Soar Connect" not in text(Client().get("/sign-in"))
    assert begins(Client()) == "/sign-in"
    assert Client().get("/sign-in/provider/back?code=1&state=2").url == "/sign-in"


def test_a_member_comes_in_by_their_verified_address(running, meena):
    browser, _ = comes(running, "s-1", **verified(meena))
    assert is_in(browser)
    visit = meena.visits.get()
    assert (visit.means, visit.steps) == ("provider", 1)
    assert "Linked since" in text(browser.get("/account"))
    assert "linked with the sign-in of Soar Connect" in Message.objects.get().body
    assert AuditEntry.objects.filter(verb="identity.linked").count() == 1


def test_they_are_brought_to_the_page_they_wanted(running, meena):
    browser = Client()
    running.knows("s-2", **verified(meena))
    back = running.signs_in(begins(browser, "/people/outbox"), "s-2")
    assert browser.get(back).url == "/people/outbox"


def test_nobody_is_sent_to_another_site(running, meena):
    browser = Client()
    running.knows("s-3", **verified(meena))
    back = running.signs_in(begins(browser, "https://evil.example.org/"), "s-3")
    assert browser.get(back).url == "/"


def test_a_person_stays_themselves_when_their_address_changes(running, meena):
    comes(running, "s-4", **verified(meena))
    browser, _ = comes(running, "s-4", email="meena.bell@example.org", email_verified=True)
    assert browser.get("/account").wsgi_request.user == meena


def test_an_address_that_was_given_to_somebody_else_opens_nothing(running, meena):
    comes(running, "s-5", **verified(meena))
    browser, answer = comes(running, "s-6", **verified(meena))
    assert "belongs to another person at Soar Connect" in text(answer)
    assert not is_in(browser)


def test_who_takes_anothers_address_stays_themselves(running, meena, priya):
    comes(running, "s-7", **verified(priya))
    browser, _ = comes(running, "s-7", **verified(meena))
    assert browser.get("/account").wsgi_request.user == priya


def test_an_unverified_address_opens_nothing(running, meena):
    for said in ({}, {"email_verified": False}, {"email_verified": "false"}):
        browser, answer = comes(running, "s-8", email=meena.email, **said)
        assert "has not verified that meena@example.org is yours" in text(answer)
        assert not is_in(browser)
    assert not meena.identities.exists()


def test_where_the_setting_says_so_an_address_needs_no_word_of_its_own(running, meena, settings):
    """Of Microsoft Entra ID, which never says email_verified."""
    settings.BATON_OIDC_EMAIL_VERIFIED = "always"
    browser, answer = comes(running, "s-23", email=meena.email, email_verified=False)
    assert "has not verified that meena@example.org is yours" in text(answer)
    assert not is_in(browser)
    browser, _ = comes(running, "s-23", email=meena.email)
    assert is_in(browser)


def test_without_an_address_nobody_is_found(running, meena):
    _, answer = comes(running, "s-9", name="Meena")
    assert "did not tell your e-mail address" in text(answer)


def test_nobody_is_created_who_was_not_invited(running, meena):
    browser, answer = comes(running, "s-10", email="eve@example.org", email_verified=True)
    assert "Nobody here has an account with the address eve@example.org" in text(answer)
    assert not is_in(browser)
    assert Account.objects.count() == 1


def test_a_closed_account_stays_closed(running, board, meena):
    comes(running, "s-11", **verified(meena))
    accounts.close_account(meena, by=person("Ann Lee", board, "administrator"))
    browser, answer = comes(running, "s-11", **verified(meena))
    assert "This account has been closed" in text(answer)
    assert not is_in(browser)


def test_a_closed_account_is_not_linked(running, board, meena):
    accounts.close_account(meena, by=person("Ann Lee", board, "administrator"))
    _, answer = comes(running, "s-12", **verified(meena))
    assert "This account has been closed" in text(answer)
    assert not meena.identities.exists()


def test_a_way_back_that_another_browser_began_is_refused(running, meena):
    running.knows("s-13", **verified(meena))
    back = running.signs_in(begins(Client()), "s-13")
    browser = Client()
    answer = browser.get(back, follow=True)
    assert "This sign-in was begun in another window, or too long ago" in text(answer)
    assert not is_in(browser)


def test_a_way_back_is_gone_once(running, meena):
    browser = Client()
    running.knows("s-14", **verified(meena))
    back = running.signs_in(begins(browser), "s-14")
    browser.get(back)
    browser.post("/sign-out")
    browser.get(back)
    assert not is_in(browser)


def test_who_says_no_at_the_provider_gets_a_sentence(db):
    answer = Client().get("/sign-in/provider/back?error=access_denied", follow=True)
    assert "Soar Connect did not sign you in" in text(answer)


def test_a_provider_that_is_away_gets_a_sentence(db, settings):
    settings.BATON_OIDC_ISSUER = "http://localhost:9"
    answer = Client().get("/sign-in/provider", follow=True)
    assert "The sign-in of Soar Connect cannot be reached at the moment" in text(answer)


def test_a_provider_that_goes_away_meanwhile_gets_a_sentence(running, meena, monkeypatch):
    browser = Client()
    running.knows("s-15", **verified(meena))
    back = running.signs_in(begins(browser), "s-15")

    def unplugged(*_, **__):
        raise requests.ConnectionError

    monkeypatch.setattr(requests.Session, "send", unplugged)
    assert "cannot be reached at the moment" in text(browser.get(back, follow=True))


def test_a_token_that_somebody_changed_is_refused(running, meena, monkeypatch):
    browser = Client()
    running.knows("s-16", **verified(meena))
    back = running.signs_in(begins(browser), "s-16")
    from authlib.integrations.django_client import DjangoOAuth2App

    fetched = DjangoOAuth2App.fetch_access_token

    def changed(self, **about):
        token = fetched(self, **about)
        head, body, signature = token["id_token"].split(".")
        said = base64.urlsafe_b64decode(body + "==").replace(b"s-16", b"s-17")
        return {
            **token,
            "id_token": f"{head}.{base64.urlsafe_b64encode(said).decode()}.{signature}",
        }

    monkeypatch.setattr(DjangoOAuth2App, "fetch_access_token", changed)
    answer = browser.get(back, follow=True)
    assert "Soar Connect did not sign you in" in text(answer)
    assert not is_in(browser)


def test_the_code_is_bound_to_this_browser(running, meena, monkeypatch):
    """PKCE: what the browser carries is a digest of what only we can show when we take the code."""
    browser = Client()
    running.knows("s-18", **verified(meena))
    address = begins(browser)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["nonce"][0]
    assert asked["state"][0]
    assert asked["redirect_uri"] == ["http://testserver/sign-in/provider/back"]
    sent = []
    send = requests.Session.send

    def watched(self, request, **options):
        sent.append(request)
        return send(self, request, **options)

    monkeypatch.setattr(requests.Session, "send", watched)
    browser.get(running.signs_in(address, "s-18"))
    shown = next(parse_qs(r.body)["code_verifier"][0] for r in sent if r.method == "POST")
    digest = base64.urlsafe_b64encode(hashlib.sha256(shown.encode()).digest()).rstrip(b"=")
    assert asked["code_challenge"] == [digest.decode()]


def test_who_has_an_app_takes_it_as_second_step(running, meena):
    key = steps.new_key()
    steps.set_up_app(meena, key, code_at(key))
    browser, answer = comes(running, "s-19", **verified(meena))
    assert answer.redirect_chain[-1][0] == "/sign-in/second-step"
    assert not is_in(browser)
    later = clock.now() + timedelta(seconds=30)
    browser.post("/sign-in/second-step", {"code": code_at(key, later)})
    assert is_in(browser)
    visit = meena.visits.get()
    assert (visit.means, visit.steps) == ("provider", 2)


@pytest.mark.parametrize(
    ("counts", "said", "steps_taken"),
    [
        ("", {"amr": ["mfa"]}, 1),
        ("always", {}, 2),
        ("mfa", {"amr": ["pwd", "mfa"]}, 2),
        ("mfa", {"amr": ["pwd"]}, 1),
        ("urn:two, mfa", {"acr": "urn:two"}, 2),
    ],
)
def test_settings_say_when_it_counts_as_two_steps(
    running, meena, settings, counts, said, steps_taken
):
    settings.BATON_OIDC_TWO_STEPS = counts
    browser, _ = comes(running, "s-20", **verified(meena), **said)
    assert is_in(browser)
    assert meena.visits.get().steps == steps_taken


def test_a_role_that_needs_two_steps_is_content_with_the_providers(running, board, meena, settings):
    steps.demand(board, {"administrator"}, by=meena)
    settings.BATON_OIDC_TWO_STEPS = "mfa"
    browser, _ = comes(running, "s-21", **verified(meena), amr=["mfa"])
    assert browser.get("/people").status_code == 200
    once, _ = comes(running, "s-21", **verified(meena), amr=["pwd"])
    assert once.get("/people").url == "/account/second-step"


def test_an_address_that_only_its_userinfo_tells_is_taken(running, meena, monkeypatch):
    """As of providers whose token is short."""
    from authlib.integrations.django_client import DjangoOAuth2App

    parsed = DjangoOAuth2App.parse_id_token

    def short(self, *args, **about):
        claims = parsed(self, *args, **about)
        return {key: claims[key] for key in claims if not key.startswith("email")}

    monkeypatch.setattr(DjangoOAuth2App, "parse_id_token", short)
    browser, _ = comes(running, "s-22", **verified(meena))
    assert is_in(browser)


def test_there_is_no_name_where_no_provider_is(settings):
    settings.BATON_OIDC_ISSUER = ""
    assert provider.name() == ""


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "BATON_OIDC_CLIENT is missing."),
        ({"BATON_OIDC_CLIENT": "baton"}, "BATON_OIDC_SECRET is missing."),
        (
            {
                "BATON_OIDC_CLIENT": "baton",
                "BATON_OIDC_SECRET": "shared",
                "BATON_ADDRESS": "https://baton.example.org",
                "BATON_SECRET_KEY": "only for this test",
            },
            "a provider is trusted by https",
        ),
        (
            {
                "BATON_OIDC_CLIENT": "baton",
                "BATON_OIDC_SECRET": "shared",
                "BATON_OIDC_EMAIL_VERIFIED": "yes",
            },
            "BATON_OIDC_EMAIL_VERIFIED is “yes”. Write said or always.",
        ),
    ],
)
def test_what_is_missing_or_unsafe_stops_the_start(tmp_path, given, said):
    started = subprocess.run(
        [sys.executable, "-c", "import baton.config.settings"],
        env={
            "PATH": os.environ["PATH"],
            "BATON_HOME": str(tmp_path),
            "BATON_OIDC_ISSUER": "http://login.example.org",
            **given,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 1
    assert said in started.stderr
