# SPDX-License-Identifier: MIT
"""People sign up and are invited; nobody finds out who else did."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from baton.core import clock
from baton.people import outbox
from baton.people.models import Message
from baton.programmes.activities import letters, operations, signing_up
from baton.programmes.activities.signing_up import SignUp

NEEDS = "A Quetzal interpreter"


def page(name, activity):
    return reverse(f"activities:{name}", args=[activity.public_id])


def link(activity):
    return reverse("activities:sign_up", args=[activity.public_id])


def comes(activity, name="Amina", email="amina@example.org", **more):
    return Client().post(link(activity), {"name": name, "email": email} | more)


def test_the_page_says_what_somebody_needs_to_decide(workshop):
    shown = Client().get(link(workshop)).content.decode()
    for told in (
        *("Workshop: the first call", "Wednesday 24 June 2026", "Oadby library", "Step-free"),
        *("What helps?", "Bring tea.", "3 places are left.", "forgotten 90 days after the day"),
        "For: people who wait",
    ):
        assert told in shown


def test_somebody_signs_up_and_gets_a_letter_without_names_or_needs(workshop):
    answer = comes(workshop, needs=NEEDS, phone="07700 900123")
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Thank you, we expect you" in shown
    theirs = workshop.participants.get()
    assert (theirs.name, theirs.needs, theirs.state) == ("Amina", NEEDS, "coming")
    assert str(theirs.public_id) not in shown
    outbox.send_due()
    (letter,) = mail.outbox
    assert letter.to == ["amina@example.org"]
    assert str(theirs.public_id) in letter.body
    assert "Wednesday 24 June 2026" in letter.body
    for secret in ("Amina", "Quetzal", "07700"):
        assert secret not in letter.body + letter.subject
    assert letter.subject == "Soar Care Board: your place"


def test_whoever_looks_after_the_outbox_does_not_see_the_private_link(workshop):
    comes(workshop)
    assert str(workshop.participants.get().public_id) not in outbox.body_for_others(
        Message.objects.get()
    )


def test_without_an_address_the_private_link_is_shown_once(workshop):
    shown = comes(workshop, email="").content.decode()
    assert reverse("activities:place", args=[workshop.participants.get().public_id]) in shown
    assert Message.objects.count() == 0


def test_nobody_finds_out_whether_an_address_is_there(workshop):
    def told(email):
        shown = comes(workshop, "Sam", email).content.decode().replace(email, "…")
        return re.sub(r'"X-CSRFToken": "\w+"', "", shown)

    first = told("amina@example.org")
    assert first == told("amina@example.org") == told("new@example.org")
    assert workshop.participants.count() == 2


def test_who_types_anothers_address_changes_nothing_of_theirs(workshop):
    comes(workshop, needs=NEEDS)
    comes(workshop, "Mallory", "AMINA@example.org", needs="Nothing")
    theirs = workshop.participants.get()
    assert (theirs.name, theirs.needs) == ("Amina", NEEDS)


def test_an_address_is_written_to_three_times_at_most(workshop):
    for _ in range(6):
        comes(workshop)
    assert Message.objects.count() == letters.MOST_CONFIRMATIONS


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "Write your name, or what we may call you."),
        ({"name": "A", "email": "amina"}, "Write an e-mail address like name@example.org"),
        ({"name": "A", "needs": "x" * 501}, "Write at most 500 characters."),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence(workshop, typed, sentence):
    answer = Client().post(link(workshop), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert workshop.participants.count() == 0


def test_when_all_places_are_taken_nobody_more_gets_in(workshop):
    for number in range(3):
        comes(workshop, email=f"p{number}@example.org")
    shown = comes(workshop, email="late@example.org").content.decode()
    assert "All places are taken." in shown
    assert "look at this page again. Or ask Soar Care Board." in shown
    assert "All places are taken." in comes(workshop, email="p1@example.org").content.decode()
    with pytest.raises(signing_up.Full):
        signing_up.sign_up(workshop, SignUp("Late"))
    assert workshop.participants.count() == 3


def test_a_place_that_is_given_back_is_free_again(workshop):
    for number in range(3):
        comes(workshop, email=f"p{number}@example.org")
    theirs = reverse("activities:place", args=[workshop.participants.first().public_id])
    shown = Client().post(theirs, {"comes": "no"}).content.decode()
    assert "You said that you cannot come." in shown
    assert "Thank you, we expect you" in comes(workshop, email="late@example.org").content.decode()
    answer = Client().post(theirs, {"comes": "yes"})
    assert answer.status_code == 422
    assert "All places are taken." in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sign_up_opens_on": date(2026, 6, 11)}, "You cannot sign up for this yet."),
        ({"sign_up_closes_on": date(2026, 6, 9)}, "The time to sign up is over."),
        ({"on": date(2026, 6, 9)}, "The time to sign up is over."),
        ({"state": "cancelled"}, "This does not take place."),
    ],
)
def test_a_closed_page_says_why(workshop, change, sentence):
    for name, value in change.items():
        setattr(workshop, name, value)
    workshop.save()
    assert sentence in Client().get(link(workshop)).content.decode()
    assert sentence in comes(workshop).content.decode()
    with pytest.raises(signing_up.NotOpen):
        signing_up.sign_up(workshop, SignUp("Amina"))


def test_an_activity_without_a_page_has_none(hers, workshop, plan):
    assert Client().get(link(plan("Quiet one"))).status_code == 404
    assert hers.post(page("sign_up_page", workshop), {"close": "yes"}).status_code == 302
    assert Client().get(link(workshop)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Give the day from which people can sign up."),
        ({"opens_on": "2026-07-01"}, "It opens after the activity is over."),
        ({"opens_on": "2026-06-11", "closes_on": "2026-06-10"}, "It cannot close before it opens."),
        ({"opens_on": "2026-06-11", "closes_on": "2026-06-25"}, "Let it close on the last day"),
        ({"opens_on": "2026-06-11", "places": "some"}, "Write a whole number"),
    ],
)
def test_the_page_is_opened_by_days_that_can_be(hers, plan, typed, sentence):
    answer = hers.post(page("sign_up_page", plan()), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_page_is_opened_and_its_address_shown(hers, plan):
    made = plan()
    assert hers.post(page("sign_up_page", made), {"opens_on": "2026-06-10"}).status_code == 302
    shown = hers.get(page("activity", made)).content.decode()
    assert "The page is open:" in shown
    assert link(made) in shown
    assert Client().get(link(made)).status_code == 200


def test_a_flood_is_stopped_for_an_hour(workshop, monkeypatch):
    workshop.places = None
    workshop.save()
    monkeypatch.setattr(signing_up, "MOST_AN_HOUR", 2)
    answers = [comes(workshop, email=f"p{n}@example.org").status_code for n in range(3)]
    assert answers == [200, 200, 422]
    with clock.held_at(clock.now() + timedelta(minutes=61)):
        assert comes(workshop, email="p9@example.org").status_code == 200


def test_one_address_is_slowed_down(workshop, monkeypatch):
    monkeypatch.setattr("baton.programmes.activities.views.public.MOST_SIGN_UPS", 1)
    answers = [comes(workshop, email=f"p{n}@example.org").status_code for n in range(2)]
    assert answers == [200, 422]


# Invitations.


def test_addresses_are_invited_once_after_the_letter_was_read(hers, workshop):
    comes(workshop)
    typed = "Carers@example.org, amina@example.org\ncarers@example.org; joan@example.org"
    preview = hers.post(page("invite", workshop), {"addresses": typed}).content.decode()
    assert "2 people get this letter." in preview
    assert "typed twice, or got a letter before" in preview
    assert "Soar Care Board invites you" in preview
    assert workshop.participants.filter(state="invited").count() == 0
    for _ in range(2):
        hers.post(page("invite", workshop), {"addresses": typed, "step": "send"})
    assert workshop.participants.filter(state="invited").count() == 2
    assert Message.objects.filter(template="activity_invitation").count() == 2
    again = hers.post(page("invite", workshop), {"addresses": typed}).content.decode()
    assert "Everybody at these addresses got a letter before" in again


def test_an_address_that_is_none_is_named(hers, workshop):
    answer = hers.post(page("invite", workshop), {"addresses": "a@example.org\nnonsense"})
    assert answer.status_code == 422
    assert "Address 2, “nonsense”, is not like name@example.org." in answer.content.decode()
    many = ",".join(f"p{number}@example.org" for number in range(501))
    assert hers.post(page("invite", workshop), {"addresses": many}).status_code == 422


def test_who_is_invited_says_by_their_link_whether_they_come(workshop, meena):
    signing_up.invite(workshop, ["joan@example.org"], by=meena)
    theirs = workshop.participants.get()
    place = reverse("activities:place", args=[theirs.public_id])
    assert "You are invited. Do you come?" in Client().get(place).content.decode()
    assert "You have a place." in Client().post(place, {"comes": "yes"}).content.decode()
    Client().post(place, {"comes": "perhaps"})
    theirs.refresh_from_db()
    assert theirs.state == "coming"


def test_a_link_that_was_made_up_opens_nothing(db):
    made_up = reverse("activities:place", args=["01a22b94-de78-741c-9c72-172e535570a1"])
    assert Client().get(made_up).status_code == 404


def test_who_mistypes_an_address_is_told_to_look_at_it(hers, db):
    wrong = "/activities/sign-up/nothing"
    shown = Client().get(wrong).content.decode()
    assert "Look whether the address is typed as you were given it." in shown
    assert "taken back" not in shown
    assert "taken back by the person who said it" in hers.get(wrong).content.decode()


def test_nobody_is_invited_to_what_is_over(hers, workshop, meena):
    operations.cancel(workshop, "It rains", by=meena)
    assert hers.get(page("invite", workshop)).status_code == 302
