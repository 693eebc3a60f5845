# SPDX-License-Identifier: MIT
"""Amina measures how long complaints wait, and the committee reads whether anything changed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import SCRIPTS

# Its pages ask nothing that a room's own tests do not ask on both databases.
pytestmark = pytest.mark.one_database

DAYS = (21, 24, 20, 23, 22, 25, 21, 24, 22, 23, 20, 24, 41)


def months():
    """The thirteen months up to May 2026, as days of each."""
    return [f"{2025 + (n + 4) // 12}-{(n + 4) % 12 + 1:02}-15" for n in range(13)]


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_amina_measures_and_the_board_reads_what_it_says(somebody, body, tmp_path, scripts):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    amina.goes_to("/measures/")
    amina.reads("Nothing is measured yet.")
    amina.follows("Add a measure")
    amina.presses("Save")
    amina.reads("Give the measure a title.")
    amina.fills("Title", "Days to answer a complaint")
    amina.chooses("Which way is better", "Less is better")
    amina.chooses("Unit", "Days")
    amina.fills("Or the post that owns it", "Head of complaints")
    amina.presses("Save")

    types_values(amina, tmp_path / "days.csv")
    amina.follows("Back to Days to answer a complaint")
    amina.reads("41 days in May 2026. That is more than the usual ups and downs")
    amina.reads("The chart does not say why.")
    sets_a_standard(amina)
    amina.signs_out()

    bea = somebody(scripts=scripts)
    bea.signs_in(body["board_member"])
    bea.follows("Measures")
    reads_it(bea)


def types_values(amina, file):
    amina.reads("A new value")
    amina.fills("Day", months()[-1])
    amina.fills("Value", "forty")
    amina.presses("Keep it")
    amina.reads("“forty” is not a number.")
    amina.fills("Value", "41")
    amina.presses("Keep it")
    amina.reads("The value of May 2026 is kept.")
    amina.follows("Import a CSV")
    lines = [f"{day},{days}" for day, days in zip(months()[:-1], DAYS[:-1], strict=True)]
    file.write_text("\n".join(["date,value", *lines, "2026-02-31,20", ""]))
    amina.brings("CSV file", file)
    amina.presses("Read it in")
    amina.reads("12 values are new")
    amina.reads("There is no day 2026-02-31. Write another.")


def sets_a_standard(amina):
    amina.follows("Set a standard")
    amina.fills("The standard", "30")
    amina.fills("Set by", "the complaints committee")
    amina.fills("Set with which of the people it affects", "six people who had complained")
    amina.fills("Why it matters to them", "Waiting without a word felt like being ignored.")
    amina.presses("Set it")
    amina.reads("Set by the complaints committee with six people who had complained")
    amina.follows("Note what happened")
    amina.fills("Day", months()[-1])
    amina.fills("What happened", "Two officers were ill")
    amina.presses("Note it")
    amina.reads("May 2026: Two officers were ill")


def reads_it(bea):
    bea.reads("Of 1 measure, 1 gives concern.")
    bea.follows("Days to answer a complaint")
    chart = bea.page.locator("figure svg")
    expect(chart).to_have_attribute("role", "img")
    expect(chart).to_have_attribute(
        "aria-label",
        "Days to answer a complaint from May 2025 to "
        "May 2026, 13 points, 1 of them more than chance. At the end the mean is 23.8 days and "
        "the limits are 16.3 days and 31.3 days.",
    )
    bea.page.get_by_text("The same as a table").click()
    bea.reads("above the upper limit")
    bea.looks()
    expect(bea.page.get_by_role("link", name="Set a standard")).to_have_count(0)
