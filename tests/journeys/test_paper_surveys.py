# SPDX-License-Identifier: MIT
"""Meena prints a survey, types in the sheets that come back, and the board reads the results."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import SCRIPTS

TITLE = "How was the walk-in centre?"
DAY = "2026-02-14"


@pytest.fixture
def survey(baton, body):
    return f"/surveys/{baton.survey(body['organisation'], TITLE)}"


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_survey_is_printed_typed_in_and_read(somebody, body, survey, scripts):
    meena = somebody(scripts=scripts)
    meena.signs_in(body["engagement_lead"])
    prints(meena, f"{survey}/paper")
    meena.follows("typed in by the numbers beside the boxes")
    types_the_first_sheet(meena)
    types_with_the_keyboard(meena, scripts)
    refuses_a_sheet_that_was_typed_before(meena)
    meena.goes_to(f"{survey}/results")
    meena.reads("2 people answered on 14 February 2026: all on paper")
    meena.reads("50% of the 2 who answered the Friends and Family question")
    meena.follows("Read what people said")
    meena.reads("Ring me first.")
    meena.signs_out()

    bea = somebody(scripts=scripts)
    bea.signs_in(body["board_member"])
    bea.goes_to(f"{survey}/results")
    reads_the_results(bea)


def prints(meena, path):
    meena.goes_to(path)
    meena.page.emulate_media(media="print")
    form = meena.page.locator("article")
    expect(form).to_contain_text("Only if you answered “Neither good nor poor”, “Poor” or")
    expect(form).to_contain_text("3. How did you come?")
    expect(form).to_contain_text("call Samaritans on 116 123")
    expect(meena.page.get_by_role("link", name="Large print")).to_be_hidden()
    meena.page.emulate_media(media="screen")
    meena.follows("Large print")
    meena.follows("Reception desk")
    meena.reads("Please give this sheet back where you got it, at Reception desk.")


def types_the_first_sheet(meena):
    meena.chooses("Place", "Reception desk")
    meena.presses("Save and next")
    meena.reads("Write the day on which it was filled in.")
    meena.fills("Filled in on", DAY)
    meena.fills("Sheet number", "1")
    meena.fills("1. Overall, how was your experience of our service?", "9")
    meena.presses("Save and next")
    meena.reads("There is no answer 9 to this question.")
    meena.fills("1. Overall, how was your experience of our service?", "4")
    meena.fills("2. What could we do better?", "Ring me first.")
    meena.fills("3. How did you come?", "1 3")
    meena.fills("5a. How old are you?", "8")
    meena.presses("Look it over")
    meena.reads("By bus; By car")
    meena.presses("Save and next")
    meena.reads("Sheet 1 is kept. Type the next one.")


def types_with_the_keyboard(meena, scripts):
    """The place, the day and the way stay, and the cursor stands where the next sheet begins."""
    expect(meena.page.get_by_label("Sheet number")).to_be_focused()
    on = "Enter" if scripts else "Tab"
    # Sheet, score, words, ways, ease.
    meena.types("2", on, "1", on, on, "2", on)
    if scripts:
        expect(meena.page.get_by_text("On foot", exact=True)).to_be_visible()
    meena.types("5")
    if scripts:
        meena.types("Control+Enter")
        meena.page.wait_for_url("**/typing?**")
    else:
        # Without scripts Enter looks it over, and saves nothing.
        meena.types("Enter")
        meena.reads("This is what will be kept")
        meena.presses("Save and next")
    meena.reads("Sheet 2 is kept. Type the next one.")
    meena.reads("You have typed in 2 sheets today.")
    meena.looks()


def refuses_a_sheet_that_was_typed_before(meena):
    meena.fills("Sheet number", "2")
    meena.fills("1. Overall, how was your experience of our service?", "5")
    meena.presses("Save and next")
    meena.reads("Sheet 2 was typed in by Engagement lead")
    meena.reads("What was typed before")
    meena.reads("1 Very good")


def reads_the_results(bea):
    bea.reads("1. Overall, how was your experience of our service?")
    bea.reads("1 asked · 1 answered · 0 left it")
    row = bea.page.get_by_role("row", name="By bus")
    expect(row).to_contain_text("50%")
    bea.reads("Who answered")
    expect(bea.page.get_by_role("table", name="Age group")).to_contain_text("hidden")
    bea.page.get_by_text("Add a filter").click()
    bea.chooses("How it was answered", "Online")
    bea.presses("Show these")
    bea.reads("Nobody answered so.")
    bea.follows("Remove all")
    bea.reads("2 people answered")
    expect(bea.page.get_by_role("link", name="Counts as CSV")).to_have_count(0)
