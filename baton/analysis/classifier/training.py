# SPDX-License-Identifier: MIT
"""Training a classifier from comments that people labelled.

The recipe: n-grams weighted by TF-IDF; balanced logistic regression for each theme, scaled by
log-count ratios; a comment's strength and that of its strongest clause turned into a probability by
Platt's sigmoid, fitted out of fold; one threshold for all themes, chosen out of fold. Comments
labelled under another scheme (`hints`), or a classifier to build on (`base`), teach directions in
n-gram space along which the themes then may learn; as all is linear, these fold into the same
weights and cost nothing when coding. Same input, same weights; two minutes for 15,000 comments.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from baton.analysis.classifier import design, fitting
from baton.analysis.classifier import examples as reading
from baton.analysis.classifier.examples import Example, Hint
from baton.analysis.classifier.model import Classifier
from baton.analysis.classifier.text import is_blank
from baton.analysis.classifier.weights import SENTIMENTS, Numbers, Weights
from baton.analysis.codebook import Codebook, default

logger = logging.getLogger(__name__)

#: A theme with fewer comments cannot be calibrated.
FEWEST_EXAMPLES = 10


class TooFewExamples(ValueError):
    """The examples cannot train a classifier."""


def train_from_csv(
    paths: Iterable[Path],
    folder: Path,
    codebook: Codebook | None = None,
    base: Classifier | None = None,
) -> Classifier:
    """Train from labelled files (and files of hints, told by their heading) and save in `folder`.

    Raises `examples.NotLabelled` or TooFewExamples, with a sentence.
    """
    codebook = codebook or default()
    labelled: list[Example] = []
    hints: list[Hint] = []
    for path in paths:
        if reading.is_hints_csv(path):
            hints += reading.read_hints_csv(path)
        else:
            labelled += reading.read_labelled_csv(path, codebook)
    classifier = train(labelled, codebook, hints=hints, base=base)
    classifier.weights.save(folder)
    return classifier


def train(
    examples: Iterable[Example],
    codebook: Codebook | None = None,
    *,
    hints: Iterable[Hint] = (),
    base: Classifier | None = None,
    fewest: int = FEWEST_EXAMPLES,
) -> Classifier:
    """A classifier of the codebook's learned themes that have at least `fewest` comments.

    With a `base`, its other themes are kept as they are, and few examples go a long way.
    Keep the result with `classifier.weights.save(folder)`. Raises TooFewExamples.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    # One thread: the sums are then made in one order, and other work is not crowded out.
    with threadpool_limits(limits=1):
        return _train(list(examples), codebook or default(), list(hints), base, fewest)


def _train(
    examples: Sequence[Example],
    codebook: Codebook,
    hints: Sequence[Hint],
    base: Classifier | None,
    fewest: int,
) -> Classifier:
    labelled = [each for each in examples if not is_blank(each.text)]
    hinted = [each for each in hints if not is_blank(each.text)]
    themes = _themes(labelled, codebook, fewest)
    built_on = base.weights if base else None
    ground = design.ground(labelled, hinted, built_on)
    logger.info("%d comments, %d n-grams", len(labelled) + len(hinted), len(ground.vocabulary))
    rows = ground.rows_of(labelled)
    taught = design.directions(
        ground.rows_of(hinted),
        hinted,
        rows,
        design.carried(built_on, ground) if built_on else None,
    )
    read = design.read(labelled, rows, ground, taught)
    given = np.array([[theme in each.themes for theme in themes] for each in labelled])
    ngrams = len(ground.vocabulary)
    calibration, threshold, notes = fitting.calibrate(read, given, ngrams)
    logger.info("Out of fold, %d themes: %s", len(themes), notes)
    mood, scores = fitting.fit_sentiment(read)
    fitted = np.hstack([fitting.fit_themes(read.design, given, ngrams), mood])
    weights, kinds, intercepts = design.unfolded(fitted, taught)
    made = Weights(
        themes=themes,
        vocabulary=ground.vocabulary,
        rarity=ground.rarity,
        ngrams=weights,
        kinds=kinds,
        scores=scores,
        intercepts=intercepts,
        calibration=calibration,
        threshold=threshold,
        codebook=f"{codebook.id}-{codebook.version}",
        notes={"comments": len(labelled), "hints": len(hinted), "out_of_fold": notes},
    )
    if built_on:
        moods = np.bincount(read.sentiment, minlength=SENTIMENTS + 1)[1:]
        made = _with_kept(made, built_on, ground, judged=bool(moods.min() >= fewest))
    return Classifier(made.rounded())


def _themes(labelled: Sequence[Example], codebook: Codebook, fewest: int) -> tuple[str, ...]:
    """The learned themes with enough comments, in the codebook's order."""
    people = len({each.respondent for each in labelled})
    if people < fitting.FOLDS:
        raise TooFewExamples(
            f"Training needs labelled comments of {fitting.FOLDS} people or more;"
            f" there are {people}."
        )
    found = tuple(
        theme.title
        for theme in codebook.themes
        if theme.learned and sum(theme.title in each.themes for each in labelled) >= fewest
    )
    if not found:
        raise TooFewExamples(
            f"Training needs a theme that people gave to {fewest} comments or more; there is none."
        )
    return found


def _with_kept(made: Weights, base: Weights, onto: design.Ground, *, judged: bool) -> Weights:
    """What was learned and, of the base, what was not: its other themes and, unless enough
    comments were `judged`, its sentiment."""
    kept = [number for number, theme in enumerate(base.themes) if theme not in made.themes]
    mood = len(made.themes) + np.arange(SENTIMENTS)
    base_mood = len(base.themes) + np.arange(SENTIMENTS)

    def columns(own: Numbers, other: Numbers) -> Numbers:
        own_mood = own[..., mood] if judged else other[..., base_mood]
        return np.concatenate([own[..., : len(made.themes)], other[..., kept], own_mood], axis=-1)

    return replace(
        made,
        themes=(*made.themes, *(base.themes[number] for number in kept)),
        ngrams=columns(made.ngrams, design.carried(base, onto)),
        kinds=columns(made.kinds, base.kinds),
        intercepts=columns(made.intercepts, base.intercepts),
        scores=made.scores if judged else base.scores,
        threshold=base.threshold,
        calibration=np.concatenate([made.calibration, base.calibration[kept]]),
        notes={**made.notes, "built_on": base.version},
    )
