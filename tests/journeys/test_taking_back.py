# SPDX-License-Identifier: MIT
"""What a person told us stays theirs."""

from __future__ import annotations

import pytest

from tests.journeys.files import june


@pytest.mark.parametrize(
    ("choice", "what_is_left"),
    [
        ("Withdraw: the words go, the place in the count stays", "6 comments, newest first"),
        ("Erase: everything goes", "5 comments, newest first"),
    ],
)
def test_a_person_takes_back_what_they_said(somebody, body, baton, tmp_path, choice, what_is_left):
    baton.command_line("import", june(tmp_path), "--organisation", body["organisation"])
    lena = somebody()
    lena.signs_in(body["engagement_lead"])
    lena.goes_to("/comments/?q=nurses")
    lena.waits_to_read("The nurses were kind")
    lena.page.locator(".bt-comments a").first.click()
    lena.looks()
    lena.follows("Withdraw or erase at their request")
    lena.ticks(choice)
    lena.ticks("The person asked for this, or somebody who may speak for them.")
    lena.presses("Take it back")
    lena.goes_to("/comments/?q=nurses")
    lena.reads("Nobody said anything that matches.")
    lena.goes_to("/comments/")
    lena.reads(what_is_left)
    lena.reads_nowhere("The nurses were kind")

    # The same file again does not bring it back.
    baton.command_line("import", june(tmp_path), "--organisation", body["organisation"])
    lena.goes_to("/comments/")
    lena.reads_nowhere("The nurses were kind")
