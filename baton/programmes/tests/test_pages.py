# SPDX-License-Identifier: MIT
"""The pages on which Meena keeps programmes, and Bea and a patient partner read them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baton.people.roles import Role
from baton.places.models import Service
from baton.programmes import operations, queries
from baton.programmes.activities import operations as activities
from baton.programmes.models import Programme, Stage
from baton.programmes.tests.conftest import TODAY, person

pytestmark = pytest.mark.django_db

LIST, BEGIN = reverse("programmes:list"), reverse("programmes:begin")
CALENDAR, OBJECTIVES = reverse("programmes:calendar"), reverse("programmes:objectives")
NEW = {"title": "Redesign foot care", "begins_on": "2026-06-01", "template": "redesign"}


def page(answer, status=200):
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def at(name, programme, *more):
    return reverse(f"programmes:{name}", args=[programme.public_id, *more])


@pytest.fixture
def desk(meena, signed_in):
    return signed_in(meena)


@pytest.fixture
def redesign(begun):
    return begun(template="redesign", begins_on=TODAY - timedelta(days=30))


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


# Stages.


def test_meena_takes_a_stage_from_its_opening_to_its_end(redesign, desk):
    needs = at("stage", redesign, "needs")
    assert "Needs has not begun. 0 of 7 steps are done, 4 are overdue." in page(desk.get(needs))
    assert "Needs is open." in page(desk.post(at("open_stage", redesign, "needs"), follow=True))
    refused = desk.post(at("open_stage", redesign, "needs"), follow=True)
    assert "Needs is open already." in page(refused)
    closing = page(desk.get(at("close_stage", redesign, "needs")))
    assert "2 checks of this stage are open." in closing
    refused = desk.post(at("close_stage", redesign, "needs"), {"why": ""})
    assert "2 checks are open: “People were involved before options were fixed”" in page(
        refused, 422
    )
    why = {"why": "Both move into Plan."}
    closed = page(desk.post(at("close_stage", redesign, "needs"), why, follow=True))
    assert "closed, 10 Jun" in closed
    shown = page(desk.get(needs))
    assert "was closed on 10 June 2026 with checks open: Both move into Plan." in shown
    again = desk.post(at("close_stage", redesign, "needs"), why, follow=True)
    assert "is not open, so there is nothing to close" in page(again)


def test_a_stage_whose_checks_are_met_closes_at_once(begun, desk, meena):
    programme = begun()
    operations.open_stage(programme.stages.get(kind="needs"), by=meena)
    assert "Every check of this stage is met." in page(
        desk.get(at("close_stage", programme, "needs"))
    )
    desk.post(at("close_stage", programme, "needs"), {})
    assert programme.stages.get(kind="needs").state == Stage.State.CLOSED


def test_meena_leaves_a_stage_out_and_takes_it_back(redesign, desk):
    address = at("leave_out", redesign, "procure")
    assert "Say why it is left out." in page(desk.post(address, {"why": " "}), 422)
    shown = page(desk.post(address, {"why": "The contract runs on."}, follow=True))
    assert "Procure is left out." in shown
    stage = page(desk.get(at("stage", redesign, "procure")))
    assert "Procure is no part of this programme: The contract runs on." in stage
    assert "left out already" in page(desk.post(address, {"why": "Again."}), 422)
    back = page(desk.post(at("take_back", redesign, "procure"), follow=True))
    assert "Procure is part of this programme again." in back


def test_meena_plans_a_stage(redesign, desk):
    address = at("plan_stage", redesign, "plan")
    given = {"who": "Residents", "methods": "A jury", "questions": "What first?"}
    wrong = given | {"opens_on": "2026-09-01", "closes_on": "2026-08-01"}
    assert "It cannot close before it opens." in page(desk.post(address, wrong), 422)
    right = given | {"opens_on": "2026-08-01", "closes_on": "2026-09-01"}
    shown = page(desk.post(address, right, follow=True))
    assert "opens 1 August 2026 · closes 1 September 2026" in shown
    assert "A jury" in shown


def test_parts_are_colleagues_or_posts_by_name(board, redesign, meena, desk):
    person("Sam Bell", board, Role.ANALYST, email="sam1@example.org")
    second = person("Sam Bell", board, Role.ANALYST, email="sam2@example.org")
    address = at("roles", redesign, "needs")
    assert "Director responsible for the service" in page(desk.get(address))
    given = {"accountable": "meena rao", "responsible": "Sam Bell\nService  manager\n\n"}
    refused = page(desk.post(address, given), 422)
    assert "2 colleagues are called Sam Bell. Write the e-mail address" in refused
    long = given | {"responsible": "y" * 121}
    assert "write at most 120 characters" in page(desk.post(address, long), 422)
    given["responsible"] = "sam2@example.org\nService  manager\nService manager"
    page(desk.post(address, given, follow=True))
    needs = redesign.stages.get(kind="needs")
    roles = [(role.part, role.account, role.post) for role in needs.roles.order_by("pk")]
    assert roles == [
        ("accountable", meena, ""),
        ("responsible", second, ""),
        ("responsible", None, "Service manager"),
    ]
    again = page(desk.get(address))
    assert "sam2@example.org\nService manager" in again


def test_who_has_left_keeps_a_part_until_it_is_taken_away(board, redesign, meena, desk):
    ann = person("Ann Gone", board)
    needs = redesign.stages.get(kind="needs")
    operations.give_roles(needs, [operations.Part("accountable", account=ann)], by=meena)
    desk.post(at("roles", redesign, "needs"), {"accountable": "Ann Gone"})
    assert needs.roles.get().account == ann


def test_there_is_no_stage_of_another_kind(redesign, desk):
    assert desk.get(at("stage", redesign, "dream")).status_code == 404


# Steps and checks.


def test_meena_adds_a_step_and_does_it(redesign, desk):
    address = at("add_step", redesign) + "?stage=plan"
    assert '<option value="plan" selected' in page(desk.get(address))
    assert "Give it a title." in page(desk.post(address, {"kind": "step", "stage": "plan"}), 422)
    given = {"kind": "step", "title": "Ask the council", "stage": "plan", "due_on": "2026-06-01"}
    assert "“Ask the council” is added." in page(desk.post(address, given, follow=True))
    step = redesign.steps.get(title="Ask the council")
    address = at("step", redesign, step.public_id)
    assert "Not done yet; overdue since 1 June 2026." in page(desk.get(address))
    do = at("do_step", redesign, step.public_id)
    tomorrow = {"on": "2026-06-11"}
    assert "That day is still to come." in page(desk.post(do, tomorrow), 422)
    done = page(desk.post(do, {"on": "2026-06-09"}, follow=True))
    assert "“Ask the council” is done." in done
    assert "Done on 9 June 2026, said by Meena Rao." in page(desk.get(address))
    undone = desk.post(at("undo_step", redesign, step.public_id), follow=True)
    assert "“Ask the council” is open again." in page(undone)


def test_a_check_is_met_with_evidence_that_others_read(redesign, desk, bea):
    check = queries.steps(redesign).filter(kind="check").first()
    address = at("do_step", redesign, check.public_id)
    refused = page(desk.post(address, {"on": "2026-06-09", "evidence": " "}), 422)
    assert "A check is met by evidence." in refused
    given = {"on": "2026-06-09", "evidence": "Notes of 4 May"}
    assert "is met." in page(desk.post(address, given, follow=True))
    desk.force_login(bea, backend="django.contrib.auth.backends.ModelBackend")
    assert "Evidence: Notes of 4 May (Meena Rao)" in page(desk.get(at("steps", redesign)))
    shown = page(desk.get(at("step", redesign, check.public_id)))
    assert "Met on 9 June 2026, said by Meena Rao." in shown
    assert "<form" not in shown.partition("<main")[2]


def test_meena_changes_a_step_and_says_that_one_is_not_needed(redesign, desk):
    step = queries.steps(redesign).first()
    address = at("change_step", redesign, step.public_id)
    given = {"kind": "check", "title": "Asked", "stage": "plan", "due_on": "", "basis": "Duty"}
    assert "“Asked” is changed." in page(desk.post(address, given, follow=True))
    assert "Without a day" in page(desk.get(at("steps", redesign)))
    address = at("not_needed", redesign, step.public_id)
    assert "Say why it is not needed." in page(desk.post(address, {}), 422)
    page(desk.post(address, {"why": "The law changed."}, follow=True))
    shown = page(desk.get(at("steps", redesign)))
    assert "Why: The law changed." in shown
    assert "Not needed: The law changed." in page(desk.get(at("step", redesign, step.public_id)))
    other = redesign.steps.exclude(pk=step.pk).filter(kind="step").first()
    operations.do_step(other, TODAY, by="test")
    refused = desk.post(at("not_needed", redesign, other.public_id), {"why": "No."})
    assert "It is done already. Undo it first." in page(refused, 422)
    address = at("change_step", redesign, other.public_id)
    given = {"kind": "check", "title": "Asked too", "stage": "plan"}
    assert "A check is met by evidence." in page(desk.post(address, given), 422)


def test_a_step_of_another_programme_is_not_found_here(redesign, begun, desk):
    step = queries.steps(begun("Other", template="strategy")).first()
    assert desk.get(at("step", redesign, step.public_id)).status_code == 404


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
