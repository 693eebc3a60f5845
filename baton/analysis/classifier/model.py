# SPDX-License-Identifier: MIT
"""Coding comments by theme and sentiment with a trained classifier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from baton.analysis.classifier.coded import Coded, CodedTheme, Sentiment3
from baton.analysis.classifier.features import weighted
from baton.analysis.classifier.text import clauses, is_blank
from baton.analysis.classifier.weights import SENTIMENTS, Numbers, Weights
from baton.analysis.codebook import BLANK
from baton.analysis.questions import QuestionKind

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)
_KIND = {kind: number for number, kind in enumerate(KINDS)}
_NONSPECIFIC = _KIND["nonspecific"]
#: Comments weighed at a time: enough to be fast, few enough to stay small in memory.
_BATCH = 2000

_SENTIMENT3: tuple[Sentiment3, ...] = ("positive", "neutral", "negative")
# Which of the five sentiments make which of the three.
_GROUPS = (slice(0, 2), slice(2, 3), slice(3, 5))

Spans = list[tuple[int, int]]


class Said(NamedTuple):
    """What decides a coding: equal ones are coded once."""

    text: str
    kind: int
    score: int


@dataclass(frozen=True)
class Strengths:
    """How strongly each theme speaks, shape (comments, themes): as a whole, and in a clause."""

    whole: Numbers
    clause: Numbers
    sentiment: Numbers  # (comments, 5), natural logarithms of odds
    strongest: NDArray[np.int64]  # number of the clause that `clause` is of
    spans: list[Spans]


class Classifier:
    """Codes English comments about care. Makes no network call; equal input, equal output."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.version = weights.version

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes it can give, besides "Labelling not possible" for text without words."""
        return self.weights.themes

    def code(
        self,
        texts: Sequence[str],
        question_kinds: Sequence[str] | None = None,
        scores: Sequence[int | None] | None = None,
    ) -> list[Coded]:
        """Code each text, in order. What is not known of a question or a score is None or left out.

        A score is the Friends and Family answer, 1 very good to 5 very poor; any other counts as
        unknown. Every text with words gets at least its most probable theme.
        """
        kinds = question_kinds if question_kinds is not None else [""] * len(texts)
        answers = scores if scores is not None else [None] * len(texts)
        said = [
            Said(text, _KIND.get(kind, _NONSPECIFIC), score if score in range(1, 6) else 0)  # type: ignore[arg-type]
            for text, kind, score in zip(texts, kinds, answers, strict=True)
        ]
        distinct = list(dict.fromkeys(said))
        known = {each: _blank(each.text) for each in distinct if is_blank(each.text)}
        readable = [each for each in distinct if each not in known]
        for start in range(0, len(readable), _BATCH):
            batch = readable[start : start + _BATCH]
            known.update(zip(batch, self._coded(batch), strict=True))
        return [known[each] for each in said]

    def _coded(self, batch: Sequence[Said]) -> Iterator[Coded]:
        strengths = self.strengths(batch)
        themes = self._themes(strengths)
        odds = strengths.sentiment
        shares = np.exp(odds - odds.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        thirds = np.stack([shares[:, group].sum(axis=1) for group in _GROUPS], axis=1)
        for found, five, three in zip(themes, shares, thirds, strict=True):
            which = int(three.argmax())
            group = _GROUPS[which]
            yield Coded(
                themes=found,
                sentiment3=_SENTIMENT3[which],
                sentiment5=group.start + int(five[group].argmax()) + 1,
                sentiment_confidence=round(float(three[which]), 4),
            )

    def _themes(self, strengths: Strengths) -> Iterator[tuple[CodedTheme, ...]]:
        sure = calibrated(strengths.whole, strengths.clause, self.weights.calibration)
        given = chosen(sure, self.weights.threshold)
        for number, spans in enumerate(strengths.spans):
            found = np.flatnonzero(given[number])
            found = found[np.argsort(-sure[number, found], kind="stable")]
            yield tuple(
                CodedTheme(
                    self.weights.themes[theme],
                    round(float(sure[number, theme]), 4),
                    *spans[strengths.strongest[number, theme]],
                )
                for theme in found
            )

    def strengths(self, batch: Sequence[Said]) -> Strengths:
        """How strongly each comment speaks of each theme, before calibration."""
        weights = self.weights
        spans = [clauses(said.text) for said in batch]
        owners = np.repeat(np.arange(len(batch)), [len(each) for each in spans])
        pieces = [
            said.text[start:end]
            for said, each in zip(batch, spans, strict=True)
            for start, end in each
        ]
        kinds = np.array([said.kind for said in batch])
        scores = np.array([said.score for said in batch])
        whole = self._matrix([said.text for said in batch]) @ weights.ngrams
        whole += weights.kinds[kinds] + weights.intercepts
        parts = self._matrix(pieces) @ weights.ngrams[:, :-SENTIMENTS]
        parts += (weights.kinds[kinds] + weights.intercepts)[owners, :-SENTIMENTS]
        clause, strongest = strongest_of(parts, owners, len(batch))
        sentiment = whole[:, -SENTIMENTS:] + weights.scores[kinds, scores]
        return Strengths(whole[:, :-SENTIMENTS], clause, sentiment, strongest, spans)

    def _matrix(self, texts: Sequence[str]) -> csr_matrix:
        vocabulary = self.weights.vocabulary
        words = len(vocabulary.words) + len(vocabulary.pairs)
        return weighted(vocabulary.matrix(texts), self.weights.rarity, words)


def strongest_of(
    parts: Numbers, owners: NDArray[np.int64], comments: int
) -> tuple[Numbers, NDArray[np.int64]]:
    """The greatest strength among each comment's clauses, and which clause of it that is.

    `parts` is (clauses, themes), ordered by `owners`; every comment has at least one clause.
    """
    first = np.searchsorted(owners, np.arange(comments))
    greatest = np.maximum.reduceat(parts, first, axis=0)
    is_greatest = parts == greatest[owners]
    number = np.arange(len(owners)) - first[owners]
    earliest = np.where(is_greatest, number[:, None], len(owners))
    return greatest, np.minimum.reduceat(earliest, first, axis=0)


def calibrated(whole: Numbers, clause: Numbers, calibration: Numbers) -> Numbers:
    """Probabilities, shape (comments, themes), by Platt's sigmoid of both strengths."""
    of_whole, of_clause, intercept = calibration.T
    odds = whole * of_whole + clause * of_clause + intercept
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


def chosen(sure: Numbers, threshold: float) -> NDArray[np.bool_]:
    """Themes at or over the threshold; where there is none, the most probable one."""
    given = sure >= threshold
    given[np.arange(len(sure)), sure.argmax(axis=1)] = True
    return given


def _blank(text: str) -> Coded:
    return Coded((CodedTheme(BLANK, 1.0, 0, len(text)),), "neutral", 3, 0.0)
