# SPDX-License-Identifier: MIT
"""What participants are owed in time: a reminder, word that it is cancelled, being forgotten; and
who came is ticked on the day itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from baton.core import clock, ticker
from baton.core.models import AuditEntry
from baton.people import outbox
from baton.people.models import Message
from baton.programmes.activities import beats, letters, operations, remembering, signing_up
from baton.programmes.activities.models import Participant
from baton.programmes.activities.tests.test_signing_up import NEEDS, comes, page

DAY = date(2026, 6, 24)
STATE = Participant.State


def at(day, hour=9):
    return clock.held_at(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


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


def moved(hers, workshop, **new):
    given = {"title": workshop.title, "stage": workshop.stage, "on": "2026-06-24"}
    given |= {"place": workshop.place} | new
    return hers.post(page("details", workshop), given, follow=True).content.decode()


def test_who_comes_is_told_once_of_a_new_day_and_place_when_somebody_asks_for_it(hers, workshop):
    comes(workshop, needs=NEEDS)
    comes(workshop, "Joan", "")
    shown = moved(hers, workshop, on="2026-06-25", place="Wigston hall", starts_at="14:00")
    assert "2 people are coming. Tell them of the change? New: day, time and place." in shown
    assert "1 person left no e-mail address" in shown
    assert not written_of_changes()
    for _ in range(2):
        shown = hers.post(page("details", workshop), {"tell": "yes"}, follow=True).content.decode()
        assert "Tell them of the change?" not in shown
    (letter,) = written_of_changes()
    assert letter.recipient == "amina@example.org"
    assert "New day and time: Thursday 25 June 2026, 14:00\n" in letter.body
    assert "New place: Wigston hall\n" in letter.body
    for secret in ("Amina", "Joan", "Quetzal"):
        assert secret not in letter.body + letter.subject


def written_of_changes():
    return Message.objects.filter(key__contains=":changed:")


def test_a_change_back_is_a_change_of_its_own_and_is_forgotten_with_the_rest(hers, workshop):
    comes(workshop)
    for new in ("2026-06-25", "2026-06-24", "2026-06-25"):
        moved(hers, workshop, on=new)
        hers.post(page("details", workshop), {"tell": "yes"})
    assert written_of_changes().count() == 3
    assert not written_of_changes().filter(body__contains="New place").exists()
    with at(DAY + timedelta(days=92)):
        beats.forget_participants()
    assert set(written_of_changes().values_list("recipient", "body")) == {("", outbox.FORGOTTEN)}


def test_nobody_is_asked_to_tell_what_nobody_needs_to_know(hers, workshop):
    assert "Tell them" not in moved(hers, workshop, on="2026-06-25")
    comes(workshop)
    assert "Tell them" not in moved(hers, workshop, on="2026-06-25", title="Another title")
    assert "Tell them" in moved(hers, workshop, on="2026-06-26")
    hers.post(page("details", workshop), {"leave": "yes"})
    assert "Tell them" not in hers.get(page("activity", workshop)).content.decode()
    assert not written_of_changes()


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
