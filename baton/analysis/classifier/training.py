# SPDX-License-Identifier: MIT
"""Training a classifier from comments that people labelled.

The recipe: n-grams weighted by TF-IDF; balanced logistic regression for each theme; a comment's and
its strongest clause's strength turned into a probability by Platt's sigmoid, fitted out of fold;
one threshold for all themes, chosen out of fold. Folds never split a respondent. Comments labelled
under another scheme (`hints`) teach directions in n-gram space along which the themes then may
learn; as all is linear, these fold into the same weights and cost nothing when coding.
Same input, same weights.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from baton.analysis.classifier import examples as reading
from baton.analysis.classifier import vocabulary as vocabularies
from baton.analysis.classifier.examples import Example, Hint
from baton.analysis.classifier.features import Vocabulary, weighted
from baton.analysis.classifier.model import (
    KINDS,
    Classifier,
    Strengths,
    calibrated,
    chosen,
    strongest_of,
)
from baton.analysis.classifier.text import clauses, is_blank
from baton.analysis.classifier.weights import SENTIMENTS, Numbers, Weights
from baton.analysis.codebook import Codebook, default

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

logger = logging.getLogger(__name__)

#: A theme with fewer examples cannot be calibrated and is left to people.
FEWEST_EXAMPLES = 10
FOLDS = 5

# Chosen on respondent-wise folds of the labelled file.
_THEME_C = 4.0
_HINT_C = 2.0
_SENTIMENT_C = 1.0
_HINT_SCALE = 0.1
_KIND_SCALE = 0.5
_PLATT_C = 10.0
_FEWEST_HINTS = 15
_THRESHOLDS = np.arange(0.2, 0.41, 0.01)


class TooFewExamples(ValueError):
    """The examples cannot train a classifier."""


@dataclass(frozen=True)
class Read:
    """Examples as numbers. `design` is what the themes learn from: n-grams, directions, kind."""

    kinds: NDArray[np.int64]
    scores: NDArray[np.int64]
    sentiment: NDArray[np.int64]  # 0 unknown, 1 to 5
    people: NDArray[np.str_]
    owners: NDArray[np.int64]  # of each clause, the comment
    design: csr_matrix
    clause_design: csr_matrix


@dataclass(frozen=True)
class Directions:
    """Ways through n-gram space, shape (V, D), scaled so that each spreads by `_HINT_SCALE`."""

    ngrams: Numbers
    offsets: Numbers


def train_from_csv(
    paths: Iterable[Path], folder: Path, codebook: Codebook | None = None
) -> Classifier:
    """Train from labelled files (and files of the older scheme, told by their heading); save.

    Raises `examples.NotLabelled` or TooFewExamples, in sentences.
    """
    codebook = codebook or default()
    labelled: list[Example] = []
    hints: list[Hint] = []
    for path in paths:
        if reading.is_hints_csv(path):
            hints += reading.read_hints_csv(path)
        else:
            labelled += reading.read_labelled_csv(path, codebook)
    classifier = train(labelled, codebook, hints)
    classifier.weights.save(folder)
    return classifier


def train(
    examples: Iterable[Example],
    codebook: Codebook | None = None,
    hints: Iterable[Hint] = (),
    *,
    fewest: int = FEWEST_EXAMPLES,
) -> Classifier:
    """A classifier of the codebook's learned themes that have at least `fewest` examples.

    Keep it with `classifier.weights.save(folder)`. Raises TooFewExamples.
    """
    codebook = codebook or default()
    labelled = [each for each in examples if not is_blank(each.text)]
    hinted = [each for each in hints if not is_blank(each.text)]
    themes = _themes(labelled, codebook, fewest)
    texts = [each.text for each in (*labelled, *hinted)]
    people = [f"{type(each).__name__} {each.respondent}" for each in (*labelled, *hinted)]
    vocabulary = vocabularies.build(texts, people)
    logger.info("%d comments, %d n-grams, %d themes", len(texts), len(vocabulary), len(themes))
    counts = vocabulary.matrix(texts)
    rarity = _rarity(counts)
    rows = weighted(counts, rarity, _words(vocabulary))
    directions = _directions(rows[len(labelled) :], hinted)
    read = _read(labelled, rows[: len(labelled)], vocabulary, rarity, directions)
    given = np.array([[theme in each.themes for theme in themes] for each in labelled])
    calibration, threshold, notes = _calibrate(read, given)
    logger.info("Calibrated out of fold: %s", notes)
    weights, kinds, intercepts = _unfolded(_fit_themes(read.design, given), directions)
    mood, mood_kinds, scores, mood_intercepts = _sentiment(read, directions)
    return Classifier(
        Weights(
            themes=themes,
            vocabulary=vocabulary,
            rarity=rarity,
            ngrams=_half(np.hstack([weights, mood])),
            kinds=np.hstack([kinds, mood_kinds]),
            scores=scores,
            intercepts=np.hstack([intercepts, mood_intercepts]),
            calibration=calibration,
            threshold=threshold,
            codebook=f"{codebook.id}-{codebook.version}",
            notes={"comments": len(labelled), "hints": len(hinted), "out_of_fold": notes},
        )
    )


def _themes(labelled: Sequence[Example], codebook: Codebook, fewest: int) -> tuple[str, ...]:
    found = tuple(
        theme.title
        for theme in codebook.themes
        if theme.learned and sum(theme.title in each.themes for each in labelled) >= fewest
    )
    people = len({each.respondent for each in labelled})
    if not found or people < FOLDS:
        raise TooFewExamples(
            f"Training needs comments of {FOLDS} people or more and a theme with {fewest} comments;"
            f" there are {len(labelled)} comments of {people} people, and no such theme."
            if not found
            else f"Training needs comments of {FOLDS} people or more; there are {people}."
        )
    return found


def _words(vocabulary: Vocabulary) -> int:
    return len(vocabulary.words) + len(vocabulary.pairs)


def _half(numbers: Numbers) -> Numbers:
    """What saving in half precision keeps, so that a trained classifier equals its saved self."""
    return numbers.astype(np.float16).astype(np.float32)


def _rarity(counts: csr_matrix) -> Numbers:
    """Smoothed inverse document frequency, as scikit-learn's TfidfTransformer has it."""
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.asarray(np.log((1 + counts.shape[0]) / (1 + seen)) + 1, dtype=np.float32)


