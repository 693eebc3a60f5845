# SPDX-License-Identifier: MIT
"""A programme runs from a template in ten minutes, and others see where it stands."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import SCRIPTS


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_amina_has_a_programme_running_and_the_board_sees_where_it_stands(somebody, body, scripts):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    amina.follows("Programmes")
    amina.reads("No programme is at work.")
    begins_from_a_template(amina)
    says_whose_it_is(amina)
    opens_a_stage_and_works_in_it(amina)
    sees_wheel_and_table_agree(amina)
    amina.signs_out()

    bea = somebody(scripts=scripts)
    bea.signs_in(body["board_member"])
    bea.follows("Programmes")
    bea.reads("Of 1 programme 1 has a stage at work. No step is overdue.")
    expect(bea.page.get_by_role("link", name="Begin a programme")).to_have_count(0)
    bea.follows("Close the Wreake ward")
    bea.reads("Needs is the stage at work. 2 of 33 steps are done; none is overdue.")
    bea.follows("Steps and checks")
    bea.reads("Evidence: Minute 4 of the steering group (Engagement lead)")


def begins_from_a_template(amina):
    amina.follows("Begin a programme")
    amina.presses("Begin it")
    amina.reads("Give the programme a title.")
    amina.fills("Title", "Close the Wreake ward")
    amina.page.get_by_label("Formal consultation on closure or change", exact=True).check()
    amina.presses("Begin it")
    amina.reads("“Close the Wreake ward” is there.")
    amina.reads("No stage is open; Needs comes next")


def says_whose_it_is(amina):
    amina.follows("Say whose it is and what it is for")
    amina.fills("What it is for", "Beds that stand empty become care at home.")
    amina.chooses("Owner", "Engagement lead")
    amina.fills("Budget in pounds", "about forty")
    amina.presses("Save")
    amina.reads("Write a whole number")
    amina.fills("Budget in pounds", "£42,000")
    amina.presses("Save")
    amina.reads("owner: Engagement lead · £42,000")


def opens_a_stage_and_works_in_it(amina):
    amina.follows("Identify needs and aspirations")
    amina.presses("Open it")
    amina.reads("Needs is open.")
    amina.follows("Take legal advice on which duties apply")
    amina.presses("It is done")
    amina.reads("“Take legal advice on which duties apply” is done.")
    amina.follows("Identify needs and aspirations")
    amina.follows("The proposal is still open when people are asked")
    amina.presses("It is met")
    amina.reads("A check is met by evidence.")
    amina.fills("Evidence", "Minute 4 of the steering group")
    amina.presses("It is met")
    amina.reads("“The proposal is still open when people are asked” is met.")


def sees_wheel_and_table_agree(amina):
    wheel = amina.page.locator("figure svg.bt-wheel")
    expect(wheel).to_have_accessible_name("The engagement cycle of Close the Wreake ward")
    expect(wheel).to_have_accessible_description(
        re.compile(
            "Needs is open, Plan is not begun, Improve is not begun, Procure is left out and "
            "Monitor is not begun"
        )
    )
    expect(wheel).to_contain_text("of 33 steps done")
    row = amina.page.get_by_role("row").filter(has_text="Identify needs and aspirations")
    expect(row).to_contain_text("open, to")
    expect(row).to_contain_text("2 of 8")
    procure = amina.page.get_by_role("row").filter(has_text="Procure services")
    expect(procure).to_contain_text("left out")


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_amina_closes_a_stage_with_a_check_open_and_leaves_another_out(somebody, body, scripts):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["administrator"])
    amina.goes_to("/programmes/begin")
    amina.fills("Title", "Redesign foot care")
    amina.page.get_by_label("Service redesign", exact=True).check()
    amina.presses("Begin it")
    amina.follows("Identify needs and aspirations")
    amina.presses("Open it")
    amina.follows("Change the parts")
    amina.fills("Accountable", "Engagement lead")
    amina.fills("Consulted", "Healthwatch Soar\nAnalyst")
    amina.presses("Save")
    amina.reads("Healthwatch Soar, Analyst")
    amina.follows("Close it")
    amina.reads("2 checks of this stage are open.")
    amina.presses("Close it")
    amina.reads("Meet them, or say why the stage closes without them.")
    amina.fills("Why it closes without them", "Both move into Plan.")
    amina.presses("Close it")
    amina.reads("Needs is closed.")
    amina.follows("Procure services")
    amina.follows("Leave it out")
    amina.fills("Why it is no part of this programme", "The contract runs on.")
    amina.presses("Leave it out")
    amina.reads("left out")
    amina.follows("End it")
    amina.fills("Why", "The clinic moves to another board.")
    amina.presses("End it")
    amina.reads("This programme ended on")
    amina.goes_to("/programmes/")
    amina.reads("1 programme has ended")


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_amina_writes_the_pathway_and_an_objective(somebody, body, scripts):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    amina.goes_to("/programmes/objectives")
    amina.follows("Add an objective")
    amina.fills("Title", "Fewer people give up waiting")
    amina.presses("Add it")
    amina.reads("Of 1 objective 1 has no programme: “Fewer people give up waiting”.")
    amina.goes_to("/programmes/begin")
    amina.fills("Title", "Redesign foot care")
    amina.presses("Begin it")
    amina.follows("Say whose it is and what it is for")
    amina.ticks("Fewer people give up waiting")
    amina.presses("Save")
    amina.follows("Pathway")
    amina.follows("Add a step of the pathway")
    amina.fills("Title", "The letter")
    amina.presses("Add it")
    amina.reads("“The letter” is a step of the pathway.")
    amina.follows("Back to the pathway")
    amina.follows("Add a step of the pathway")
    amina.fills("Title", "The first visit")
    amina.presses("Add it")
    amina.follows("Change or move this step")
    amina.chooses("Place", "1")
    amina.presses("Save")
    expect(amina.page.locator("h2").first).to_have_text("1. The first visit")
    amina.goes_to("/programmes/calendar")
    amina.reads("No programme has a dated step")
