# SPDX-License-Identifier: MIT
"""The classifier beside its peer's kind, on one split of real comments by respondent.

Both learn from the same comments and are asked about the same others, as they came (repeats too).
The peer's kind is what pxtextmining's support vector machine is made of: TF-IDF of words and word
pairs, the question's kind and the length, then for each theme a balanced machine with a radial
kernel, C 15. The themes are the framework's 28 that have examples enough ("Labelling not possible"
is a rule and flatters every average).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from baton.analysis.classifier import training
from baton.analysis.classifier.examples import (
    Example,
    Hint,
    read_hints_csv,
    read_labelled_csv,
)
from baton.analysis.classifier.fitting import f1
from baton.analysis.classifier.text import is_blank, plain
from baton.analysis.codebook import default

DATA = Path(__file__).parents[2] / "shared" / "data" / "feedback"
KEPT_FOR_ASKING = 0.3
SEED = 7
NOT_COUNTED = {"Parking", "Pain management", "Electronic entertainment"}
SENTIMENT3 = ("positive", "positive", "neutral", "negative", "negative")

REAL28 = tuple(
    theme.title
    for theme in default().themes
    if theme.learned and not theme.local and theme.title not in NOT_COUNTED
)


class Measured(NamedTuple):
    """How well and how fast one of them did."""

    micro: float
    macro: float
    sentiment: float
    speed: float  # comments per CPU-second


def main() -> None:
    labelled = DATA / "nhs_comments_labelled.csv"
    hints = DATA / "nhs_comments_phase1.csv"
    if not (labelled.exists() and hints.exists()):
        print("The labelled comments are not here (../shared/data/feedback): nothing to measure.")
        return
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        seen, unseen = _split([each for each in read_labelled_csv(labelled) if each.text.strip()])
        print(
            f"Learned from {len(seen):,} comments, asked about {len(unseen):,} of other people;"
            f" real28, micro / macro F1.\n"
        )
        print("| classifier | real28 | sentiment, 3 classes | comments per CPU-second |")
        print("|---|---|---|---:|")
        peer = _peer(seen, unseen)
        _row("peer's kind: TF-IDF, balanced RBF-SVC for each theme, C 15", peer)
        ours = _ours(seen, unseen, read_hints_csv(hints))
        _row("Baton", ours)
    print(
        f"\nBaton: {ours.micro - peer.micro:+.3f} micro, {ours.macro - peer.macro:+.3f} macro,"
        f" {ours.speed / peer.speed:.0f} times as fast."
    )


def _row(name: str, found: Measured) -> None:
    print(
        f"| {name} | {found.micro:.3f} / {found.macro:.3f} | {found.sentiment:.3f}"
        f" | {found.speed:,.0f} |",
        flush=True,
    )


def _split(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Those to learn from and those to ask about; nobody stands in both."""
    people = sorted({each.respondent for each in examples})
    chosen = np.random.default_rng(SEED).permutation(people)
    asked = set(chosen[: round(len(people) * KEPT_FOR_ASKING)])
    return (
        [each for each in examples if each.respondent not in asked],
        [each for each in examples if each.respondent in asked],
    )


def _given(examples: Sequence[Example]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.array([[theme in each.themes for theme in REAL28] for each in examples])


def _measured(
    unseen: Sequence[Example], code: Callable[[], tuple[np.ndarray[Any, Any], list[str]]]
) -> Measured:
    """Time the coding of the unseen comments and compare it with what people gave."""
    began = time.process_time()
    said, sentiment = code()
    seconds = time.process_time() - began
    given = _given(unseen)
    counted = given.any(axis=1) & np.array([not is_blank(each.text) for each in unseen])
    micro, macro = f1(given[counted], said[counted])
    right = [
        SENTIMENT3[each.sentiment5 - 1] == felt
        for each, felt in zip(unseen, sentiment, strict=True)
        if each.sentiment5 and not is_blank(each.text)
    ]
    return Measured(micro, macro, float(np.mean(right)), len(unseen) / seconds)


def _ours(seen: list[Example], unseen: list[Example], hints: list[Hint]) -> Measured:
    # What we ask about must not have been read before, under whatever label.
    asked = {plain(each.text) for each in unseen}
    classifier = training.train(
        seen, hints=[hint for hint in hints if plain(hint.text) not in asked]
    )

    def code() -> tuple[np.ndarray[Any, Any], list[str]]:
        coded = classifier.code(
            [each.text for each in unseen],
            [each.question_kind for each in unseen],
            [each.score for each in unseen],
        )
        titles = [{theme.title for theme in each.themes} for each in coded]
        said = np.array([[theme in found for theme in REAL28] for found in titles])
        return said, [each.sentiment3 for each in coded]

    classifier.code(["Warm-up."])
    return _measured(unseen, code)


def _peer(seen: list[Example], unseen: list[Example]) -> Measured:
    from sklearn.compose import make_column_transformer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler, OneHotEncoder
    from sklearn.svm import SVC

    def columns(examples: Sequence[Example]) -> np.ndarray[Any, Any]:
        rows = [(each.text, each.question_kind, len(each.text)) for each in examples]
        return np.array(rows, dtype=object)

    features = make_column_transformer(
        (TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True), 0),
        (OneHotEncoder(), [1]),
        (make_pipeline(MinMaxScaler()), [2]),
    )
    readable = [each for each in seen if not is_blank(each.text)]
    rows = features.fit_transform(columns(readable))
    given = _given(readable)
    machines = [SVC(C=15, class_weight="balanced").fit(rows, theme) for theme in given.T]
    judged = np.array([each.sentiment5 is not None for each in readable])
    felt = SVC(C=15, class_weight="balanced").fit(
        rows[judged], [each.sentiment5 for each in readable if each.sentiment5]
    )

    def code() -> tuple[np.ndarray[Any, Any], list[str]]:
        asked = features.transform(columns(unseen))
        strength = np.stack([machine.decision_function(asked) for machine in machines], axis=1)
        said = strength > 0
        said[np.arange(len(said)), strength.argmax(axis=1)] = True
        return said, [SENTIMENT3[each - 1] for each in felt.predict(asked)]

    return _measured(unseen, code)
