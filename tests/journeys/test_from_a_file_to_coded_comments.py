# SPDX-License-Identifier: MIT
"""Bring a file, and minutes later read what people said, coded; and correct a coding."""

from __future__ import annotations

import pytest

from tests.journeys.files import bring, june


@pytest.fixture
def file(tmp_path):
    return june(tmp_path)


def brings_the_file(visitor, file):
    bring(visitor, file)
    visitor.waits_to_read("6 comments from 6 rows are kept.")
    visitor.reads("1 row was refused and kept aside.")
    visitor.reads("31 February does not exist.")


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
    amina.reads("person")
    amina.fills("Add a theme to the words you select", "Communication with patients")
    amina.presses("Add")


def test_the_keyboard_alone_corrects_a_coding(somebody, body, file):
    amina = somebody()
    amina.signs_in(body["analyst"])
    brings_the_file(amina, file)
    amina.goes_to("/comments/?q=nurses")
    amina.waits_to_read("The nurses were kind")
    amina.page.locator(".bt-comments a").first.focus()
    amina.types("Enter")
    amina.waits_to_read("As a whole it reads as")
    amina.types("r")
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
