# SPDX-License-Identifier: MIT
"""Which language a public page speaks, and what it says in it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from baton.ui import speech, words

pytestmark = pytest.mark.django_db

NOTICE = "/privacy"
IN_DUTCH = "Hoe wij gebruiken wat u ons vertelt"
IN_POLISH = "Jak wykorzystujemy to, co nam Państwo mówią"


@pytest.fixture(autouse=True)
def approved(monkeypatch):
    """The languages that somebody has approved: Dutch alone."""
    memory = speech._Memory()
    memory.ask = lambda language: speech.Known({}, language == "nl")
    monkeypatch.setattr(speech, "_memory", memory)


def read(browser=None, path=NOTICE, **headers):
    answer = (browser or Client()).get(path, headers=headers)
    return answer.content.decode()


def test_a_page_speaks_english_to_who_asks_for_nothing():
    page = read()
    assert '<html lang="en-GB">' in page
    assert "How we use what you tell us" in page


def test_a_language_that_was_chosen_is_remembered_by_its_code_alone():
    amina = Client()
    assert IN_POLISH in read(amina, f"{NOTICE}?language=pl")
    assert amina.cookies["baton_language"].value == "pl"
    assert '<html lang="pl">' in read(amina)
    read(amina, f"{NOTICE}?language=en")
    assert '<html lang="en-GB">' in read(amina)


@pytest.mark.parametrize("asked", ["xx", "ro", "", "en-x-easy", "../../etc"])
def test_a_language_that_there_is_not_is_english_and_not_remembered(asked):
    browser = Client()
    assert '<html lang="en-GB">' in read(browser, f"{NOTICE}?language={asked}")
    assert "baton_language" not in browser.cookies


def test_a_browser_gets_unasked_what_is_approved_and_no_draft():
    assert IN_DUTCH in read(accept_language="nl-BE,nl;q=0.9")
    assert '<html lang="en-GB">' in read(accept_language="pl")
    assert IN_DUTCH in read(accept_language="pl;q=0.9,nl;q=0.5")
    assert read(accept_language="\x00;q=nonsense")


def test_a_draft_says_so_in_both_languages_and_an_approved_page_does_not():
    draft = read(path=f"{NOTICE}?language=pl")
    assert "This page is a draft" in draft
    assert "nikt, kto mówi tym językiem, jeszcze jej nie sprawdził" in draft
    for page in (read(path=f"{NOTICE}?language=nl"), read()):
        assert "This page is a draft" not in page


def test_arabic_runs_from_the_right():
    page = read(path=f"{NOTICE}?language=ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert '<a href="tel:999" dir="ltr">999</a>' in page


def test_the_row_of_languages_keeps_where_one_is():
    page = read(path=f"{NOTICE}?page=2&language=cy")
    assert 'href="?page=2&amp;language=nl" lang="nl" dir="ltr"' in page
    assert 'lang="cy" dir="ltr" hreflang="cy" aria-current="true"' in page


def test_what_is_not_there_is_told_in_the_readers_language():
    answer = Client().get("/nowhere?language=nl")
    assert answer.status_code == 404
    assert "Hier is niets" in answer.content.decode()


def test_pages_of_people_who_work_here_speak_english():
    amina = Client()
    read(amina, f"{NOTICE}?language=nl")
    page = read(amina, "/sign-in", accept_language="nl")
    assert '<html lang="en-GB">' in page
    assert "bt-tongues" not in page


def test_a_page_in_a_language_leaves_no_trace_in_the_next():
    read(path=f"{NOTICE}?language=nl")
    assert translation.get_language() == "en-gb"
    assert speech.gettext("Thank you") == "Thank you"


def test_a_cache_keeps_the_languages_apart():
    answer = Client().get(NOTICE)
    assert {"Accept-Language", "Cookie"} <= {each.strip() for each in answer["Vary"].split(",")}


def test_days_numbers_and_lists_are_written_as_the_language_writes_them():
    day = date(2026, 2, 19)
    assert (words.day(day), words.number(12345)) == ("19 February 2026", "12,345")
    with translation.override("nl"):
        assert words.long_day(day) == "donderdag 19 februari 2026"
        assert (words.number(12345), words.listed(["a", "b", "c"])) == ("12.345", "a, b en c")
    with translation.override("gu"):
        assert words.day(day) == "19 ફેબ્રુઆરી, 2026"


def test_a_mended_sentence_outranks_the_catalogue_and_is_no_markup():
    speech._memory.ask = lambda _: speech.Known(
        {"Back": ["<b>Nazad</b>"], "There is %(num)s question.": ["1", "%(num)s few", "many"]}, True
    )
    with translation.override("pl"):
        assert speech.gettext("Back") == "<b>Nazad</b>"
        few = speech.ngettext("There is %(num)s question.", "There are %(num)s questions.", 3)
        assert few == "%(num)s few"
    speech.forget()
    speech._memory.ask = lambda _: speech.Known(
        {"How we use what you tell us": ["<script>1</script>"]}, True
    )
    page = read(path=f"{NOTICE}?language=pl")
    assert "&lt;script&gt;" in page
    assert "<script>1" not in page
