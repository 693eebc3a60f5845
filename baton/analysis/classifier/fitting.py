# SPDX-License-Identifier: MIT
"""The fits that training is made of. Seeded: same input, same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from baton.analysis.classifier.features import KINDS
from baton.analysis.classifier.model import calibrated, chosen, strongest_of
from baton.analysis.classifier.weights import SENTIMENTS, Numbers

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    from baton.analysis.classifier.design import Read

FOLDS = 5

# Chosen on respondent-wise folds of the labelled file; neighbours do nearly as well.
_THEME_C = 0.3
_SMOOTHING = 0.1
_SENTIMENT_C = 0.5
_PLATT_C = 10.0
_THRESHOLDS = np.arange(0.2, 0.41, 0.01)

Target = NDArray[np.bool_]


def logistic(design: csr_matrix, target: Target, strength: float) -> NDArray[np.float64]:
    """Balanced logistic regression: a weight for each column, then the intercept."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(
        C=strength, class_weight="balanced", solver="liblinear", random_state=0, max_iter=1000
    ).fit(design, target)
    return np.append(model.coef_[0], model.intercept_[0])


def fit_themes(design: csr_matrix, given: Target, ngrams: int) -> Numbers:
    """A column for each theme: a weight for each of the design's columns, then the intercept.

    The first `ngrams` columns are scaled by how much oftener they stand in the theme's comments
    than in others (log-count ratio; Wang and Manning 2012, "Baselines and bigrams"), which lets
    telling n-grams of rare themes weigh. A theme absent from these rows gets no weight.
    """
    from scipy.sparse import diags

    fitted = np.zeros((design.shape[1] + 1, given.shape[1]), dtype=np.float32)
    for theme, target in enumerate(given.T):
        if not 0 < target.sum() < len(target):
            continue
        with_it = np.asarray(design[target].sum(axis=0)).ravel()[:ngrams] + _SMOOTHING
        without = np.asarray(design[~target].sum(axis=0)).ravel()[:ngrams] + _SMOOTHING
        ratio = np.ones(design.shape[1])
        ratio[:ngrams] = np.log(with_it / with_it.sum()) - np.log(without / without.sum())
        found = logistic(design @ diags(ratio), target, _THEME_C)
        fitted[:, theme] = found * np.append(ratio, 1)
    return fitted


def calibrate(read: Read, given: Target, ngrams: int) -> tuple[Numbers, float, dict[str, float]]:
    """Platt's sigmoid for each theme and one threshold, from strengths out of fold.

    Also how well they do on the folds, each calibrated by the others. No fold splits a respondent.
    """
    from sklearn.model_selection import GroupKFold

    folds = list(GroupKFold(FOLDS).split(read.people, groups=read.people))
    whole = np.zeros(given.shape, dtype=np.float32)
    clause = np.zeros(given.shape, dtype=np.float32)
    for seen, unseen in folds:
        fitted = fit_themes(read.design[seen], given[seen], ngrams)
        whole[unseen] = read.design[unseen] @ fitted[:-1] + fitted[-1]
        mine = np.isin(read.owners, unseen)
        parts = read.clause_design[mine] @ fitted[:-1] + fitted[-1]
        owners = np.searchsorted(unseen, read.owners[mine])
        clause[unseen], _ = strongest_of(parts, owners, len(unseen))
    sure = np.zeros(given.shape, dtype=np.float32)
    for seen, unseen in folds:
        sigmoids = _platt(whole[seen], clause[seen], given[seen])
        sure[unseen] = calibrated(whole[unseen], clause[unseen], sigmoids)
    has_any = given.any(axis=1)
    scored = [
        (*f1(given[has_any], chosen(sure[has_any], level)), float(level)) for level in _THRESHOLDS
    ]
    micro, macro, threshold = max(scored, key=lambda each: each[0] + each[1])
    notes = {"micro_f1": round(micro, 3), "macro_f1": round(macro, 3)}
    return _platt(whole, clause, given), round(threshold, 2), notes


def _platt(whole: Numbers, clause: Numbers, given: Target) -> Numbers:
    """Sigmoids, shape (themes, 3). Neither strength may speak against a theme."""
    found = np.zeros((given.shape[1], 3), dtype=np.float32)
    for theme, target in enumerate(given.T):
        if not 0 < target.sum() < len(target):
            found[theme, 2] = 20 if target.any() else -20
            continue
        both = np.stack([whole[:, theme], clause[:, theme]], axis=1)
        model = _sigmoid(both, target)
        if (model.coef_ < 0).any():
            model = _sigmoid(both.sum(axis=1, keepdims=True), target)
        found[theme] = (*np.broadcast_to(model.coef_[0], 2), model.intercept_[0])
    return found


def _sigmoid(strengths: Numbers, target: Target) -> LogisticRegression:
    """A sigmoid towards Platt's softened targets: with ten comments nothing is certain."""
    from sklearn.linear_model import LogisticRegression

    yes, no = target.sum(), (~target).sum()
    wanted = np.where(target, (yes + 1) / (yes + 2), 1 / (no + 2))
    return LogisticRegression(C=_PLATT_C).fit(
        np.vstack([strengths, strengths]),
        np.repeat([True, False], len(target)),
        sample_weight=np.concatenate([wanted, 1 - wanted]),
    )


def fit_sentiment(read: Read) -> tuple[Numbers, Numbers]:
    """Weights for five sentiments: of the design's columns and the intercept, as `fit_themes`; and
    of scores, shape (3 question kinds, 6 scores, 5).

    Learned from each comment twice, with its score and without, so that either is read well.
    """
    from scipy.sparse import csr_matrix, hstack, vstack
    from sklearn.linear_model import LogisticRegression

    width = read.design.shape[1]
    by_score = np.zeros((len(KINDS), 6, SENTIMENTS), dtype=np.float32)
    fitted = np.zeros((width + 1, SENTIMENTS), dtype=np.float32)
    judged = read.sentiment > 0
    target = read.sentiment[judged]
    if len(np.unique(target)) < 2:
        return fitted, by_score
    kinds, scores = read.kinds[judged], read.scores[judged]
    told = np.hstack([np.eye(6)[scores], np.eye(len(KINDS) * 6)[kinds * 6 + scores]])
    told *= (scores > 0)[:, None]
    design = read.design[judged]
    model = LogisticRegression(C=_SENTIMENT_C, max_iter=1000).fit(
        vstack([hstack([design, told]), hstack([design, csr_matrix(told.shape)])]).tocsr(),
        np.tile(target, 2),
    )
    weights = np.hstack([model.coef_, model.intercept_[:, None]]).T
    if len(model.classes_) == 2:  # scikit-learn keeps one column for two classes
        weights = np.hstack([-weights, weights]) / 2
    found = np.zeros((width + told.shape[1] + 1, SENTIMENTS), dtype=np.float32)
    found[-1] = -20  # a sentiment that nobody gave is never said
    found[:, model.classes_ - 1] = weights
    by_score += found[width : width + 6] + found[width + 6 : -1].reshape(by_score.shape)
    by_score[:, 0] = 0
    return np.vstack([found[:width], found[-1:]]), by_score


def f1(given: Target, said: Target) -> tuple[float, float]:
    """Micro and macro F1 of what was said against what people gave, both (comments, themes)."""
    right = (given & said).sum(axis=0)
    both = given.sum(axis=0) + said.sum(axis=0)
    each = 2 * right / np.maximum(both, 1)
    return float(2 * right.sum() / max(both.sum(), 1)), float(each.mean())
