# SPDX-License-Identifier: MIT
"""Labelled comments as numbers to learn from: n-grams, directions, and the question's kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from baton.analysis.classifier import vocabulary as vocabularies
from baton.analysis.classifier.examples import Example, Hint
from baton.analysis.classifier.features import KINDS, NO_QUESTION, Vocabulary
from baton.analysis.classifier.fitting import logistic
from baton.analysis.classifier.text import clauses
from baton.analysis.classifier.vocabulary import Wrote
from baton.analysis.classifier.weights import Numbers, Weights

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_HINT_C = 2.0
#: A label or mood that fewer hints have gives no direction.
_FEWEST_HINTS = 15
#: How far comments spread along a direction; a greater number lets directions weigh more.
_HINT_SCALE = 0.2
_BASE_SCALE = 1.0
_KIND_SCALE = 0.5


@dataclass(frozen=True)
class Ground:
    """The n-grams in use and how rare each is."""

    vocabulary: Vocabulary
    rarity: Numbers

    def rows(self, texts: Sequence[str], kinds: NDArray[np.int64]) -> csr_matrix:
        """TF-IDF of each text, shape (texts, vocabulary)."""
        return self.vocabulary.weighted(self.vocabulary.matrix(texts, kinds), self.rarity)

    def rows_of(self, comments: Sequence[Example | Hint]) -> csr_matrix:
        """TF-IDF of each comment, shape (comments, vocabulary)."""
        return self.rows([each.text for each in comments], _kinds(comments))


def _kinds(comments: Sequence[Example | Hint]) -> NDArray[np.int64]:
    return np.array(
        [
            KINDS.index(each.question_kind) if isinstance(each, Example) else NO_QUESTION
            for each in comments
        ],
        dtype=np.int64,
    )


@dataclass(frozen=True)
class Directions:
    """Ways through n-gram space that something taught before: (V, D), and an offset for each."""

    ngrams: Numbers
    offsets: Numbers


@dataclass(frozen=True)
class Read:
    """Labelled comments as numbers; `design` is what themes learn from."""

    kinds: NDArray[np.int64]
    scores: NDArray[np.int64]  # 0 unknown, 1 to 5
    sentiment: NDArray[np.int64]  # 0 unknown, 1 to 5
    people: NDArray[np.str_]
    owners: NDArray[np.int64]  # of each clause, the comment
    design: csr_matrix
    clause_design: csr_matrix


def ground(labelled: Sequence[Example], hinted: Sequence[Hint], base: Weights | None) -> Ground:
    """The vocabulary of all texts, joined to that of the classifier to build on."""
    comments: Sequence[Example | Hint] = [*labelled, *hinted]
    own = vocabularies.build(
        [
            Wrote(
                each.text,
                f"{type(each).__name__} {each.respondent}",
                each.question_kind if isinstance(each, Example) else None,
            )
            for each in comments
        ]
    )
    joined = own if base is None else vocabularies.joined(base.vocabulary, own)
    counts = joined.matrix([each.text for each in comments], _kinds(comments))
    seen = np.bincount(counts.indices, minlength=len(joined))
    # Smoothed inverse document frequency, as scikit-learn's TfidfTransformer has it.
    rarity = np.asarray(np.log((1 + len(comments)) / (1 + seen)) + 1, dtype=np.float32)
    if base is not None:
        rarity[vocabularies.columns(base.vocabulary, joined)] = base.rarity
    return Ground(joined, rarity)


def carried(base: Weights, onto: Ground) -> Numbers:
    """The base's n-gram weights, shape (V, K + 5), in the columns of the joined vocabulary."""
    found = np.zeros((len(onto.vocabulary), base.ngrams.shape[1]), dtype=np.float32)
    found[vocabularies.columns(base.vocabulary, onto.vocabulary)] = base.ngrams
    return found


def directions(
    rows: csr_matrix, hinted: Sequence[Hint], known: csr_matrix, base: Numbers | None
) -> Directions:
    """One for each label and mood that enough hints have (`rows` are theirs), and one for each
    theme and sentiment of the classifier built on, as it spreads over the `known` rows."""
    found = [_scaled(known, base, _BASE_SCALE)] if base is not None else []
    labels = sorted({each.label for each in hinted})
    moods = np.array([np.nan if each.mood is None else each.mood for each in hinted])
    targets = [np.array([each.label == label for each in hinted]) for label in labels]
    targets += [moods >= 1, moods <= -1, moods == 0, moods >= 3, moods <= -3]
    kept = [
        target for target in targets if _FEWEST_HINTS <= target.sum() <= len(hinted) - _FEWEST_HINTS
    ]
    if kept:
        fitted = np.array([logistic(rows, target, _HINT_C)[:-1] for target in kept]).T
        found.append(_scaled(rows, fitted.astype(np.float32), _HINT_SCALE))
    if not found:
        return Directions(np.zeros((known.shape[1], 0), np.float32), np.zeros(0, np.float32))
    return Directions(
        np.hstack([each.ngrams for each in found]), np.hstack([each.offsets for each in found])
    )


def _scaled(rows: csr_matrix, ngrams: Numbers, scale: float) -> Directions:
    along = rows @ ngrams
    by = scale / np.maximum(along.std(axis=0), 1e-6)
    return Directions(ngrams * by, -along.mean(axis=0) * by)


def read(labelled: Sequence[Example], rows: csr_matrix, on: Ground, along: Directions) -> Read:
    """What to learn from; `rows` are the labelled comments' TF-IDF."""
    kinds = _kinds(labelled)
    spans = [clauses(each.text) for each in labelled]
    owners = np.repeat(np.arange(len(labelled)), [len(each) for each in spans])
    pieces = [
        each.text[start:end]
        for each, found in zip(labelled, spans, strict=True)
        for start, end in found
    ]
    return Read(
        kinds=kinds,
        scores=np.array([each.score or 0 for each in labelled]),
        sentiment=np.array([each.sentiment5 or 0 for each in labelled]),
        people=np.array([each.respondent for each in labelled]),
        owners=owners,
        design=_design(rows, kinds, along),
        clause_design=_design(on.rows(pieces, kinds[owners]), kinds[owners], along),
    )


def _design(rows: csr_matrix, kinds: NDArray[np.int64], along: Directions) -> csr_matrix:
    from scipy.sparse import hstack

    turned = rows @ along.ngrams + along.offsets
    kind = np.eye(len(KINDS), dtype=np.float32)[kinds] * _KIND_SCALE
    return hstack([rows, turned, kind], format="csr", dtype=np.float32)


def unfolded(fitted: Numbers, along: Directions) -> tuple[Numbers, Numbers, Numbers]:
    """A fit on the design, shape (columns + 1, K), as weights of n-grams alone, of question kinds,
    and intercepts: directions are sums of n-grams, so they need not be kept."""
    ngrams, ways = along.ngrams.shape
    own, turned = fitted[:ngrams], fitted[ngrams : ngrams + ways]
    kinds = fitted[ngrams + ways : ngrams + ways + len(KINDS)] * _KIND_SCALE
    return own + along.ngrams @ turned, kinds, fitted[-1] + along.offsets @ turned
