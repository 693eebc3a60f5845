# SPDX-License-Identifier: MIT
"""Training of `resemblance`: which words and pairs tell people at risk from everybody else.

`python -m benchmarks.safeguarding --train` runs it on the real comments and writes the weights.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from baton.analysis.safeguarding.reading import read
from baton.analysis.safeguarding.resemblance import Weights, ngrams, pieces
from baton.analysis.safeguarding.screening import screen_phrases, without_idioms

#: Share of real comments, beyond those that a phrase finds, that may raise an alarm.
ALARMS = 0.008
#: A word of real comments alone is kept if so many hold it: no names, nobody's turn of phrase.
COMMON_ENOUGH = 25
FOLDS = 4
# One invented sentence stands for many people; chosen by cross-validation on the tuned sentences.
AT_RISK_WEIGHT, SAFE_WEIGHT, STRENGTH = 8.0, 4.0, 10.0


def train(at_risk: Sequence[str], safe: Sequence[str], comments: Iterable[str]) -> Weights:
    """Weights from invented sentences and real comments, with the threshold that `ALARMS` asks."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    english = [text for text in at_risk if not _in_another_language(text)]
    quiet = [text for text in dict.fromkeys(comments) if not screen_phrases(text)]
    texts = [*english, *safe, *quiet]
    rows = [(number, words) for number, text in enumerate(texts) for words in _pieces_of(text)]
    vocabulary = _vocabulary([*english, *safe], quiet)
    features = _features([words for _, words in rows], vocabulary)
    owner = np.array([number for number, _ in rows])
    is_at_risk = owner < len(english)
    weight = np.where(
        is_at_risk, AT_RISK_WEIGHT, np.where(owner < len(english) + len(safe), SAFE_WEIGHT, 1.0)
    )
    model = LogisticRegression(C=STRENGTH, max_iter=3_000)
    fold = np.random.default_rng(0).integers(0, FOLDS, len(texts))[owner]
    scores = np.zeros(len(rows))
    for left_out in range(FOLDS):
        kept = fold != left_out
        model.fit(features[kept], is_at_risk[kept], sample_weight=weight[kept])
        scores[~kept] = model.decision_function(features[~kept])
    loudest = np.full(len(texts), -np.inf)
    np.maximum.at(loudest, owner, scores)
    threshold = float(np.quantile(loudest[len(english) + len(safe) :], 1 - ALARMS))
    model.fit(features, is_at_risk, sample_weight=weight)
    of = {ngram: round(float(model.coef_[0][column]), 3) for ngram, column in vocabulary.items()}
    return Weights(of, round(float(model.intercept_[0]), 3), round(threshold, 3))


def save(weights: Weights, path: Path) -> None:
    """One word to a line, so that a change can be read."""
    stored = {
        "intercept": weights.intercept,
        "threshold": weights.threshold,
        "weights": dict(sorted(weights.of.items())),
    }
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _pieces_of(text: str) -> list[tuple[str, ...]]:
    return [piece.words for piece in pieces(without_idioms(read(text)).words)]


def _in_another_language(text: str) -> bool:
    """Foreign words would be learnt as signs of risk, since few safe sentences hold them."""
    reasons = [concern.reason for concern in screen_phrases(text)]
    return any("in a language other than English" in reason for reason in reasons)


def _vocabulary(invented: Iterable[str], real: Iterable[str]) -> dict[str, int]:
    def holding(texts: Iterable[str]) -> Counter[str]:
        return Counter(
            ngram
            for text in texts
            for ngram in {ngram for words in _pieces_of(text) for ngram in ngrams(words)}
        )

    common = {ngram for ngram, count in holding(real).items() if count >= COMMON_ENOUGH}
    known = sorted(ngram for ngram in {*holding(invented), *common} if ngram.isascii())
    return {ngram: column for column, ngram in enumerate(known)}


def _features(rows: Sequence[tuple[str, ...]], vocabulary: dict[str, int]) -> Any:
    """One row a piece: each known n-gram one over the root of their number, as `Weights.score`."""
    from scipy.sparse import csr_matrix

    values, columns, ends = [], [], [0]
    for words in rows:
        known = sorted(vocabulary[ngram] for ngram in ngrams(words) if ngram in vocabulary)
        columns += known
        values += [1 / max(len(known), 1) ** 0.5] * len(known)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(rows), len(vocabulary)))
