# SPDX-License-Identifier: MIT
"""Amina begins a patient group after seeing who does the same, and fills its seats."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import SCRIPTS

# Its pages ask nothing that a room's own tests do not ask on both databases.
pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_amina_begins_a_group_and_the_board_reads_who_sits_in_it(somebody, body, scripts):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    amina.follows("Groups")
    amina.reads("No group is written down yet.")
    begins_the_board(amina)
    begins_the_voices(amina)
    says_how_it_reaches_a_decision(amina)
    fills_its_seats(amina)
    finds_them_in_the_list(amina)
    amina.signs_out()

    bea = somebody(scripts=scripts)
    bea.signs_in(body["board_member"])
    bea.follows("Groups")
    bea.follows("Wreake Valley voices")
    bea.reads("Jo Whitfield")
    expect(bea.page.get_by_role("link", name="Add seats")).to_have_count(0)


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_group_that_is_there_already_takes_the_place_of_another(somebody, body, scripts):
    """Function before form: who would begin a second group is shown the first, and its vacancy."""
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    amina.goes_to("/groups/add?purpose=sounds")
    amina.fills("Name", "Readers’ panel")
    amina.chooses("Kind", "Patient or public reference group")
    amina.fills("Remit", "Says what it thinks of letters before they are sent.")
    amina.presses("Begin it")
    amina.follows("Add the first seats")
    amina.chooses("For whom", "Patient or carer")
    amina.presses("Add")

    amina.goes_to("/groups/begin")
    amina.reads("1 group does this already")
    amina.follows("Is a sounding board")
    amina.reads("Could it do it?")
    amina.reads("Says what it thinks of letters before they are sent. Vacant: Patient or carer.")
    amina.follows("Readers’ panel")
    amina.reads("Its one seat is vacant.")
    ends_it(amina)


def begins_the_board(amina):
    amina.follows("Begin a group")
    amina.follows("Decides")
    amina.reads("No group does this yet.")
    amina.presses("Begin it")
    amina.reads("Give the group a name.")
    amina.fills("Name", "Board")
    amina.chooses("Kind", "Board")
    amina.presses("Begin it")
    amina.reads("“Board” is there. Now add its seats.")


def begins_the_voices(amina):
    amina.goes_to("/groups/begin")
    amina.follows("Gathers what people say")
    amina.fills("Name", "Wreake Valley voices")
    amina.chooses("Kind", "Patient participation group")
    amina.fills("Review on", "2020-01-31")
    amina.presses("Begin it")
    amina.reads("It is written nowhere how what this group says reaches a decision.")
    amina.reads("Its review was due on 31 January 2020.")


def says_how_it_reaches_a_decision(amina):
    amina.follows("Write how it goes on")
    amina.chooses("Reports to", "Board")
    amina.fills("Began on", "2019-01-31")
    amina.presses("Save")
    amina.reads("The group is changed.")
    amina.reads_nowhere("It is written nowhere")
    steps = amina.page.locator(".bt-trace li")
    expect(steps).to_have_count(2)
    expect(steps.last).to_contain_text("Board")


def fills_its_seats(amina):
    amina.follows("Add seats")
    amina.chooses("For whom", "Patient or carer")
    amina.fills("How many", "2")
    amina.presses("Add")
    amina.reads("Of 2 seats for patients and the public, 2 are vacant.")
    amina.follows("Fill seat 1: Patient or carer")
    amina.presses("Fill it")
    amina.reads("Write a name, or choose a colleague.")
    amina.fills("Name", "Jo Whitfield")
    amina.fills("From", "2019-02-01")
    amina.fills("Until", "2020-02-01")
    amina.presses("Fill it")
    amina.reads("term over since 1 Feb 2020")
    amina.follows("Renew the term of Jo Whitfield, Patient or carer")
    amina.fills("Until", "2099-02-01")
    amina.presses("Save")
    amina.reads("1 Feb 2099")
    amina.follows("Fill seat 2: Patient or carer")
    amina.chooses("A colleague with an account", "Patient partner")
    amina.presses("Fill it")
    amina.reads("2 of its 2 seats are filled.")
    amina.follows("End the term of Patient partner, Patient or carer")
    amina.presses("End it")
    amina.reads("The seat of Patient partner is vacant.")
    amina.page.get_by_text("Who left before (1)").click()
    amina.reads("Patient partner, Patient or carer")
    amina.looks()


def finds_them_in_the_list(amina):
    amina.follows("Back to the groups")
    amina.reads(
        "There are 2 groups. Of 2 seats for patients, the public and partners, 1 is vacant. "
        "The review of 1 group is overdue."
    )
    amina.follows("Has a vacancy")
    amina.reads("1 of 2 groups.")
    amina.follows("Decides")
    amina.reads("None of the 2 groups is like that.")
    amina.follows("Show all")


def ends_it(amina):
    amina.follows("End the group")
    amina.presses("End it")
    amina.reads("Say why it ended, for those who ask later.")
    amina.fills("Why it ended", "The library’s readers do this now.")
    amina.presses("End it")
    amina.reads("Why: The library’s readers do this now.")
    amina.goes_to("/groups/")
    amina.page.get_by_text("1 group that has ended").click()
    amina.reads("Readers’ panel")
    amina.looks()
