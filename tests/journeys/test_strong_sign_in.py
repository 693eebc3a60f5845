# SPDX-License-Identifier: MIT
"""Signing in by more than a password: an app, passkeys, the organisation's own sign-in."""

from __future__ import annotations

import base64
import re
import time
from itertools import count

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from tests.harness import provider
from tests.harness.instance import Instance
from tests.harness.seed import PASSWORD
from tests.journeys.conftest import empty_database

# Its pages ask nothing that a room's own tests do not ask on both databases.
pytestmark = pytest.mark.one_database


@pytest.fixture(scope="session")
def organisations_own():
    with provider.running() as running:
        yield running


@pytest.fixture(scope="session")
def strong(tmp_path_factory, organisations_own):
    """A Baton that is reached by a name, as passkeys need, and knows the provider."""
    home = tmp_path_factory.mktemp("strong")
    instance = Instance(home, empty_database("strong"))
    instance.environment["BATON_BIND"] = instance.address.removeprefix("http://")
    instance.address = instance.address.replace("127.0.0.1", "localhost")
    instance.environment |= {
        "BATON_ADDRESS": instance.address,
        "BATON_OIDC_ISSUER": organisations_own.issuer,
        "BATON_OIDC_CLIENT": "baton",
        "BATON_OIDC_SECRET": "shared",
        "BATON_OIDC_NAME": "Wreake Connect",
        "BATON_OIDC_TWO_STEPS": "mfa",
    }
    instance.start()
    yield instance
    assert instance.stop() == 0, instance.said()


numbers = count(1)


@pytest.fixture
def trust(strong):
    """An organisation of this journey's own: role → the address of the person who plays it."""
    return strong.seed(f"Wreake Trust {next(numbers)}")[0]


@pytest.fixture
def arrives(somebody):
    """Makes visitors of the Baton with a name."""
    return lambda **about: somebody(at="strong", **about)


def shows(key: str, *, after: int = 0) -> str:
    """What the app with this key shows now, or after some seconds: its clock may be ahead."""
    app = TOTP(base64.b32decode(key.replace(" ", "")), 6, SHA1(), 30)
    return app.generate(time.time() + after).decode()


def sets_up_app(person) -> str:
    """From the account's page; returns the key, as the app keeps it."""
    person.goes_to("/account")
    person.follows("Set up an authenticator app")
    key = person.page.locator("code").inner_text()
    person.fills("Code", shows(key))
    person.presses("Set it up")
    person.reads("Your authenticator app is set up.")
    return key


@pytest.mark.parametrize("scripts", [True, False])
def test_amina_signs_in_with_her_app_and_on_paper(arrives, trust, scripts, tmp_path):
    amina = arrives(scripts=scripts)
    amina.signs_in(trust["analyst"])
    key = sets_up_app(amina)
    amina.presses("Make ten new codes")
    codes = amina.page.locator(".bt-codes code").all_inner_texts()
    assert len(codes) == 10
    with amina.page.expect_download() as kept:
        amina.page.get_by_role("link", name="Download them").click()
    kept.value.save_as(tmp_path / "codes.txt")
    assert codes[9] in (tmp_path / "codes.txt").read_text()
    amina.signs_out()

    amina.signs_in(trust["analyst"])
    amina.reads("Your second step")
    amina.fills("Code", "000000")
    amina.presses("Sign in")
    amina.reads("This is not the code that your app shows now")
    code = shows(key, after=30)
    amina.fills("Code", code)
    amina.presses("Sign in")
    amina.stands_at("/")
    amina.signs_out()

    amina.signs_in(trust["analyst"])
    amina.fills("Code", code)
    amina.presses("Sign in")
    amina.reads("This code has been used.")
    amina.follows("I do not have the app here: use a recovery code")
    amina.fills("Recovery code", codes[0])
    amina.presses("Sign in")
    amina.stands_at("/")
    amina.goes_to("/account")
    amina.reads("9 codes left")


def gives_an_authenticator(person) -> None:
    """A fingerprint reader in the computer, as Chromium imitates it."""
    session = person.page.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_meena_signs_in_with_a_finger(arrives, trust):
    meena = arrives()
    gives_an_authenticator(meena)
    meena.signs_in(trust["engagement_lead"])
    meena.goes_to("/account")
    meena.follows("Add a passkey")
    meena.fills("Name", "Work computer")
    meena.presses_and_goes("Make a passkey", "/account/recovery-codes")
    meena.reads("The passkey “Work computer” is added.")
    meena.goes_to("/account/passkeys/add")
    meena.page.get_by_role("button", name="Make a passkey").click()
    meena.reads("This device keeps a passkey for your account already.")
    meena.signs_out()

    meena.presses_and_goes("Sign in with a passkey", "/")
    meena.goes_to("/account")
    meena.reads("by passkey")
    meena.signs_out()

    meena.signs_in(trust["engagement_lead"])
    meena.reads("Your second step")
    meena.presses_and_goes("Use a passkey", "/")
    meena.goes_to("/account")
    meena.reads("by password and passkey")
    meena.follows("Remove the passkey “Work computer”")
    meena.presses("Remove")
    meena.reads("The passkey “Work computer” is removed.")
    meena.signs_out()

    meena.page.get_by_role("button", name="Sign in with a passkey").click()
    meena.reads("This passkey did not sign you in")
    meena.looks()


def test_passkeys_are_not_offered_without_scripts(arrives, trust):
    amina = arrives(scripts=False)
    amina.goes_to("/sign-in")
    assert not amina.page.get_by_role("button", name="Sign in with a passkey").is_visible()
    amina.signs_in(trust["analyst"])
    amina.goes_to("/account/passkeys/add")
    amina.reads("Passkeys need a browser that knows them, with JavaScript.")


