# SPDX-License-Identifier: MIT
"""Shares with their uncertainty: the one place from which every share in the product comes.

A share is of some who spoke, seen as a sample of what people in such a place say: an interval says
how far another such sample might lie. Figures of few people have wide intervals, and that is what
they should say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from statistics import NormalDist

#: How often an interval made in this way holds what it is to hold.
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`; `lower` and `upper` are bounds of the share, each within 0 to 1.

    `basis` names what the bounds allow for: "chance" alone, or the classifier's error too.
    """

    count: int
    of: int
    lower: float
    upper: float
    basis: str = "chance"

    @property
    def estimate(self) -> float:
        """The share itself, 0 to 1; 0 of nothing."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """How much larger one share is than another, -1 to 1, with its bounds."""

    estimate: float
    lower: float
    upper: float

    @property
    def is_sure(self) -> bool:
        """Whether the bounds leave out that there is no difference."""
        return self.lower > 0 or self.upper < 0


def share(count: int, of: int, *, level: float = LEVEL) -> Share:
    """The share of `count` among `of`, with Wilson's score interval (1927).

    It keeps its level for few and for rare, and never leaves 0 to 1. Of nothing, all is possible.
    Raises ValueError where a count is below 0 or above what it is counted of.

    >>> found = share(9, 100)
    >>> round(found.estimate, 2), round(found.lower, 3), round(found.upper, 3)
    (0.09, 0.048, 0.162)
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} cannot be a part of {of}.")
    if not of:
        return Share(0, 0, 0.0, 1.0)
    z = _deviates(level)
    middle = (count + z * z / 2) / (of + z * z)
    reach = z / (of + z * z) * sqrt(count * (of - count) / of + z * z / 4)
    # Exactly, where nobody or everybody: the square root leaves a trace of rounding.
    lower = 0.0 if count == 0 else max(0.0, middle - reach)
    upper = 1.0 if count == of else min(1.0, middle + reach)
    return Share(count, of, lower, upper)


def difference(later: Share, earlier: Share) -> Difference:
    """How much larger the later share is, with Newcombe's interval from the bounds of both (1998,
    his method 10). The two must be of different people.

    >>> found = difference(share(140, 1000), share(90, 1000))
    >>> round(found.estimate, 2), found.is_sure
    (0.05, True)
    """
    estimate = later.estimate - earlier.estimate
    if not later.of or not earlier.of:
        return Difference(estimate, -1.0, 1.0)
    below = sqrt((later.estimate - later.lower) ** 2 + (earlier.upper - earlier.estimate) ** 2)
    above = sqrt((later.upper - later.estimate) ** 2 + (earlier.estimate - earlier.lower) ** 2)
    return Difference(estimate, max(-1.0, estimate - below), min(1.0, estimate + above))


def level_of_each(together: int, level: float = LEVEL) -> float:
    """The level for each of so many that are read together, so that all of them hold at `level`.

    Of forty themes, two would seem to have changed by chance alone (Šidák, 1967).

    >>> round(level_of_each(1), 3), round(level_of_each(40), 4)
    (0.95, 0.9987)
    """
    return float(level ** (1 / max(1, together)))


@lru_cache(maxsize=64)
def _deviates(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)
