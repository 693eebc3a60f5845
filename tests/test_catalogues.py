# SPDX-License-Identifier: MIT
"""Each language says every sentence of the public pages, and no other."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po

from baton.ui import catalogues
from baton.ui.languages import TRANSLATED
from tools import messages

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def said_now():
    return {each.id for each in messages.said_now() if each.id}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_what_the_pages_say_and_nothing_else(language, said_now):
    """Otherwise run: python -m tools.messages"""
    assert {each.id for each in catalogues.read(language) if each.id} == said_now


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_in_each_form_that_numbers_take(language):
    catalogue = catalogues.read(language)
    unfinished = [
        each.id
        for each in catalogue
        if each.fuzzy or not all(each.string if each.pluralizable else (each.string,))
    ]
    assert unfinished == []
    assert {len(each.string) for each in catalogue if each.pluralizable} == {catalogue.num_plurals}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_tells_the_same_names_and_numbers(language):
    for each in catalogues.sentences(language):
        for words in each.words:
            assert catalogues.told(words) == catalogues.told(each.of_many or each.english), words
            assert catalogues.can_be_told(words), words
            assert words == words.strip()
            assert not {"<", ">"} & set(words), "markup is no sentence"


def test_what_django_reads_is_made_from_them(tmp_path):
    catalogues.compile_all(tmp_path)
    made = sorted(path.parts[-3] for path in tmp_path.rglob("*.mo"))
    assert made == sorted(TRANSLATED)


def test_what_staff_may_translate_is_what_their_pages_say():
    """Otherwise run: python -m tools.messages"""
    with catalogues.TEMPLATE.open("rb") as file:
        kept = read_po(file)
    assert {each.id for each in kept if each.id} == {
        each.id for each in messages.said_to_staff() if each.id
    }
