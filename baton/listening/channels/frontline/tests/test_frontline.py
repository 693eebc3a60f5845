# SPDX-License-Identifier: MIT
"""Femi relays what patients told her, and sees what came of it; nobody else learns who relayed."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from baton.core import clock
from baton.core.models import AuditEntry
from baton.listening import operations as listening
from baton.listening import safety
from baton.listening.channels.frontline import operations, queries
from baton.listening.channels.frontline.models import Note
from baton.listening.models import SafetyAlert
from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role
from baton.places import operations as places
from baton.programmes import operations as programmes
from baton.programmes.activities import operations as activities

TOLD = "She waited four hours for her tablets and nobody said why."


@pytest.fixture
def board(db):
    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def ward(board):
    return places.add_service(board, "Ward 7", kind="ward", by="test")


def person(board, name, role):
    account = Account.objects.create_account(f"{name.split()[0].lower()}@example.org", name, None)
    people.give_role(board, account, role, by="test")
    return account


@pytest.fixture
def femi(board):
    return person(board, "Femi Ade", Role.FRONTLINE)


@pytest.fixture
def keep(board, femi):
    def kept(words=TOLD, *, by=femi, key=None, service=None, told_on=None):
        return operations.keep(
            key or uuid4(),
            words,
            told_on=told_on or clock.today(),
            service=service,
            organisation=board,
            by=by,
        )

    return kept


def browser(account):
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


PAGE = "frontline:note"


def typed(words=TOLD, **changes):
    given = {"key": str(uuid4()), "words": words, "service": "", "told_on": str(clock.today())}
    return given | changes


def read(answer):
    return answer.content.decode()


def test_a_note_is_relayed_and_never_quotable(keep, ward, femi):
    kept = keep(service=ward)
    assert (kept.channel, kept.manner, kept.service) == ("frontline", "relayed", ward)
    assert kept.said_precision == "day"
    assert not kept.may_quote
    assert Note.objects.get().by == femi
    with pytest.raises(IntegrityError), transaction.atomic():
        type(kept).objects.filter(pk=kept.pk).update(may_quote=True)


def test_a_note_that_is_sent_again_is_kept_once(keep, board):
    key = uuid4()
    assert keep(key=key) == keep(key=key)
    assert board.contributions.count() == Note.objects.count() == 1


def test_a_second_note_on_a_page_that_somebody_went_back_to_is_not_lost(keep, board):
    key = uuid4()
    keep("The first.", key=key)
    keep("The second.", key=key)
    assert board.contributions.count() == 2


def test_femi_keeps_a_note_with_one_box_and_one_button(femi, ward, board):
    client = browser(femi)
    answer = client.post(reverse(PAGE), typed(service=str(ward.public_id)), follow=True)
    assert "Kept. 1 note of yours so far." in read(answer)
    assert TOLD in read(answer)
    shown = read(client.get(reverse(PAGE)))
    option = shown.partition(f'value="{ward.public_id}"')[2].partition(">")[0]
    assert "selected" in option, "where she was the last time"
    assert f'value="{clock.today()}"' in shown


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"words": " "}, "Write down what the patient told you."),
        ({"words": "x" * 4001}, "Make two of it."),
        ({"words": "a\0b"}, "zero byte"),
        ({"service": "nowhere"}, "Choose one of those in the list."),
        ({"told_on": "yesterday"}, "Write a day that exists"),
        ({"told_on": "1947-01-01"}, "before the NHS began"),
        ({"told_on": ""}, "Give the day."),
    ],
)
def test_what_cannot_be_kept_is_answered_with_a_sentence(changes, problem, femi, board):
    answer = browser(femi).post(reverse(PAGE), typed(**changes))
    assert answer.status_code == 422
    assert problem in read(answer)
    assert not board.contributions.exists()


def test_nobody_is_told_anything_tomorrow(femi):
    tomorrow = str(clock.today() + timedelta(days=1))
    answer = browser(femi).post(reverse(PAGE), typed(told_on=tomorrow))
    assert "That day is still to come." in read(answer)


def test_what_was_erased_is_not_kept_again(keep, femi):
    sent = typed()
    client = browser(femi)
    client.post(reverse(PAGE), sent)
    listening.erase(Note.objects.get().contribution, by=femi)
    assert not Note.objects.exists()
    answer = client.post(reverse(PAGE), sent)
    assert answer.status_code == 422
    assert "It is not kept again." in read(answer)


def test_only_their_own_notes_stand_on_a_persons_list(keep, board, femi):
    ola = person(board, "Ola Reed", Role.FRONTLINE)
    keep("Told to Ola.", by=ola)
    keep("Told to Femi.")
    shown = read(browser(femi).get(reverse(PAGE)))
    assert "Told to Femi." in shown
    assert "Told to Ola." not in shown
    assert queries.notes(board, femi).count() == 1


def test_until_it_is_coded_a_note_says_that_it_is_with_the_team(keep, femi):
    keep()
    assert "Nothing yet, it is with the engagement team." in read(browser(femi).get(reverse(PAGE)))


def test_a_note_that_was_taken_back_says_so(keep, femi):
    listening.withdraw(keep(), by=femi)
    shown = read(browser(femi).get(reverse(PAGE)))
    assert "Taken back at the patient’s request." in shown
    assert TOLD not in shown


def test_older_notes_stand_on_another_page(keep, femi):
    for number in range(21):
        keep(f"Note number {number}.")
    client = browser(femi)
    assert "Note number 0." not in read(client.get(reverse(PAGE)))
    older = read(client.get(reverse(PAGE), {"page": "2"}))
    assert "Note number 0." in older
    assert "Newer notes" in older


def test_what_is_relayed_is_screened_and_whoever_looks_learns_whom_to_ask(keep, board, femi):
    keep("I want to kill myself tonight, he said.")
    safety.screen_pending()
    amir = browser(person(board, "Amir Iqbal", Role.COMPLAINTS_OFFICER))
    alert = SafetyAlert.objects.order_by("pk").last()
    shown = read(amir.get(reverse("listening:alert", args=[alert.public_id])))
    assert f"Relayed by {femi.name}" in shown


def test_the_trail_holds_no_word_of_it(keep):
    keep()
    assert not [each for each in AuditEntry.objects.all() if "tablets" in str(each.about)]


def test_who_may_not_take_notes_is_told_whose_page_it_is(board):
    bea = person(board, "Bea Board", Role.BOARD_MEMBER)
    assert browser(bea).get(reverse(PAGE)).status_code == 403


def test_the_page_always_says_what_to_do_first_where_somebody_may_be_at_risk(femi):
    page = reverse("frontline:note")
    for answer in (browser(femi).get(page), browser(femi).post(page, {"words": ""})):
        shown = answer.content.decode()
        assert "act first by your own service’s way, and ring 999 where life is in danger" in shown
        assert "a note is no alarm" in shown


def test_who_agreed_is_asked_only_while_children_take_part_in_something(board, femi):
    page = read(browser(femi).get(reverse(PAGE)))
    assert 'name="for_whom"' not in page
    activities.plan(
        programmes.begin(board, "Asthma at school", by="test"),
        "Children’s day",
        on=clock.today(),
        with_whom="Children on the ward",
        needs_agreement=True,
        by=femi,
    )
    assert 'name="for_whom"' in read(browser(femi).get(reverse(PAGE)))
    assert browser(femi).post(reverse(PAGE), typed()).status_code == 422
    browser(femi).post(reverse(PAGE), typed(for_whom="child", way="5"))
    kept = board.contributions.get()
    assert (kept.may_share, kept.agreement.is_given, kept.way) == ("nobody", False, 5)
