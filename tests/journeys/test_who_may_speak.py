# SPDX-License-Identifier: MIT
"""A workshop at a school: photographs are off, notes ask who agreed, and what nobody agreed to is
not quoted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import NARROW, SCRIPTS

# Its pages ask nothing that a room's own tests do not ask on both databases.
pytestmark = pytest.mark.one_database

WORKSHOP = "Workshop at Wreake School"
ASKED, UNASKED = "My inhaler is kept in the office.", "Nobody told us when the nurse comes."


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_school_workshop_asks_who_agreed(somebody, body, baton, scripts):
    baton.plans(body["organisation"], WORKSHOP)
    lena = somebody(scripts=scripts)
    if scripts:
        lena.page.set_viewport_size(NARROW)
    lena.signs_in(body["engagement_lead"])
    says_who_takes_part(lena)

    lena.follows("Activities")
    lena.follows("Event notes")
    lena.presses(f"Take notes at {WORKSHOP}")
    lena.reads("Photographs are off at this activity")
    expect(lena.page.get_by_label("Photographs of flip charts")).to_have_count(0)
    everybody_agrees_to_be_quoted(lena)
    takes_notes(lena)

    lena.goes_to("/comments/?quote=yes")
    lena.waits_to_read(ASKED)
    lena.reads_nowhere(UNASKED)
    her_mother_agrees_later(lena)
    turns_photographs_on(lena)


def says_who_takes_part(lena):
    lena.follows("Activities")
    lena.follows(WORKSHOP)
    lena.page.locator("section", has=lena.page.locator("#people")).get_by_role(
        "link", name="Change"
    ).click()
    lena.looks()
    lena.ticks("Under sixteens, or adults who may lack the capacity to agree, take part")
    lena.presses("Save")
    lena.reads("They are off, because under sixteens")


def everybody_agrees_to_be_quoted(lena):
    lena.follows(f"Back to {WORKSHOP}")
    lena.follows("Say whom it has and what was agreed")
    lena.ticks("Yes, everybody")
    lena.presses("Keep it")
    lena.follows("Table 1")


def takes_notes(lena):
    # Who said it has to be chosen: nothing is taken for granted.
    lena.fills("What was said", ASKED)
    lena.ticks("Their own words")
    lena.presses("Add")
    lena.reads("Say who said it: that decides who may agree.")
    if lena.scripts:
        lena.page.get_by_role("button", name="Mend", exact=True).click()
    lena.chooses("Who said it", "Somebody under 16")
    lena.chooses("Who agreed that it is used", "They themselves")
    lena.chooses("On what basis", "Gillick competence: the child understands what they agree to")
    lena.chooses("How they spoke", "Through an advocate or supporter")
    lena.presses("Add")
    points = lena.page.locator("#points")
    expect(points).to_contain_text("They themselves agreed")
    expect(points).to_contain_text("Through an advocate or supporter")

    lena.fills("What was said", UNASKED)
    lena.chooses("Who agreed that it is used", "Nobody yet")
    lena.chooses("On what basis", "None yet")
    lena.presses("Add")
    expect(points).to_contain_text("Nobody has agreed yet: not quoted, not shared")
    lena.looks()


def her_mother_agrees_later(lena):
    lena.goes_to("/comments/")
    lena.waits_to_read(UNASKED)
    row = lena.page.locator("tr", has_text=UNASKED)
    row.get_by_role("link").first.click()
    lena.looks()
    lena.reads("until somebody has, it is kept and counted, and neither quoted nor shared.")
    lena.follows("Record who agreed")
    lena.chooses(
        "Who agreed that it is used", "A parent, or somebody else with parental responsibility"
    )
    lena.chooses("On what basis", "Best interests: Mental Capacity Act 2005, section 4")
    lena.ticks("They agreed that the words may be quoted, without a name")
    lena.presses("Keep it")
    lena.reads("the basis is “Parental responsibility: Children Act 1989”. Choose that.")
    lena.chooses("On what basis", "Parental responsibility: Children Act 1989")
    lena.fills("How they are related to them", "mother")
    lena.presses("Keep it")
    lena.reads("It is kept who agreed.")
    lena.follows("Open the comment’s own page")
    lena.reads("Yes, without name")
    lena.reads("Said by somebody under 16.")
    lena.reads("agreed (mother).")


def turns_photographs_on(lena):
    lena.follows("Activities")
    lena.follows(WORKSHOP)
    lena.follows("Turn them on")
    lena.chooses("For whom", "Somebody under 16")
    lena.chooses(
        "Who agreed to photographs and voices",
        "A parent, or somebody else with parental responsibility",
    )
    lena.chooses("On what basis", "Parental responsibility: Children Act 1989")
    lena.fills("How they are related to them", "parents of all who take part")
    lena.presses("Turn them on")
    lena.reads("They are on: who agreed, and on what basis, is recorded.")
    lena.follows("See who agreed, or turn them off")
    lena.reads("(parents of all who take part)")
    lena.presses("Turn them off")
    lena.reads("Photographs and voices are off.")
