# SPDX-License-Identifier: MIT
"""The second step: codes of an app, codes on paper, and what is refused."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from baton.core import clock
from baton.core.models import AuditEntry
from baton.people import operations, queries, steps
from baton.people.models import AuthenticatorApp, Message, RecoveryCode
from baton.people.tests.conftest import PASSWORD
from baton.people.tests.test_sign_in import sign_in, text


def code_at(key, moment=None):
    return steps._totp(key).generate(int((moment or clock.now()).timestamp())).decode()


@pytest.fixture
def half_way(meena, key):
    """A browser in which Meena has written her password."""
    browser = Client()
    assert sign_in(meena.email, browser=browser).url == "/sign-in/second-step"
    return browser


def is_in(browser):
    return browser.get("/account").status_code == 200


def test_the_code_is_the_one_that_every_app_shows():
    """RFC 6238, appendix B: 94287082 at 59 seconds, of which apps show six digits."""
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    with clock.held_at(clock.now().fromtimestamp(59, tz=clock.now().tzinfo)):
        assert code_at(key) == "287082"
        assert steps.step_of(key, " 287 082 ") == 1
        assert steps.step_of(key, "287083") is None
        assert steps.step_of(key, "２８７０８２") is None


def test_a_password_alone_lets_nobody_in_who_has_an_app(meena, half_way):
    assert not is_in(half_way)
    assert not AuditEntry.objects.filter(verb="account.signed_in").exists()


def test_the_code_lets_in_to_the_page_that_was_wanted(meena, key):
    browser = Client()
    sign_in(meena.email, browser=browser, next="/people/outbox")
    answer = browser.post("/sign-in/second-step", {"code": code_at(key)})
    assert answer.url == "/people/outbox"
    entry = AuditEntry.objects.get(verb="account.signed_in")
    assert entry.about == {"means": "app", "steps": 2}
    assert meena.visits.get().steps == 2


def test_a_code_is_taken_once(meena, key, half_way):
    code = code_at(key)
    half_way.post("/sign-in/second-step", {"code": code})
    assert is_in(half_way)
    thief = Client()
    sign_in(meena.email, browser=thief)
    assert "This code has been used" in text(thief.post("/sign-in/second-step", {"code": code}))
    assert not is_in(thief)


def test_an_older_code_is_taken_no_more_after_a_newer(meena, key):
    now = clock.now()
    steps.use_app_code(meena, code_at(key, now))
    with pytest.raises(steps.WrongCode, match="has been used"):
        steps.use_app_code(meena, code_at(key, now - timedelta(seconds=30)))


def at_once(take, *, browsers=2):
    """Some browsers send at the same moment; returns what became of each."""
    gate, outcomes = threading.Barrier(browsers), []

    def sends():
        gate.wait(10)
        try:
            take()
        except operations.Refused as problem:
            outcomes.append(type(problem))
        else:
            outcomes.append("in")
        finally:
            connection.close()

    senders = [threading.Thread(target=sends) for _ in range(browsers)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(20)
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_one_code_at_once_one_is_let_in(meena, key):
    code = code_at(key)
    paper = steps.renew_recovery_codes(meena)[0]
    assert at_once(lambda: steps.use_app_code(meena, code)).count("in") == 1
    assert at_once(lambda: steps.use_recovery_code(meena, paper)).count("in") == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_at_once_ten_are_looked_at(meena, key, monkeypatch):
    monkeypatch.setattr(steps, "WRONG_CODES", 3)
    outcomes = at_once(lambda: steps.use_app_code(meena, "000000"), browsers=6)
    assert outcomes.count(steps.WrongCode) == 3
    assert outcomes.count(steps.TooManyWrongCodes) == 3


def test_a_code_from_a_clock_half_a_minute_off_is_taken(meena, key):
    steps.use_app_code(meena, code_at(key, clock.now() + timedelta(seconds=30)))


def test_a_code_of_two_minutes_ago_is_not(meena, key):
    with pytest.raises(steps.WrongCode, match="not the code"):
        steps.use_app_code(meena, code_at(key, clock.now() - timedelta(minutes=2)))


def test_wrong_codes_lock_as_wrong_passwords_do(meena, half_way, key):
    for _ in range(4):
        answer = half_way.post("/sign-in/second-step", {"code": "000000"})
        assert "This is not the code" in text(answer)
    assert half_way.post("/sign-in/second-step", {"code": "000000"}).status_code == 429
    right = half_way.post("/sign-in/second-step", {"code": code_at(key)})
    assert right.status_code == 429
    assert not is_in(half_way)


def test_the_right_password_does_not_wipe_out_wrong_codes(meena, half_way):
    for _ in range(4):
        half_way.post("/sign-in/second-step", {"code": "000000"})
    again = Client()
    again.post("/sign-in", {"username": meena.email, "password": PASSWORD})
    assert again.post("/sign-in/second-step", {"code": "000000"}).status_code == 429


def test_no_code_is_guessed_from_a_thousand_addresses(meena, key):
    for _ in range(steps.WRONG_CODES):
        with pytest.raises(steps.WrongCode):
            steps.use_app_code(meena, "000000")
    with pytest.raises(steps.TooManyWrongCodes):
        steps.use_app_code(meena, code_at(key))
    with clock.held_at(clock.now() + steps.WRONG_FOR):
        steps.use_app_code(meena, code_at(key))


def test_what_was_written_wrongly_is_not_kept(meena, half_way):
    from axes.models import AccessAttempt

    half_way.post("/sign-in/second-step?with=paper", {"code": "quiet-otter"})
    assert "quiet-otter" not in AccessAttempt.objects.get().post_data


def test_the_second_step_waits_ten_minutes(meena, half_way, key):
    with clock.held_at(clock.now() + timedelta(minutes=11)):
        answer = half_way.post("/sign-in/second-step", {"code": code_at(key)}, follow=True)
    assert "Sign in from the beginning" in text(answer)


def test_a_new_password_ends_a_sign_in_that_is_half_way(meena, half_way, key):
    meena.set_password("eight blue lanterns hum")
    meena.save()
    assert half_way.post("/sign-in/second-step", {"code": code_at(key)}).url == "/sign-in"


def test_nobody_takes_the_second_step_first(meena, key):
    assert Client().post("/sign-in/second-step", {"code": code_at(key)}).url == "/sign-in"


def test_the_key_is_not_readable_in_the_database(meena, key):
    assert key not in AuthenticatorApp.objects.get().key
    assert steps.decipher(AuthenticatorApp.objects.get().key) == key


def test_an_app_of_another_secret_key_gets_a_sentence(meena, key, settings):
    settings.SECRET_KEY = "another"
    with pytest.raises(steps.WrongCode, match="can no longer be read here"):
        steps.use_app_code(meena, code_at(key))


def test_a_recovery_code_lets_in_once(meena, key):
    codes = steps.renew_recovery_codes(meena)
    assert len(set(codes)) == 10
    browser = Client()
    sign_in(meena.email, browser=browser)
    assert "use a recovery code" in text(browser.get("/sign-in/second-step"))
    written = codes[3].upper().replace("-", " ")
    browser.post("/sign-in/second-step?with=paper", {"code": written})
    assert is_in(browser)
    assert queries.recovery_codes_left(meena) == 9
    assert "You have 9 codes left" in Message.objects.last().body
    again = Client()
    sign_in(meena.email, browser=again)
    answer = again.post("/sign-in/second-step?with=paper", {"code": written})
    assert "not one of your recovery codes, or it was used before" in text(answer)


def test_recovery_codes_are_not_readable_in_the_database(meena, key):
    codes = steps.renew_recovery_codes(meena)
    kept = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_new_recovery_codes_end_those_before(meena, key):
    before = steps.renew_recovery_codes(meena)
    steps.renew_recovery_codes(meena)
    with pytest.raises(steps.WrongCode):
        steps.use_recovery_code(meena, before[0])


def test_anothers_recovery_code_is_worth_nothing(meena, priya, key):
    codes = steps.renew_recovery_codes(meena)
    with pytest.raises(steps.WrongCode):
        steps.use_recovery_code(priya, codes[0])


def key_on(page):
    return re.search(r"<code>([A-Z2-7 ]+)</code>", text(page))[1].replace(" ", "")


def test_a_person_sets_up_an_app_and_makes_codes(meena, here):
    key = key_on(here.get("/account/app"))
    wrong = here.post("/account/app", {"code": "000000"})
    assert "This is not the code that the app should show now" in text(wrong)
    assert key_on(wrong) == key
    done = here.post("/account/app", {"code": code_at(key)})
    assert done.url == "/account/recovery-codes"
    assert meena.visits.get().steps == 2
    codes = re.findall(r"<code>([a-z2-9-]{19})</code>", text(here.post("/account/recovery-codes")))
    assert len(codes) == 10
    assert codes[0] not in text(here.get("/account/recovery-codes"))
    steps.use_recovery_code(meena, codes[0])
    told = Message.objects.filter(template="sign_in_changed").order_by("pk")
    assert "An authenticator app was set up." in told[0].body
    assert all(letter.organisation is None for letter in told)
    assert {"app.set_up", "recovery_codes.renewed"} <= set(
        AuditEntry.objects.values_list("verb", flat=True)
    )


CHANGES = ["/account/app", "/account/app/remove", "/account/recovery-codes"]


@pytest.mark.parametrize("path", CHANGES)
def test_who_left_the_computer_alone_finds_nothing_changed(meena, here, path):
    with clock.held_at(clock.now() + timedelta(minutes=11)):
        assert here.get(path).url.startswith("/account/confirm?next=%2Faccount%2F")
        assert here.post(path).url.startswith("/account/confirm?next=%2Faccount%2F")
    assert not queries.has_second_step(meena)


def test_a_person_confirms_by_password_and_goes_on(meena, here):
    later = clock.now() + timedelta(minutes=11)
    with clock.held_at(later):
        asked = here.get("/account/app").url
        assert "This is not your password" in text(here.post(asked, {"password": "guess"}))
        assert here.post(asked, {"password": PASSWORD}).url == "/account/app"
        assert here.get("/account/app").status_code == 200


def test_who_has_an_app_confirms_by_its_code(meena, here, key):
    later = clock.now() + timedelta(minutes=11)
    with clock.held_at(later):
        asked = here.get("/account/app/remove").url
        assert here.post(asked, {"password": PASSWORD}).status_code == 200
        assert here.post(asked, {"code": code_at(key, later)}).url == "/account/app/remove"
        here.post("/account/app/remove")
    assert queries.app_of(meena) is None


def test_wrong_passwords_lock_when_confirming_too(meena, here):
    with clock.held_at(clock.now() + timedelta(minutes=11)):
        answers = [
            here.post("/account/confirm", {"password": "guess"}).status_code for _ in range(5)
        ]
    assert answers == [200, 200, 200, 200, 429]


def test_confirming_leads_to_no_other_site(meena, here):
    answer = here.post("/account/confirm?next=//evil.example.org", {"password": PASSWORD})
    assert answer.url == "/account"


def test_without_any_second_step_recovery_codes_are_gone(meena, here, key):
    steps.renew_recovery_codes(meena)
    here.post("/account/app/remove")
    assert not RecoveryCode.objects.exists()
    assert "set one up first" in text(here.post("/account/recovery-codes", follow=True))
    with pytest.raises(operations.Refused):
        steps.renew_recovery_codes(meena)


def test_somebody_who_lost_everything_is_helped(meena, here, key):
    steps.renew_recovery_codes(meena)
    assert steps.reset(meena, by="system:command") == 1
    assert not is_in(here)
    assert sign_in(meena.email).url == "/"
    assert AuditEntry.objects.filter(verb="steps.reset").count() == 1
    assert "removed all your second steps" in Message.objects.last().body
