# SPDX-License-Identifier: MIT
"""Training, on a small world of invented comments."""

from __future__ import annotations

import csv
import random

import numpy as np
import pytest

from baton.analysis.classifier import design, load
from baton.analysis.classifier.examples import (
    Example,
    Hint,
    NotLabelled,
    read_hints_csv,
    read_labelled_csv,
)
from baton.analysis.classifier.rules import CONFIDENCE
from baton.analysis.classifier.training import TooFewExamples, train, train_from_csv

FOOD, WAIT, PARKING = (
    "Food & drink provision & facilities",
    "Timeliness of care",
    "Parking",
)
SAYINGS = {
    FOOD: ("the soup was {}", "dinner came {}", "my breakfast was {}"),
    WAIT: ("the queue was {}", "our wait felt {}", "delays were {}"),
    PARKING: ("the car park was {}", "disabled bays were {}", "parking felt {}"),
}
FEELINGS = {"lovely": 1, "fine": 2, "mixed": 3, "poor": 4, "dreadful": 5}


def invented(number: int, *, seed: int = 3) -> list[Example]:
    dice = random.Random(seed)
    made = []
    for each in range(number):
        themes = dice.sample(sorted(SAYINGS), dice.choice((1, 1, 2)))
        feeling = dice.choice(sorted(FEELINGS))
        text = ". ".join(dice.choice(SAYINGS[theme]).format(feeling) for theme in themes)
        made.append(
            Example(
                text=text,
                question_kind=dice.choice(("what_good", "could_improve", "nonspecific")),
                score=dice.choice((None, FEELINGS[feeling])),
                themes=frozenset(themes),
                sentiment5=FEELINGS[feeling],
                respondent=f"person {each // 2}",
            )
        )
    return made


@pytest.fixture(scope="module")
def small():
    return train(invented(160))


def titles(coded):
    return {theme.title for theme in coded.themes}


def test_it_learns_what_people_labelled(small):
    coded = small.code(["My dinner was dreadful. The queue was lovely"])[0]
    assert titles(coded) == {FOOD, WAIT}
    assert set(small.themes) == {FOOD, WAIT, PARKING}


def test_it_learns_how_people_felt(small):
    lovely, dreadful = small.code(["the soup was lovely", "the soup was dreadful"])
    assert (lovely.sentiment5, dreadful.sentiment5) == (1, 5)


def test_what_was_learned_goes_before_the_rule_for_it(small):
    (theme,) = small.code(["the car park was fine"])[0].themes
    assert theme.title == PARKING
    assert theme.confidence != CONFIDENCE


