# SPDX-License-Identifier: MIT
"""The classifier that ships, on sentences written for it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from baton.analysis.classifier import CodedTheme, load, vocabulary, weights
from baton.analysis.codebook import default


@pytest.fixture(scope="module")
def shipped():
    return load()


def titles(coded):
    return {theme.title for theme in coded.themes}


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The nurse was kind and gentle", "Staff manner & personal attributes"),
        ("We waited five hours for the ambulance to come", "Timeliness of care"),
        ("Nowhere to park", "Parking"),
        ("The meals were cold", "Food & drink provision & facilities"),
        ("The ward was spotless and very clean", "Cleanliness, tidiness & infection control"),
        ("I could not get through on the phone", "Contacting services"),
        ("She listened to me", "Staff listening, understanding & involving patients"),
        ("I was given no pain relief for hours", "Pain management"),
        ("The wifi never worked", "Electronic entertainment"),
        ("More activities and more time in the garden", "Activities & access to fresh air"),
        ("Excellent service, thank you", "Positive experience & gratitude"),
    ],
)
def test_a_plain_sentence_gets_its_theme(shipped, text, theme):
    assert theme in titles(shipped.code([text])[0])


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("Wonderful staff, I could not have asked for better care", "positive"),
        ("Rude receptionist and a filthy waiting room", "negative"),
        ("Everybody was polite and helpful", "positive"),
        ("Nobody answered the phone all day, a disgrace", "negative"),
    ],
)
def test_a_plain_sentence_gets_its_sentiment(shipped, text, sentiment):
    coded = shipped.code([text])[0]
    assert coded.sentiment3 == sentiment
    assert {1: "positive", 2: "positive", 3: "neutral"}.get(
        coded.sentiment5, "negative"
    ) == sentiment


def test_nothing_means_what_the_question_makes_of_it(shipped):
    content, not_content = shipped.code(["Nothing"] * 2, ["could_improve", "what_good"], [1, 5])
    assert titles(content) == {"Positive experience & gratitude"}
    assert titles(not_content) == {"Negative experience & dissatisfaction"}
    assert (content.sentiment3, not_content.sentiment3) == ("positive", "negative")


def test_a_theme_points_at_the_clause_that_speaks_of_it(shipped):
    text = "The driver was friendly and polite. We waited four hours for an ambulance."
    found = {theme.title: text[theme.start : theme.end] for theme in shipped.code([text])[0].themes}
    assert found["Staff manner & personal attributes"] == "The driver was friendly and polite."
    assert found["Timeliness of care"] == "We waited four hours for an ambulance."


def test_a_rule_points_at_its_clause_too(shipped):
    text = "Lovely nurse, but there was nowhere to park."
    found = {theme.title: text[theme.start : theme.end] for theme in shipped.code([text])[0].themes}
    assert found["Parking"] == "but there was nowhere to park."


@pytest.mark.parametrize("text", ["", "  ", "?!", "Did not answer", "👍👍"])
def test_what_cannot_be_read_is_said_so_by_rule(shipped, text):
    coded = shipped.code([text], ["what_good"], [1])[0]
    assert coded.themes == (CodedTheme("Labelling not possible", 1.0, 0, len(text)),)
    assert (coded.sentiment3, coded.sentiment5, coded.sentiment_confidence) == ("neutral", 3, 0)


def test_every_text_with_words_gets_a_theme_of_the_codebook(shipped):
    texts = ["Hm", "Purple", "It", "bżdżągwa", "X" * 300, "ok " * 9000, "\ud800 fine", "a\x00b"]
    known = {theme.title for theme in default().themes}
    for text, coded in zip(texts, shipped.code(texts), strict=True):
        assert coded.themes
        assert titles(coded) <= known - {"Not assigned"}
        assert all(0 <= theme.start < theme.end <= len(text) for theme in coded.themes)
        assert all(0 < theme.confidence <= 1 for theme in coded.themes)


def test_the_surest_theme_stands_first(shipped):
    coded = shipped.code(["Kind nurses, good food, clean ward, but hours of waiting."])[0]
    confidences = [theme.confidence for theme in coded.themes]
    assert len(confidences) > 1
    assert confidences == sorted(confidences, reverse=True)


def test_a_comment_is_coded_the_same_alone_and_among_others(shipped):
    texts = ["Kind nurse", "", "Long wait. No parking.", "Kind nurse", "Did not answer", "Thanks"]
    kinds = [
        "what_good",
        "what_good",
        "could_improve",
        "could_improve",
        "nonspecific",
        "unheard of",
    ]
    scores = [1, 2, 5, None, 6, 1]
    together = shipped.code(texts, kinds, scores)
    alone = [
        shipped.code([text], [kind], [score])[0]
        for text, kind, score in zip(texts, kinds, scores, strict=True)
    ]
    assert together == alone


def test_what_several_people_said_alike_is_weighed_once(shipped, monkeypatch):
    weighed = []
    strengths = shipped.strengths
    monkeypatch.setattr(
        shipped, "strengths", lambda batch: weighed.extend(batch) or strengths(batch)
    )
    shipped.code(["Thank you", "Thank you", "", "Thank you"], None, [1, 1, 1, 2])
    assert [(said.text, said.score) for said in weighed] == [("Thank you", 1), ("Thank you", 2)]


def test_dont_know_is_read_as_no_score(shipped):
    assert shipped.code(["Fine"], None, [6]) == shipped.code(["Fine"], None, [None])
    assert shipped.code(["Fine"], None, [6]) == shipped.code(["Fine"])


def test_texts_and_questions_must_be_as_many(shipped):
    with pytest.raises(ValueError, match="shorter"):
        shipped.code(["One", "Two"], ["what_good"])


def test_no_words_are_answered_by_no_codings(shipped):
    assert shipped.code([]) == []


def test_the_shipped_vocabulary_names_nobody_and_holds_no_numbers(shipped):
    known = shipped.weights.vocabulary
    names = vocabulary.given_names()
    assert not names & set(known.words)
    assert not names & {word for pair in known.pairs for word in pair.split()}
    assert not names & {word.partition("=")[2] for word in known.asked}
    assert not names & {
        gram.strip() for gram in known.letters if gram.startswith(" ") and gram.endswith(" ")
    }
    for part in known.parts:
        assert not [gram for gram in part if re.search(r"\d|@|#.*#|#[a-z]|[a-z]#", gram)]


def test_the_shipped_classifier_is_small_and_holds_nothing_that_can_run():
    folder = Path(weights.__file__).with_name("trained")
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert set(sizes) == {"model.json", "vocabulary.txt", "weights.npz"}
    assert sum(sizes.values()) < 8_000_000


def test_it_learned_every_theme_of_the_framework_but_parking(shipped):
    learnable = {theme.title for theme in default().themes if theme.learned}
    assert learnable - set(shipped.themes) == {"Parking"}


def test_its_version_names_its_codebook(shipped):
    assert re.fullmatch(r"px-v7-[0-9a-f]{8}", shipped.version)


def test_a_folder_without_a_classifier_is_refused(tmp_path):
    with pytest.raises(weights.NotAClassifier, match="no trained classifier"):
        load(tmp_path)


def said_by_python(*lines: str) -> str:
    command = [sys.executable, "-c", "\n".join(lines)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_package_imports_nothing_slow():
    slow = said_by_python(
        "import sys",
        "from baton.analysis import classifier, codebook, language",
        "print({'numpy', 'scipy', 'sklearn', 'py3langid', 'yaml', 'django'} & set(sys.modules))",
    )
    assert slow == "set()"


def test_coding_needs_no_scikit_learn():
    needed = said_by_python(
        "import sys",
        "from baton.analysis.classifier import load",
        "load().code(['Kind nurse. Long wait.'])",
        "print('sklearn' in sys.modules)",
    )
    assert needed == "False"
