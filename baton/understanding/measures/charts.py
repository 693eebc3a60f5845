# SPDX-License-Identifier: MIT
"""A measure's process-control chart, and the small line that stands for it in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from baton.analysis import spc
from baton.ui import charts
from baton.ui.wording import _
from baton.understanding.measures import readings
from baton.understanding.measures.queries import Figure, Row

WIDTH, HEIGHT = 920, 260
#: Labels at the axis: more do not fit beside one another.
_LABELS = 7
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_POINTS = 96, 22, 13

_INK, _OWN, _LINE, _PAPER = "#515c5d", "#0b6060", "#7d8886", "#ffffff"
_COLOURS = {
    spc.Kind.COMMON: _INK,
    spc.Kind.IMPROVEMENT: "#2f74b5",
    spc.Kind.CONCERN: "#c75f10",
    spc.Kind.NEUTRAL_HIGH: _OWN,
    spc.Kind.NEUTRAL_LOW: _OWN,
}


def drawn(figure: Figure) -> Markup:
    """The chart: limits dashed, mean, standard, and special causes by shape as by colour."""
    assert figure.chart is not None
    labels = [row.name for row in figure.rows]
    step = -(-len(labels) // _LABELS)
    shown = [label for n, label in enumerate(labels) if (len(labels) - 1 - n) % step == 0]
    specification = {
        "padding": {"left": 0, "right": 0, "top": 4, "bottom": 8},
        "width": WIDTH,
        "height": HEIGHT,
        "data": {"values": _values(figure)},
        "layer": _layers(figure, _along(labels, shown)),
    }
    return charts.draw(specification, in_words(figure), css_class="bt-fig bt-fig--wide")


def _along(labels: Sequence[str], shown: Sequence[str]) -> dict[str, Any]:
    """The axis of periods: each has its place, so that one without a value is a gap."""
    return {
        "field": "period",
        "type": "ordinal",
        "sort": labels,
        "title": None,
        "scale": {"type": "point", "padding": 0.5, "domain": labels},
        "axis": {"values": shown, "labelOverlap": False, "grid": False},
    }


def in_words(figure: Figure) -> str:
    """What the drawing shows, in a sentence."""
    chart, unit = figure.chart, figure.measure.unit
    assert chart is not None
    last = chart.points[-1]
    special = sum(point.special_cause is not None for point in chart.points)
    if special:
        points = _(
            "%(measure)s from %(first)s to %(last)s, %(points)s points, %(special)s of them more "
            "than chance."
        )
    else:
        points = _(
            "%(measure)s from %(first)s to %(last)s, %(points)s points, none of them more than "
            "chance."
        )
    points %= {
        "measure": figure.measure.title,
        "first": figure.rows[0].name,
        "last": figure.rows[-1].name,
        "points": len(chart.points),
        "special": special,
    }
    end = _("At the end the mean is %(mean)s and the limits are %(lower)s and %(upper)s.") % {
        "mean": readings.told(last.mean, unit),
        "lower": readings.told(last.lower, unit),
        "upper": readings.told(last.upper, unit),
    }
    return f"{points} {end}"


def _values(figure: Figure) -> list[dict[str, Any]]:
    numbers = {row.start: n for n, row in enumerate(noted(figure.rows), start=1)}
    return [
        {
            "period": row.name,
            "value": row.value,
            **_limits(row.point),
            "note": str(numbers.get(row.start, "")),
        }
        for row in figure.rows
    ]


def _limits(point: spc.Point | None) -> dict[str, Any]:
    if point is None:
        return {"shape": ""}
    cause = point.special_cause
    return {
        "mean": point.mean,
        "lower": point.lower,
        "upper": point.upper,
        "segment": point.segment,
        "kind": str(point.kind),
        "shape": "" if cause is None else "high" if cause.direction > 0 else "low",
    }


def kinds(figure: Figure) -> list[str]:
    """The icons of special causes in the chart, for its legend."""
    if figure.chart is None:
        return []
    meanings = {
        spc.Kind.IMPROVEMENT: "improvement",
        spc.Kind.CONCERN: "concern",
        spc.Kind.NEUTRAL_HIGH: "neutral",
        spc.Kind.NEUTRAL_LOW: "neutral",
    }
    found = {
        f"{meanings[point.kind]}_{'high' if point.special_cause.direction > 0 else 'low'}"
        for point in figure.chart.points
        if point.special_cause is not None
    }
    return sorted(found)


def noted(rows: Sequence[Row]) -> list[Row]:
    """The points beside which something stands, in order: their place is their number."""
    return [row for row in rows if row.note and row.value is not None]


def _layers(figure: Figure, x: dict[str, Any]) -> list[dict[str, Any]]:
    chart = figure.chart
    assert chart is not None
    y = {"type": "quantitative", "title": None, "scale": {"zero": False, "nice": True}}
    known = {"filter": "isValid(datum.segment)"}
    layers: list[dict[str, Any]] = [
        {
            "transform": [known],
            "mark": {"type": "line", "stroke": colour, "strokeWidth": 1, **dashes},
            "encoding": {
                "x": x,
                "y": {"field": field, **y},
                "detail": {"field": "segment", "type": "nominal"},
            },
        }
        for field, colour, dashes in (
            ("lower", _LINE, {"strokeDash": [5, 4]}),
            ("upper", _LINE, {"strokeDash": [5, 4]}),
            ("mean", _LINE, {}),
        )
    ]
    if figure.standard is not None:
        target = {"datum": float(figure.standard.target), **y}
        # One line, not one for each period.
        once: dict[str, list[dict[str, Any]]] = {"values": [{}]}
        layers.append({"data": once, "mark": _standard_line(), "encoding": {"y": target}})
    value = {"x": x, "y": {"field": "value", **y}}
    layers.append({"mark": {"type": "line", "stroke": _INK}, "encoding": value})
    layers += [_points(shape, value) for shape in ("", "high", "low")]
    layers.append(
        {
            "transform": [{"filter": "datum.note != '' && isValid(datum.value)"}],
            "mark": {"type": "text", "dy": -13, "fontWeight": 600, "color": "#1b2426"},
            "encoding": {**value, "text": {"field": "note"}},
        }
    )
    return layers


def _standard_line() -> dict[str, Any]:
    return {"type": "rule", "stroke": _OWN, "strokeWidth": 2, "strokeDash": [10, 3, 2, 3]}


def _points(shape: str, value: dict[str, Any]) -> dict[str, Any]:
    drawn = {"": "circle", "high": "triangle-up", "low": "square"}[shape]
    return {
        "transform": [{"filter": f"isValid(datum.value) && datum.shape == '{shape}'"}],
        "mark": {
            "type": "point",
            "shape": drawn,
            "size": 95 if shape else 26,
            "stroke": _PAPER,
            "opacity": 1,
        },
        "encoding": {
            **value,
            "fill": {
                "field": "kind",
                "type": "nominal",
                "scale": {
                    "domain": [str(kind) for kind in _COLOURS],
                    "range": list(_COLOURS.values()),
                },
                "legend": None,
            },
        },
    }


@dataclass(frozen=True, slots=True)
class Spark:
    """The last points as lines in a box: where a period is missing, one ends and another begins."""

    width: int
    height: int
    lines: Sequence[str]
    end: tuple[float, float] | None


def spark(figure: Figure) -> Spark:
    """The last thirteen periods, each measure between its own least and most."""
    rows = figure.rows[-_SPARK_POINTS:]
    values = [row.value for row in rows if row.value is not None]
    least, most = min(values, default=0.0), max(values, default=0.0)
    lines: list[list[str]] = [[]]
    end = None
    for n, row in enumerate(rows):
        if row.value is None:
            lines.append([])
            continue
        part = (row.value - least) / (most - least) if most > least else 0.5
        end = (
            round(3 + n * (_SPARK_WIDTH - 6) / max(len(rows) - 1, 1), 1),
            round(_SPARK_HEIGHT - 3 - part * (_SPARK_HEIGHT - 6), 1),
        )
        lines[-1].append(f"{end[0]},{end[1]}")
    drawn = [" ".join(line) for line in lines if len(line) > 1]
    return Spark(_SPARK_WIDTH, _SPARK_HEIGHT, drawn, end)