def _logistic(
    design: csr_matrix, target: NDArray[np.bool_], strength: float
) -> NDArray[np.float64]:
    """Balanced logistic regression: a weight for each column, then the intercept."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(
        C=strength, class_weight="balanced", solver="liblinear", random_state=0, max_iter=1000
    ).fit(design, target)
    return np.append(model.coef_[0], model.intercept_[0])


def _directions(rows: csr_matrix, hinted: Sequence[Hint]) -> Directions:
    """One direction for each label and mood of the hints that enough of them have."""
    labels = sorted({each.label for each in hinted})
    moods = np.array([np.nan if each.mood is None else each.mood for each in hinted])
    targets = [np.array([each.label == label for each in hinted]) for label in labels]
    targets += [moods >= 1, moods <= -1, moods == 0, moods >= 3, moods <= -3]
    kept = [
        target for target in targets if _FEWEST_HINTS <= target.sum() <= len(hinted) - _FEWEST_HINTS
    ]
    if not kept:
        return Directions(np.zeros((rows.shape[1], 0), np.float32), np.zeros(0, np.float32))
    fitted = np.array([_logistic(rows, target, _HINT_C)[:-1] for target in kept]).T
    strengths = rows @ fitted
    scale = _HINT_SCALE / strengths.std(axis=0)
    return Directions(
        (fitted * scale).astype(np.float32),
        (-strengths.mean(axis=0) * scale).astype(np.float32),
    )


def _read(
    labelled: Sequence[Example],
    rows: csr_matrix,
    vocabulary: Vocabulary,
    rarity: Numbers,
    directions: Directions,
) -> Read:
    kinds = np.array([KINDS.index(each.question_kind) for each in labelled])
    spans = [clauses(each.text) for each in labelled]
    owners = np.repeat(np.arange(len(labelled)), [len(each) for each in spans])
    pieces = [
        each.text[start:end]
        for each, found in zip(labelled, spans, strict=True)
        for start, end in found
    ]
    parts = weighted(vocabulary.matrix(pieces), rarity, _words(vocabulary))
    return Read(
        kinds=kinds,
        scores=np.array([each.score or 0 for each in labelled]),
        sentiment=np.array([each.sentiment5 or 0 for each in labelled]),
        people=np.array([each.respondent for each in labelled]),
        owners=owners,
        design=_design(rows, kinds, directions),
        clause_design=_design(parts, kinds[owners], directions),
    )


def _design(rows: csr_matrix, kinds: NDArray[np.int64], directions: Directions) -> csr_matrix:
    from scipy.sparse import hstack

    along = rows @ directions.ngrams + directions.offsets
    kind = np.eye(len(KINDS), dtype=np.float32)[kinds] * _KIND_SCALE
    return hstack([rows, along, kind], format="csr")


def _unfolded(fitted: Numbers, directions: Directions) -> tuple[Numbers, Numbers, Numbers]:
    """Weights of the n-grams, of the question kinds, and intercepts, with directions folded in."""
    ngrams, along = directions.ngrams.shape
    own, turned = fitted[:ngrams], fitted[ngrams : ngrams + along]
    kinds = fitted[ngrams + along : ngrams + along + len(KINDS)] * _KIND_SCALE
    return (
        own + directions.ngrams @ turned,
        kinds,
        fitted[-1] + directions.offsets @ turned,
    )


def _fit_themes(design: csr_matrix, given: NDArray[np.bool_]) -> Numbers:
    """A column for each theme: a weight for each of the design's columns, then the intercept.

    A theme that is absent (or everywhere) in these rows gets no weight.
    """
    fitted = np.zeros((design.shape[1] + 1, given.shape[1]), dtype=np.float32)
    for theme, target in enumerate(given.T):
        if 0 < target.sum() < len(target):
            fitted[:, theme] = _logistic(design, target, _THEME_C)
    return fitted


Folds = list[tuple[NDArray[np.int64], NDArray[np.int64]]]


def _folds(people: NDArray[np.str_]) -> Folds:
    """Five folds, none of which splits a respondent."""
    from sklearn.model_selection import GroupKFold

    return list(GroupKFold(FOLDS).split(people, groups=people))


def _calibrate(read: Read, given: NDArray[np.bool_]) -> tuple[Numbers, float, dict[str, float]]:
    """Platt's sigmoid for each theme and the threshold, from strengths that each fold was not
    fitted on; and how well they do, each fold calibrated by the others."""
    folds = _folds(read.people)
    whole = np.zeros(given.shape, dtype=np.float32)
    clause = np.zeros(given.shape, dtype=np.float32)
    for seen, unseen in folds:
        fitted = _fit_themes(read.design[seen], given[seen])
        whole[unseen] = read.design[unseen] @ fitted[:-1] + fitted[-1]
        mine = np.isin(read.owners, unseen)
        parts = read.clause_design[mine] @ fitted[:-1] + fitted[-1]
        owners = np.searchsorted(unseen, read.owners[mine])
        clause[unseen], _ = strongest_of(parts, owners, len(unseen))
    sure = np.zeros(given.shape, dtype=np.float32)
    for seen, unseen in folds:
        sigmoids = _platt(whole[seen], clause[seen], given[seen])
        sure[unseen] = calibrated(_strengths(whole[unseen], clause[unseen]), sigmoids)
    has_any = given.any(axis=1)
    scored = [
        (*f1(given[has_any], chosen(sure[has_any], level)), float(level)) for level in _THRESHOLDS
    ]
    micro, macro, threshold = max(scored, key=lambda each: each[0] + each[1])
    notes = {"micro_f1": round(micro, 3), "macro_f1": round(macro, 3)}
    return _platt(whole, clause, given), round(threshold, 2), notes


def _strengths(whole: Numbers, clause: Numbers) -> Strengths:
    return Strengths(whole, clause, whole[:, :0], np.zeros(0, dtype=np.int64), [])


def _platt(whole: Numbers, clause: Numbers, given: NDArray[np.bool_]) -> Numbers:
    """Sigmoids, shape (themes, 3). Neither strength may count against a theme."""
    from sklearn.linear_model import LogisticRegression

    found = np.zeros((given.shape[1], 3), dtype=np.float32)
    for theme, target in enumerate(given.T):
        both = np.stack([whole[:, theme], clause[:, theme]], axis=1)
        if not 0 < target.sum() < len(target):
            found[theme] = (0, 0, -20 if not target.any() else 20)
            continue
        model = LogisticRegression(C=_PLATT_C).fit(both, target)
        if (model.coef_ < 0).any():
            model = LogisticRegression(C=_PLATT_C).fit(both.sum(axis=1, keepdims=True), target)
        slopes = np.broadcast_to(model.coef_[0], 2)
        found[theme] = (*slopes, model.intercept_[0])
    return found


def _sentiment(read: Read, directions: Directions) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Weights for five sentiments: of n-grams, question kinds, scores by kind, and intercepts.

    Learned from each comment twice, with its score and without, so that both are read well.
    """
    from scipy.sparse import csr_matrix, hstack, vstack
    from sklearn.linear_model import LogisticRegression

    judged = read.sentiment > 0
    target = read.sentiment[judged]
    ngrams, along = directions.ngrams.shape
    kinds, scores = read.kinds[judged], read.scores[judged]
    if len(np.unique(target)) < 2:
        return (
            np.zeros((ngrams, SENTIMENTS), np.float32),
            np.zeros((len(KINDS), SENTIMENTS), np.float32),
            np.zeros((len(KINDS), 6, SENTIMENTS), np.float32),
            np.zeros(SENTIMENTS, np.float32),
        )
    by_score = np.eye(6, dtype=np.float32)[scores]
    by_both = np.eye(len(KINDS) * 6, dtype=np.float32)[kinds * 6 + scores]
    told = np.hstack([by_score, by_both]) * (scores > 0)[:, None]
    design = read.design[judged]
    model = LogisticRegression(C=_SENTIMENT_C / 2, max_iter=1000).fit(
        vstack([hstack([design, told]), hstack([design, csr_matrix(told.shape)])]).tocsr(),
        np.tile(target, 2),
    )
    fitted = np.zeros((design.shape[1] + told.shape[1] + 1, SENTIMENTS), dtype=np.float32)
    fitted[-1] = -20  # a sentiment that nobody gave
    columns = model.classes_ - 1
    coefficients = model.coef_ if len(columns) > 2 else np.vstack([-model.coef_, model.coef_]) / 2
    level = (
        model.intercept_
        if len(columns) > 2
        else np.hstack([-model.intercept_, model.intercept_]) / 2
    )
    fitted[:-1, columns] = coefficients.T
    fitted[-1, columns] = level
    width = design.shape[1]
    score_weights = fitted[width : width + 6] + fitted[width + 6 : -1].reshape(len(KINDS), 6, -1)
    score_weights[:, 0] = 0
    own = np.vstack([fitted[:width], fitted[-1:]])
    return (*_unfolded(own, directions)[:2], score_weights, _unfolded(own, directions)[2])


def f1(given: NDArray[np.bool_], said: NDArray[np.bool_]) -> tuple[float, float]:
    """Micro and macro F1 of what was said against what people gave, both (comments, themes)."""
    right = (given & said).sum(axis=0)
    both = given.sum(axis=0) + said.sum(axis=0)
    each = 2 * right / np.maximum(both, 1)
    return float(2 * right.sum() / max(both.sum(), 1)), float(each.mean())
