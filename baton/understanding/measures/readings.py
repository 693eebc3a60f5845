# SPDX-License-Identifier: MIT
"""What a measure says, in words. They say whether something changed, and never why."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from baton.analysis.spc import Chart, Point, SpecialCause
from baton.core import periods
from baton.ui import words
from baton.ui.wording import _, _lazy, _many
from baton.understanding.measures.models import Measure
from baton.understanding.measures.queries import Figure

#: Beside the icon of variation, by its name.
VARIATION = {
    "common_cause": _lazy("No change we can be sure of"),
    "improvement_high": _lazy("Higher than by chance: an improvement"),
    "improvement_low": _lazy("Lower than by chance: an improvement"),
    "concern_high": _lazy("Higher than by chance: a concern"),
    "concern_low": _lazy("Lower than by chance: a concern"),
    "neutral_high": _lazy("Higher than by chance"),
    "neutral_low": _lazy("Lower than by chance"),
}
#: Beside the icon of assurance, by its name; "unless something changes" goes without saying there.
ASSURANCE = {
    "pass": _lazy("Will be met"),
    "fail": _lazy("Will be missed"),
    "inconsistent": _lazy("Met or missed by chance"),
}
_RULES = {
    SpecialCause.ABOVE_LIMIT: _lazy("above the upper limit"),
    SpecialCause.BELOW_LIMIT: _lazy("below the lower limit"),
    SpecialCause.RISING: _lazy("one of seven or more in a row that rise"),
    SpecialCause.FALLING: _lazy("one of seven or more in a row that fall"),
    SpecialCause.TWO_OF_THREE_HIGH: _lazy("one of two in three near the upper limit"),
    SpecialCause.TWO_OF_THREE_LOW: _lazy("one of two in three near the lower limit"),
    SpecialCause.SEVEN_HIGH: _lazy("one of seven or more in a row above the mean"),
    SpecialCause.SEVEN_LOW: _lazy("one of seven or more in a row below the mean"),
}
#: The word of a unit for a number.
_UNITS: Mapping[str, Callable[[int], str]] = {
    "minutes": lambda number: _many("minute", "minutes", number),
    "hours": lambda number: _many("hour", "hours", number),
    "days": lambda number: _many("day", "days", number),
    "weeks": lambda number: _many("week", "weeks", number),
}
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
        return f"{number} {_UNITS[unit](1 if number == '1' else 2)}"
    return number


def limits(point: Point, unit: str) -> str:
    """Both limits, the unit said once: "23.4 and 37.1 days"."""
    lower, upper = told(point.lower, unit), told(point.upper, unit)
    if unit in _UNITS:
        lower = lower.partition(" ")[0]
    return _("%(lower)s and %(upper)s") % {"lower": lower, "upper": upper}


def rule(point: Point) -> str:
    """By which rule a point is more than chance."""
    return str(_RULES[point.special_cause]) if point.special_cause else ""


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
    begins = _("%(measure)s: %(value)s in %(period)s.") % {
        "measure": measure.title,
        "value": told(latest.value, measure.unit),
        "period": when,
    }
    if figure.chart is None or latest.point is None:
        needs = _("A chart needs two points, and thirteen to be dependable.")
        return f"{begins} {needs}"
    return " ".join(filter(None, (begins, _of_the_last(figure), _of_the_standard(figure))))


def _of_nothing(figure: Figure) -> str:
    if figure.rows:
        return _("So few people answered in each period that no value is told.")
    if figure.measure.is_typed:
        return _("Nothing is typed yet.")
    return _("Nobody has said anything yet that this measure counts, in a period that is over.")


def _of_the_last(figure: Figure) -> str:
    measure, chart = figure.measure, figure.chart
    assert chart is not None
    last = chart.points[-1]
    if last.special_cause is None:
        if last.lower == last.upper:
            return _("There is no change we can be sure of: it is as it usually is.")
        return _(
            "There is no change we can be sure of: it lies within the usual ups and downs, "
            "between %(limits)s."
        ) % {"limits": limits(last, measure.unit)}
    meant = _what_it_means(measure, is_improvement="improvement" in chart.variation)
    found = _("That is more than the usual ups and downs: it is %(rule)s.")
    if meant:
        found = _("That is more than the usual ups and downs: it is %(rule)s, %(meant)s.")
    found %= {"rule": rule(last), "meant": meant}
    return " ".join((found, _("The chart does not say why.")))


def _what_it_means(measure: Measure, *, is_improvement: bool) -> str:
    """Of more than chance; nothing where neither way is better."""
    if measure.direction == Measure.Direction.NEITHER:
        return ""
    if measure.direction == Measure.Direction.INCREASE:
        concern = _("a concern where more is better")
        return _("an improvement where more is better") if is_improvement else concern
    concern = _("a concern where less is better")
    return _("an improvement where less is better") if is_improvement else concern


def _of_the_standard(figure: Figure) -> str:
    if figure.standard is None or figure.chart is None or figure.chart.assurance is None:
        return ""
    met = {
        "pass": _("Unless something changes, the standard of %(target)s will be met each time."),
        "fail": _("Unless something changes, the standard of %(target)s will be missed each time."),
        "inconsistent": _(
            "Unless something changes, the standard of %(target)s will be met at some times and "
            "missed at others, by chance."
        ),
    }[figure.chart.assurance_icon or ""]
    return met % {"target": told(float(figure.standard.target), figure.measure.unit)}


def cautions(figure: Figure) -> list[str]:
    """What to mind in reading the chart, with days as people write them."""
    said = [
        _DAY.sub(lambda found: words.day(date.fromisoformat(found[0])), each)
        for each in figure.cautions
    ]
    return said + [
        _("New limits from %(period)s wait until two points lie after it.")
        % {"period": periods.name(each.start, figure.measure.frequency)}
        for each in figure.waiting
        if figure.chart
    ]


def overview(figures: Sequence[Figure]) -> str:
    """All measures in a sentence."""
    charts = [each.chart for each in figures if each.chart]
    if not charts:
        return ""
    concern, improvement = _like(charts, "concern"), _like(charts, "improvement")
    neutral, common = _like(charts, "neutral"), _like(charts, "common")
    parts = [
        words.count(concern, "gives concern", "give concern") if concern else "",
        words.count(improvement, "shows an improvement", "show an improvement")
        if improvement
        else "",
        words.count(neutral, "shows a change", "show a change") if neutral else "",
        words.count(common, "shows no change we can be sure of", "show no change we can be sure of")
        if common
        else "",
    ]
    return _("Of %(measures)s, %(parts)s.") % {
        "measures": words.count(len(charts), "measure"),
        "parts": words.listed([*filter(None, parts)]),
    }


def _like(charts: Sequence[Chart], kind: str) -> int:
    return sum(each.variation_icon.startswith(kind) for each in charts)
