# SPDX-License-Identifier: MIT
"""Coding comments by theme and sentiment with a trained classifier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from baton.analysis.classifier.coded import Coded, CodedTheme, Sentiment3
from baton.analysis.classifier.features import KINDS
from baton.analysis.classifier.rules import BY_WORDS, CONFIDENCE
from baton.analysis.classifier.text import LONGEST_TEXT, clauses, is_blank
from baton.analysis.classifier.weights import SENTIMENTS, Numbers, Weights
from baton.analysis.codebook import BLANK

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_KIND: dict[str, int] = {kind: number for number, kind in enumerate(KINDS)}
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
        """The themes it learned. It also gives those of `rules.BY_WORDS`, and "Labelling not
        possible" to text without words."""
        return self.weights.themes

    def code(
        self,
        texts: Sequence[str],
        question_kinds: Sequence[str | None] | None = None,
        scores: Sequence[int | None] | None = None,
    ) -> list[Coded]:
        """Code each text, in order. What is not known of a question or a score is None or left out.

        A score is the Friends and Family answer, 1 very good to 5 very poor; any other counts as
        unknown. Every text with words gets at least its most probable theme.
        """
        kinds = question_kinds if question_kinds is not None else [None] * len(texts)
        answers = scores if scores is not None else [None] * len(texts)
        said = [
            Said(text[:LONGEST_TEXT], _KIND.get(kind or "", _NONSPECIFIC), _known(score))
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
        themes = self._themes(batch, strengths)
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

    def _themes(
        self, batch: Sequence[Said], strengths: Strengths
    ) -> Iterator[tuple[CodedTheme, ...]]:
        sure = calibrated(strengths.whole, strengths.clause, self.weights.calibration)
        given = chosen(sure, self.weights.threshold)
        for said, spans, odds, is_given, clause in zip(
            batch, strengths.spans, sure, given, strengths.strongest, strict=True
        ):
            found = [
                CodedTheme(self.themes[theme], round(float(odds[theme]), 4), *spans[clause[theme]])
                for theme in np.flatnonzero(is_given)
            ]
            ruled = _by_words(said.text, spans)
            if ruled and odds.max() < self.weights.threshold:
                found = []  # no guess is needed: the words themselves name a theme
            known = {theme.title for theme in found}
            found += [theme for theme in ruled if theme.title not in known]
            yield tuple(sorted(found, key=lambda theme: -theme.confidence))

    def strengths(self, batch: Sequence[Said]) -> Strengths:
        """How strongly each comment speaks of each theme, before calibration."""
        weights = self.weights
        spans = [clauses(said.text) for said in batch]
        clause_counts = np.array([len(each) for each in spans])
        owners = np.repeat(np.arange(len(batch)), clause_counts)
        kinds = np.array([said.kind for said in batch])
        scores = np.array([said.score for said in batch])
        all_told = self._rows([said.text for said in batch], kinds) @ weights.ngrams
        all_told += weights.kinds[kinds] + weights.intercepts
        whole = all_told[:, :-SENTIMENTS]
        # The one clause of a comment is the comment.
        parts = whole[owners]
        several = clause_counts[owners] > 1
        pieces = [
            said.text[start:end]
            for said, each in zip(batch, spans, strict=True)
            if len(each) > 1
            for start, end in each
        ]
        of_piece = kinds[owners[several]]
        parts[several] = (
            self._rows(pieces, of_piece) @ weights.ngrams[:, :-SENTIMENTS]
            + (weights.kinds[of_piece] + weights.intercepts)[:, :-SENTIMENTS]
        )
        clause, strongest = strongest_of(parts, owners, len(batch))
        sentiment = all_told[:, -SENTIMENTS:] + weights.scores[kinds, scores]
        return Strengths(whole, clause, sentiment, strongest, spans)

    def _rows(self, texts: Sequence[str], kinds: NDArray[np.int64]) -> csr_matrix:
        vocabulary = self.weights.vocabulary
        return vocabulary.weighted(vocabulary.matrix(texts, kinds), self.weights.rarity)


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


def _by_words(text: str, spans: Spans) -> list[CodedTheme]:
    return [
        CodedTheme(title, CONFIDENCE, *span)
        for title, pattern in BY_WORDS.items()
        if (match := pattern.search(text))
        for span in spans
        if span[0] <= match.start() < span[1]
    ]


def _known(score: int | None) -> int:
    return score if score is not None and 1 <= score <= SENTIMENTS else 0


def _blank(text: str) -> Coded:
    return Coded((CodedTheme(BLANK, 1.0, 0, len(text)),), "neutral", 3, 0.0)
