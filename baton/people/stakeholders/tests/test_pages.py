# SPDX-License-Identifier: MIT
"""The pages of the register: what they say, what they refuse, and who may change it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from baton.core import clock
from baton.people.models import Account
from baton.people.stakeholders import operations, queries
from baton.people.stakeholders.models import Contact
from baton.people.tests.conftest import person


def text(answer) -> str:
    return answer.content.decode()


def test_three_fields_add_somebody_and_lead_to_how_they_stand(browser, board):
    answer = browser.post(
        reverse("stakeholders:add"),
        {"name": "Sign and Speak", "kind": "voluntary", "faces_inequality": "on"},
        follow=True,
    )
    assert "Sign and Speak is in the register. How do they stand?" in text(answer)
    assert queries.stakeholders(board).get().faces_inequality
    path = answer.redirect_chain[-1][0]
    answer = browser.post(path, {"power": "2", "interest": "5", "current": "2"})
    assert answer.status_code == 422
    assert "Choose how you wish they stood." in text(answer)
    given = {"power": "2", "interest": "5", "current": "2", "desired": "4", "has_urgency": "on"}
    page = text(browser.post(path, given, follow=True))
    assert "Neutral → Leading. Keep informed. No next contact is planned." in page
    assert "an urgent claim" in page


def test_a_name_that_is_there_is_said(browser, place):
    place("Carers")
    answer = browser.post(reverse("stakeholders:add"), {"name": "carers", "kind": "media"})
    assert answer.status_code == 422
    assert "“carers” is in the register already." in text(answer)


def test_a_moved_dot_keeps_its_judgement_but_not_a_reason_for_another_level(
    browser, register, place, meena
):
    who = place("Carers", 2, 5)
    judged = operations.Judgement(
        2, 5, 2, 3, power_reason="No seat anywhere", interest_reason="It is their life"
    )
    operations.assess(register, who, judged, by=meena)
    path = reverse("stakeholders:place", args=[register.public_id, who.public_id])
    answer = browser.post(path, {"power": "4", "interest": "5"})
    assert answer.json() == {"said": "Carers: power 4, interest 5. Key players."}
    now = queries.assessment(register, who)
    assert (now.power, now.power_reason, now.interest_reason) == (4, "", "It is their life")
    answer = browser.post(path, {"power": "6", "interest": "5"})
    assert answer.status_code == 422
    assert queries.assessment(register, who).power == 4


def test_a_dot_that_goes_back_finds_its_reason_again(browser, register, place, meena):
    who = place("Carers", 2, 5)
    judged = operations.Judgement(2, 5, 2, 3, interest_reason="It is their life")
    operations.assess(register, who, judged, by=meena)
    path = reverse("stakeholders:place", args=[register.public_id, who.public_id])
    browser.post(path, {"power": "2", "interest": "4"})
    assert queries.assessment(register, who).interest_reason == ""
    browser.post(path, {"power": "2", "interest": "5"})
    assert queries.assessment(register, who).interest_reason == "It is their life"


def test_a_contact_to_come_is_no_contact_yet(browser, place):
    who = place("Carers")
    path = reverse("stakeholders:add_contact", args=[who.public_id])
    answer = browser.post(path, {"on": "2026-06-11", "kind": "call", "gave": "the plan"})
    assert answer.status_code == 422
    assert "This day is still to come." in text(answer)
    answer = browser.post(path, {"on": "2026-06-10", "kind": "call"})
    assert "Write what we gave or what we got, in a few words." in text(answer)
    assert not Contact.objects.exists()


def test_a_contact_is_mended_and_taken_out(browser, place, meena):
    who = place("Carers")
    contact = operations.record_contact(
        who, on=date(2026, 6, 1), kind="call", got="They ask", by=meena
    )
    mend = reverse("stakeholders:mend_contact", args=[contact.public_id])
    given = {"on": "2026-06-02", "kind": "visit", "got": "They ask for seats", "minutes": "90"}
    page = text(browser.post(mend, given, follow=True))
    assert "We got: They ask for seats" in page
    assert "90 minutes" in page
    remove = reverse("stakeholders:remove_contact", args=[contact.public_id])
    browser.post(remove)
    assert not Contact.objects.exists()


def test_details_of_a_person_without_a_basis_are_asked_about(browser, place):
    who = place("Carers")
    path = reverse("stakeholders:change", args=[who.public_id])
    given = {"name": "Carers", "kind": "patients", "contact_email": "joan@example.org"}
    answer = browser.post(path, given)
    assert answer.status_code == 422
    assert "Say what lets us keep whom to reach there." in text(answer)
    page = text(browser.post(path, {**given, "basis": "consent"}, follow=True))
    assert "Kept because: they agreed." in page


def test_a_relationship_is_kept_by_a_person_or_by_a_post(browser, place, meena):
    who = place("Carers")
    path = reverse("stakeholders:change", args=[who.public_id])
    both = {"name": "Carers", "kind": "patients", "owner": str(meena.public_id), "post": "Chair"}
    answer = browser.post(path, both)
    assert answer.status_code == 422
    assert "Choose a person or name a post, not both." in text(answer)
    assert "kept by Meena" in text(browser.post(path, {**both, "post": ""}, follow=True))


def test_who_has_left_stays_named_until_another_is_chosen(browser, place, board):
    ann = person("Ann Gone", board, "analyst")
    ann.memberships.update(ended_at=clock.now())
    who = place("Carers", owner=ann)
    path = reverse("stakeholders:change", args=[who.public_id])
    assert f'value="{ann.public_id}" selected' in text(browser.get(path))
    given = {"name": "Carers", "kind": "patients", "owner": str(ann.public_id)}
    assert "kept by Ann Gone" in text(browser.post(path, given, follow=True))


def test_who_cannot_sign_in_any_more_is_not_offered(browser, place, board):
    ann = person("Ann Gone", board, "analyst")
    path = reverse("stakeholders:change", args=[place("Carers").public_id])
    assert "Ann Gone" in text(browser.get(path))
    Account.objects.filter(pk=ann.pk).update(is_active=False)
    assert "Ann Gone" not in text(browser.get(path))


def test_filters_narrow_the_register_and_keep_its_numbers(browser, place):
    place("Borough", 5, 5)
    place("Carers", 2, 2, faces_inequality=True, next_contact_on=date(2026, 6, 1))
    path = reverse("stakeholders:register")
    page = text(browser.get(path, {"overdue": "on"}))
    assert "One contact is overdue, with a group that faces inequality." in page
    assert 'aria-label="2 Carers: power 2, interest 2. Reach out' in page
    assert "Borough" not in page
    assert "Nobody fits these filters." in text(browser.get(path, {"words": "zzz"}))
    assert browser.get(path, {"owner": "nobody", "kind": "nothing"}).status_code == 200


def test_hours_are_proposed_changed_and_kept(browser, register, place):
    carers = place("Carers", 2, 2, current=2, desired=4, faces_inequality=True)
    path = reverse("stakeholders:hours", args=[register.public_id])
    page = text(browser.get(path))
    assert "5 hours of 40 hours are proposed" in page
    form = {"hours": "40", "quarter": "2026-04-01"} | {
        f"length-{kind}": "30"
        for kind in ("email", "call", "briefing", "meeting", "visit", "event")
    }
    wrong = browser.post(path, {**form, f"contacts-{carers.public_id}": "many"})
    assert wrong.status_code == 422
    assert "Carers: write a whole number of contacts up to 60, or nothing." in text(wrong)
    chosen = {**form, f"contacts-{carers.public_id}": "4", f"kind-{carers.public_id}": "call"}
    page = text(browser.post(path, {**chosen, "keep": ""}, follow=True))
    assert "2 hours of 40 hours are planned, with 1 relationship." in page
    assert "4 × call (as you asked)" in page
    # What was chosen is there when they are shared out anew.
    assert f'name="contacts-{carers.public_id}" inputmode="numeric" value="4"' in text(
        browser.get(path)
    )


def test_more_than_the_hours_hold_is_refused_and_nothing_kept(browser, register, place):
    carers = place("Carers", 2, 2)
    path = reverse("stakeholders:hours", args=[register.public_id])
    form = {"hours": "1", "quarter": "2026-04-01", f"contacts-{carers.public_id}": "9"} | {
        f"length-{kind}": "30"
        for kind in ("email", "call", "briefing", "meeting", "visit", "event")
    }
    answer = browser.post(path, {**form, "keep": ""})
    assert answer.status_code == 422
    assert "take 4½ hours, and there are 1 hour." in text(answer)
    assert queries.allocation(register) is None


@pytest.mark.parametrize(("role", "sees"), [("board_member", 200), ("frontline", 403)])
def test_who_may_only_read_finds_no_way_to_change(board, register, place, role, sees):
    who = place("Carers")
    account: Account = person("Bea", board, role)
    reader = Client()
    reader.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    answer = reader.get(reverse("stakeholders:register"))
    assert answer.status_code == sees
    if sees == 200:
        assert "Add a stakeholder" not in text(answer)
        assert "data-place" not in text(answer)
    place_it = reverse("stakeholders:place", args=[register.public_id, who.public_id])
    assert reader.post(place_it, {"power": 5, "interest": 5}).status_code == 403


def test_somebody_of_the_body_joins_another_register(browser, board, place):
    who = place("Carers")
    other = board.registers.create(title="Physiotherapy")
    join = reverse("stakeholders:join", args=[other.public_id])
    answer = browser.post(join, {"stakeholder": who.public_id})
    assert answer.url == reverse("stakeholders:judge", args=[other.public_id, who.public_id])
    given = {"power": "1", "interest": "4", "current": "0", "desired": "3"}
    browser.post(answer.url, given)
    assert [row.stakeholder for row in queries.standings(other)] == [who]
    leave = reverse("stakeholders:leave", args=[other.public_id, who.public_id])
    browser.post(leave)
    assert queries.standings(other) == []
    assert who in [row.stakeholder for row in queries.standings(queries.overall_register(board))]
