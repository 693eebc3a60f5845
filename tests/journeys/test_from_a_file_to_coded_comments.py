# SPDX-License-Identifier: MIT
"""Bring a file, and minutes later read what people said, coded; and correct a coding."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.files import bring, june


@pytest.fixture
def file(tmp_path):
    return june(tmp_path)


def brings_the_file(visitor, file):
    bring(visitor, file)
    visitor.waits_to_read("6 comments from 6 rows are kept.")
    visitor.reads("1 row was refused and kept aside.")
    visitor.reads("31 February does not exist.")


def it_was_given_by_a_person(visitor, theme):
    row = visitor.page.locator("#coding-table tr", has_text=theme)
    expect(row.locator("[data-label=Confidence]")).to_have_text("person")


def test_amina_brings_a_file_reads_what_people_said_and_corrects_a_coding(somebody, body, file):
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    amina.reads("Nobody has been heard here yet.")
    brings_the_file(amina, file)

    amina.follows("What people say")
    amina.waits_to_read("Staff manner")
    amina.goes_to("/comments/?q=nurses")
    amina.reads("The nurses were kind")
    amina.reads_nowhere("car park")

    amina.page.locator(".bt-comments a").first.click()
    amina.looks()
    amina.waits_to_read("As a whole it reads as positive")
    amina.presses("Confirm Staff manner & personal attributes")
    it_was_given_by_a_person(amina, "Staff manner & personal attributes")
    amina.fills("Add a theme to the words you select", "Weather")
    amina.presses("Add")
    amina.reads("“Weather” is not one theme of your codebook.")
    amina.fills("Add a theme to the words you select", "Discharge")
    amina.presses("Add")
    it_was_given_by_a_person(amina, "Discharge")


def test_the_keyboard_alone_corrects_a_coding(somebody, body, file):
    amina = somebody()
    amina.signs_in(body["analyst"])
    brings_the_file(amina, file)
    amina.goes_to("/comments/?q=nurses")
    amina.waits_to_read("The nurses were kind")
    amina.page.locator(".bt-comments a").first.focus()
    amina.types("Enter")
    amina.waits_to_read("As a whole it reads as")
    chosen = amina.page.locator("#coding-table tr.bt-on th").inner_text()
    amina.types("r")
    amina.reads(f"“{chosen}” was removed.")
    expect(amina.page.locator("#coding-table th", has_text=chosen)).to_have_count(0)
    amina.looks()
    amina.types("n")
    amina.looks()
    amina.reads("That was the oldest comment of this list.")


def test_without_javascript_the_same_way_can_be_walked(somebody, body, file):
    amina = somebody(scripts=False)
    amina.signs_in(body["engagement_lead"])
    brings_the_file(amina, file)
    amina.goes_to("/comments/?q=nurses")
    amina.waits_to_read("The nurses were kind")
    amina.page.locator(".bt-comments a").first.click()
    amina.waits_to_read("As a whole it reads as positive")
    amina.presses("Confirm Staff manner & personal attributes")
    it_was_given_by_a_person(amina, "Staff manner & personal attributes")
    amina.goes_to("/themes/")
    amina.reads("Staff manner")


def test_the_same_file_twice_adds_nothing(somebody, body, file):
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    brings_the_file(amina, file)
    bring(amina, file)
    amina.waits_to_read("6 were here already")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (b"", "The file is empty"),
        (b"Comment,Date\n", "no rows"),
        (b"PK\x03\x04" + bytes(200), "Excel"),
    ],
)
def test_a_file_without_comments_gets_a_sentence(somebody, body, tmp_path, words, sentence):
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    path = tmp_path / "nothing.csv"
    path.write_bytes(words)
    amina.goes_to("/uploads/new")
    amina.brings("Choose a file", path)
    amina.presses("Bring it")
    amina.reads(sentence)


SELECT = """words => {
  for (const run of document.querySelectorAll("#words [data-start]")) {
    const at = run.firstChild.data.indexOf(words);
    if (at < 0) continue;
    document.getSelection().setBaseAndExtent(run.firstChild, at, run.firstChild, at + words.length);
    return;
  }
}"""


def test_the_words_that_are_selected_are_the_ones_that_are_coded(somebody, body, tmp_path):
    path = tmp_path / "emoji.csv"
    said = "The bays were full \N{POUTING FACE} again.\r\nLovely staff though, truly."
    path.write_bytes(f'Response ID,Date,Comment\r\n1,28/06/2026,"{said}"\r\n'.encode())
    amina = somebody()
    amina.signs_in(body["analyst"])
    amina.goes_to("/uploads/new")
    amina.brings("Choose a file", path)
    amina.presses("Bring it")
    amina.presses("This is right: read the file")
    amina.waits_to_read("1 comment from 1 row is kept.")
    amina.goes_to("/comments/?q=bays")
    amina.waits_to_read("Lovely staff though")
    amina.page.locator(".bt-comments a").first.click()
    amina.waits_to_read("As a whole it reads as")
    amina.page.evaluate(SELECT, "Lovely staff")
    amina.waits_to_read("For the words “Lovely staff”.")
    amina.fills("Add a theme to the words you select", "parking")
    amina.presses("Add")
    amina.reads("Parking")
    # Where a coding begins and ends the words are cut: one piece is what was selected.
    pieces = amina.page.locator("#words [data-start]").all_text_contents()
    assert "Lovely staff" in pieces, pieces
