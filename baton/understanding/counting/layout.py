# SPDX-License-Identifier: MIT
"""Figures as a page lays them out: in which order, in which cells, and what each mark opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from baton.understanding.counting.overview import Overview, Shade, ThemeFigure
from baton.understanding.counting.spans import Span, first_of
from baton.understanding.filters import Filters
from baton.understanding.models import Theme

#: A heat map shows so many themes unless all are asked for.
HEATED = 12
#: From these shares on, a cell of a heat map is one step darker.
STEPS = (0.025, 0.05, 0.075, 0.10, 0.15, 0.25)

_ORDERS: Mapping[str, Callable[[ThemeFigure], float | str]] = {
    "share": lambda figure: -figure.count,
    "change": lambda figure: -(figure.change.estimate if figure.change else -2.0),
    "negative": lambda figure: -(figure.shade.negative / figure.count if figure.count else 0.0),
    "name": lambda figure: figure.theme.title.casefold(),
}


@dataclass(frozen=True, slots=True)
class Order:
    """How a table of themes is laid out: as the codebook's tree or flat, and sorted by what."""

    by: str = "share"
    is_flat: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Order:
        by = given.get("sort", "")
        return cls(by if by in _ORDERS else "share", given.get("layout") == "flat")

    def of(self, figures: Sequence[ThemeFigure]) -> list[ThemeFigure]:
        """The figures in this order."""
        return sorted(figures, key=_ORDERS[self.by])

    def query(self, asked: str, **changes: str) -> str:
        """The address's query for another order: the filters' own, and this one's."""
        now = {"sort": self.by, "layout": "flat" if self.is_flat else "tree"} | changes
        usual = {"sort": "share", "layout": "tree"}
        rest = urlencode({key: value for key, value in now.items() if value != usual[key]})
        return "?" + "&".join(filter(None, (asked.removeprefix("?"), rest)))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a heat map: a share (None where nobody spoke), its step from 0 to 6, and the
    comments behind it."""

    share: float | None
    count: int
    step: int


@dataclass(frozen=True, slots=True)
class Row:
    """A theme's cells, one for each column of the map."""

    theme: Theme
    cells: list[Cell]


def cell(count: int, of: int) -> Cell:
    """So many of so many.

    >>> cell(3, 100), cell(0, 0)
    (Cell(share=0.03, count=3, step=1), Cell(share=None, count=0, step=0))
    """
    if not of:
        return Cell(None, 0, 0)
    return Cell(count / of, count, sum(count / of >= step for step in STEPS))


def heat(seen: Overview, *, every: bool = False) -> list[Row]:
    """Themes by month, the most frequent first."""
    figures = seen.figures if every else seen.figures[:HEATED]
    counts = [seen.in_month(month) for month in seen.months]
    return [
        Row(
            figure.theme,
            [cell(each.total_of(figure.theme), each.comments.total) for each in counts],
        )
        for figure in figures
    ]


@dataclass(frozen=True, slots=True)
class Month:
    """How those feel who spoke in a month."""

    first: date
    shade: Shade


def months(seen: Overview) -> list[Month]:
    """The months of the trend; of a theme, where one is asked for."""
    return [Month(first_of(each), seen.in_month(each).comments) for each in seen.months]


Opens = Callable[..., str]


def opener(filters: Filters, *, may_read: bool) -> Opens:
    """How to open the comments behind a mark: a function of filters that gives their address, or
    nothing for whoever may not read them."""
    beside = filters.beside_words()

    def opens(*, month: int | None = None, span: Span | None = None, **changes: str) -> str:
        if not may_read:
            return ""
        if month is not None:
            span = Span(first_of(month), first_of(month + 1))
        if span is not None and span.since and span.until:
            last = span.until - timedelta(days=1)
            changes |= {"from": span.since.isoformat(), "to": last.isoformat()}
        return reverse("understanding:comments") + beside.query(**changes)

    return opens
