# SPDX-License-Identifier: MIT
"""Making a new classifier."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from baton.analysis import classifier

if TYPE_CHECKING:
    from baton.analysis.classifier import Classifier
    from baton.people.models import Organisation


def from_files(files: Sequence[Path], folder: Path) -> None:
    """Train from labelled files alone."""
    from baton.analysis.classifier import examples, training

    try:
        made = training.train_from_csv(files, folder)
    except (examples.NotLabelled, training.TooFewExamples) as problem:
        raise click.ClickException(str(problem)) from problem
    _say(made, folder)


def from_corrections(organisation: Organisation, folder: Path) -> None:
    """Train from what an organisation's people corrected, on top of the shipped classifier."""
    from baton.analysis.classifier import training
    from baton.understanding import queries

    examples = queries.corrected_examples(organisation)
    try:
        made = training.train(examples, base=classifier.load())
    except training.TooFewExamples as problem:
        raise click.ClickException(
            f"{problem} So far {len(examples)} comments were checked by a person."
        ) from problem
    made.weights.save(folder)
    _say(made, folder)


def _say(made: Classifier, folder: Path) -> None:
    click.echo(f"Classifier {made.version} codes {len(made.themes)} themes. It is in {folder}.")
    click.echo("Put it to use with: BATON_CLASSIFIER=" + str(folder))
