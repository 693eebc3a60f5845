# SPDX-License-Identifier: MIT
"""Ewa spoke Polish: Priya says so, says it in English, and reads what was found in her words."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import SCRIPTS
from tests.journeys.files import bring

# Its pages ask nothing that a room's own tests do not ask on both databases.
pytestmark = pytest.mark.one_database

EWA = "Pielęgniarka była bardzo miła i delikatna, ale czekałam cztery godziny na lekarza."
IN_ENGLISH = "The nurse was very kind and gentle, but I waited four hours to see a doctor."
FILE = f"""Response ID,Date,Ward,Friends and Family,What was good?
1,2026-06-08,Kestrel ward,Very good,The nurses were kind and explained everything to me
2,2026-06-09,Kestrel ward,Good,"{EWA}"
3,2026-06-10,Heron clinic,Poor,I waited four hours and nobody told me why
"""


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_polish_comment_is_coded_from_its_translation(somebody, body, tmp_path, scripts):
    priya = somebody(scripts=scripts)
    priya.signs_in(body["engagement_lead"])
    file = tmp_path / "june.csv"
    file.write_text(FILE)
    bring(priya, file)
    priya.waits_to_read("3 comments from 3 rows are kept.")
    finds_what_was_not_read(priya)
    says_that_it_is_slovak_and_thinks_again(priya)
    translates_it(priya)
    priya.goes_to("/comments/?q=gentle")
    priya.reads("Translation, by a person:")
    priya.reads(EWA[:30])


def finds_what_was_not_read(priya):
    priya.goes_to("/comments/")
    priya.waits_to_read("1 comment is in a language that the classifier cannot read.")
    priya.follows("Translate it")
    priya.reads("waiting for a translation")
    priya.page.locator(".bt-comments a").first.click()
    priya.reads("In Polish, a program found.")
    priya.reads("The classifier reads English only: it has not read this.")


def says_that_it_is_slovak_and_thinks_again(priya):
    for language in ("Slovak", "Polish"):
        priya.page.get_by_text("Correct the language").click()
        priya.chooses("The words are in", language)
        priya.presses("Save the language")
        priya.reads(f"In {language}, says a person.")


def translates_it(priya):
    priya.presses("Keep the translation")
    priya.reads("Write what was said, in English.")
    priya.fills("In English", IN_ENGLISH)
    priya.presses("Keep the translation")
    priya.reads("Translation, by a person")
    priya.waits_to_read("Coded from the translation.")
    words = priya.page.locator("#words")
    expect(words).to_have_attribute("lang", "pl")
    expect(words).to_have_text(EWA)
    translation = priya.page.locator("#translation")
    expect(translation.locator("mark.bt-span, .bt-span").first).to_be_visible()
    expect(translation).to_contain_text("kind and gentle")
