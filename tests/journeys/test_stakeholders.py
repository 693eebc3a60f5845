# SPDX-License-Identifier: MIT
"""Amina keeps a register: a dot moved by keys, a contact kept, and 40 hours shared out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import NARROW, SCRIPTS

# Its pages ask nothing that a room's own tests do not ask on both databases.
pytestmark = pytest.mark.one_database


def adds(amina, name, power, interest, wished, *, inequality=False):
    amina.goes_to("/stakeholders/add")
    amina.fills("Name", name)
    amina.chooses("What they are", "Voluntary or community organisation")
    if inequality:
        amina.ticks("They face inequality")
    amina.presses("Add")
    amina.chooses("Power", power)
    amina.chooses("Interest", interest)
    amina.chooses("How they stand now", "Neutral")
    amina.chooses("How you wish they stood", wished)
    amina.presses("Keep it")


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_amina_shares_out_forty_hours_and_says_where_she_knows_better(somebody, body, scripts):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    amina.follows("Stakeholders")
    amina.reads("Nobody is in the register yet.")
    adds(amina, "Sign and Speak", "2, low", "5, very high", "Leading", inequality=True)
    adds(amina, "Scrutiny committee", "5, very high", "2, low", "Supportive")
    amina.follows("Keep a contact")
    amina.chooses("How", "Call")
    amina.fills("What we got", "They want the papers a week before.")
    amina.presses("Keep it")
    amina.reads("We got: They want the papers a week before.")

    amina.follows("Back to the register")
    amina.reads("Two of 2 relationships stand further away than you wish.")
    amina.follows("Share out the hours")
    amina.reads("of 40 hours are proposed")
    amina.reads("Counts 4 times: high interest, faces inequality, which counts twice.")
    amina.fills("Hours this quarter", "2")
    amina.fills("Contacts, Scrutiny committee", "1")
    amina.presses("Propose anew")
    amina.reads("You asked for 1 contact.")
    amina.presses("Keep it")
    amina.reads("1 × briefing (as you asked)")


def test_amina_moves_a_dot_with_the_keyboard_on_a_phone_too(somebody, body):
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    adds(amina, "Sign and Speak", "2, low", "5, very high", "Leading", inequality=True)
    amina.goes_to("/stakeholders/")
    amina.page.set_viewport_size(NARROW)
    dot = amina.page.locator(".bt-dot")
    expect(dot).to_have_accessible_name(
        "1 Sign and Speak: power 2, interest 5. Keep informed. Faces inequality"
    )
    dot.focus()
    amina.types("ArrowUp", "ArrowUp", "ArrowLeft", "ArrowRight")
    told = amina.page.locator("[data-grid-said]")
    expect(told).to_have_text("Sign and Speak: power 4, interest 5. Key players.")
    expect(dot).to_be_focused()
    amina.looks()
    amina.reads("Involve in decisions; a named owner, and contact both ways at regular times.")
    # Escape leaves it where it was.
    amina.types("ArrowDown", "Escape")
    expect(told).to_have_text("Left where it was.")
    amina.page.reload()
    expect(dot).to_have_accessible_name(
        "1 Sign and Speak: power 4, interest 5. Key players. Faces inequality"
    )


def test_amina_drags_a_dot_to_another_quarter(somebody, body):
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    adds(amina, "Sign and Speak", "2, low", "5, very high", "Leading")
    amina.goes_to("/stakeholders/")
    dot = amina.page.locator(".bt-dot")
    dot.scroll_into_view_if_needed()
    box = amina.page.locator(".bt-dot__disc").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    cell = amina.page.locator(".bt-grid svg").bounding_box()["width"] * 120 / 640
    amina.page.mouse.move(x, y)
    amina.page.mouse.down()
    amina.page.mouse.move(x - 2 * cell, y - cell, steps=6)
    amina.page.mouse.up()
    expect(dot).to_have_accessible_name("1 Sign and Speak: power 3, interest 3. Watch")
    # A click without a drag leads to the form.
    amina.page.locator(".bt-dot__disc").click()
    amina.looks()
    amina.reads("How Sign and Speak stands")
