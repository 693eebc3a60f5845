# SPDX-License-Identifier: MIT
"""The pages on which Meena keeps programmes, and Bea and a patient partner read them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baton.people.roles import Role
from baton.places.models import Service
from baton.programmes import operations, queries
from baton.programmes.activities import operations as activities
from baton.programmes.models import Programme
from baton.programmes.tests.conftest import TODAY, at, page, person

pytestmark = pytest.mark.django_db

LIST, BEGIN = reverse("programmes:list"), reverse("programmes:begin")
CALENDAR, OBJECTIVES = reverse("programmes:calendar"), reverse("programmes:objectives")
NEW = {"title": "Redesign foot care", "begins_on": "2026-06-01", "template": "redesign"}


# Begin, change and end.


def test_meena_begins_a_programme_and_says_whose_it_is(board, meena, desk):
    foot = Service.objects.create(organisation=board, name="Foot care", kind="service")
    assert "No programme is at work." in page(desk.get(LIST))
    assert "21 steps and 12 checks" in page(desk.get(BEGIN))
    answer = desk.post(BEGIN, NEW | {"services": [str(foot.public_id)]}, follow=True)
    programme = Programme.objects.get()
    assert answer.redirect_chain[-1][0] == at("programme", programme)
    shown = page(answer)
    assert "Say whose it is, then open a stage." in shown
    assert "Foot care · from 1 June 2026 · nobody owns it yet" in shown
    assert "No stage is open; Needs comes next, planned from 1 June 2026." in shown
    assert "0 of 21 steps are done, 1 is overdue." in shown
    given = {
        "title": "Redesign foot care",
        "purpose": "Nobody loses a foot for want of a visit.",
        "services": [str(foot.public_id)],
        "owner": str(meena.public_id),
        "begins_on": "2026-06-01",
        "ends_on": "2027-03-31",
        "budget_pounds": "£18,400",
        "hours": "310",
    }
    activities.plan(programme, "A", on=TODAY, with_whom="All", by=meena, cost=4600, hours=31)
    shown = page(desk.post(at("change", programme), given, follow=True))
    assert "from 1 June 2026 to 31 March 2027 · owner: Meena Rao" in shown
    assert "£18,400, 25% used · 310 hours, 10% used" in shown
    assert "Nobody loses a foot for want of a visit." in shown
    listed = page(desk.get(LIST))
    assert "Of 1 programme 0 have a stage at work, 1 has none open." in listed
    assert "none; Needs comes next" in listed


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"title": ""}, "Give the programme a title."),
        ({"title": "x" * 201}, "Write at most 200 characters."),
        ({"begins_on": ""}, "Give the day on which it begins."),
        ({"begins_on": "soon"}, "Write a day that exists, like 28/02/2026."),
        ({"template": "magic"}, "Choose one of those in the list."),
        ({"services": ["magic"]}, "Choose from those in the list."),
    ],
)
def test_a_programme_that_is_not_complete_gets_a_sentence(desk, given, problem):
    assert problem in page(desk.post(BEGIN, NEW | given), 422)
    assert not Programme.objects.exists()


def test_meena_moves_a_programme_with_all_that_is_still_to_come(redesign, desk):
    first = queries.steps(redesign).first()
    given = {"title": redesign.title, "begins_on": "2026-06-11", "moves_days": "on"}
    page(desk.post(at("change", redesign), given, follow=True))
    first.refresh_from_db()
    assert first.due_on == date(2026, 6, 18)


def test_a_title_that_is_taken_is_said_at_the_title(begun, desk):
    begun("Redesign foot care")
    assert "There is a programme “Redesign foot care” already." in page(desk.post(BEGIN, NEW), 422)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"post": "Head of feet", "owner": "meena"}, "Choose a person or name a post, not both."),
        ({"owner": "magic"}, "Choose one of those in the list."),
        ({"ends_on": "2026-05-31"}, "It cannot end before it begins."),
        ({"budget_pounds": "12.50"}, "Write a whole number, such as 12."),
        ({"hours": "-1"}, "Write 0 or more."),
        ({"budget_pounds": "9999999999"}, "Write 2,000,000,000 or less."),
        ({"title": "Five-year strategy"}, "There is a programme “Five-year strategy” already."),
        ({"objectives": ["magic"]}, "Choose from those in the list."),
    ],
)
def test_a_change_that_cannot_be_gets_a_sentence(begun, meena, desk, given, problem):
    begun("Five-year strategy")
    programme = begun()
    if given.get("owner") == "meena":
        given = given | {"owner": str(meena.public_id)}
    whole = {"title": "Redesign foot care", "begins_on": "2026-06-01"} | given
    assert problem in page(desk.post(at("change", programme), whole), 422)


def test_an_owner_who_has_left_stays_until_another_is_chosen(board, begun, desk):
    ann = person("Ann Gone", board)
    programme = begun(owner=ann)
    assert f'value="{ann.public_id}" selected' in page(desk.get(at("change", programme)))


def test_a_programme_ends_with_a_reason_and_stays_to_be_read(redesign, desk):
    assert "21 steps and checks are" in page(desk.get(at("end", redesign)))
    assert "Say why it ends." in page(desk.post(at("end", redesign), {"why": ""}), 422)
    ended = desk.post(at("end", redesign), {"why": "The money went elsewhere."}, follow=True)
    shown = page(ended)
    assert "This programme ended on 10 June 2026: The money went elsewhere." in shown
    assert "Change what is said of it" not in shown
    assert "overdue" not in shown
    assert "What was still open when it ended stands among its steps." in shown
    listed = page(desk.get(LIST))
    assert "1 programme has ended" in listed
    assert "The money went elsewhere." in listed
    steps = page(desk.get(at("steps", redesign)))
    assert "This programme has ended. 0 of 21 steps are done." in steps
    again = desk.post(at("end", redesign), {"why": "Again."})
    assert "This programme has ended." in page(again, 422)
    change = {"title": "Other", "begins_on": "2026-06-01"}
    assert "has ended" in page(desk.post(at("change", redesign), change), 422)


def test_nothing_of_an_ended_programme_is_changed_by_an_old_form(redesign, meena, desk):
    step = queries.steps(redesign).first()
    operations.end(redesign, "Done.", by=meena)
    refused = [
        (at("add_step", redesign), {"title": "More", "kind": "step", "stage": "needs"}),
        (at("do_step", redesign, step.public_id), {"on": "2026-06-01"}),
        (
            at("change_step", redesign, step.public_id),
            {"title": "More", "kind": "step", "stage": "needs"},
        ),
        (at("not_needed", redesign, step.public_id), {"why": "No."}),
        (at("plan_stage", redesign, "needs"), {"who": "All"}),
        (at("roles", redesign, "needs"), {}),
        (at("leave_out", redesign, "needs"), {"why": "No."}),
    ]
    for address, given in refused:
        assert "This programme has ended." in page(desk.post(address, given), 422), address
    for address in (
        at("open_stage", redesign, "needs"),
        at("take_back", redesign, "needs"),
        at("close_stage", redesign, "needs"),
        at("undo_step", redesign, step.public_id),
    ):
        assert "This programme has ended." in page(desk.post(address, {}, follow=True)), address


# Objectives and the calendar.


def test_meena_keeps_objectives_and_reads_which_has_no_programme(board, begun, desk):
    assert "No objective is written down yet." in page(desk.get(OBJECTIVES))
    add = reverse("programmes:add_objective")
    assert "Give the objective a title." in page(desk.post(add, {}), 422)
    for title in ("Fewer give up", "Nearer home"):
        desk.post(add, {"title": title, "due_on": "2028-01-31"})
    assert "There is an objective “Nearer home”" in page(
        desk.post(add, {"title": "Nearer home"}), 422
    )
    served, alone = queries.objectives(board)
    begun(objectives=[served])
    shown = page(desk.get(OBJECTIVES))
    assert "Of 2 objectives 1 has no programme: “Nearer home”." in shown
    change = reverse("programmes:objective", args=[alone.public_id])
    taken = page(desk.post(change, {"title": "Fewer give up"}), 422)
    assert "There is an objective “Fewer give up” already." in taken
    desk.post(change, {"title": "Nearer home", "ended_on": "2026-06-01"})
    shown = page(desk.get(OBJECTIVES))
    assert "The one objective is served by a programme." in shown
    assert "1 objective has ended" in shown


def test_the_calendar_has_every_programmes_dated_things_by_month(begun, redesign, meena, desk):
    strategy = begun("Five-year strategy", template="strategy", begins_on=date(2026, 7, 1))
    activities.plan(strategy, "Panel one", on=date(2026, 8, 4), with_whom="All", by=meena)
    activities.plan(strategy, "Long ago", on=date(2026, 1, 4), with_whom="All", by=meena)
    ended = begun("Parking", template="monitoring")
    operations.end(ended, "Sold.", by=meena)
    shown = page(desk.get(CALENDAR))
    assert "4 steps are overdue. Next is “" in shown
    assert "Overdue from earlier months" in shown
    assert shown.index("May 2026") < shown.index("July 2026") < shown.index("August 2026")
    assert "Needs opens" in shown
    assert "Panel one" in shown
    assert "Long ago" not in shown
    assert "Parking" not in shown


def test_an_empty_calendar_says_so(desk):
    assert "No programme has a dated step" in page(desk.get(CALENDAR))


def test_a_programmes_own_calendar_has_what_was_done_too(redesign, meena, desk):
    step = queries.steps(redesign).first()
    operations.do_step(step, TODAY, by=meena)
    activities.plan(redesign, "Booth at the market", on=TODAY, with_whom="All", by=meena)
    operations.open_stage(redesign.stages.get(kind="needs"), by=meena)
    shown = page(desk.get(at("steps", redesign)))
    assert "done 10 Jun" in shown
    assert "1 month, 1 overdue" in shown
    assert "Booth at the market" in shown
    assert "Needs opened" in shown


# Who may what.


def test_a_patient_partner_reads_and_changes_nothing(board, redesign, signed_in):
    pat = person("Pat Okoro", board, Role.PATIENT_PARTNER)
    client = signed_in(pat)
    operations.add_pathway_step(redesign, "The letter", by="test")
    for name in ("programme", "steps", "pathway"):
        shown = page(client.get(at(name, redesign)))
        assert "/change" not in shown
        assert "/add" not in shown
    stage = page(client.get(at("stage", redesign, "needs")))
    assert "Open it" not in stage
    for address in (LIST, CALENDAR, OBJECTIVES):
        page(client.get(address))
    assert client.get(BEGIN).status_code == 403
    assert client.post(at("open_stage", redesign, "needs")).status_code == 403


def queries_of(desk, address):
    with CaptureQueriesContext(connection) as found:
        page(desk.get(address))
    return len(found)


def test_the_list_takes_the_same_queries_however_many_programmes(begun, desk):
    begun("Programme 0", template="redesign")
    page(desk.get(LIST))
    few = queries_of(desk, LIST), queries_of(desk, CALENDAR)
    for number in range(1, 6):
        begun(f"Programme {number}", template="redesign")
    assert (queries_of(desk, LIST), queries_of(desk, CALENDAR)) == few
