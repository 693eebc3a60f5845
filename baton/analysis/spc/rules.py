# SPDX-License-Identifier: MIT
"""Which points are more than the usual ups and downs, and by which rule.

In the order in which they count: beyond a limit; seven points rising or falling; two of three near
or beyond the same limit; seven on one side of the mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from baton.analysis.spc.limits import Limits

RUN = 7


class SpecialCause(StrEnum):
    """The rule that a point meets, in the words of NHSRplotthedots."""

    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    TWO_OF_THREE_HIGH = "2 in 3 Above CL"
    TWO_OF_THREE_LOW = "2 in 3 Below CL"
    SEVEN_HIGH = "7 Points Above CL"
    SEVEN_LOW = "7 Points Below CL"

    @property
    def direction(self) -> int:
        """1 where it speaks of more, -1 where it speaks of less."""
        return 1 if self in _HIGH else -1


_HIGH = {
    SpecialCause.ABOVE_LIMIT,
    SpecialCause.RISING,
    SpecialCause.TWO_OF_THREE_HIGH,
    SpecialCause.SEVEN_HIGH,
}


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What the two readings of the rules differ in."""

    #: Do points beyond a limit count among the two of three?
    beyond_counts: bool
    #: Is improvement shown where a point meets rules both ways?
    improvement_first: bool
    #: Does a trend's point whose neighbour is in a trend too take its direction from the step to
    #: that neighbour? The peer does, even where the step belongs to neither trend.
    by_next_step: bool


RULE_SETS = {
    # NHS England, Making Data Count, as changed for its tools at the end of 2023:
    # github.com/nhs-r-community/NHSRplotthedots/issues/194
    "mdc_2023": RuleSet(beyond_counts=True, improvement_first=True, by_next_step=False),
    "nhsr_0_2_2": RuleSet(beyond_counts=False, improvement_first=False, by_next_step=True),
}


def special_causes(
    values: Sequence[float], limits: Limits, rules: RuleSet, *, better: int
) -> list[SpecialCause | None]:
    """The rule that each point of one run of limits shows; None where it meets none.

    `better` is 1 where more is better, -1 where less is, 0 where neither.
    """
    sides = [(value > limits.mean) - (value < limits.mean) for value in values]
    beyond = [(value > limits.upper) - (value < limits.lower) for value in values]
    near = [(value > limits.near_upper) - (value < limits.near_lower) for value in values]
    if not rules.beyond_counts:
        near = [0 if out else side for side, out in zip(near, beyond, strict=True)]
    met = zip(
        (_sided(side, SpecialCause.ABOVE_LIMIT, SpecialCause.BELOW_LIMIT) for side in beyond),
        _trends(values, by_next_step=rules.by_next_step),
        (
            _sided(side, SpecialCause.TWO_OF_THREE_HIGH, SpecialCause.TWO_OF_THREE_LOW)
            for side in _two_of_three(sides, near)
        ),
        (
            _sided(side, SpecialCause.SEVEN_HIGH, SpecialCause.SEVEN_LOW)
            for side in _seven_on_one_side(sides)
        ),
        strict=True,
    )
    shown_first = better if rules.improvement_first else 0
    return [_shown([cause for each in point for cause in each], shown_first) for point in met]


def _shown(met: Sequence[SpecialCause], better: int) -> SpecialCause | None:
    """The first rule met that speaks of the better; where there is none, the first."""
    if not met:
        return None
    return next((cause for cause in met if cause.direction == better), met[0])


def _sided(side: int, high: SpecialCause, low: SpecialCause) -> tuple[SpecialCause, ...]:
    if side == 0:
        return ()
    return (high,) if side > 0 else (low,)


def _trends(values: Sequence[float], *, by_next_step: bool) -> list[tuple[SpecialCause, ...]]:
    """The trends that each point is part of, the later one first.

    A point between a rise and a fall is part of both.
    """
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    found: list[tuple[SpecialCause, ...]] = [()] * len(values)
    for start, length, direction in _runs(steps):
        if length >= RUN - 1:
            trend = _sided(direction, SpecialCause.RISING, SpecialCause.FALLING)
            for point in range(start, start + length + 1):
                found[point] = trend + found[point]
    if not by_next_step:
        return found
    return [_by_step(found, steps, point) if trends else () for point, trends in enumerate(found)]


def _by_step(
    found: Sequence[tuple[SpecialCause, ...]], steps: Sequence[int], point: int
) -> tuple[SpecialCause]:
    following = point + 1 < len(found) and bool(found[point + 1])
    step = steps[point] if following else steps[point - 1]
    return (SpecialCause.RISING if step > 0 else SpecialCause.FALLING,)


def _two_of_three(sides: Sequence[int], near: Sequence[int]) -> list[int]:
    """The side of each point that is one of two near a limit among three on that side."""
    found = [0] * len(sides)
    for start in range(len(sides) - 2):
        three = range(start, start + 3)
        close = [point for point in three if near[point]]
        if len(close) >= 2 and abs(sum(sides[point] for point in three)) == 3:
            for point in close:
                found[point] = sides[point]
    return found


def _seven_on_one_side(sides: Sequence[int]) -> list[int]:
    """The side of each point that is one of seven in a row on it."""
    found = [0] * len(sides)
    for start, length, side in _runs(sides):
        if length >= RUN:
            found[start : start + length] = [side] * length
    return found


def _runs(signs: Sequence[int]) -> list[tuple[int, int, int]]:
    """Where each unbroken run of 1 or -1 begins, its length, and which it is."""
    runs, start = [], 0
    for sign, group in groupby(signs):
        length = len(list(group))
        if sign:
            runs.append((start, length, sign))
        start += length
    return runs
