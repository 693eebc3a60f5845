# SPDX-License-Identifier: MIT
"""The chart: its points with their limits, and what they say of variation and assurance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Literal

from baton.analysis.spc.limits import Limits, xmr_limits
from baton.analysis.spc.rules import RULE_SETS, SpecialCause, special_causes
from baton.analysis.spc.series import (
    SeriesProblem,
    checked_dates,
    checked_values,
    starts_of_segments,
)

Improvement = Literal["increase", "decrease"]
RuleSetName = Literal["mdc_2023", "nhsr_0_2_2"]

#: Fewer points than this give trial limits: NHSRplotthedots 0.2.2 warns below it, and the tools of
#: Making Data Count show neither limits nor icons.
ENOUGH_POINTS = 13

_BETTER = {"increase": 1, "decrease": -1, None: 0}


class Kind(StrEnum):
    """What a point says, and with its last point the chart."""

    COMMON = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class Assurance(StrEnum):
    """Will the target be met, if nothing changes? The value is that of NHSRplotthedots."""

    PASS = "consistent_pass"  # noqa: S105 - no password
    FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class Point:
    """One value with the limits that hold at its date. `segment` counts rebases from 0."""

    date: date
    value: float
    mean: float
    lower: float
    upper: float
    special_cause: SpecialCause | None
    kind: Kind
    segment: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A process-control chart. `cautions` are sentences for whoever reads it."""

    points: tuple[Point, ...]
    variation: Kind
    assurance: Assurance | None
    improvement: Improvement | None
    target: float | None
    rule_set: RuleSetName
    cautions: tuple[str, ...]

    @property
    def variation_icon(self) -> str:
        """The name of Making Data Count's icon: common_cause, or improvement, concern or neutral
        followed by _high or _low."""
        cause = self.points[-1].special_cause
        if cause is None:
            return "common_cause"
        return _VARIATION_ICONS[self.variation] + ("_high" if cause.direction > 0 else "_low")

    @property
    def assurance_icon(self) -> str | None:
        """The name of Making Data Count's icon: pass, fail or inconsistent; None without one."""
        return None if self.assurance is None else self.assurance.removeprefix("consistent_")


_VARIATION_ICONS = {
    Kind.IMPROVEMENT: "improvement",
    Kind.CONCERN: "concern",
    Kind.NEUTRAL_HIGH: "neutral",
    Kind.NEUTRAL_LOW: "neutral",
}


def xmr(  # noqa: PLR0913 - each is a choice that people make for a chart
    dates: Iterable[object],
    values: Iterable[object],
    *,
    improvement: Improvement | None = None,
    target: float | None = None,
    rule_set: RuleSetName = "mdc_2023",
    screen: bool = True,
    fix_after: int | None = None,
    rebase: Iterable[object] = (),
    percentage: bool = False,
) -> Chart:
    """The XmR chart of a series by the rules of Making Data Count.

    `improvement` says whether more or less is better; without it, nothing is called an improvement
    or a concern, and there is no assurance. `screen` leaves moving ranges too large to be usual out
    of the limits. `fix_after` rests the limits on the first so many points of each segment.
    `rebase` begins a new segment, with limits and rules of its own, at the first point on or after
    each date. `percentage` keeps the limits within 0 to 100. Raises SeriesProblem.
    """
    given_dates, given_values = list(dates), list(values)
    _check_choices(improvement, rule_set, fix_after)
    _check_lengths(len(given_dates), len(given_values))
    days = checked_dates(given_dates)
    numbers = checked_values(given_values, percentage=percentage)
    goal = _target(target, percentage=percentage)
    starts = starts_of_segments(days, rebase)
    better = _BETTER[improvement]
    points: list[Point] = []
    cautions: list[str] = []
    for segment, (start, end) in enumerate(pairwise([*starts, len(days)])):
        held = numbers[start:end]
        baseline = held[:fix_after]
        limits = _limits(baseline, screen=screen)
        causes = special_causes(held, limits, RULE_SETS[rule_set], better=better)
        points += _points(days[start:end], held, limits, causes, (segment, better, percentage))
        cautions += _cautions(days[start], baseline, limits)
    return Chart(
        points=tuple(points),
        variation=points[-1].kind,
        assurance=_assurance(points[starts[-1] :], goal, better),
        improvement=improvement,
        target=goal,
        rule_set=rule_set,
        cautions=tuple(cautions),
    )


