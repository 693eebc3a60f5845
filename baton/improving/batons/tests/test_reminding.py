# SPDX-License-Identifier: MIT
"""Whoever has something new in hand gets one message a day; nobody is told the same twice."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from baton.core import clock
from baton.improving.batons import operations, reminding
from baton.improving.batons.operations import Hands
from baton.improving.batons.tests.conftest import SEATS, on
from baton.people.models import Message


def told(account):
    return list(Message.objects.filter(recipient=account.email).order_by("pk"))


def test_tom_is_told_once_of_what_was_offered(handed, tom):
    handed()
    handed()
    assert reminding.send_due() == 1
    (message,) = told(tom)
    assert message.body.count("Offered to you") == 1
    assert message.body.count("answer due 24 June 2026") == 2
    assert reminding.send_due() == 0
    with on(date(2026, 6, 11)):
        assert reminding.send_due() == 0


def test_no_subject_and_no_body_tells_what_people_said(handed, tom):
    handed()
    reminding.send_due()
    (message,) = told(tom)
    assert message.subject == "Soar Care Board: batons that wait for you on Baton"
    assert SEATS not in message.body
    assert "Which sites come first?" not in message.body


def test_each_date_is_told_as_it_comes(handed, tom, meena):
    handed()
    reminding.send_due()
    for day, heading in (
        (date(2026, 6, 17), "Due within a week"),
        (date(2026, 6, 25), "Past its date"),
        (date(2026, 7, 9), "Dropped, in your hands"),
    ):
        with on(day):
            assert reminding.send_due() >= 1
            assert heading in told(tom)[-1].body
            reminding.send_due()
    assert len(told(tom)) == 4
    (message,) = told(meena)
    assert "Dropped, in a programme of yours" in message.body
    assert "with Complaints or PALS officer" in message.body
    assert "Tom Achebe" not in message.body


def test_a_late_one_says_when_it_is_dropped(handed, tom):
    handed()
    with on(date(2026, 6, 25)):
        reminding.send_due()
    assert "answer due 24 June 2026; on 9 July 2026 it is dropped" in told(tom)[-1].body


def test_of_a_later_date_one_is_told_anew(handed, tom):
    baton = handed()
    with on(date(2026, 6, 25)):
        reminding.send_due()
        operations.redate(baton, date(2026, 7, 3), "The architect is ill.", by=tom)
    with on(date(2026, 6, 26)):
        assert reminding.send_due() == 1
    assert "Due within a week" in told(tom)[-1].body


def test_what_comes_after_the_message_of_a_day_is_told_the_next(handed, tom):
    handed()
    reminding.send_due()
    handed()
    assert reminding.send_due() == 0
    with on(date(2026, 6, 11)):
        assert reminding.send_due() == 1


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 6, 13, 12, tzinfo=UTC), datetime(2026, 6, 11, 5, 30, tzinfo=UTC)],
    ids=["on a Saturday", "before seven"],
)
def test_nobody_is_written_to_at_the_weekend_or_at_night(moment, handed):
    handed()
    with clock.held_at(moment):
        assert reminding.send_due() == 0


def test_what_has_no_date_reminds_nobody(first):
    first()
    assert reminding.send_due() == 0


def test_what_waits_for_a_post_is_told_once_to_who_answers_for_the_programme(handed, meena):
    handed(hands=Hands(post="Access lead"))
    assert reminding.send_due() == 1
    (message,) = told(meena)
    assert "Offered to a post, in a programme of yours" in message.body
    assert "with Access lead" in message.body
    with on(date(2026, 6, 17)):
        assert reminding.send_due() == 0


def test_who_has_left_is_not_written_to(handed, tom):
    from baton.people import operations as people

    handed()
    for membership in tom.memberships.all():
        people.end_membership(membership, by="test")
    assert reminding.send_due() == 0


def test_one_persons_trouble_keeps_nobody_from_theirs(handed, tom, meena, monkeypatch, caplog):
    from baton.people import outbox

    handed()
    handed(hands=Hands(meena))
    put = outbox.put

    def trouble(template, recipient, **more):
        if recipient == meena.email:
            raise RuntimeError("no address")
        return put(template, recipient, **more)

    monkeypatch.setattr(outbox, "put", trouble)
    assert reminding.send_due() == 1
    assert len(told(tom)) == 1
    assert "could not be written" in caplog.text
    monkeypatch.undo()
    assert reminding.send_due() == 1
    assert len(told(meena)) == 1
