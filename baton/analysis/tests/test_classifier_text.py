# SPDX-License-Identifier: MIT
"""What the classifier reads of a comment, a score and a cell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.analysis.classifier import vocabulary
from baton.analysis.classifier.features import KINDS, NO_QUESTION, Vocabulary
from baton.analysis.classifier.scores import score_value
from baton.analysis.classifier.text import ALPHABET, clauses, is_blank, plain
from baton.analysis.classifier.vocabulary import Wrote


@given(st.text())
def test_plain_text_has_letters_of_the_alphabet_only(text):
    assert set(plain(text)) <= set(ALPHABET)
    assert plain(plain(text)) == plain(text)


@given(st.text())
def test_clauses_lie_in_order_and_leave_no_letter_out(text):
    spans = clauses(text)
    covered = {place for start, end in spans for place in range(start, end)}
    assert all(place in covered for place, letter in enumerate(text) if letter.isalnum())
    assert [end for _, end in spans[:-1]] <= [start for start, _ in spans[1:]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Kind staff but a cold room", ["Kind staff", "but a cold room"]),
        ("Saw Dr. at 9.30 am", ["Saw Dr.", "at 9.30 am"]),
        ("First line\nsecond line", ["First line", "second line"]),
        ("Lovely, warm, friendly", ["Lovely, warm, friendly"]),
        ("Fine!!! Thanks :)", ["Fine!!!", "Thanks :)"]),
        ("...", []),
    ],
)
def test_a_comment_falls_into_its_clauses(text, pieces):
    assert [text[start:end].strip() for start, end in clauses(text)] == pieces


@pytest.mark.parametrize(
    "text", ["", " \n", "...", "👍", "Did not answer", "did not  ANSWER.", "N/A", "n/a", "没有"]
)
def test_nothing_to_read(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["Nothing", "No", "10", "Did not answer the phone", "Ångström"])
def test_something_to_read(text):
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("cell", "score"),
    [
        ("1", 1),
        (" 5 ", 5),
        ("3.0", 3),
        ("Very good", 1),
        ("very  POOR", 5),
        ("2. Good", 2),
        ("Neither good nor poor", 3),
        ("Extremely likely", 1),
        ("Neither likely nor unlikely", 3),
        ("Don't know", None),
        ("6", None),
        ("0", None),
        ("2.5", None),
        ("nan", None),
        ("", None),
    ],
)
def test_a_score_is_read_however_it_is_worded(cell, score):
    assert score_value(cell) == score


TOLD = [
    Wrote("The ward sister Odetta was kind", "a", "what_good"),
    Wrote("Our ward sister Odetta was kind, kind", "b", "what_good"),
    Wrote("Thank ward sister Odetta, flat 12b, 0116 496 0000", "c", "what_good"),
    Wrote("Only one person ever wrote zigzag zigzag zigzag", "d", None),
]


def test_a_vocabulary_leaves_out_what_few_people_wrote_and_names_and_numbers():
    known = vocabulary.build(TOLD)
    assert "ward" in known.words
    assert "ward sister" in known.pairs
    assert "w=ward" in known.asked
    for part in known.parts:
        assert not [gram for gram in part if "odet" in gram or "zig" in gram or "12" in gram]


def test_a_common_given_name_is_left_out_though_nobody_writes_it_large():
    told = [Wrote(f"thanks to dave and to dave's team {n}", str(n), None) for n in range(5)]
    known = vocabulary.build(told)
    assert "thanks" in known.words
    assert not [gram for part in known.parts for gram in part if "dave" in gram]


def test_one_person_who_writes_often_does_not_make_a_word_common():
    told = [Wrote("Parsnips again", "gus", None)] * 9
    assert "parsnips" not in vocabulary.build(told).words


def counted(known: Vocabulary, text: str, kind: int = NO_QUESTION) -> dict[str, float]:
    row = known.matrix([text], np.array([kind])).toarray()[0]
    grams = [gram for part in known.parts for gram in part]
    return {gram: count for gram, count in zip(grams, row, strict=True) if count}


KNOWN = Vocabulary(
    words=("bad", "not"),
    pairs=("not bad",),
    asked=("w=bad",),
    letters=(" b", " ba", "ad", "ba", "d ", "d b"),
)


def test_ngrams_of_words_and_letters_are_counted_within_words():
    assert counted(KNOWN, "Not bad, bad!") == {
        "bad": 2,
        "not": 1,
        "not bad": 1,
        " b": 2,
        " ba": 2,
        "ad": 2,
        "ba": 2,
    }


def test_a_word_counts_with_the_question_that_it_answers():
    assert counted(KNOWN, "bad", KINDS.index("what_good"))["w=bad"] == 1
    assert "w=bad" not in counted(KNOWN, "bad", KINDS.index("could_improve"))
    assert "w=bad" not in counted(KNOWN, "bad")


def test_texts_of_one_batch_do_not_run_into_each_other():
    rows = KNOWN.matrix(["not", "bad", "", "d bad"], np.full(4, NO_QUESTION)).toarray()
    assert rows[0].tolist() == [0, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert rows[1].tolist() == [1, 0, 0, 0, 1, 1, 1, 1, 1, 0]
    assert rows[2].sum() == 0
    assert rows[3].tolist() == [1, 0, 0, 0, 1, 1, 1, 1, 2, 0]


@given(st.lists(st.text(max_size=40), max_size=8))
def test_a_text_counts_the_same_alone_and_in_a_batch(texts):
    kinds = np.full(len(texts), NO_QUESTION)
    together = KNOWN.matrix(texts, kinds).toarray()
    for number, text in enumerate(texts):
        alone = KNOWN.matrix([text], kinds[:1]).toarray()[0]
        assert together[number].tolist() == alone.tolist()
