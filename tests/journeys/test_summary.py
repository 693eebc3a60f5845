# SPDX-License-Identifier: MIT
"""What people say on one sheet: for the team, and for a wall, where only reviewed words hang."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from baton.demo.build import PASSWORD
from baton.demo.organisation import PEOPLE
from baton.people.roles import Role

# Its pages ask nothing that a room's own tests do not ask on both databases.
pytestmark = pytest.mark.one_database

LEAD = next(person for person in PEOPLE if person.role == Role.ENGAGEMENT_LEAD)
SEATS = "The waiting room has too few chairs for everybody who waits there."
NAMED = "The consultant with the red beard was rude to me in front of the other patients."
SILENT = "The nurses were kind and explained everything, and the ward was clean and quiet."
WAITS = "I waited {} hours to be seen and nobody could tell me why it took so long."


def voices(folder: Path) -> Path:
    said = [
        *((WAITS.format(number), "Poor", "No") for number in range(2, 9)),
        (SILENT, "Very good", "No"),
        (NAMED, "Very poor", "Yes"),
        (SEATS, "Poor", "Yes"),
    ]
    rows = [
        f'{number},2026-06-{number:02},Kestrel ward,{score},"{words}",{quote}'
        for number, (words, score, quote) in enumerate(said, start=1)
    ]
    head = "Response ID,Date,Ward,Friends and Family,Comment,May we quote you?"
    path = folder / "voices.csv"
    path.write_text("\n".join([head, *rows, ""]))
    return path


def sheets(page: Page) -> int:
    """How many sheets of paper a page takes."""
    printed = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def test_lena_prints_a_summary_and_hangs_up_only_what_was_looked_at(
    somebody, body, baton, tmp_path
):
    baton.command_line("import", voices(tmp_path), "--organisation", body["organisation"])
    lena = somebody()
    lena.signs_in(body["engagement_lead"])
    lena.goes_to("/themes/")
    lena.waits_to_read("10 coded comments.")
    lena.follows("One-page summary")
    lena.reads("In their own words")
    lena.reads("not for outside")
    assert sheets(lena.page) == 1

    lena.follows("notice for outside")
    lena.reads("2 comments wait for that.")
    lena.reads_nowhere(SEATS)
    lena.follows("Look at them")
    lena.reads(SEATS)
    # By keyboard: this one may be shown; of the next somebody could be recognised.
    lena.types("s")
    expect(lena.page.locator("#words")).to_have_text(NAMED)
    lena.looks()
    lena.types("4", "k")
    lena.reads("Nothing waits in this view.")
    lena.looks()

    lena.follows("Back to the notice")
    sheet = lena.page.locator(".bt-sheet")
    expect(sheet).to_contain_text(SEATS)
    expect(sheet).to_contain_text("9 others spoke too: they are counted, not quoted.")
    expect(sheet).not_to_contain_text(NAMED)
    expect(sheet).not_to_contain_text(SILENT)
    assert sheets(lena.page) == 1
    lena.page.emulate_media(media="print")
    expect(lena.page.get_by_text("Look again")).to_be_hidden()
    expect(lena.page.get_by_role("banner")).to_be_hidden()
    lena.page.emulate_media(media="screen")

    lena.goes_to('/comments/?q="too few chairs"')
    lena.page.locator(".bt-comments a").first.click()
    lena.looks()
    lena.follows("Withdraw or erase at their request")
    lena.ticks("Withdraw: the words go, the place in the count stays")
    lena.ticks("The person asked for this, or somebody who may speak for them.")
    lena.presses("Take it back")
    lena.goes_to("/themes/notice")
    lena.reads_nowhere(SEATS)
    lena.goes_to("/themes/summary")
    lena.reads_nowhere(SEATS)


def test_the_same_without_scripts(somebody, body, baton, tmp_path):
    baton.command_line("import", voices(tmp_path), "--organisation", body["organisation"])
    lena = somebody(scripts=False)
    lena.signs_in(body["engagement_lead"])
    lena.goes_to("/themes/notice")
    lena.waits_to_read("2 comments wait for that.")
    lena.follows("Look at them")
    lena.presses("Somebody: keep it back")
    lena.reads("Say what could tell who it is, then keep it back.")
    lena.presses("Nobody: it may be shown")
    lena.reads("The comment before may be shown outside.")
    lena.follows("Leave it for now")
    lena.reads("That was the oldest that waits.")
    lena.goes_to("/themes/notice")
    lena.reads(SEATS)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_sheet_of_the_demonstration_is_sound_and_one(somebody, dark):
    lead = somebody(at="demonstration", dark=dark)
    lead.signs_in(LEAD.email, PASSWORD)
    for path in (
        *("/themes/summary", "/themes/summary?theme=timeliness-of-care", "/themes/notice"),
        *("/comments/review", "/comments/?order=telling&theme=timeliness-of-care"),
    ):
        lead.goes_to(path)
        if "themes" in lead.page.url.partition("?")[0]:
            assert sheets(lead.page) == 1, path
