# SPDX-License-Identifier: MIT
"""Look for what somebody said, refine it, save the search, and come back to it another day."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import SCRIPTS
from tests.journeys.files import bring, june


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_amina_finds_refines_saves_and_comes_back(somebody, body, tmp_path, scripts):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    bring(amina, june(tmp_path))
    amina.waits_to_read("6 comments from 6 rows are kept.")

    # What has just been read is found at once, coded or not.
    amina.fills("Find in everything people said", "wai* service:heron -car")
    amina.page.keyboard.press("Enter")
    amina.reads("1 comment, newest first.")
    amina.goes_to('/comments/?q="waited four" service:"heron clinic"')
    amina.stands_at("/comments/?q=%22waited+four%22&service=")
    amina.reads("1 comment, newest first.")
    expect(amina.page.locator("mark")).to_have_text("waited four")
    amina.page.locator(".bt-comments a").first.click()
    amina.looks()
    expect(amina.page.locator("#words mark").first).to_contain_text("waited four")
    amina.follows("Back to the comments")

    amina.follows("Save this search")
    amina.presses("Save")
    amina.reads("Give the search a name")
    amina.fills("Name", "Long waits at Heron")
    amina.ticks("My colleagues find it too")
    amina.presses("Save")
    amina.reads("The search is saved as “Long waits at Heron”.")
    amina.signs_out()

    bea = somebody(scripts=scripts)
    bea.signs_in(body["board_member"])
    bea.follows("Long waits at Heron")
    bea.reads("1 comment, newest first.")
    bea.goes_to("/views/")
    bea.reads("everybody here who may open it")

    amina.signs_in(body["engagement_lead"])
    amina.goes_to("/views/")
    amina.follows("Change Long waits at Heron")
    amina.fills("Name", "Waits")
    amina.presses("Save")
    amina.reads("The search is called “Waits” now.")
    amina.presses("Remove Waits")
    amina.reads("No view is saved yet.")


def test_what_cannot_be_found_is_told(somebody, body, tmp_path):
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    bring(amina, june(tmp_path))
    amina.waits_to_read("6 comments from 6 rows are kept.")
    amina.goes_to("/comments/?q=sevice:heron nurses")
    amina.reads("“sevice:” is no filter")
    amina.reads("Nobody said anything that matches.")
    amina.goes_to("/comments/?q=service:eagle nurses")
    amina.reads("There is no service “eagle”. Known: Heron clinic and Kestrel ward.")
    amina.reads("The nurses were kind")
    amina.page.get_by_text("What you can type in the search box").click()
    amina.looks()
