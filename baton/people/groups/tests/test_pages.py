# SPDX-License-Identifier: MIT
"""The pages on which Meena keeps groups, and Bea reads them."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from markupsafe import Markup

from baton.core import slots
from baton.people.groups import operations
from baton.people.groups.models import Group, Holding, Seat
from baton.people.groups.tests.conftest import TODAY
from baton.people.roles import Role
from baton.people.stakeholders import operations as stakeholders
from baton.people.tests.conftest import person

pytestmark = pytest.mark.django_db

LIST, BEGIN = reverse("groups:list"), reverse("groups:begin")
ADD = reverse("groups:add") + "?purpose=sounds"
NEW = {"name": "Valley voices", "kind": "reference"}


def page(answer, status=200):
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def at(name, thing):
    return reverse(f"groups:{name}", args=[thing.public_id])


def test_who_begins_a_group_first_says_what_it_is_for(group, meena, as_):
    group("Readers", purpose="sounds")
    asked = page(as_(meena).get(BEGIN))
    for purpose in Group.Purpose:
        assert f"?purpose={purpose.value}" in asked
        assert str(Group.MEANINGS[purpose]) in asked
    assert asked.count("1 group does this already") == 1
    assert asked.count("no group does this yet") == 3
    assert "<form" not in asked.partition("<main")[2]


@pytest.mark.parametrize("purpose", ["", "?purpose=", "?purpose=power"])
def test_without_a_purpose_the_form_leads_back_to_the_question(purpose, meena, as_):
    answer = as_(meena).post(reverse("groups:add") + purpose, NEW)
    assert (answer.status_code, answer.url) == (302, BEGIN)
    assert not Group.objects.exists()


def test_those_with_the_same_purpose_stand_above_the_form(group, seat, meena, as_):
    readers = group("Readers", remit="Reads drafts of letters.")
    seat(readers, "patient")
    seat(readers, "patient")
    group("Board", purpose="decides", remit="Sets the strategy.")
    shown = page(as_(meena).get(ADD))
    above, _, form = shown.partition("If it cannot: the new group")
    assert "1 group does this already. Could it do it?" in above
    assert at("group", readers) in above
    assert "Reads drafts of letters." in above
    assert "2 vacant seats" in above
    assert "Vacant: Patient or carer (2)." in above
    assert "Sets the strategy." not in shown
    assert 'name="name"' in form


def test_meena_begins_a_group_and_reads_what_is_missing(meena, as_):
    client = as_(meena)
    assert "No group is written down yet." in page(client.get(LIST))
    form = page(client.get(ADD))
    assert "No group does this yet." in form
    assert 'name="reports_to"' not in form, "there is none to report to"
    shown = page(client.post(ADD, NEW | {"meets": "On Mondays"}, follow=True))
    made = Group.objects.get()
    assert (made.name, made.kind, made.purpose) == ("Valley voices", "reference", "sounds")
    assert "“Valley voices” is there. Now add its seats." in shown
    assert "It is written nowhere how what this group says reaches a decision." in shown
    assert "Then nothing is written" in shown
    assert "meets: On Mondays" in shown


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": ""}, "Give the group a name."),
        ({"name": "x" * 201}, "Write at most 200 characters."),
        ({"name": "READERS"}, "There is a group called “READERS”. Choose another name."),
        ({"kind": ""}, "Choose the kind of group."),
        ({"kind": "club"}, "Choose the kind of group."),
        ({"reports_to": "0190a0a0-0000-7000-8000-000000000000"}, "Choose one of those"),
        ({"review_on": "31.5.2026"}, "Write a day that exists, like 28/02/2026."),
        ({"remit": "x" * 4001}, "Write at most 4,000 characters."),
        ({"meets": "x" * 121}, "Write at most 120 characters."),
    ],
)
def test_a_group_that_is_not_complete_gets_a_sentence(group, meena, as_, given, problem):
    group("Readers")
    assert problem in page(as_(meena).post(ADD, NEW | given), 422)
    assert Group.objects.count() == 1


def test_meena_says_to_whom_a_group_reports_and_the_line_is_drawn(group, meena, as_):
    voices, top = group(), group("Board", kind="board", purpose="decides")
    client, address = as_(meena), at("change", voices)
    form = page(client.get(address))
    assert f'value="{top.public_id}"' in form
    assert f'value="{voices.public_id}"' not in form, "it cannot report to itself"
    given = NEW | {"purpose": "gathers", "reports_to": str(top.public_id), "began_on": "2024-05-01"}
    shown = page(client.post(address, given, follow=True))
    assert "The group is changed." in shown
    line = shown.partition("How it reaches a decision")[2]
    assert line.index("Valley voices") < line.index("Board")
    assert "Then nothing is written" not in line
    assert "gathers what people say · since 1 May 2024" in shown
    assert "Valley voices" in page(client.get(at("group", top))).partition("Reports to it")[2]
    circle = {"name": "Board", "kind": "board", "purpose": "decides", "began_on": "2024-01-01"}
    circle["reports_to"] = str(voices.public_id)
    assert "go round in a circle" in page(client.post(at("change", top), circle), 422)


def test_a_group_may_go_on_reporting_to_one_that_has_ended(group, meena, as_):
    top = group("Old board", purpose="decides")
    voices = group(reports_to=top)
    operations.end(top, on=date(2026, 5, 1), why="Merged.", by=meena)
    client = as_(meena)
    assert "Old board (ended on 1 May 2026)" in page(client.get(at("change", voices)))
    shown = page(client.get(at("group", voices)))
    assert "It reports to Old board, which ended on 1 May 2026." in shown
    assert "Then nothing is written" not in shown
    assert "It reports to Old board, which ended" in page(client.get(LIST))


def test_seats_are_added_changed_and_removed(group, seat, sits, meena, as_):
    voices = group()
    client, address = as_(meena), at("add_seats", voices)
    for given, problem in (
        ({"kind": "", "many": "2"}, "Choose for whom."),
        ({"kind": "patient", "many": ""}, "Write how many."),
        ({"kind": "patient", "many": "some"}, "Write a whole number, such as 12."),
        ({"kind": "patient", "many": "0"}, "Write 1 or more."),
        ({"kind": "patient", "many": "21"}, "Write 20 or less."),
        ({"kind": "patient", "many": "1", "title": "x" * 121}, "Write at most 120 characters."),
    ):
        assert problem in page(client.post(address, given), 422)
    assert not Seat.objects.exists()
    shown = page(client.post(address, {"kind": "patient", "many": "2"}, follow=True))
    assert "2 seats are added." in shown
    assert "0 of its 2 seats are filled." in shown
    first, second = Seat.objects.order_by("pk")
    address = at("change_seat", first)
    assert "Choose for whom." in page(client.post(address, {"title": "Carer"}), 422)
    given = {"kind": "public", "title": "Carer of a child"}
    assert "Carer of a child" in page(client.post(address, given, follow=True))
    gone = page(client.post(at("change_seat", second), {"remove": "yes"}, follow=True))
    assert "The seat “Patient or carer” is removed." in gone
    page(client.get(at("change_seat", second)), 404)
    sits(first)
    kept = page(client.post(address, {"remove": "yes"}, follow=True))
    assert "Amina Rahman holds this seat. Let that end first." in kept
    assert "Remove this seat" not in kept


def test_a_seat_is_filled_renewed_and_left(group, seat, board, meena, as_):
    carers = stakeholders.add(board, "Carers’ network", kind="patients", by=meena)
    voices = group()
    place = seat(voices)
    client = as_(meena)
    given = {
        "name": "Amina Rahman",
        "stakeholder": str(carers.public_id),
        "began_on": "2026-01-05",
        "term_ends_on": "2026-07-01",
    }
    shown = page(client.post(at("fill", place), given, follow=True))
    assert "Amina Rahman has the seat “Patient or carer”." in shown
    link = reverse("stakeholders:stakeholder", args=[carers.public_id])
    assert f'speaks for <a href="{link}">Carers’ network</a>' in shown
    assert "1 Jul, in 21 days" in shown
    held = Holding.objects.get()
    renewed = given | {"term_ends_on": "2028-07-01"}
    shown = page(client.post(at("change_holding", held), renewed, follow=True))
    assert "What is written of Amina Rahman is changed." in shown
    assert "1 Jul 2028" in shown
    assert "still to come" in page(client.post(at("leave", held), {"on": "2026-06-11"}), 422)
    shown = page(client.post(at("leave", held), {"on": "2026-06-01"}, follow=True))
    assert "The seat of Amina Rahman is vacant." in shown
    assert "since 1 Jun" in shown
    before = shown.partition("Who left before (1)")[2]
    assert "5 Jan to 1 Jun" in before
    assert "spoke for Carers’ network" in before
    page(client.get(at("leave", held)), 404)


def test_a_colleague_s_name_need_not_be_written(group, seat, meena, as_):
    place = seat(group())
    given = {"name": "", "account": str(meena.public_id), "began_on": "2026-01-05"}
    page(as_(meena).post(at("fill", place), given, follow=True))
    held = Holding.objects.get()
    assert (held.name, held.account, held.stakeholder) == ("Meena Rao", meena, None)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": ""}, "Write a name, or choose a colleague."),
        ({"name": "x" * 151}, "Write at most 150 characters."),
        ({"account": "nobody"}, "Choose one of those in the list."),
        ({"began_on": ""}, "Give the day."),
        ({"began_on": "2026-06-11"}, "Fill the seat when it begins."),
        ({"term_ends_on": "2026-01-04"}, "It cannot end before it begins."),
    ],
)
def test_a_term_that_is_not_complete_gets_a_sentence(group, seat, meena, as_, given, problem):
    usual = {"name": "Amina", "began_on": "2026-01-05"}
    answer = as_(meena).post(at("fill", seat(group())), usual | given)
    shown = page(answer, 422)
    assert problem in shown
    assert shown.count("nhsuk-error-message") == 1, "one problem has one sentence"
    assert not Holding.objects.exists()


def test_a_seat_that_somebody_filled_meanwhile_says_so(group, seat, sits, meena, as_):
    place = seat(group())
    sits(place, "Jo")
    answer = as_(meena).post(at("fill", place), {"name": "Amina", "began_on": "2026-01-05"})
    assert "Jo holds this seat. Let that end first." in page(answer, 422)


def test_who_has_gone_from_the_organisation_or_the_register_stays_chosen(
    group, seat, sits, board, meena, as_
):
    carers = stakeholders.add(board, "Carers’ network", kind="patients", by=meena)
    lena = person("Lena Frost", board, Role.ANALYST)
    held = sits(seat(group()), "Lena Frost", account=lena, stakeholder=carers)
    lena.memberships.update(ended_at="2026-06-01T00:00Z")
    carers.ended_on = TODAY
    carers.save()
    form = page(as_(meena).get(at("change_holding", held)))
    assert f'value="{lena.public_id}" selected' in form
    assert f'value="{carers.public_id}" selected' in form


def test_of_who_has_left_only_the_name_is_changed(group, seat, sits, meena, as_):
    held = sits(seat(group()))
    operations.leave(held, on=TODAY, by=meena)
    client, address = as_(meena), at("change_holding", held)
    form = page(client.get(address))
    assert "began_on" not in form
    given = {"name": "A patient member", "term_ends_on": "2030-01-01"}
    assert "A patient member, Patient or carer" in page(client.post(address, given, follow=True))
    held.refresh_from_db()
    assert held.term_ends_on is None


def test_a_group_ends_with_a_reason_and_stays_readable(group, seat, sits, meena, as_):
    voices = group()
    low = group("Readers", reports_to=voices)
    sits(seat(voices))
    client, address = as_(meena), at("end", voices)
    assert "Readers. Say afterwards to whom they report." in page(client.get(address))
    problem = page(client.post(address, {"on": "2026-06-11", "why": ""}), 422)
    assert "Say why it ended, for those who ask later." in problem
    problem = page(client.post(address, {"on": "2026-06-11", "why": "Done."}), 422)
    assert "That day is still to come. Write today or an earlier day." in problem
    shown = page(client.post(address, {"on": "2026-06-01", "why": "Work done."}, follow=True))
    assert "It ended on 1 June 2026. Why: Work done." in shown
    assert "Seats at the end" in shown
    assert "Amina Rahman" in shown
    for name in ("change", "end", "add_seats"):
        page(client.get(at(name, voices)), 404)
        assert at(name, voices) not in shown
    listed = page(client.get(LIST))
    assert "1 group that has ended" in listed
    assert "Work done." in listed
    assert at("group", low) in listed.partition("1 group that has ended")[0]


def test_the_list_says_by_purpose_what_is_vacant_and_late(group, seat, sits, meena, as_):
    top = group("Board", kind="board", purpose="decides", review_on=date(2026, 5, 31))
    sits(seat(top, "chair"))
    voices = group(reports_to=top, review_on=date(2027, 5, 31))
    sits(seat(voices))
    seat(voices, "public")
    group("Readers", connects="The author answers " + "each point " * 20)
    client = as_(meena)
    shown = page(client.get(LIST))
    assert "There are 3 groups. Of 2 seats for patients, the public and partners, 1 is" in shown
    assert "overdue 31 May" in shown
    assert "31 May 2027" in shown
    assert "Reports to Board" in shown
    assert "Decides itself" in shown
    assert "The author answers each point" in shown
    assert "no seats yet" in shown
    assert shown.index("Is a sounding board</th>") < shown.index("Decides</th>")
    some = page(client.get(LIST, {"vacant": "yes"}))
    assert at("group", voices) in some
    assert at("group", top) not in some
    assert "1 of 3 groups." in some
    both = page(client.get(LIST, {"vacant": "yes", "purpose": "decides"}))
    assert "None of the 3 groups is like that." in both
    odd = page(client.get(LIST, {"purpose": "power", "vacant": "no"}))
    assert at("group", voices) in odd
    assert at("group", top) in odd


def test_bea_reads_and_changes_nothing(group, seat, sits, bea, as_):
    voices = group()
    held = sits(seat(voices))
    client = as_(bea)
    assert BEGIN not in page(client.get(LIST))
    shown = page(client.get(at("group", voices)))
    assert "Amina Rahman" in shown
    assert "Renew" not in shown
    assert "Write how it goes on" not in shown
    for address in (BEGIN, ADD, at("change", voices), at("leave", held)):
        page(client.get(address), 403)
    assert "Engagement leads and administrators begin them." not in page(client.get(LIST))


def test_without_groups_bea_reads_who_begins_them(bea, as_):
    assert "Engagement leads and administrators begin them." in page(as_(bea).get(LIST))


def test_a_partner_does_not_see_groups(board, as_):
    page(as_(person("Paul Reed", board, Role.PARTNER)).get(LIST), 403)


def test_rooms_above_add_to_a_group_s_page(group, bea, as_, monkeypatch):
    monkeypatch.setattr(slots, "_panels", type(slots._panels)(list))

    @slots.fill("groups.group")
    def meetings(request, *, group):
        return Markup("<p>{} met twice.</p>").format(group)

    assert "<p>Valley voices met twice.</p>" in page(as_(bea).get(at("group", group())))
