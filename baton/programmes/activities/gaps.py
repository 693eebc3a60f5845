# SPDX-License-Identifier: MIT
"""How far what people experienced lies from what was promised, quarter by quarter.

A gap is so many rungs, and rungs are never averaged: what is told is how many activities had which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from markupsafe import Markup

from baton.core import periods
from baton.programmes.activities import promised
from baton.programmes.activities.models import Activity
from baton.programmes.models import Programme
from baton.ui import charts
from baton.ui.wording import _, _many

WIDTH, STEP = 720, 44
_OWN, _INK, _ON_OWN, _LINE = "#0b6060", "#1b2426", "#ffffff", "#7d8886"
_MOST_QUARTERS = 12


@dataclass(slots=True)
class Told:
    """How many activities had which gap, in rungs."""

    name: str
    gaps: Counter[int] = field(default_factory=Counter)

    @property
    def judged(self) -> int:
        return self.gaps.total()

    @property
    def below(self) -> int:
        return sum(number for gap, number in self.gaps.items() if gap < 0)

    @property
    def as_promised(self) -> int:
        return self.gaps[0]

    @property
    def above(self) -> int:
        return sum(number for gap, number in self.gaps.items() if gap > 0)


@dataclass(frozen=True, slots=True)
class Gaps:
    """By quarter from the first to the last, by programme, and the activities themselves."""

    quarters: Sequence[Told]
    programmes: Sequence[tuple[Programme, Told]]
    latest: Sequence[Activity]

    @property
    def judged(self) -> int:
        return sum(each.judged for each in self.quarters)


def gaps(found: QuerySet[Activity], *, latest: int = 30) -> Gaps:
    """The gaps of some activities: those with a promise and five answers or more."""
    quarters: dict[date, Told] = {}
    of_programme: dict[int, Counter[int]] = {}
    for day, programme, gap, number in promised.gaps(found):
        quarter = periods.start(day, "quarter")
        if quarter not in quarters:
            quarters[quarter] = _of_quarter(quarter)
        quarters[quarter].gaps[gap] += number
        of_programme.setdefault(programme, Counter())[gap] += number
    programmes = [
        (each, Told(each.title, of_programme[each.pk]))
        for each in Programme.objects.filter(pk__in=of_programme)
    ]
    between = periods.between(min(quarters), max(quarters), "quarter") if quarters else ()
    return Gaps(
        [quarters.get(quarter) or _of_quarter(quarter) for quarter in between],
        sorted(programmes, key=lambda each: each[1].name.casefold()),
        list(promised.judged(found).order_by("-on", "-pk")[:latest]) if quarters else [],
    )


def _of_quarter(quarter: date) -> Told:
    return Told(periods.brief(quarter, "quarter"))


def chart(told: Gaps) -> Markup:
    """A disc for each quarter and gap, its number inside; the line is what was promised."""
    shown = told.quarters[-_MOST_QUARTERS:]
    values = [
        {"quarter": each.name, "gap": _rungs(gap), "activities": number}
        for each in shown
        for gap, number in sorted(each.gaps.items())
    ]
    reach = max([1, *(abs(gap) for each in shown for gap in each.gaps)])
    specification = {
        "padding": {"left": 0, "right": 0, "top": 4, "bottom": 8},
        "width": WIDTH,
        "height": STEP * (2 * reach + 1),
        "data": {"values": values},
        "layer": _layers([each.name for each in shown], reach),
    }
    return charts.draw(specification, in_words(told), css_class="bt-fig bt-fig--wide")


def in_words(told: Gaps) -> str:
    """What the drawing shows, in a sentence."""
    quarters = [
        _("%(name)s: %(below)s below, %(kept)s as promised, %(above)s above")
        % {"name": each.name, "below": each.below, "kept": each.as_promised, "above": each.above}
        for each in told.quarters[-_MOST_QUARTERS:]
    ]
    return _("Activities by how people judged them beside what was promised. %(quarters)s.") % {
        "quarters": "; ".join(quarters)
    }


def _layers(quarters: Sequence[str], reach: int) -> list[dict[str, Any]]:
    x = _axis("quarter", quarters)
    y = _axis("gap", [_rungs(gap) for gap in range(reach, -reach - 1, -1)])
    size = {
        "field": "activities",
        "type": "quantitative",
        "scale": {"range": [320, 1100], "zero": True},
        "legend": None,
    }
    promise = {name: value for name, value in y.items() if name != "field"}
    once: dict[str, list[dict[str, Any]]] = {"values": [{}]}
    line = {"type": "rule", "stroke": _LINE, "strokeWidth": 1}
    disc = {"type": "point", "shape": "circle", "fill": _OWN, "stroke": _OWN, "opacity": 1}
    number = {"type": "text", "color": _ON_OWN, "fontWeight": 600, "fontSize": 13}
    return [
        {"data": once, "mark": line, "encoding": {"y": {"datum": _rungs(0), **promise}}},
        {"mark": disc, "encoding": {"x": x, "y": y, "size": size}},
        {"mark": number, "encoding": {"x": x, "y": y, "text": {"field": "activities"}}},
    ]


def _axis(field: str, names: Sequence[str]) -> dict[str, Any]:
    """Names in their order, each with its place though nothing is there."""
    return {
        "field": field,
        "type": "ordinal",
        "sort": list(names),
        "title": None,
        "scale": {"type": "point", "padding": 0.6, "domain": list(names)},
        "axis": {"labelAngle": 0, "grid": False, "labelOverlap": False},
    }


def _rungs(gap: int) -> str:
    """
    >>> _rungs(-2), _rungs(1), _rungs(0)
    ('2 rungs below', '1 rung above', 'as promised')
    """
    if gap == 0:
        return _("as promised")
    if gap < 0:
        return _many("%(n)s rung below", "%(n)s rungs below", -gap) % {"n": -gap}
    return _many("%(n)s rung above", "%(n)s rungs above", gap) % {"n": gap}
