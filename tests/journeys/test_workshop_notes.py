# SPDX-License-Identifier: MIT
"""Lena and Femi take notes at two tables of a workshop: once each, marked, and never misquoted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from baton.listening.tests.pictures import png
from tests.harness.visitor import NARROW, SCRIPTS, Visitor

# Its pages ask nothing that a room's own tests do not ask on both databases.
pytestmark = pytest.mark.one_database

WORKSHOP = "Carers’ workshop"
OWN, PARAPHRASE = "Nobody asked me how I was.", "Carers want one number to call."


def notes(who, words, manner):
    """By Enter where there are scripts, else by the button."""
    who.fills("What was said", words)
    who.ticks(manner)
    if who.scripts:
        who.page.get_by_label("What was said").press("Enter")
        expect(who.page.get_by_label("What was said")).to_be_focused()
        expect(who.page.get_by_label("What was said")).to_have_value("")
    else:
        who.presses("Add")
    expect(who.page.locator("#points")).to_contain_text(words)
    who.looks()


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_two_facilitators_take_notes_at_two_tables(somebody, body, baton, tmp_path, scripts):
    baton.plans(body["organisation"], WORKSHOP)
    lena, femi = somebody(scripts=scripts), somebody(scripts=scripts)
    femi.page.set_viewport_size(NARROW)
    for who, role in ((lena, "engagement_lead"), (femi, "frontline")):
        who.signs_in(body[role])
        who.follows("Activities")
        who.follows("Event notes")
        who.presses(f"Take notes at {WORKSHOP}")
    lena.reads("Table 1")
    femi.reads("Table 2")

    says_what_was_agreed(lena)
    lena.fills("About (the question or the chart’s heading)", "What helps?")
    notes(lena, OWN, "Their own words")
    notes(femi, PARAPHRASE, "Paraphrase")
    reads_a_chart_off(lena, tmp_path / "chart.png")
    mends(femi)
    lena.follows(f"Back to {WORKSHOP}")
    lena.reads("3 points at 2 tables, 1 of them in people’s own words.")

    closes(lena)
    lena.goes_to("/comments/")
    lena.waits_to_read(OWN)
    lena.reads("Paraphrased: Carers want one number to ring.")
    lena.goes_to("/comments/?quote=yes")
    lena.reads(OWN)
    lena.reads_nowhere("one number to ring")


def says_what_was_agreed(lena):
    lena.follows(f"Back to {WORKSHOP}")
    lena.follows("Say whom it has and what was agreed")
    lena.ticks("Yes, everybody")
    lena.fills("Age group", "65 to 74")
    lena.presses("Keep it")
    lena.reads("own words may be quoted · who is here is stated")
    lena.reads("Who is here: 65 to 74.")
    lena.follows("Table 1")


def reads_a_chart_off(lena, file):
    file.write_bytes(png(side=400))
    lena.brings("Photographs of flip charts", file)
    lena.presses("Bring them")
    picture = lena.page.get_by_alt_text("The photographed flip chart, larger")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") == 400
    notes(lena, "Parking near the clinic", "Paraphrase")
    lena.reads("from a flip chart")
    expect(lena.page.get_by_label("Paraphrase")).to_be_checked()


def mends(femi):
    femi.follows("Mend point 1")
    femi.fills("What was said", "Carers want one number to ring.")
    femi.presses("Keep it so")
    expect(femi.page.locator("#points")).to_contain_text("1 point")
    femi.reads("Paraphrased: Carers want one number to ring.")
    femi.reads_nowhere(PARAPHRASE)


def closes(lena):
    lena.follows("Close the session")
    lena.presses("Close it")
    lena.reads("Say what becomes of the photographs.")
    lena.ticks("Delete them now: everything on them is written down")
    lena.presses("Close it")
    lena.reads("The session is closed.")
    expect(lena.page.get_by_role("link", name="Add a table")).to_have_count(0)


def test_what_was_sent_and_not_answered_is_sent_again_and_kept_once(somebody, body, baton):
    baton.plans(body["organisation"], WORKSHOP)
    femi = somebody()
    femi.page.set_viewport_size(NARROW)
    femi.signs_in(body["frontline"])
    femi.follows("Activities")
    femi.follows("Event notes")
    femi.presses(f"Take notes at {WORKSHOP}")

    # It reaches us, and the answer is lost on the way back.
    is_bad = [True]

    def loses_the_answer(route):
        if is_bad[0]:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    femi.page.route("**/event-notes/tables/**", loses_the_answer)
    box = femi.page.get_by_label("What was said")
    box.fill("The first.")
    box.press("Enter")
    femi.reads("There is no connection. Not kept yet:")
    box.fill("The second.")
    box.press("Enter")
    femi.reads("The second.")
    femi.looks()

    # By itself, once there is a connection.
    is_bad[0] = False
    points = femi.page.locator("#points")
    expect(points).to_contain_text("2 points", timeout=15_000)
    expect(points).to_contain_text("The first.")
    expect(points).to_contain_text("The second.")
    femi.reads_nowhere("Not kept yet")


def begins(who, body, baton):
    """Somebody at a table of their own; returns the box and the points."""
    baton.plans(body["organisation"], WORKSHOP)
    who.signs_in(body["frontline"])
    who.follows("Activities")
    who.follows("Event notes")
    who.presses(f"Take notes at {WORKSHOP}")
    return who.page.get_by_label("What was said"), who.page.locator("#points")


def types(box, words):
    box.fill(words)
    box.press("Enter")


def test_a_refused_point_holds_up_no_other_and_is_mended_or_discarded(somebody, body, baton):
    femi = somebody()
    box, points = begins(femi, body, baton)
    unsent = femi.page.locator(".bt-unsent")
    types(box, "The first.")
    types(box, "x" * 5000)
    types(box, "The third.")
    expect(points).to_contain_text("2 points")
    expect(points).to_contain_text("The third.")
    expect(unsent).to_contain_text("A point has 4,000 characters at most. Make two of it.")
    expect(unsent.get_by_role("listitem")).to_have_count(1)
    femi.looks()

    # The words in the box and the refused ones change places, and neither is sent by that.
    box.fill("Half a sen")
    unsent.get_by_role("button", name="Mend").click()
    expect(box).to_have_value("x" * 5000)
    expect(unsent).to_contain_text("Half a sen")
    types(box, "The second, shorter.")
    expect(points).to_contain_text("3 points")
    unsent.get_by_role("button", name="Discard").click()
    expect(unsent).to_contain_text("Half a sen")
    unsent.get_by_role("button", name="Press again to discard").click()
    expect(unsent).to_be_empty()

    femi.page.reload()
    expect(points).to_contain_text("3 points")
    expect(unsent).to_be_empty()


def test_what_waits_survives_closing_the_page_and_is_kept_once(somebody, body, baton):
    femi = somebody()
    box, points = begins(femi, body, baton)
    is_bad = [True]

    # The page itself is loaded; what is sent reaches us, and the answer is lost.
    def loses_the_answer(route):
        if is_bad[0] and route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    femi.page.route("**/event-notes/tables/**", loses_the_answer)
    types(box, "The first.")
    femi.reads("There is no connection. Not kept yet:")
    types(box, "The second.")
    femi.page.reload()
    femi.reads("There is no connection. Not kept yet:")
    expect(femi.page.locator(".bt-unsent").get_by_role("listitem")).to_have_count(2)
    is_bad[0] = False
    address = femi.page.url
    femi.page.goto("about:blank")
    femi.page.goto(address)
    expect(points).to_contain_text("2 points")
    expect(points).to_contain_text("The second.")
    femi.reads_nowhere("Not kept yet")
    assert femi.page.evaluate("Object.keys(localStorage).filter(k => k.includes('notes'))") == []


def test_what_waits_when_the_session_closes_is_shown_and_kept_once_it_is_open(
    somebody, body, baton
):
    lena, femi = somebody(), somebody()
    box, points = begins(femi, body, baton)
    lena.signs_in(body["engagement_lead"])
    lena.goes_to("/event-notes/")
    lena.follows(f"Open session of {WORKSHOP}")
    lena.follows("Close the session")
    lena.presses("Close it")
    types(box, "Said at the end.")
    femi.reads("This session is closed. Open it again to change its notes.")
    femi.page.reload()
    expect(box).to_have_count(0)
    femi.reads("Said at the end.")
    expect(femi.page.get_by_role("button", name="Discard")).to_be_visible()
    femi.looks()
    lena.presses("Open it again")
    femi.page.get_by_role("button", name="Send again").click()
    expect(points).to_contain_text("Said at the end.")
    femi.reads_nowhere("Not kept yet")


def test_who_was_signed_out_while_typing_loses_nothing(somebody, body, baton):
    baton.plans(body["organisation"], WORKSHOP)
    femi = somebody()
    femi.signs_in(body["frontline"])
    femi.follows("Activities")
    femi.follows("Event notes")
    femi.presses(f"Take notes at {WORKSHOP}")
    femi.page.context.clear_cookies(name="baton_session")
    box = femi.page.get_by_label("What was said")
    box.fill("The first.")
    box.press("Enter")
    femi.reads("You are signed out.")
    other = Visitor(femi.page.context.new_page(), baton.address)
    other.signs_in(body["frontline"])
    femi.page.get_by_role("button", name="Send again").click()
    expect(femi.page.locator("#points")).to_contain_text("The first.")
    femi.reads_nowhere("You are signed out.")


def test_people_sign_in_on_a_tablet_that_goes_round(somebody, body, baton):
    baton.plans(body["organisation"], WORKSHOP)
    lena, tablet = somebody(), somebody()
    lena.signs_in(body["engagement_lead"])
    lena.follows("Activities")
    lena.follows("Event notes")
    lena.presses(f"Take notes at {WORKSHOP}")
    lena.follows(f"Back to {WORKSHOP}")
    address = lena.page.locator("a.bt-typed").get_attribute("href")
    for name in ("Ruth", "Sam"):
        tablet.goes_to(address.removeprefix(baton.address))
        tablet.reads_nowhere("Ruth")
        tablet.fills("Your name", name)
        tablet.presses("I am here")
        tablet.reads("Thank you, you are signed in.")
    lena.page.reload()
    lena.reads("2 people signed in.")
    lena.follows("Print a sign-in sheet")
    lena.reads_nowhere("Ruth")
