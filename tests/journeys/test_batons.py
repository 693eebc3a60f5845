# SPDX-License-Identifier: MIT
"""Meena closes a stage over thirty findings in one go; what the committee decides is measured; and
a baton that is dropped surfaces where it should, and nowhere else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import SCRIPTS

# Its pages ask nothing that a room's own tests do not ask on both databases.
pytestmark = pytest.mark.one_database

TITLE = "Urgent care close to home"
LOST = "Nobody hears their name called"


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_meena_closes_a_stage_over_thirty_findings(baton, somebody, body, scripts):
    baton.concludes(body["organisation"], TITLE, 30)
    meena = somebody(scripts=scripts)
    meena.signs_in(body["engagement_lead"])
    meena.follows("Programmes")
    meena.follows(TITLE)
    meena.follows("Needs")
    meena.follows("Close it")
    meena.reads("30 batons still lie in this stage.")
    meena.presses("Close it over them")
    meena.reads("Say what becomes of each, or say why the stage closes over them.")
    meena.follows("Say what becomes of each")
    expect(meena.page.locator("tbody input:checked")).to_have_count(30)
    meena.presses("Do it, and close the stage")
    meena.reads("Choose who takes it up, or name a post.")
    says_once_for_all(meena)
    one_goes_its_own_way(meena)
    meena.presses("Do it, and close the stage")
    meena.reads("29 batons are handed on and 1 baton has ended with a reason.")
    meena.reads("Needs is closed.")
    meena.reads("31 findings began here.")
    meena.signs_out()

    tom = somebody(scripts=scripts)
    tom.signs_in(body["complaints_officer"])
    tom.reads("29 batons wait for you to take up")
    tom.follows("29 batons wait for you to take up")
    tom.reads("30 batons are in your hands: 30 not taken up yet and 1 dropped.")
    merges_two(tom, scripts)


def says_once_for_all(meena):
    all_of_them = meena.page.get_by_role("group", name="If they are handed on")
    all_of_them.get_by_label("To", exact=True).select_option(label="Complaints or PALS officer")
    all_of_them.get_by_label("Question handed on").fill("Which sites come first?")


def one_goes_its_own_way(meena):
    row = meena.page.locator("tbody tr").last
    row.get_by_text("Another way").click()
    row.get_by_label("What becomes of it").select_option(label="It ends here")
    row.get_by_label("Why it ends here").fill("The seats were there by May.")


def merges_two(tom, scripts):
    held = tom.page.locator("form", has=tom.page.get_by_role("button", name="Hand them on"))
    if scripts:
        held.get_by_label("Tick all").check()
        expect(held.locator("tbody input:checked")).to_have_count(30)
        held.get_by_label("Tick all").uncheck()
    boxes = held.locator("tbody input[type=checkbox]")
    boxes.nth(1).check()
    boxes.nth(2).check()
    tom.presses("Merge them")
    tom.fills("The question of all of them", "What is waiting like?")
    tom.presses("Merge them")
    tom.reads("2 batons are merged.")


def test_a_dropped_baton_surfaces_where_it_should(baton, somebody, body):
    baton.concludes(body["organisation"], TITLE, 1)
    tom = somebody()
    tom.signs_in(body["complaints_officer"])
    tom.reads("1 baton in your hands was dropped")
    tom.signs_out()

    meena = somebody()
    meena.signs_in(body["engagement_lead"])
    meena.reads(f"Dropped: {LOST}")
    meena.reads("with Complaints or PALS officer")
    meena.signs_out()

    bea = somebody()
    bea.signs_in(body["board_member"])
    bea.reads_nowhere(LOST)
    bea.follows("Programmes")
    bea.reads_nowhere(LOST)
    bea.follows(TITLE)
    bea.reads("1 baton was dropped: 1 on the way to Plan.")
    bea.follows(LOST)
    bea.reads("It was dropped")
    expect(bea.page.get_by_role("link", name="Hand it on")).to_have_count(0)


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_what_is_decided_is_done_and_measured(baton, somebody, body, scripts):
    baton.concludes(body["organisation"], TITLE, 1)
    meena = somebody(scripts=scripts)
    meena.signs_in(body["engagement_lead"])
    begins_a_committee(meena)
    meena.goes_to("/batons/all")
    meena.follows("What people said, 1")
    meena.follows("Record the decision")
    meena.presses("Record it")
    meena.reads("Name it.")
    meena.fills("Decision", "Seats first")
    meena.chooses("Group that decided", "Urgent care board")
    meena.fills("What was decided", "Six seats with arms.")
    meena.fills("Reasons", "People leave unseen.")
    meena.page.get_by_label("They end here, answered by this decision").check()
    meena.presses("Record it")
    meena.reads("Decision 1 is recorded.")
    meena.follows("Add an action")
    meena.fills("What is changed", "Buy six seats")
    meena.fills("Or the post that does it", "Estates manager")
    meena.fills("By", "2030-06-30")
    meena.fills("Change that is expected", "Nobody leaves unseen.")
    meena.presses("Add it")
    meena.follows("Buy six seats")
    meena.follows("Write down what was measured")
    meena.page.get_by_label("Before", exact=True).fill("41")
    meena.page.locator("#id_before_on").fill("2026-06-01")
    meena.presses("Write it down")
    meena.follows("Say how it stands")
    meena.page.get_by_label("Not doing", exact=True).check()
    meena.presses("Write it down")
    meena.reads("Say why it is not done. The people who spoke will be told.")
    meena.fills("Why, or what was done", "The floor cannot carry them.")
    meena.presses("Write it down")
    meena.reads("It is not being done: The floor cannot carry them.")
    meena.goes_to("/decisions/actions?state=not_doing")
    meena.reads("Estates manager")
    meena.goes_to("/decisions/")
    meena.follows("Seats first")
    meena.follows("What people said, 1")
    meena.reads("Decided: Seats first")
    meena.goes_to("/batons/carried-on")
    meena.reads("Of 2 findings that were concluded")


def begins_a_committee(meena):
    meena.goes_to("/groups/add?purpose=decides")
    meena.fills("Name", "Urgent care board")
    meena.chooses("Kind", "Committee")
    meena.presses("Begin it")
