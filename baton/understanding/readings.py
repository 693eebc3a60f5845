# SPDX-License-Identifier: MIT
"""Sentences written from the numbers. They name no cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from baton.listening import registry
from baton.listening.models import Contribution
from baton.ui import words
from baton.understanding.figures import Category, Shade
from baton.understanding.models import Coding, Reading

#: Below this many comments a most negative theme may be chance: it is not named.
ENOUGH = 20


def of_themes(tree: Sequence[Category], shade: Shade) -> str:
    """What people speak of most, and what they are least content with."""
    figures = [
        figure
        for category in tree
        for figure in category.figures
        if figure.theme.is_specific and figure.shade.total
    ]
    if not figures:
        return ""
    most = sorted(figures, key=lambda each: -each.shade.total)[:3]
    spoken = [f"{each.theme.title.lower()} ({words.percent(each.share)})" for each in most]
    sentence = f"People speak most about {words.listed(spoken)}."
    enough = [each for each in figures if each.shade.total >= ENOUGH]
    if enough:
        worst = max(enough, key=lambda each: each.shade.negative / each.shade.total)
        if worst.shade.negative * 2 > worst.shade.total:
            part = words.percent(worst.shade.negative / worst.shade.total)
            title = worst.theme.title.lower()
            sentence += f" They are least content with {title}: {part} of it is negative."
    return f"{sentence} {words.percent(shade.positive / shade.total)} of all comments are positive."


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
