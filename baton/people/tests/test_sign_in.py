# SPDX-License-Identifier: MIT
"""The way in and out, and what happens to those who cannot find it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory
from django.utils import timezone

from baton.core.models import AuditEntry
from baton.people import accounts, operations, outbox, queries
from baton.people.models import Message
from baton.people.tests.conftest import PASSWORD, person

WARD, HOME = "203.0.113.5", "198.51.100.7"


def sign_in(email, password=PASSWORD, *, address=WARD, browser=None, **fields):
    return (browser or Client()).post(
        "/sign-in", {"username": email, "password": password, **fields}, REMOTE_ADDR=address
    )


def fail(email, times, **where):
    for _ in range(times):
        answer = sign_in(email, "not the password", **where)
    return answer


def text(answer):
    return answer.content.decode()


def test_a_person_signs_in_with_their_address_however_they_write_it(meena):
    browser = Client()
    answer = sign_in("  Meena@Example.ORG ", browser=browser)
    assert (answer.status_code, answer.url) == (302, "/")
    assert browser.get("/account").status_code == 200
    assert AuditEntry.objects.filter(verb="account.signed_in").count() == 1


def test_a_person_is_brought_back_to_the_page_they_wanted(meena):
    assert sign_in(meena.email, next="/people/outbox").url == "/people/outbox"


def test_nobody_is_sent_to_another_site_by_signing_in(meena):
    assert sign_in(meena.email, next="https://evil.example.org/").url == "/"


def test_a_wrong_password_gets_a_sentence_that_does_not_say_who_has_an_account(meena):
    known, unknown = fail(meena.email, 1), fail("nobody@example.org", 1)
    sentence = "This e-mail address and password do not belong together"
    assert sentence in text(known)
    assert sentence in text(unknown)


def test_a_closed_account_is_named_to_its_owner_alone(meena):
    meena.is_active = False
    meena.save()
    assert "This account has been closed" in text(sign_in(meena.email))
    assert "This account has been closed" not in text(fail(meena.email, 1))


def test_closing_an_account_ends_its_visit(meena, as_):
    browser = as_(meena)
    meena.is_active = False
    meena.save()
    assert browser.get("/account").url == "/sign-in?next=/account"


def test_five_wrong_passwords_lock_with_a_page_that_says_when(meena):
    answer = fail(meena.email, 5)
    assert answer.status_code == 429
    wait = timezone.localtime(timezone.now() + timedelta(minutes=15))
    assert "You can try again on" in text(answer)
    assert f"{wait:%H:%M}" in text(answer) or f"{wait - timedelta(minutes=1):%H:%M}" in text(answer)
    assert 890 <= int(answer["Retry-After"]) <= 900
    assert "/password/forgotten" in text(answer)
    assert sign_in(meena.email).status_code == 429


def test_writing_the_address_another_way_does_not_evade_the_lock(meena):
    fail(meena.email, 4)
    assert fail("MEENA@example.org", 1).status_code == 429


def test_a_letter_like_another_does_not_evade_the_lock(board):
    """PostgreSQL takes the long s for an S; to the lockout it is another address."""
    stella = person("Stella May", board, "analyst")
    fail(stella.email, 5)
    written = "\u017ftella@example.org"
    answer = sign_in(written)
    assert "Before the @, write only letters without accents" in text(answer)
    assert not answer.wsgi_request.user.is_authenticated
    assert authenticate(RequestFactory().post("/"), username=written, password=PASSWORD) is None
    assert queries.account_by_address(written) is None
    assert accounts.ask_for_new_password(written) is None
    assert queries.account_by_address(" STELLA@example.org ") == stella


def test_no_address_with_a_letter_like_another_is_invited(meena, as_):
    for written in ("\u017ftella@example.org", "\u212aim@example.org"):
        answer = as_(meena).post(
            "/people/invite", {"email": written, "role": "analyst", "step": "send"}
        )
        assert "Before the @, write only letters without accents" in text(answer)
    assert not Message.objects.exists()


def test_a_closed_account_signs_in_no_more_anywhere(meena, priya, board, as_):
    browser = as_(priya)
    accounts.close_account(priya, by="test")
    accounts.close_account(priya, by="test")
    assert browser.get("/account").url == "/sign-in?next=/account"
    assert "This account has been closed" in text(sign_in(priya.email))
    assert AuditEntry.objects.filter(verb="account.closed").count() == 1
    assert "Priya Shah (account closed)" in text(as_(meena).get("/people"))


def test_the_last_administrators_account_is_not_closed(meena, priya, board):
    with pytest.raises(operations.LastAdministrator, match="Soar Care Board would have no"):
        accounts.close_account(meena, by="test")
    operations.give_role(board, priya, "administrator", by=meena)
    accounts.close_account(meena, by="test")
    meena.refresh_from_db()
    assert not meena.is_active


def test_a_second_person_behind_the_same_address_still_signs_in(meena, priya):
    fail(meena.email, 5)
    assert sign_in(priya.email).status_code == 302


def test_a_locked_person_still_signs_in_from_another_address(meena):
    fail(meena.email, 5)
    assert sign_in(meena.email, address=HOME).status_code == 302


def test_the_lock_opens_after_a_quarter_of_an_hour(meena, settings):
    fail(meena.email, 5)
    settings.AXES_COOLOFF_TIME = timedelta(0)
    assert sign_in(meena.email).status_code == 302


def test_a_right_password_wipes_out_the_wrong_ones_before_it(meena):
    fail(meena.email, 4)
    sign_in(meena.email)
    assert fail(meena.email, 4).status_code == 200


def test_signing_out_needs_a_deliberate_press(meena, as_):
    browser = as_(meena)
    assert browser.get("/sign-out").status_code == 405
    assert browser.post("/sign-out").url == "/sign-in"
    assert browser.get("/account").status_code == 302


def asks_for_password(email):
    return Client().post("/password/forgotten", {"email": email}, follow=True)


def without_token(answer):
    return re.sub(r'"X-CSRFToken": "\w+"', "", text(answer))


def reset_link():
    body = Message.objects.get(template="password_reset").body
    return re.search(r"https?://[^/]+(/\S+)", body)[1]


def test_the_answer_is_the_same_whether_or_not_the_address_is_known(meena):
    known, unknown = asks_for_password(meena.email), asks_for_password("nobody@example.org")
    assert known.redirect_chain == unknown.redirect_chain == [("/password/sent", 302)]
    assert without_token(known) == without_token(unknown)
    assert [each.recipient for each in Message.objects.all()] == [meena.email]


def test_a_forgotten_password_is_replaced_by_the_link_once(meena):
    asks_for_password("Meena@example.org")
    link = reset_link()
    assert Client().get(link).status_code == 200
    answer = Client().post(link, {"password": "eight blue lanterns hum"})
    assert answer.url == "/sign-in"
    assert sign_in(meena.email, "eight blue lanterns hum").status_code == 302
    again = Client().get(link)
    assert again.status_code == 410
    assert "Ask for a new link" in text(again)


def test_a_reset_link_ends_after_four_hours(meena, settings):
    asks_for_password(meena.email)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert Client().get(reset_link()).status_code == 410


def test_a_new_password_opens_the_lock(meena):
    fail(meena.email, 5)
    asks_for_password(meena.email)
    Client().post(reset_link(), {"password": "eight blue lanterns hum"})
    assert sign_in(meena.email, "eight blue lanterns hum").status_code == 302


@pytest.mark.parametrize("poor", ["short", "password1234", "meena@example.org"])
def test_a_poor_password_is_refused_with_the_reason(meena, poor):
    asks_for_password(meena.email)
    answer = Client().post(reset_link(), {"password": poor})
    assert answer.status_code == 200
    assert "There is a problem" in text(answer)


def test_nobody_fills_anothers_letter_box(meena):
    first = accounts.ask_for_new_password(meena.email)
    assert accounts.ask_for_new_password(meena.email) == first
    accounts.set_password(meena, "eight blue lanterns hum")
    assert accounts.ask_for_new_password(meena.email) != first


def test_no_administrator_reads_anothers_reset_link(meena, priya, as_):
    asks_for_password(priya.email)
    message = Message.objects.get()
    assert message.organisation is None
    browser = as_(meena)
    assert priya.email not in text(browser.get("/people/outbox"))
    assert browser.get(f"/people/outbox/{message.public_id}").status_code == 404
    assert "/password/new/" not in outbox.body_for_others(message)


def test_a_person_changes_their_name(meena, as_):
    browser = as_(meena)
    browser.post("/account", {"name": "Meena Rao-Bell"})
    assert "Meena Rao-Bell" in text(browser.get("/account"))
    assert "Write your name." in text(browser.post("/account", {"name": " "}))


def test_a_new_password_signs_out_every_other_browser(meena, as_):
    here, elsewhere = as_(meena), as_(meena)
    wrong = here.post("/account/password", {"current": "guess", "password": "eight blue lanterns"})
    assert "This is not your password" in text(wrong)
    here.post("/account/password", {"current": PASSWORD, "password": "eight blue lanterns hum"})
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302


def test_wrong_passwords_lock_when_choosing_a_new_one_too(meena, as_):
    here = as_(meena)
    said = {"current": "guess", "password": "eight blue lanterns hum"}
    answers = [here.post("/account/password", said).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert here.post("/account/password", said | {"current": PASSWORD}).status_code == 429
    assert sign_in(meena.email, address="127.0.0.1").status_code == 429
    meena.refresh_from_db()
    assert meena.check_password(PASSWORD)


def test_a_person_chooses_among_their_own_bodies(meena, board, other_board, stranger, as_):
    browser = as_(meena)
    refused = browser.post(
        "/account/organisation", {"organisation": str(other_board.public_id)}, follow=True
    )
    assert "You have no role there" in text(refused)
    operations.give_role(other_board, meena, "analyst", by=stranger)
    browser.post("/account/organisation", {"organisation": str(other_board.public_id)})
    assert browser.get("/account").wsgi_request.organisation == other_board
