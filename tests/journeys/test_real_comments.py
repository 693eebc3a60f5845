# SPDX-License-Identifier: MIT
"""The road from a real file to a team's meeting, on what people really said.

The words of the file stay where it lies, beside the project: where it is not, there is nothing to
walk on.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.journeys.files import bring
from tests.journeys.test_summary import sheets

REAL = Path(__file__).parents[3] / "shared" / "data" / "feedback" / "nhs_comments_labelled.csv"
COUNTED = re.compile(r"([\d,]+) coded comments")

pytestmark = [
    # Its pages ask nothing that a room's own tests do not ask on both databases.
    pytest.mark.one_database,
    pytest.mark.skipif(not REAL.is_file(), reason="the real comments (../shared) are not here"),
]


def counted(visitor) -> int:
    found = COUNTED.search(visitor.page.locator("main").inner_text())
    assert found
    return int(found[1].replace(",", ""))


def test_amina_finds_what_changed_in_one_service_and_takes_it_to_her_team(somebody, body):
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    bring(amina, REAL)
    amina.waits_to_read("All of them are coded.")
    amina.goes_to("/themes/where/")
    amina.waits_to_read("Themes by service")
    # The copy is some seconds behind, more beside other work: what is counted below is all of it.
    amina.waits_until_gone("is being added")

    # The service most spoken of; down the tree as far as it goes.
    while (parts := amina.page.locator(".bt-heat tbody th a")).count():
        before = amina.page.url
        parts.first.click()
        amina.looks()
        assert amina.page.url != before
    amina.follows("Themes")
    amina.reads("Change in points of share")
    sentence = amina.page.locator(".bt-reading").inner_text()
    assert "people speak most about" in sentence.lower()
    everybody = counted(amina)
    assert everybody > 200

    newest = reads_ten_comments_behind_what_rose(amina)
    total = keeps_the_view_and_prints_it(amina)
    # Somebody takes back what they said: gone from every count with the same request.
    takes_back(amina, newest)
    amina.goes_to("/themes/")
    assert counted(amina) == total - 1


def reads_ten_comments_behind_what_rose(amina) -> str:
    """What rose most stands first; the address of the tenth comment behind it."""
    amina.follows("As one list")
    amina.follows("Change")
    amina.page.locator("section[aria-labelledby=themes] tbody th a").first.click()
    amina.looks()
    comments = amina.page.locator(".bt-comments a")
    assert comments.count() >= 10
    comments.first.click()
    amina.looks()
    for _ in range(9):
        amina.follows("Next comment")
    return amina.page.url


def keeps_the_view_and_prints_it(amina) -> int:
    """For her team; how many comments the view counts."""
    amina.page.go_back()
    amina.goes_to("/themes/?sort=change&layout=flat")
    amina.follows("Save this view")
    amina.fills("Name", "What moves")
    amina.presses("Save")
    amina.reads("The view is saved as “What moves”.")
    total = counted(amina)
    amina.follows("One-page summary")
    assert sheets(amina.page) == 1
    return total


def takes_back(amina, comment: str) -> None:
    amina.page.goto(comment)
    amina.looks()
    amina.follows("Withdraw or erase at their request")
    amina.ticks("Withdraw: the words go, the place in the count stays")
    amina.ticks("The person asked for this, or somebody who may speak for them.")
    amina.presses("Take it back")
