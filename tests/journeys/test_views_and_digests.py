# SPDX-License-Identifier: MIT
"""Save what one sees of the themes, hear of it on Monday, and carry the figures away."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import SCRIPTS
from tests.journeys.files import bring, june


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_amina_saves_a_view_hears_of_it_and_carries_it_away(
    somebody, body, baton, tmp_path, scripts
):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    bring(amina, june(tmp_path))
    amina.waits_to_read("6 comments from 6 rows are kept.")
    amina.goes_to("/themes/?sort=negative&layout=flat")
    amina.waits_to_read("6 coded comments")

    amina.follows("Save this view")
    amina.presses("Save")
    amina.reads("Give the view a name")
    amina.fills("Name", "What hurts")
    amina.ticks("My colleagues find it too")
    amina.presses("Save")
    amina.stands_at("/themes/?sort=negative&layout=flat")
    amina.reads("The view is saved as “What hurts”.")

    # A patient partner reads figures and no words: the view is for them too.
    pat = somebody(scripts=scripts)
    pat.signs_in(body["patient_partner"])
    pat.follows("What hurts")
    pat.stands_at("/themes/?sort=negative&layout=flat")
    pat.follows("Saved views")
    pat.presses("Subscribe to What hurts")
    pat.reads("You will hear of “What hurts” by e-mail, on Monday mornings at 7.")

    baton.comes_to_monday(within=60)
    letter = baton.letters_to(body["patient_partner"], within=60)[-1]
    assert "What hurts\n6 comments came in.\nThere is no change that we can be sure of." in letter
    assert "kind" not in letter
    link = next(line for line in letter.splitlines() if line.startswith(baton.address))
    pat.goes_to(link.removeprefix(baton.address))
    pat.stands_at("/themes/?sort=negative&layout=flat")
    expect(pat.page.get_by_text("Download these figures")).to_have_count(0)
    pat.goes_to("/views/")
    pat.presses("End the subscription to What hurts")
    pat.reads("You will hear no more of “What hurts”.")

    for name, first in (("as CSV", b"\xef\xbb\xbfWhat people say"), ("for Excel", b"PK")):
        with amina.page.expect_download() as download:
            amina.page.get_by_role("link", name=name).click()
        assert download.value.path().read_bytes().startswith(first)
