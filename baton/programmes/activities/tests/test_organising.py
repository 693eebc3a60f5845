# SPDX-License-Identifier: MIT
"""At somebody else's event Meena asks for a place; until they agree it is provisional."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

TODAY = "2026-06-10"


def page(name, activity):
    return reverse(f"activities:{name}", args=[activity.public_id])


def answers(hers, activity, carers, slot, **more):
    given = {"organiser": carers.public_id, "slot": slot, "on": TODAY, "kind": "email"} | more
    return hers.post(page("organiser", activity), given)


def test_each_answer_is_kept_as_a_contact_with_the_organiser(hers, plan, carers):
    made = plan()
    assert answers(hers, made, carers, "asked").status_code == 302
    assert answers(hers, made, carers, "agreed", said="At eleven", kind="call").status_code == 302
    asked, agreed = carers.contacts.order_by("pk")
    assert asked.gave == "Asked for a place at theirs: Workshop: the first call"
    assert (agreed.got, agreed.kind, agreed.on) == ("At eleven", "call", date(2026, 6, 10))
    assert agreed.register == made.programme.register


def test_it_is_provisional_in_every_list_until_they_agree(hers, plan, carers):
    made = plan(area="Oadby")
    plan("Survey", area="Oadby")
    survey = made.organisation.activities.get(title="Survey")
    places = ["/activities/", "/activities/calendar?month=2026-06", page("announce", survey)]
    for slot, shown in (("asked", True), ("declined", True), ("agreed", False)):
        answers(hers, made, carers, slot)
        for place in places:
            told = f"Provisional: {slot}" in hers.get(place).content.decode()
            assert told is shown, (slot, place)
    assert "Provisional" not in hers.get(page("activity", made)).content.decode()


def test_its_page_says_what_the_organiser_said(hers, plan, carers):
    made = plan()
    answers(hers, made, carers, "asked")
    shown = hers.get(page("activity", made)).content.decode()
    assert "It is provisional: Oadby carers was asked and has not answered." in shown
    answers(hers, made, carers, "declined")
    shown = hers.get(page("activity", made)).content.decode()
    assert "It is provisional: Oadby carers declined." in shown


def test_it_becomes_our_own_event_again(hers, plan, carers):
    made = plan(organiser=carers, slot="asked")
    assert hers.post(page("organiser", made), {"ours": "yes"}).status_code == 302
    made.refresh_from_db()
    assert (made.organiser, made.slot, made.is_provisional) == (None, "", False)


def test_a_contact_that_is_due_stays_due(hers, plan, carers):
    carers.next_contact_on = date(2026, 7, 1)
    carers.save()
    answers(hers, plan(), carers, "asked")
    carers.refresh_from_db()
    assert carers.next_contact_on == date(2026, 7, 1)


def test_what_cannot_be_is_answered_with_a_sentence(hers, plan, carers):
    made = plan()
    answer = hers.post(page("organiser", made), {"on": "2026-07-01", "kind": "email"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("Choose whose event it is.", "Say whether they were asked", "still to come"):
        assert sentence in shown
    assert carers.contacts.count() == 0


def test_without_stakeholders_the_page_says_so(hers, plan):
    shown = hers.get(page("organiser", plan())).content.decode()
    assert "There is nobody in the register of stakeholders yet." in shown
