# SPDX-License-Identifier: MIT
"""People sign up, are invited, reminded, counted at the door, and forgotten."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from baton.core import clock, ticker
from baton.core.models import AuditEntry
from baton.people import outbox
from baton.people.models import Message
from baton.programmes.activities import beats, letters, operations, remembering, signing_up
from baton.programmes.activities.models import Participant
from baton.programmes.activities.signing_up import SignUp

DAY = date(2026, 6, 24)
NEEDS = "A Quetzal interpreter"
STATE = Participant.State


def page(name, activity):
    return reverse(f"activities:{name}", args=[activity.public_id])


def link(activity):
    return reverse("activities:sign_up", args=[activity.public_id])


def at(day, hour=9):
    return clock.held_at(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


@pytest.fixture
def workshop(plan, meena):
    """A workshop on 24 June with an open page and three places."""
    made = plan(place="Oadby library", accessibility="Step-free", questions="What helps?")
    signing_up.open_page(
        made, opens_on=date(2026, 6, 1), closes_on=None, says="Bring tea.", places=3, by=meena
    )
    return made


def comes(activity, name="Amina", email="amina@example.org", **more):
    return Client().post(link(activity), {"name": name, "email": email} | more)


def test_the_page_says_what_somebody_needs_to_decide(workshop):
    shown = Client().get(link(workshop)).content.decode()
    for told in (
        *("Workshop: the first call", "Wednesday 24 June 2026", "Oadby library", "Step-free"),
        *("What helps?", "Bring tea.", "3 places are left.", "forgotten 90 days after the day"),
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
        ({"name": "A", "email": "amina"}, "Write the address like name@example.org"),
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


def test_nobody_is_invited_to_what_is_over(hers, workshop, meena):
    operations.cancel(workshop, "It rains", by=meena)
    assert hers.get(page("invite", workshop)).status_code == 302


# In time.


def reminded():
    return Message.objects.filter(template="activity_reminder").count()


def test_who_said_yes_is_reminded_once_on_the_morning_before(workshop, meena):
    comes(workshop)
    comes(workshop, "Joan", "")
    signing_up.invite(workshop, ["unsure@example.org"], by=meena)
    with at(DAY - timedelta(days=2)):
        assert beats.remind_participants() == 0
    with at(DAY - timedelta(days=1), hour=4):
        assert beats.remind_participants() == 0
    with at(DAY - timedelta(days=1)):
        assert [beats.remind_participants() for _ in range(2)] == [1, 0]
    assert reminded() == 1


def test_who_signs_up_the_day_before_is_not_reminded_at_once(workshop):
    with at(DAY - timedelta(days=1)):
        comes(workshop)
        assert remembering.remind_due() == 0


def test_two_workers_remind_once(workshop):
    comes(workshop)
    with at(DAY - timedelta(days=1)):
        theirs = Participant.objects.select_related("activity__organisation").get()
        told = [remembering._tell(theirs, "reminded_at", letters.remind) for _ in range(2)]
    assert told == [True, False]
    assert reminded() == 1


def test_who_was_coming_is_told_that_it_is_cancelled(workshop, meena):
    comes(workshop)
    operations.cancel(workshop, "Quetzals nest in the hall", by=meena)
    assert [beats.call_off_participants() for _ in range(2)] == [1, 0]
    message = Message.objects.get(template="activity_cancelled")
    assert "had to cancel this" in message.body
    assert "Quetzal" not in message.body
    with at(DAY - timedelta(days=1)):
        assert remembering.remind_due() == 0


def test_details_are_forgotten_ninety_days_after_and_counts_stay(hers, workshop):
    comes(workshop, needs=NEEDS)
    with at(DAY):
        ticked = [str(each.public_id) for each in workshop.participants.all()]
        hers.post(page("attendance", workshop), {"came": ticked, "unnamed": "4"})
    with at(DAY + timedelta(days=90)):
        assert beats.forget_participants() == 0
    with at(DAY + timedelta(days=91)):
        assert beats.forget_participants() == 1
        assert beats.forget_participants() == 0
    theirs = workshop.participants.get()
    assert (theirs.name, theirs.email, theirs.phone, theirs.needs) == ("", "", "", "")
    assert theirs.state == "came"
    workshop.refresh_from_db()
    assert workshop.came == 5
    message = Message.objects.get()
    assert (message.recipient, message.body) == ("", outbox.FORGOTTEN)
    place = reverse("activities:place", args=[theirs.public_id])
    assert Client().get(place).status_code == 404
    entry = AuditEntry.objects.get(verb="activity.participants_forgotten")
    assert entry.organisation == workshop.organisation_id


def test_the_database_keeps_no_details_of_who_is_forgotten(workshop):
    comes(workshop)
    with pytest.raises(IntegrityError):
        workshop.participants.update(forgotten_at=clock.now())


def test_the_beats_are_registered():
    names = ("remind_participants", "call_off_participants", "forget_participants")
    assert all(f"baton.programmes.activities.beats.{name}" in ticker.registered for name in names)


# The day itself.


def test_attendance_is_ticked_and_others_are_counted(hers, workshop, meena):
    for name in ("Amina", "Joan"):
        comes(workshop, name, f"{name.lower()}@example.org", needs=NEEDS)
    signing_up.invite(workshop, ["unsure@example.org"], by=meena)
    amina = workshop.participants.get(name="Amina")
    with at(DAY):
        shown = hers.get(page("attendance", workshop)).content.decode()
        assert f"Needs: {NEEDS}" in shown
        given = {"came": [str(amina.public_id)], "unnamed": "4"}
        assert hers.post(page("attendance", workshop), given).status_code == 302
        states = dict(workshop.participants.values_list("email", "state"))
        assert states == {
            "amina@example.org": "came",
            "joan@example.org": "absent",
            "unsure@example.org": "invited",
        }
        shown = hers.get(page("activity", workshop)).content.decode()
        assert "It took place, and 5 people came." in shown
        hers.post(page("attendance", workshop), {"came": [], "unnamed": "4"})
        amina.refresh_from_db()
        assert amina.state == "absent"


def test_before_the_day_the_list_is_read_and_nothing_is_ticked(hers, workshop):
    comes(workshop)
    shown = hers.get(page("attendance", workshop)).content.decode()
    assert "Amina" in shown
    assert "Who came can be ticked from its day on." in shown
    answer = hers.post(page("attendance", workshop), {"unnamed": "4"})
    assert answer.status_code == 422
    assert "Who came is noted from its day on." in answer.content.decode()


def test_somebody_of_another_activity_is_not_ticked_here(hers, workshop, plan):
    comes(workshop)
    other = plan("Another", on=date(2026, 6, 10))
    hers.post(page("attendance", other), {"came": [str(workshop.participants.get().public_id)]})
    assert workshop.participants.get().state == STATE.COMING


def test_the_sheet_lists_names_and_leaves_lines(hers, workshop):
    comes(workshop, "Amina Ali", needs=NEEDS)
    shown = hers.get(page("sign_in_sheet", workshop)).content.decode()
    assert "Amina Ali" in shown
    assert NEEDS not in shown


def test_who_may_not_manage_reads_nobodys_name(signed_in, bea, workshop):
    comes(workshop, "Amina Ali")
    browser = signed_in(bea)
    assert "Amina Ali" not in browser.get(page("activity", workshop)).content.decode()
    for name in ("attendance", "sign_in_sheet", "invite"):
        assert browser.get(page(name, workshop)).status_code == 403
