# SPDX-License-Identifier: MIT
"""A measure's points as people carry them away."""

from __future__ import annotations

from collections.abc import Iterator

from baton.core import tables
from baton.understanding.counting.overview import FEWEST_TOLD
from baton.understanding.measures import readings
from baton.understanding.measures.queries import Figure, Row

COLUMNS = (
    *("Measure", "Period", "From", "Value", "Unit", "Numerator", "Denominator", "Mean"),
    *("Lower limit", "Upper limit", "More than chance", "Standard", "What happened"),
)


def as_csv(figure: Figure) -> Iterator[str]:
    """CSV lines: every period that the page shows, and nothing that it does not."""
    rows = (_cells(figure, row) for row in figure.rows)
    return tables.as_csv(tables.Sheet("Measure", COLUMNS, rows))


def _cells(figure: Figure, row: Row) -> list[str]:
    point = row.point
    few = f"under {FEWEST_TOLD}" if row.is_few else ""
    limits = (point.mean, point.lower, point.upper) if point else (None, None, None)
    return [
        figure.measure.title,
        row.name,
        row.start.isoformat(),
        _number(row.value),
        figure.measure.get_unit_display().lower(),
        _number(row.numerator),
        few or _number(row.denominator),
        *map(_number, limits),
        readings.rule(point) if point else "",
        _number(figure.standard.target) if figure.standard else "",
        row.note,
    ]


def _number(value: object) -> str:
    """To four places at most, without commas."""
    return "" if value is None else f"{round(float(str(value)), 4):.10g}"