def by_provider(person, subject: str, *, link: str = "Sign in with Wreake Connect") -> None:
    """At the provider's own page, which is not ours to look at."""
    page = person.page
    page.route("**/cdn.jsdelivr.net/**", lambda route: route.abort())
    page.get_by_role("link", name=link, exact=True).click()
    page.get_by_placeholder("sub").fill(subject)
    page.get_by_role("button", name="Authorize").click()
    person.looks()


@pytest.mark.parametrize("scripts", [True, False])
def test_tom_signs_in_with_his_organisations_own(arrives, trust, organisations_own, scripts):
    address = trust["frontline"]
    organisations_own.knows(address, email=address, email_verified=True)
    tom = arrives(scripts=scripts)
    tom.goes_to("/sign-in")
    by_provider(tom, address)
    tom.stands_at("/")
    tom.goes_to("/account")
    tom.reads("Linked since")
    tom.reads("by the organisation’s own sign-in")


@pytest.mark.parametrize("scripts", [True, False])
def test_sam_who_was_invited_joins_by_his_organisations_own(
    arrives, strong, trust, organisations_own, scripts
):
    address = f"sam-{scripts}@{trust['organisation']}.example".lower()
    karen = arrives(scripts=scripts)
    karen.signs_in(trust["administrator"])
    karen.goes_to("/people/invite")
    karen.fills("E-mail address", address)
    karen.ticks("Patient partner")
    karen.presses("Show me the message")
    karen.presses("Send it")
    letter = strong.letters_to(address, within=60)[0]
    link = next(line for line in letter.splitlines() if line.startswith(strong.address))

    organisations_own.knows(address, email=address, email_verified=True, name="Sam Oadby")
    sam = arrives(scripts=scripts)
    sam.goes_to(link.removeprefix(strong.address))
    by_provider(sam, address, link="Accept and sign in with Wreake Connect")
    sam.stands_at("/")
    sam.reads("Welcome to")
    sam.goes_to("/account")
    sam.reads("You have none: you sign in with Wreake Connect.")
    sam.goes_to(link.removeprefix(strong.address))
    sam.stands_at("/")


def test_somebody_unknown_gets_a_sentence(arrives, organisations_own):
    organisations_own.knows("eve", email="eve@example.org", email_verified=True)
    eve = arrives()
    eve.goes_to("/sign-in")
    by_provider(eve, "eve")
    eve.reads("Nobody here has an account with the address eve@example.org.")
    eve.stands_at("/sign-in")


def test_a_role_that_needs_two_steps_holds_everybody_to_it(arrives, trust):
    tom, elsewhere, karen = arrives(), arrives(scripts=False), arrives()
    for browser in (tom, elsewhere):
        browser.signs_in(trust["complaints_officer"])
    tom.goes_to("/account/confirm")
    tom.reads("Your password")
    karen.signs_in(trust["administrator"])
    karen.goes_to("/people")
    karen.follows("Signing in with two steps")
    karen.reads("We suggest two steps.")
    karen.ticks("Complaints or PALS officer")
    karen.presses("Save")
    karen.reads("It holds from now on")

    tom.goes_to("/comments/")
    tom.reads("One more step is needed")
    assert tom.page.get_by_role("navigation", name="Main").count() == 0
    tom.follows("Set up an authenticator app")
    key = tom.page.locator("code").inner_text()
    tom.fills("Code", shows(key))
    tom.presses("Set it up")
    tom.goes_to("/comments/")
    tom.stands_at("/comments/")
    tom.goes_to("/account")
    tom.follows("Remove the authenticator app")
    tom.presses("Remove")
    tom.reads("Set up another first.")

    elsewhere.goes_to("/comments/")
    elsewhere.reads("Confirm that it is you")
    elsewhere.fills("Code", shows(key, after=30))
    elsewhere.presses("Go on")
    elsewhere.goes_to("/comments/")
    elsewhere.stands_at("/comments/")


def test_a_lost_telephone_is_signed_out(arrives, trust):
    amina, telephone = arrives(), arrives()
    for browser in (amina, telephone):
        browser.signs_in(trust["analyst"])
    amina.goes_to("/account")
    amina.reads("Chrome on Linux")
    amina.presses("Sign out there")
    amina.reads("You are signed out on")
    telephone.goes_to("/comments/")
    telephone.stands_at("/sign-in")
    amina.goes_to("/comments/")
    amina.stands_at("/comments/")


def test_an_administrator_signs_somebody_out(arrives, trust):
    amina, karen = arrives(), arrives()
    amina.signs_in(trust["analyst"])
    karen.signs_in(trust["administrator"])
    karen.goes_to("/people")
    karen.follows("Sign out Analyst everywhere")
    karen.presses("Sign them out everywhere")
    karen.reads("Analyst is signed out everywhere.")
    amina.goes_to("/comments/")
    amina.stands_at("/sign-in")


def test_somebody_who_lost_everything_is_helped(arrives, trust, strong):
    amina = arrives()
    amina.signs_in(trust["analyst"])
    sets_up_app(amina)
    done = strong.command_line("reset-steps", trust["analyst"])
    assert "1 second step of Analyst removed" in done.stdout
    amina.goes_to("/")
    amina.stands_at("/sign-in")
    amina.signs_in(trust["analyst"], PASSWORD)
    amina.stands_at("/")
    letters = strong.letters_to(trust["analyst"], within=60)
    assert any(re.search("How you sign in to Baton", letter) for letter in letters)
