# SPDX-License-Identifier: MIT
"""What rose, where, and the words behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from baton.demo.build import PASSWORD
from tests.journeys.files import bring

WAITED = "I waited four hours to be seen by a doctor, number {}"
PARKED = "The car park was full and too dear, number {}"
KIND = "The nurse was kind and gentle with me, number {}"


def two_quarters(folder: Path) -> Path:
    """A file in which waiting rises from January–March to April–June, in the walk-in centre."""
    rows = ["Response ID,Date,Ward,Comment"]

    def said(number: int, day: str, ward: str, words: str) -> None:
        for _ in range(number):
            rows.append(f'{len(rows)},{day},{ward},"{words.format(len(rows))}"')

    for day in ("12/01/2026", "12/02/2026", "12/03/2026"):
        said(4, day, "Walk-in centre", WAITED)
        said(16, day, "Walk-in centre", KIND)
        said(10, day, "Kestrel ward", KIND)
        said(10, day, "Kestrel ward", PARKED)
    for day in ("13/04/2026", "13/05/2026", "12/06/2026"):
        said(16, day, "Walk-in centre", WAITED)
        said(4, day, "Walk-in centre", KIND)
        said(10, day, "Kestrel ward", KIND)
        said(10, day, "Kestrel ward", PARKED)
    path = folder / "two-quarters.csv"
    path.write_text("\n".join(rows))
    return path


def test_amina_finds_what_rose_and_where_and_it_goes_with_who_takes_it_back(
    somebody, body, tmp_path
):
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    bring(amina, two_quarters(tmp_path))
    amina.waits_to_read("All of them are coded.")
    amina.goes_to("/themes/")
    amina.waits_to_read("240 coded comments.")
    amina.reads("Timeliness of care rose from 10% to 40% of comments, mostly in Walk-in centre.")
    changed = amina.page.locator(".bt-changes li", has_text="Timeliness of care")
    assert "▲ +30.0" in changed.inner_text()
    changed.get_by_role("link").click()
    amina.looks()
    amina.reads("48 comments, newest first")
    assert amina.page.locator(".bt-comments a").count() >= 10

    # One of them takes it back: with the same request it is gone from every count.
    amina.page.locator(".bt-comments a").first.click()
    amina.looks()
    amina.follows("Withdraw or erase at their request")
    amina.ticks("Withdraw: the words go, the place in the count stays")
    amina.ticks("The person asked for this, or somebody who may speak for them.")
    amina.presses("Take it back")
    amina.goes_to("/themes/?from=2026-04-01&to=2026-06-30")
    amina.reads("119 coded comments.")
    row = amina.page.locator("main table tr", has_text="Timeliness of care").first
    assert "47" in row.inner_text()

    amina.goes_to("/themes/where/?from=2026-04-01&to=2026-06-30")
    row = amina.page.locator(".bt-heat tr", has_text="Walk-in centre")
    assert "▲80" in row.inner_text(), "surely more often than elsewhere"


@pytest.mark.one_database
def test_every_closer_look_is_sound_and_leads_to_words(somebody):
    meena = somebody(at="demonstration")
    meena.signs_in("meena.rao@board.example.org", PASSWORD)
    meena.goes_to("/themes/")
    meena.waits_to_read("coded comments")
    for name, words in (
        ("Where", "Themes by service"),
        ("Who and how", "Channel"),
        ("Together", "Against chance"),
        ("Compare", "Themes beside one another"),
    ):
        meena.follows(name)
        meena.reads(words)
    meena.goes_to("/themes/who/")
    meena.follows("Age band")
    meena.reads("hidden")
    meena.goes_to("/themes/together/")
    meena.page.locator("main table a").first.click()
    meena.looks()
    assert "also=" in meena.page.url


@pytest.mark.one_database
def test_without_javascript_and_by_keyboard_a_mark_opens_its_words(somebody):
    meena = somebody(at="demonstration", scripts=False)
    meena.signs_in("meena.rao@board.example.org", PASSWORD)
    meena.goes_to("/themes/?sort=change&layout=flat")
    meena.waits_to_read("coded comments")
    meena.page.locator(".bt-heat td a").first.focus()
    meena.types("Enter")
    meena.page.wait_for_url("**/comments/**")
    meena.looks()
    meena.reads("newest first")
