# SPDX-License-Identifier: MIT
"""Sentences written from the numbers. They name no cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from baton.listening import registry
from baton.listening.models import Contribution
from baton.ui import words
from baton.understanding.counting.overview import Overview, ThemeFigure
from baton.understanding.counting.places import Change
from baton.understanding.models import Coding, Reading

#: Below this many comments a most negative theme may be chance: it is not named.
ENOUGH = 20


def of_overview(seen: Overview, change: Change | None) -> str:
    """What has changed, what people speak of most, and what they are least content with."""
    figures = [figure for figure in seen.figures if figure.theme.is_specific]
    if not figures:
        return ""
    sentences = [_of_change(change), _of_most(figures), _of_least_content(figures)]
    part = words.percent(seen.shade.positive / seen.shade.total)
    return " ".join((*filter(None, sentences), f"{part} of all comments are positive."))


def _of_change(change: Change | None) -> str:
    if change is None:
        return "There is no change that we can be sure of."
    mostly = f", mostly in {change.service.name}" if change.service else ""
    return of_figure(change.figure, mostly)


def of_figure(figure: ThemeFigure, mostly: str = "") -> str:
    """How the share of a theme has changed; for one that has."""
    assert figure.lately is not None
    assert figure.before is not None
    rose = "rose" if figure.lately.estimate > figure.before.estimate else "fell"
    before, lately = points_apart(figure.before.estimate, figure.lately.estimate)
    return f"{figure.theme.title} {rose} from {before} to {lately} of comments{mostly}."


def points_apart(before: float, after: float) -> tuple[str, str]:
    """Two shares in per cent, with a decimal where whole numbers would be the same.

    >>> points_apart(0.09, 0.14), points_apart(0.041, 0.044)
    (('9%', '14%'), ('4.1%', '4.4%'))
    """
    whole = words.percent(before), words.percent(after)
    return whole if whole[0] != whole[1] else (f"{before:.1%}", f"{after:.1%}")


def _of_most(figures: Sequence[ThemeFigure]) -> str:
    spoken = [
        f"{each.theme.title.lower()} ({words.percent(each.share.estimate)})" for each in figures[:3]
    ]
    return f"People speak most about {words.listed(spoken)}."


def _of_least_content(figures: Sequence[ThemeFigure]) -> str:
    enough = [each for each in figures if each.count >= ENOUGH]
    worst = max(enough, key=lambda each: each.shade.negative / each.count, default=None)
    if worst is None or worst.shade.negative * 2 <= worst.count:
        return ""
    part = words.percent(worst.shade.negative / worst.count)
    return f"They are least content with {worst.theme.title.lower()}: {part} of it is negative."


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step of what became of a contribution."""

    name: str
    at: datetime
    detail: str


def trace(
    contribution: Contribution, codings: Sequence[Coding], reading: Reading | None
) -> list[Step]:
    """Said, received, coded, checked or withdrawn: with the days on which it was."""
    channel = registry.name_of(contribution.channel)
    place = f", {contribution.service.name}" if contribution.service else ""
    steps = [
        Step("Said", contribution.said_at, f"{channel}{place}"),
        Step("Received", contribution.received_at, "kept once, and screened for risk"),
    ]
    if reading is not None:
        themes = words.count(len(codings), "theme")
        steps.append(Step("Coded", reading.read_at, f"{themes}; {reading.get_sentiment_display()}"))
        if reading.checked_at and reading.checked_by:
            steps.append(Step("Checked", reading.checked_at, f"by {reading.checked_by.name}"))
    if contribution.withdrawn_at:
        steps.append(Step("Withdrawn", contribution.withdrawn_at, "at the person’s request"))
    return steps
