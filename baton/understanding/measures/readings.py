# SPDX-License-Identifier: MIT
"""What a measure says, in words. They say whether something changed, and never why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from baton.analysis.spc import Chart, Point, SpecialCause
from baton.core import periods
from baton.ui import words
from baton.understanding.measures.models import Measure
from baton.understanding.measures.queries import Figure

#: Beside the icon of variation, by its name.
VARIATION = {
    "common_cause": "No change we can be sure of",
    "improvement_high": "Higher than by chance: an improvement",
    "improvement_low": "Lower than by chance: an improvement",
    "concern_high": "Higher than by chance: a concern",
    "concern_low": "Lower than by chance: a concern",
    "neutral_high": "Higher than by chance",
    "neutral_low": "Lower than by chance",
}
#: Beside the icon of assurance, by its name; "unless something changes" goes without saying there.
ASSURANCE = {
    "pass": "Will be met",
    "fail": "Will be missed",
    "inconsistent": "Met or missed by chance",
}
_RULES = {
    SpecialCause.ABOVE_LIMIT: "above the upper limit",
    SpecialCause.BELOW_LIMIT: "below the lower limit",
    SpecialCause.RISING: "one of seven or more in a row that rise",
    SpecialCause.FALLING: "one of seven or more in a row that fall",
    SpecialCause.TWO_OF_THREE_HIGH: "one of two in three near the upper limit",
    SpecialCause.TWO_OF_THREE_LOW: "one of two in three near the lower limit",
    SpecialCause.SEVEN_HIGH: "one of seven or more in a row above the mean",
    SpecialCause.SEVEN_LOW: "one of seven or more in a row below the mean",
}
_UNITS = {"minutes": "minute", "hours": "hour", "days": "day", "weeks": "week"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def told(value: float | None, unit: str) -> str:
    """A value with its unit.

    >>> told(86.44, "percentage"), told(1, "days"), told(12.5, "days"), told(1200, "number")
    ('86.4%', '1 day', '12.5 days', '1,200')
    """
    if value is None:
        return "–"
    if unit == Measure.Unit.POUNDS:
        sign = "−" if value < 0 else ""
        return f"{sign}£{abs(value):,.2f}".removesuffix(".00")
    number = f"{value:,.1f}".removesuffix(".0").replace("-", "−")
    number = "0" if number == "−0" else number
    if unit == Measure.Unit.PERCENTAGE:
        return f"{number}%"
    if unit in _UNITS:
        return f"{number} {_UNITS[unit]}" + ("" if number == "1" else "s")
    return number


def limits(point: Point, unit: str) -> str:
    """Both limits, the unit said once: "23.4 and 37.1 days"."""
    lower, upper = told(point.lower, unit), told(point.upper, unit)
    if unit in _UNITS:
        lower = lower.partition(" ")[0]
    return f"{lower} and {upper}"


def rule(point: Point) -> str:
    """By which rule a point is more than chance."""
    return _RULES[point.special_cause] if point.special_cause else ""


def variation(chart: Chart) -> str:
    return VARIATION[chart.variation_icon]


def assurance(chart: Chart) -> str:
    return ASSURANCE.get(chart.assurance_icon or "", "")


def sentence(figure: Figure) -> str:
    """The page's answer, from its numbers."""
    measure, latest = figure.measure, figure.latest
    if latest is None:
        return _of_nothing(figure)
    when = periods.name(latest.start, measure.frequency)
    begins = f"{measure.title}: {told(latest.value, measure.unit)} in {when}."
    if figure.chart is None or latest.point is None:
        return f"{begins} A chart needs two points, and thirteen to be dependable."
    return " ".join(filter(None, (begins, _of_the_last(figure), _of_the_standard(figure))))


def _of_nothing(figure: Figure) -> str:
    if figure.rows:
        return "So few people answered in each period that no value is told."
    if figure.measure.is_typed:
        return "Nothing is typed yet."
    return "Nobody has said anything yet that this measure counts, in a period that is over."


def _of_the_last(figure: Figure) -> str:
    measure, chart = figure.measure, figure.chart
    assert chart is not None
    last = chart.points[-1]
    if last.special_cause is None:
        within = "it lies within the usual ups and downs"
        if last.lower == last.upper:
            within = "it is as it usually is"
        else:
            within += f", between {limits(last, measure.unit)}"
        return f"There is no change we can be sure of: {within}."
    found = f"That is more than the usual ups and downs: it is {rule(last)}"
    if measure.direction == Measure.Direction.NEITHER:
        return f"{found}. The chart does not say why."
    better = "more" if measure.direction == Measure.Direction.INCREASE else "less"
    meant = "an improvement" if "improvement" in chart.variation else "a concern"
    return f"{found}, {meant} where {better} is better. The chart does not say why."


def _of_the_standard(figure: Figure) -> str:
    if figure.standard is None or figure.chart is None or figure.chart.assurance is None:
        return ""
    target = told(float(figure.standard.target), figure.measure.unit)
    met = {
        "pass": "will be met each time",
        "fail": "will be missed each time",
        "inconsistent": "will be met at some times and missed at others, by chance",
    }[figure.chart.assurance_icon or ""]
    return f"Unless something changes, the standard of {target} {met}."


def cautions(figure: Figure) -> list[str]:
    """What to mind in reading the chart, with days as people write them."""
    said = [
        _DAY.sub(lambda found: words.day(date.fromisoformat(found[0])), each)
        for each in figure.cautions
    ]
    return said + [
        f"New limits from {periods.name(each.start, figure.measure.frequency)} wait until two "
        "points lie after it."
        for each in figure.waiting
        if figure.chart
    ]


def overview(figures: Sequence[Figure]) -> str:
    """All measures in a sentence."""
    charts = [each.chart for each in figures if each.chart]
    if not charts:
        return ""
    parts = [
        words.count(number, one, many)
        for number, one, many in (
            (_like(charts, "concern"), "gives concern", "give concern"),
            (_like(charts, "improvement"), "shows an improvement", "show an improvement"),
            (_like(charts, "neutral"), "shows a change", "show a change"),
            (_like(charts, "common"), "shows no change", "show no change"),
        )
        if number
    ]
    sure = " we can be sure of" if parts[-1].endswith("no change") else ""
    return f"Of {words.count(len(charts), 'measure')}, {words.listed(parts)}{sure}."


def _like(charts: Sequence[Chart], kind: str) -> int:
    return sum(each.variation_icon.startswith(kind) for each in charts)
