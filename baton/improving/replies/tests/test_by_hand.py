# SPDX-License-Identifier: MIT
"""Letters, calls and notices: what somebody carries out of the house, and says so."""

from __future__ import annotations

import pytest

from baton.improving.replies import readings, settling, wording
from baton.improving.replies.models import Recipient
from baton.improving.replies.tests.conftest import NOWHERE
from baton.listening.contacts.models import Contact
from baton.people.links.models import PrivateLink, Scope

pytestmark = pytest.mark.django_db
State = Recipient.State
LETTER = "14 Inn Lane\nOadby\nLE2 5AA"


@pytest.fixture
def reply(say, reached, concluded, answer):
    said = [say(NOWHERE, service_path=("Walk-in centre",)) for _ in range(4)]
    reached(said[0], address=LETTER, way="post", name="Mrs Hallam", format="large")
    reached(said[1], address="3 Soar Court\nLE3 5AA", way="post")
    reached(said[2], address="0116 496 0123", way="phone")
    return answer(concluded(*said))


def test_letters_are_printed_posted_and_then_counted_as_told(reply, send, signed_in, meena):
    browser = signed_in(meena)
    at = f"/replies/{reply.public_id}/"
    early = browser.post(f"{at}letters", follow=True)
    assert "Send it first" in early.content.decode()
    send(reply)
    assert reply.recipients.filter(state=State.READY).count() == 3
    browser.post(f"{at}by-hand", {"way": "post"})
    assert reply.recipients.filter(state=State.SENT).count() == 0, "none was printed"
    letters = browser.post(f"{at}letters")
    assert letters["Content-Type"] == "application/pdf"
    assert letters.content.startswith(b"%PDF")
    assert PrivateLink.objects.filter(scope=Scope.REPLY).count() == 2
    browser.post(f"{at}by-hand", {"way": "post"})
    assert reply.recipients.filter(state=State.SENT, way="post").count() == 2
    called = browser.get(f"{at}by-hand").content.decode()
    assert "+441164960123" in called
    browser.post(f"{at}by-hand", {"way": "phone"})
    assert reply.recipients.filter(state=State.SENT).count() == 3


def test_who_is_held_back_since_the_preview_is_neither_written_to_nor_called(
    reply, send, signed_in, meena
):
    """A hold comes from anywhere: no page of this reply was opened since."""
    send(reply)
    for contact in Contact.objects.filter(way__in=["post", "phone"]).exclude(name="Mrs Hallam"):
        said = contact.contributions.get().contribution
        settling.hold(said, Recipient.Hold.BEREAVED, by=meena)
    browser = signed_in(meena)
    at = f"/replies/{reply.public_id}/"
    listed = browser.get(f"{at}by-hand").content.decode()
    assert "+441164960123" not in listed
    assert "1 letter waits" in listed
    browser.post(f"{at}letters")
    assert PrivateLink.objects.filter(scope=Scope.REPLY).count() == 1
    browser.post(f"{at}by-hand", {"way": "phone"})
    assert not reply.recipients.filter(state=State.SENT).exists()


def test_who_is_told_shows_how_each_asked_for_it(reply, signed_in, meena):
    shown = signed_in(meena).get(f"/replies/{reply.public_id}/people").content.decode()
    assert "By post, Large print" in shown
    assert "Oadby" not in shown


def test_people_are_held_back_for_a_reason_and_let_go_again(reply, signed_in, meena):
    browser = signed_in(meena)
    at = f"/replies/{reply.public_id}/people"
    first = reply.recipients.filter(way="phone").get()
    without = browser.post(at, {"person": first.pk, "hold": "yes"}, follow=True)
    assert "Choose why they are held back." in without.content.decode()
    assert "Tick at least one" in browser.post(at, {"confirm": "yes"}, follow=True).content.decode()
    none = browser.post(at, {"person": "9" * 30, "confirm": "yes"}, follow=True)
    assert "Tick at least one" in none.content.decode()
    browser.post(at, {"person": first.pk, "hold": "yes", "reason": "open_complaint"})
    first.refresh_from_db()
    assert (first.state, first.hold) == (State.HELD, Recipient.Hold.OPEN_COMPLAINT)
    browser.post(f"{at}?state=held", {"all": "yes", "lift": "yes"})
    first.refresh_from_db()
    assert first.state == State.READY


def test_a_notice_is_printed_for_where_they_spoke(reply, send, signed_in, meena, board):
    browser = signed_in(meena)
    at = f"/replies/{reply.public_id}/"
    assert browser.get(f"{at}notice").status_code == 302
    send(reply)
    place = board.services.get(name="Walk-in centre")
    assert f"notice?place={place.public_id}" in browser.get(at).content.decode()
    notice = browser.get(f"{at}notice?place={place.public_id}")
    assert notice.content.startswith(b"%PDF")


def test_the_reading_says_how_many_were_told(reply, send):
    from baton.improving.replies import queries

    send(reply)
    said = readings.sentence(reply, queries.counts(reply))
    assert said == "Of 4 people 0 were told, and 1 can read it on a notice."
    assert wording.of(reply).you_said == ["There was nowhere to sit."]
