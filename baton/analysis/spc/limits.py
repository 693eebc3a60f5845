# SPDX-License-Identifier: MIT
"""Where the usual ups and downs of a series end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

# 3 / d2, where d2 = 1.128 for moving ranges of two points (Wheeler, Understanding Variation, 1993).
XMR_FACTOR = 2.66
# Two of its three thirds. The order of the operations is that of NHSRplotthedots 0.2.2, so that a
# value on the line falls on the same side of it.
NEAR_FACTOR = 2 * (XMR_FACTOR / 3)
# D4 for moving ranges of two points: a range at or beyond it is no usual one (Wheeler 1993).
SCREENING_FACTOR = 3.267


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean, the process limits about it, and the lines at two thirds of their distance."""

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float


def xmr_limits(values: Sequence[float], *, screen: bool = True) -> Limits:
    """The limits of two or more individual values, such as a month's complaints.

    With `screen`, moving ranges too large to be usual are left out, once; the mean keeps every
    value. Where nothing moves, the limits lie on the mean.

    >>> limits = xmr_limits([1, 2, 3])
    >>> limits.mean, round(limits.lower, 2), round(limits.upper, 2)
    (2.0, -0.66, 4.66)
    >>> xmr_limits([4, 4, 4])
    Limits(mean=4.0, lower=4.0, upper=4.0, near_lower=4.0, near_upper=4.0)
    """
    # Exact sums: the mean of equal values is that value, and order does not matter.
    centre = mean(float(value) for value in values)
    spread = _average_range(values, screen=screen)
    return Limits(
        mean=centre,
        lower=centre - XMR_FACTOR * spread,
        upper=centre + XMR_FACTOR * spread,
        near_lower=centre - NEAR_FACTOR * spread,
        near_upper=centre + NEAR_FACTOR * spread,
    )


def _average_range(values: Sequence[float], *, screen: bool) -> float:
    ranges = [abs(float(after) - before) for before, after in pairwise(values)]
    average = mean(ranges)
    if screen and average > 0:
        return mean(size for size in ranges if size < SCREENING_FACTOR * average)
    return average
