# SPDX-License-Identifier: MIT
"""Reading measures: their points over time, with what may be told of each and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from baton.analysis import shares, spc
from baton.core import clock, periods
from baton.people.models import Organisation
from baton.ui.wording import _
from baton.understanding.counting.overview import FEWEST_TOLD
from baton.understanding.filters import SENTIMENTS, Filters
from baton.understanding.measures import sources
from baton.understanding.measures.models import Measure, Rebase, Standard
from baton.understanding.measures.sources import Counted


@dataclass(frozen=True, slots=True)
class Row:
    """One period: its value, or why there is none, and what the chart says of it."""

    start: date
    name: str
    value: float | None
    numerator: Decimal | int | None
    denominator: int | None
    #: There is a value, but of so few people that it is not told.
    is_few: bool
    point: spc.Point | None
    note: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over time. `chart` is None where there are too few points for one."""

    measure: Measure
    rows: Sequence[Row]
    chart: spc.Chart | None
    standard: Standard | None
    #: Rebases for which there are no two points yet.
    waiting: Sequence[Rebase]
    #: Why there is no chart, or what to mind in reading it.
    cautions: Sequence[str]

    @property
    def latest(self) -> Row | None:
        """The last period of which a value may be told."""
        return next((row for row in reversed(self.rows) if row.value is not None), None)


def measures(organisation: Organisation) -> QuerySet[Measure]:
    """The measures of a body by title, with all that their charts are drawn from."""
    return organisation.measures.select_related(
        "organisation", "service", "theme", "owner"
    ).prefetch_related("values", "notes", "standards__recorded_by", "rebases__by")


def words_behind(measure: Measure, start: date) -> Filters | None:
    """The comments of which a period's value is told; None where figures are typed."""
    if measure.is_typed:
        return None
    last = periods.following(start, measure.frequency) - timedelta(days=1)
    shade = measure.source if measure.source in SENTIMENTS else ""
    return Filters(
        said_from=start,
        said_to=last,
        service=measure.service,
        theme=measure.theme,
        sentiment=shade,
    )


def standard_on(measure: Measure, day: date) -> Standard | None:
    """The one in force on a day."""
    held = [
        each
        for each in measure.standards.all()
        if each.valid_from <= day and (each.valid_to is None or day < each.valid_to)
    ]
    return held[-1] if held else None


def figure(measure: Measure) -> Figure:
    """Everything that a measure's page shows."""
    counted = sources.counted(measure)
    told = [(each.start, _value(each, measure)) for each in counted if not _is_few(each)]
    standard = standard_on(measure, clock.today())
    chart, waiting, cautions = _chart(measure, told, standard)
    return Figure(measure, _rows(measure, counted, chart), chart, standard, waiting, cautions)


def _is_few(counted: Counted) -> bool:
    """Of so few people that the value would tell of each of them."""
    return counted.denominator is not None and counted.denominator < FEWEST_TOLD


def _value(counted: Counted, measure: Measure) -> float:
    if counted.denominator is None:
        return float(counted.numerator)
    if not measure.is_percentage:
        return float(counted.numerator / Decimal(counted.denominator))
    if counted.numerator % 1:
        # Typed numerators may be parts, as of whole-time posts: no share of people.
        return 100 * float(counted.numerator / Decimal(counted.denominator))
    return 100 * shares.share(int(counted.numerator), counted.denominator).estimate


def _chart(
    measure: Measure, told: Sequence[tuple[date, float]], standard: Standard | None
) -> tuple[spc.Chart | None, list[Rebase], list[str]]:
    """The chart, the rebases that must wait for points, and what is to be said of it."""
    if len(told) < 2:
        return None, list(measure.rebases.all()), []
    fix_after, cautions = _baseline(measure, told)
    days, values = zip(*told, strict=True)

    def drawn(rebases: Sequence[Rebase]) -> spc.Chart:
        return spc.xmr(
            days,
            values,
            improvement=None if measure.direction == "neither" else measure.direction,  # type: ignore[arg-type]
            target=float(standard.target) if standard else None,
            rule_set=measure.rule_set,  # type: ignore[arg-type]
            screen=measure.screens_outliers,
            fix_after=fix_after,
            rebase=[each.start for each in rebases],
            percentage=measure.is_percentage,
        )

    try:
        chart = drawn([])
    except spc.SeriesProblem as problem:
        return None, list(measure.rebases.all()), [str(problem)]
    obeyed: list[Rebase] = []
    waiting: list[Rebase] = []
    for rebase in measure.rebases.all():
        try:
            chart = drawn([*obeyed, rebase])
        except spc.SeriesProblem:
            # There are no two points after it yet, or none any more.
            waiting.append(rebase)
        else:
            obeyed.append(rebase)
    # Limits that hold no more move no more: what is to be said is of those at the end.
    last = chart.points[-1].segment
    begins = next(str(point.date) for point in chart.points if point.segment == last)
    return chart, waiting, [*cautions, *(each for each in chart.cautions if begins in each)]


def _baseline(measure: Measure, told: Sequence[tuple[date, float]]) -> tuple[int | None, list[str]]:
    """On how many first points the limits rest; None for all."""
    if measure.fix_until is None:
        return measure.fix_points, []
    points = sum(start <= measure.fix_until for start, _ in told)
    if points >= 2:
        return points, []
    day = measure.fix_until
    return None, [
        _("There are no two points up to %(day)s, so the limits rest on all points.") % {"day": day}
    ]


def _rows(measure: Measure, counted: Sequence[Counted], chart: spc.Chart | None) -> list[Row]:
    """Every period from the first to the last, those of which nothing is known too."""
    if not counted:
        return []
    known = {each.start: each for each in counted}
    points = {each.date: each for each in chart.points} if chart else {}
    notes = {each.start: each.text for each in measure.notes.all()}
    rows = []
    for start in periods.between(counted[0].start, counted[-1].start, measure.frequency):
        each = known.get(start)
        is_few = each is not None and _is_few(each)
        is_told = each is not None and not is_few
        rows.append(
            Row(
                start=start,
                name=periods.brief(start, measure.frequency),
                value=_value(each, measure) if each and is_told else None,
                numerator=each.numerator if each and is_told else None,
                denominator=each.denominator if each and is_told else None,
                is_few=is_few,
                point=points.get(start),
                note=notes.get(start, ""),
            )
        )
    return rows
