# SPDX-License-Identifier: MIT
"""People sign in on a tablet, one after another, and nobody sees who did before."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.listening.channels.event import operations
from baton.programmes.activities.models import Participant
from baton.programmes.activities.remembering import KEPT


@pytest.fixture
def tablet(table):
    """Nobody of ours is signed in on it. Returns what it answers to a person."""
    browser, page = Client(), reverse("event:sign_in", args=[table.session.sign_in_key])

    def signs(name="", email="", needs="", key=None):
        given = {"key": str(key or uuid4()), "name": name, "email": email, "needs": needs}
        return browser.post(page, given, follow=True) if name is not None else browser.get(page)

    return signs


def came(workshop):
    people = workshop.participants.filter(state="came").order_by("pk")
    return list(people.values_list("name", "email", "needs"))


def test_who_signs_in_has_come(tablet, workshop):
    answer = tablet("Ruth", "Ruth@Example.org", "A seat near the door").content.decode()
    assert "Thank you, you are signed in." in answer
    assert came(workshop) == [("Ruth", "ruth@example.org", "A seat near the door")]


def test_nobody_sees_who_signed_in_before(tablet):
    tablet("Ruth", "ruth@example.org")
    for answer in (tablet(None), tablet("Sam"), tablet("", "ruth@example.org")):
        assert "Ruth" not in answer.content.decode()


def test_who_sends_it_twice_came_once(tablet, workshop):
    key = uuid4()
    tablet("Ruth", key=key)
    tablet("Ruth", key=key)
    assert len(came(workshop)) == 1


def test_two_of_one_name_both_came(tablet, workshop):
    tablet("Ruth")
    tablet("Ruth")
    assert len(came(workshop)) == 2


def test_who_was_invited_is_the_same_person_and_keeps_what_we_knew(tablet, workshop):
    invited = Participant.objects.create(
        activity=workshop, name="Ruth Ames", email="ruth@example.org", state="invited"
    )
    tablet("Somebody else", "RUTH@example.org", "Large print")
    invited.refresh_from_db()
    assert (invited.state, invited.name, invited.needs) == ("came", "Ruth Ames", "Large print")
    assert workshop.participants.count() == 1


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": ""}, "Write your name, or what you like to be called."),
        ({"name": "Ruth", "email": "ruth at home"}, "like name@example.org"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(given, problem, tablet, workshop):
    answer = tablet(**given)
    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert came(workshop) == []


def test_paper_and_tablet_promise_what_is_done_with_the_details(tablet, table, lena, as_):
    promise = f"about this activity, and forgotten {KEPT.days} days after it."
    paper = as_(lena).get(reverse("event:sheet", args=[table.session.public_id]))
    for answer in (tablet(None), paper):
        assert promise in answer.content.decode()
        assert "what came of" not in answer.content.decode()


def test_nobody_signs_in_once_the_session_is_closed(table, tablet, workshop, lena):
    operations.close(table.session, by=lena)
    assert tablet(None).status_code == 410
    answer = tablet("Ruth")
    assert answer.status_code == 410
    assert "please ask whoever welcomed you" in answer.content.decode()
    assert came(workshop) == []


def test_a_link_that_nobody_gave_out_opens_nothing(db):
    assert Client().get(reverse("event:sign_in", args=[uuid4()])).status_code == 404


def test_the_trail_says_that_somebody_signed_in_and_not_who(tablet):
    tablet("Ruth", "ruth@example.org")
    entry = AuditEntry.objects.get(verb="event.signed_in")
    assert "ruth" not in f"{entry.actor} {entry.about}".lower()
