# SPDX-License-Identifier: MIT
"""Figures that a body shares with the one above it."""

from __future__ import annotations

from dataclasses import dataclass

from baton.people.models import Organisation
from baton.understanding.counting.overview import FEWEST_TOLD, overview
from baton.understanding.counting.selection import Asked
from baton.understanding.filters import Filters
from baton.understanding.models import Theme
from baton.warehouse import engine


@dataclass(frozen=True, slots=True)
class SharedFigure:
    """A theme's count as another body may see it: "under 5", or rounded down to a multiple of 5."""

    category: Theme
    theme: Theme
    told: int | None


def shared_themes(sharer: Organisation, reader: engine.Reader) -> tuple[int, list[SharedFigure]]:
    """A body's themes as it shares figures: of how many comments, and each theme's count.

    Every number is rounded down to a multiple of five and there are no filters, so that neither a
    single figure nor a difference of two lets a reader infer a group of fewer than five.
    """

    def told(number: int) -> int | None:
        return number - number % FEWEST_TOLD if number >= FEWEST_TOLD else None

    seen = overview(Asked(sharer, Filters()), reader)
    figures = [
        SharedFigure(category.theme, figure.theme, told(figure.count))
        for category in seen.categories
        for figure in category.figures
    ]
    return told(seen.shade.total) or 0, figures
