# SPDX-License-Identifier: MIT
"""What rose, where, and the words behind it."""

from __future__ import annotations

import pytest

from baton.demo.build import PASSWORD

pytestmark = pytest.mark.one_database


def test_meena_finds_what_rose_and_reads_the_words_behind_it(somebody):
    meena = somebody(at="demonstration")
    meena.signs_in("meena.rao@board.example.org", PASSWORD)
    meena.goes_to("/themes/")
    meena.reads("People speak most about")
    meena.page.get_by_text("Add a filter").click()
    walk_in = meena.page.locator("#f-service option", has_text="Belvoir walk-in centre")
    meena.page.get_by_label("Service", exact=True).select_option(walk_in.get_attribute("value"))
    meena.presses("Show these")
    meena.reads("Timeliness of care rose from")
    row = meena.page.locator("main tr", has_text="Timeliness of care").first
    assert "▲" in row.inner_text()
    row.get_by_role("link", name="Timeliness of care").click()
    meena.looks()
    assert meena.page.locator(".bt-comments a").count() >= 10
    meena.reads("Belvoir walk-in centre")


def test_every_closer_look_is_sound_and_leads_to_words(somebody):
    meena = somebody(at="demonstration")
    meena.signs_in("meena.rao@board.example.org", PASSWORD)
    meena.goes_to("/themes/")
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
    meena.reads("And also")


def test_without_javascript_and_by_keyboard_a_mark_opens_its_words(somebody):
    meena = somebody(at="demonstration", scripts=False)
    meena.signs_in("meena.rao@board.example.org", PASSWORD)
    meena.goes_to("/themes/?sort=change&layout=flat")
    meena.page.locator(".bt-heat td a").first.focus()
    meena.types("Enter")
    meena.page.wait_for_url("**/comments/**")
    meena.looks()
    meena.reads("comments, newest first")
