# SPDX-License-Identifier: MIT
"""Anneke, who signed up on the Dutch page, is written to in Dutch, whatever the worker speaks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from django.utils import translation

from baton.core import clock
from baton.people.models import Message
from baton.programmes.activities import letters, operations, remembering, signing_up, telling
from baton.programmes.activities.tests.test_signing_up import link, page

ANNEKE = {"name": "Anneke", "email": "anneke@example.org"}
#: The day before the workshop.
MORNING = datetime(2026, 6, 23, 9, tzinfo=UTC)


def signs_up(workshop, language):
    return Client().post(f"{link(workshop)}?language={language}", ANNEKE)


def letter(template):
    return Message.objects.get(template=template, recipient=ANNEKE["email"])


def to_place(workshop):
    return page("place", workshop.participants.get())


@pytest.fixture
def anneke(workshop):
    """She signed up on the Dutch page."""
    assert signs_up(workshop, "nl").status_code == 200
    return workshop.participants.get()


@pytest.fixture
def work_in_welsh():
    """The worker speaks as staff do."""
    with translation.override("cy"):
        yield


def test_who_signed_up_on_the_dutch_page_has_her_place_and_reminder_in_dutch(anneke, work_in_welsh):
    assert "U hebt een plaats bij Soar Care Board:" in letter("activity_place").body
    with clock.held_at(MORNING):
        assert remembering.remind_due() == 1
    told = letter("activity_reminder")
    assert told.subject == "Soar Care Board: tot morgen"
    assert "U hebt gezegd dat u hierbij zou zijn:" in told.body
    assert "woensdag 24 juni 2026" in told.body
    assert "If you cannot" not in told.body


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ({"on": date(2026, 6, 25)}, "Nieuwe dag: donderdag 25 juni 2026\n"),
        ({"place": "Wigston hall"}, "Nieuwe plek: Wigston hall\n"),
        ({"place": ""}, "Nieuwe plek: wij laten het u op tijd weten.\n"),
        ({"starts_at": time(14)}, "Nieuwe tijd: woensdag 24 juni 2026"),
    ],
)
def test_she_is_told_of_a_change_in_dutch(anneke, workshop, meena, new, said):
    operations.change(workshop, by=meena, **new)
    assert telling.tell(workshop, by=meena) == 1
    told = letter("activity_changed")
    assert said in told.body
    assert "Er is iets veranderd" in told.body
    assert "New" not in told.body


def test_she_is_told_in_dutch_that_it_does_not_take_place(anneke, workshop, meena, work_in_welsh):
    operations.cancel(workshop, "The hall is shut", by=meena)
    remembering.call_off_due()
    told = letter("activity_cancelled")
    assert told.subject == "Soar Care Board: het gaat niet door"
    assert "Soar Care Board moest dit afzeggen, en dat spijt ons:" in told.body


def test_who_said_nothing_gets_english_even_where_staff_work_in_welsh(
    workshop, meena, work_in_welsh
):
    workshop.participants.create(
        email=ANNEKE["email"], state="coming", answered_at=datetime(2026, 6, 9, tzinfo=UTC)
    )
    with clock.held_at(MORNING):
        remembering.remind_due()
    told = letter("activity_reminder")
    assert told.subject == "Soar Care Board: see you tomorrow"
    assert "Wednesday 24 June 2026" in told.body


def test_a_letter_in_arabic_tells_the_day_as_arabic_does(workshop, meena):
    signs_up(workshop, "ar")
    operations.change(workshop, by=meena, place="Wigston hall")
    telling.tell(workshop, by=meena)
    assert "المكان الجديد: Wigston hall" in letter("activity_changed").body


def test_who_types_her_address_on_another_page_does_not_change_her_language(anneke, workshop):
    signs_up(workshop, "pl")
    assert workshop.participants.get().language == "nl"


def test_her_own_link_opens_in_dutch_and_what_she_chooses_there_is_kept(anneke, workshop):
    browser = Client()
    assert '<html lang="nl"' in browser.get(to_place(workshop)).content.decode()
    browser.post(f"{to_place(workshop)}?language=cy", {"comes": "yes"})
    assert workshop.participants.get().language == "cy"


def test_her_language_is_forgotten_with_the_rest(anneke, workshop):
    with clock.held_at(datetime(2026, 9, 23, tzinfo=UTC)):
        assert remembering.forget_due() == 1
    assert workshop.participants.get().language == ""


# Invitations.


def test_people_are_invited_in_the_language_that_was_chosen(hers, workshop):
    typed = {"addresses": ANNEKE["email"], "language": "nl"}
    shown = hers.post(page("invite", workshop), typed).content.decode()
    assert "It leaves in Dutch. Here it stands as you read it." in shown
    assert "Soar Care Board invites you to this:" in shown
    assert '<input type="hidden" name="language" value="nl">' in shown
    hers.post(page("invite", workshop), typed | {"step": "send"})
    told = letter("activity_invitation")
    assert told.subject == "Soar Care Board nodigt u uit"
    assert "Laat hier weten of u komt:" in told.body


def test_people_are_invited_in_english_where_none_was_chosen(hers, workshop):
    typed = {"addresses": ANNEKE["email"]}
    assert "It leaves in" not in hers.post(page("invite", workshop), typed).content.decode()
    hers.post(page("invite", workshop), typed | {"step": "send"})
    assert letter("activity_invitation").subject == "Soar Care Board invites you"


def test_nobody_is_invited_in_a_language_that_letters_do_not_speak(hers, workshop):
    typed = {"addresses": ANNEKE["email"], "language": "xx"}
    answer = hers.post(page("invite", workshop), typed)
    assert answer.status_code == 422
    assert "Choose one of those in the list." in answer.content.decode()


def test_what_is_looked_at_before_it_leaves_is_what_leaves(workshop, meena):
    signing_up.invite(workshop, [ANNEKE["email"]], by=meena)
    read, sent = letters.invitation(workshop), letter("activity_invitation")
    theirs = letters.link(workshop.participants.get())
    assert sent.subject == read.subject
    assert sent.body.replace(theirs, "[a link for this person alone]") == read.body