def _check_choices(improvement: object, rule_set: object, fix_after: object) -> None:
    if improvement not in ("increase", "decrease", None):
        raise SeriesProblem(f'Improvement is "increase", "decrease" or None, not {improvement!r}.')
    if rule_set not in ("mdc_2023", "nhsr_0_2_2"):
        known = " and ".join(RULE_SETS)
        raise SeriesProblem(f"There is no rule set {rule_set!r}. There are {known}.")
    if fix_after is not None and (
        not isinstance(fix_after, int) or isinstance(fix_after, bool) or fix_after < 2
    ):
        raise SeriesProblem(
            f"The limits cannot be fixed after {fix_after!r} points. Give a whole number from 2;"
            " 12 or more make them dependable."
        )


def _check_lengths(dates: int, values: int) -> None:
    if dates != values:
        raise SeriesProblem(
            f"There are {dates} dates and {values} values. Give one value for each date."
        )
    if dates < 2:
        raise SeriesProblem(
            f"A chart needs two points or more, and {ENOUGH_POINTS} to be dependable;"
            f" there {'is 1' if dates else 'are none'}. Wait for more, or count shorter periods."
        )


def _target(target: object, *, percentage: bool) -> float | None:
    if target is None:
        return None
    try:
        (goal,) = checked_values([target], percentage=percentage)
    except SeriesProblem as problem:
        known = "a percentage from 0 to 100" if percentage else "a number"
        raise SeriesProblem(f"The target is {target!r}. Give {known}, or none.") from problem
    return goal


def _limits(baseline: Sequence[float], *, screen: bool) -> Limits:
    lowest, highest = min(baseline), max(baseline)
    if not math.isfinite(abs(lowest) + abs(highest) + 3 * (highest - lowest)):
        raise SeriesProblem("The values are too large to be charted. Give them in larger units.")
    return xmr_limits(baseline, screen=screen)


def _points(
    days: Sequence[date],
    values: Sequence[float],
    limits: Limits,
    causes: Sequence[SpecialCause | None],
    common: tuple[int, int, bool],
) -> list[Point]:
    segment, better, percentage = common
    # Only what is shown is cut: no value lies beyond 0 or 100, so the rules find the same.
    lower = max(limits.lower, 0.0) if percentage else limits.lower
    upper = min(limits.upper, 100.0) if percentage else limits.upper
    return [
        Point(day, value, limits.mean, lower, upper, cause, _kind(cause, better), segment)
        for day, value, cause in zip(days, values, causes, strict=True)
    ]


def _kind(cause: SpecialCause | None, better: int) -> Kind:
    if cause is None:
        return Kind.COMMON
    if better == 0:
        return Kind.NEUTRAL_HIGH if cause.direction > 0 else Kind.NEUTRAL_LOW
    return Kind.IMPROVEMENT if cause.direction == better else Kind.CONCERN


def _assurance(segment: Sequence[Point], target: float | None, better: int) -> Assurance | None:
    """By the limits that hold at the end. A target on a limit may be met or missed."""
    if target is None or better == 0:
        return None
    if all(point.value == target for point in segment):
        # Such as no never event for a year, where none is the target.
        return Assurance.PASS
    last = segment[-1]
    if last.lower <= target <= last.upper:
        return Assurance.INCONSISTENT
    return Assurance.PASS if (last.mean > target) == (better > 0) else Assurance.FAIL


def _cautions(start: date, baseline: Sequence[float], limits: Limits) -> list[str]:
    found = []
    if len(baseline) < ENOUGH_POINTS:
        found.append(
            f"The limits from {start} rest on {len(baseline)} points and will move:"
            f" {ENOUGH_POINTS} or more make them dependable."
        )
    if limits.lower == limits.upper and min(baseline) != max(baseline):
        found.append(
            f"From {start} the series hardly ever moves, so that the limits lie on its mean and"
            " every other value is beyond them. Look at the days between events instead,"
            " or do not screen outliers."
        )
    return found
