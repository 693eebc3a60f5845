# SPDX-License-Identifier: MIT
"""A CSV becomes a process-control chart, in numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from baton.analysis import spc

_VARIATION = {
    spc.Kind.COMMON: "common cause, the usual ups and downs",
    spc.Kind.IMPROVEMENT: "special cause, improvement",
    spc.Kind.CONCERN: "special cause, concern",
    spc.Kind.NEUTRAL_HIGH: "special cause, higher",
    spc.Kind.NEUTRAL_LOW: "special cause, lower",
}
_ASSURANCE = {
    spc.Assurance.PASS: "the target is met consistently",
    spc.Assurance.FAIL: "the target is missed consistently",
    spc.Assurance.INCONSISTENT: "the target is met at times and missed at times",
}


def chart(source: Path, output: Path, **choices: Any) -> None:
    """Write the chart and say what it shows; in a sentence why not, where it cannot be made."""
    try:
        made = spc.chart_file(source, output, **choices)
    except (spc.FileProblem, spc.SeriesProblem) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{len(made.points)} points charted into {output}.")
    click.echo(f"Variation: {_VARIATION[made.variation]}.")
    if made.assurance is not None:
        click.echo(f"Assurance: {_ASSURANCE[made.assurance]}.")
    elif made.target is not None:
        click.echo("Assurance: none, as --improvement does not say which way is better.")
    for caution in made.cautions:
        click.echo(caution, err=True)
