# SPDX-License-Identifier: MIT
"""Answers typed one a line keep their keys, and each text of a survey is translated by its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import wording
from baton.listening.channels.survey.definition import Choice, Definition, Question

BUS = Choice("a1", {"en": "By bus", "gu": "બસથી"}, picture="p1")
FOOT = Choice("a2", {"en": "On foot", "gu": "પગપાળા"})
CAR = Choice("a3", {"en": "In a car", "gu": "કારમાં"})
BEFORE = (BUS, FOOT, CAR)
lines = st.lists(
    st.text("abcdef ", min_size=1, max_size=6).map(str.strip).filter(bool), unique=True, max_size=6
)


def keys(typed, before=BEFORE, taken=()):
    return [each.key for each in wording.choices_of(typed, before, "en", taken)]


@pytest.mark.parametrize(
    ("typed", "become"),
    [
        (["By bus", "On foot", "In a car"], ["a1", "a2", "a3"]),
        (["In a car", "By bus", "On foot"], ["a3", "a1", "a2"]),
        (["By the bus", "On foot", "In a car"], ["a1", "a2", "a3"]),
        (["By bus", "In a car"], ["a1", "a3"]),
        (["By bus", "By bicycle", "On foot", "In a car"], ["a1", "a4", "a2", "a3"]),
        (["By bus", "Walking", "In a car"], ["a1", "a2", "a3"]),
        (["Walking", "By helicopter"], ["a4", "a5"]),
        ([], []),
    ],
)
def test_an_answer_keeps_its_key_where_it_is_the_same_answer(typed, become):
    assert keys(typed) == become


def test_other_words_for_the_same_keep_their_translation_and_their_picture():
    (first, *_) = wording.choices_of(["By the bus", "On foot", "In a car"], BEFORE, "en")
    assert first == Choice("a1", {"en": "By the bus", "gu": "બસથી"}, picture="p1")


def test_something_else_in_the_same_place_is_not_shown_as_what_was_there():
    (first, *_) = wording.choices_of(["Helicopter", "On foot", "In a car"], BEFORE, "en")
    assert first == Choice("a1", {"en": "Helicopter"})


def test_a_key_that_was_published_is_not_given_to_another_answer():
    assert keys(["By boat", "On foot"], (FOOT,), {"a1", "a2", "a9"}) == ["a10", "a2"]


@given(lines, lines)
def test_no_two_answers_have_one_key_and_unchanged_ones_keep_theirs(typed, then):
    first = wording.choices_of(typed, (), "en")
    second = wording.choices_of(then, first, "en")
    assert [each.words["en"] for each in second] == then
    made = [each.key for each in second]
    assert len(set(made)) == len(made)
    assert wording.choices_of(typed, first, "en") == first


SCALE = Question(
    "q1", "scale", {"en": "How sure?"}, hint={"en": "Any"}, least_means={"en": "not at all"}
)
MANY = Question("q2", "many", {"en": "How?"}, choices=(BUS, FOOT))


def test_every_text_is_translated_by_its_name():
    draft = Definition(("en", "gu"), (SCALE, MANY))
    named = [text.name for text in wording.to_translate(draft, "gu")]
    assert named == [
        *("q1-words", "q1-hint", "q1-least_means"),
        *("q2-words", "q2-choice-a1", "q2-choice-a2"),
    ]
    assert wording.missing(draft, "gu") == 4
    done = wording.translated(draft, "gu", dict.fromkeys(named, " હા "))
    assert wording.missing(done, "gu") == 0
    assert done.question("q2").choices[0].words == {"en": "By bus", "gu": "હા"}
    assert done.question("q1").least_means == {"en": "not at all", "gu": "હા"}
    define.check(done)


def test_a_box_that_is_emptied_takes_its_translation_back():
    draft = Definition(("en", "gu"), (MANY,))
    emptied = wording.translated(draft, "gu", {"q2-choice-a1": ""})
    assert emptied.question("q2").choices[0].words == {"en": "By bus"}
    with pytest.raises(define.Faulty, match="Words of question 1 are missing in Gujarati"):
        define.check(emptied)
