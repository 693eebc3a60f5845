# SPDX-License-Identifier: MIT
"""The pages on which Meena takes stages from opening to end, and does their steps and checks."""

from __future__ import annotations

import pytest
from django.urls import reverse

from baton.people.roles import Role
from baton.programmes import operations, queries
from baton.programmes.models import Stage
from baton.programmes.tests.conftest import TODAY, at, page, person

pytestmark = pytest.mark.django_db

LIST, BEGIN = reverse("programmes:list"), reverse("programmes:begin")
CALENDAR, OBJECTIVES = reverse("programmes:calendar"), reverse("programmes:objectives")
NEW = {"title": "Redesign foot care", "begins_on": "2026-06-01", "template": "redesign"}


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
    assert "was closed on 10 June 2026 before all was done: Both move into Plan." in shown
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