def test_the_same_examples_make_the_same_classifier(small, tmp_path):
    again = train(invented(160))
    assert again.version == small.version
    small.weights.save(tmp_path / "one")
    again.weights.save(tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_saved_classifier_codes_as_it_did_before(small, tmp_path):
    small.weights.save(tmp_path / "kept")
    read = load(tmp_path / "kept")
    texts = [each.text for each in invented(40, seed=9)]
    assert read.version == small.version
    assert read.code(texts) == small.code(texts)


def test_other_examples_make_another_version(small):
    assert train(invented(160, seed=4)).version != small.version


def test_themes_with_too_few_comments_are_left_to_people():
    made = train(invented(60), fewest=25)
    assert set(made.themes) == {WAIT, PARKING}


def test_comments_of_too_few_people_are_refused():
    with pytest.raises(TooFewExamples, match="5 people or more; there are 3"):
        train(invented(6))


def test_comments_without_a_theme_are_refused():
    with pytest.raises(TooFewExamples, match="gave to 500 comments"):
        train(invented(40), fewest=500)


def test_people_who_never_judged_sentiment_can_still_train():
    unjudged = [
        Example(each.text, each.question_kind, each.score, each.themes, None, each.respondent)
        for each in invented(80)
    ]
    coded = train(unjudged).code(["the queue was poor"])[0]
    assert titles(coded) == {WAIT}


def test_only_two_sentiments_are_enough_to_tell_them_apart():
    judged = [each for each in invented(200) if each.sentiment5 in {2, 4}]
    fine, poor = train(judged).code(["my breakfast was fine", "my breakfast was poor"])
    assert (fine.sentiment3, poor.sentiment3) == ("positive", "negative")


def test_corrections_teach_the_shipped_classifier_without_taking_what_it_knew():
    shipped = load()
    made = train(invented(80), base=shipped)
    assert set(made.themes) == {*shipped.themes, PARKING}
    assert titles(made.code(["Disabled bays were poor"])[0]) == {PARKING}
    text = "The nurse was kind and gentle"
    assert titles(shipped.code([text])[0]) <= titles(made.code([text])[0])
    assert made.weights.notes["built_on"] == shipped.version


def test_a_few_corrections_leave_the_sentiment_as_it_was():
    shipped = load()
    unjudged = [
        Example(each.text, each.question_kind, each.score, each.themes, None, each.respondent)
        for each in invented(80)
    ]
    made = train(unjudged, base=shipped)
    texts = ["Rude and careless", "So very helpful and kind", "Nothing", "It was all right"]
    before = [each.sentiment5 for each in shipped.code(texts)]
    assert [each.sentiment5 for each in made.code(texts)] == before


def test_comments_of_another_scheme_teach_words_that_the_labelled_ones_lack():
    hints = [
        Hint(word, label, None, f"{word} {number}")
        for word, label in (("soup", "Meals"), ("porridge", "Meals"), ("lateness", "Times"))
        for number in range(20)
    ]
    labelled = invented(60)
    ground = design.ground(labelled, hints, None)
    taught = design.directions(ground.rows_of(hints), hints, ground.rows_of(labelled), None)
    soup, porridge, lateness = ground.rows_of(hints[::20]) @ taught.ngrams
    assert np.dot(porridge, soup) > 0 > np.dot(porridge, lateness)
    made = train(labelled, hints=hints)
    assert "porridge" in made.weights.vocabulary.words
    assert made.weights.notes["hints"] == 60


def write(path, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as held:
        csv.writer(held).writerows(rows)


@pytest.fixture
def labelled_file(tmp_path):
    path = tmp_path / "labelled.csv"
    heading = ["Respondent ID", "FFT question", "FFT answer", "FFT categorical answer"]
    rows = [[*heading, "Comment sentiment", FOOD, "Staff continuity", "Care plans", "Admission"]]
    rows += [
        [f"r{n}", "What could we do better?", text, "5", "4", food, continuity, plans, "1"]
        for n in range(20)
        for text, food, continuity, plans in (
            ("hot soup please", "1", "", ""),
            ("a new doctor each time", "", "1", "1"),
        )
    ]
    write(path, rows)
    return path


def test_a_labelled_file_is_read_with_its_older_labels_merged(labelled_file):
    first, second = read_labelled_csv(labelled_file)[:2]
    assert first == Example("hot soup please", "could_improve", 5, frozenset({FOOD}), 4, "r0")
    assert second.themes == {"Continuity of care"}


def test_training_from_files_saves_a_classifier(labelled_file, tmp_path):
    hints = tmp_path / "hints.csv"
    write(hints, [["feedback", "subcategory", "criticality"], ["cold soup", "Food", "-2"]])
    made = train_from_csv([labelled_file, hints], tmp_path / "made")
    assert load(tmp_path / "made").version == made.version
    assert titles(made.code(["hot soup"])[0]) == {FOOD}
    assert read_hints_csv(hints) == [Hint("cold soup", "Food", -2, "hints.csv:0")]


def test_a_file_without_labels_is_refused_with_what_it_lacks(tmp_path):
    path = tmp_path / "plain.csv"
    write(path, [["Respondent ID", "FFT question"], ["1", "Why?"]])
    with pytest.raises(NotLabelled, match=r'plain\.csv has no column "FFT answer"'):
        read_labelled_csv(path)
