# SPDX-License-Identifier: MIT
"""Scarce hours over many relationships: which contacts close the most important gaps.

Each relationship has steps, in their order: a later one is taken only after those before it. A
step takes minutes and has a worth; of all plans that keep within the minutes and keep what is
promised, that of the most worth is found, exactly, as a whole-number programme (a knapsack whose
items come in order; SciPy's `milp`, which is HiGHS). Of plans as worthy the one of fewest minutes
is taken.

    from baton.analysis.allocation import Relationship, Step, allocate

Worth says how much closing a gap matters, set by whoever allocates: levels of engagement are
ordinal, so a step of one relationship is not by nature worth one of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

# SciPy's optimisation takes 47 MB: only whoever allocates loads it.
if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do for a relationship: whole minutes, and its worth as a whole number from 0.

    What is `promised` is in every plan, with the steps before it.
    """

    what: str
    minutes: int
    worth: int
    promised: bool = False

    def __post_init__(self) -> None:
        if self.minutes < 1 or self.worth < 0:
            raise ValueError(
                f"“{self.what}” has {self.minutes} minutes and a worth of {self.worth}: a step"
                " takes one minute at least and is worth nothing at least."
            )


@dataclass(frozen=True, slots=True)
class Relationship:
    """Somebody, by a name that no other has, and the steps for them in their order."""

    name: str
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Line:
    """What a plan holds for a relationship: so many of its steps, from the first."""

    relationship: Relationship
    taken: int

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def worth(self) -> int:
        return sum(step.worth for step in self.steps)

    @property
    def steps(self) -> Sequence[Step]:
        return self.relationship.steps[: self.taken]

    @property
    def following(self) -> Step | None:
        """The first step that is not taken."""
        steps = self.relationship.steps
        return steps[self.taken] if self.taken < len(steps) else None


@dataclass(frozen=True)
class Plan:
    """So many steps of each relationship, within these minutes."""

    minutes: int
    lines: Sequence[Line]

    @cached_property
    def used(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def left(self) -> int:
        return self.minutes - self.used

    @cached_property
    def worth(self) -> int:
        return sum(line.worth for line in self.lines)


@dataclass(frozen=True, slots=True)
class Price:
    """What it would take to take the next step of a relationship too.

    `loss` is the worth of the plan less that of the best plan with this step (0: as good a plan);
    `fewer` are the relationships of which that plan takes fewer steps, and how many. Both are None
    where no plan has room for it, beside what is promised.
    """

    step: Step
    loss: int | None
    fewer: Sequence[tuple[Relationship, int]] | None


class TooFewMinutes(ValueError):
    """What is promised takes more minutes than there are."""

    def __init__(self, needed: int, minutes: int) -> None:
        self.needed, self.minutes = needed, minutes
        super().__init__(
            f"What is promised takes {needed} minutes, and there are {minutes}. Promise less, or"
            " give more time."
        )


def allocate(relationships: Sequence[Relationship], minutes: int) -> Plan:
    """The plan of the most worth within these minutes; lines in the order of the relationships.

    Raises TooFewMinutes where what is promised does not fit.

    >>> council = Relationship("Council", [Step("meeting", 90, 8), Step("visit", 120, 6)])
    >>> carers = Relationship("Carers", [Step("visit", 60, 9)])
    >>> [line.taken for line in allocate([council, carers], 150).lines]
    [1, 1]
    >>> [line.taken for line in allocate([council, carers], 100).lines]
    [0, 1]
    """
    needed = sum(
        step.minutes for each in relationships for step in each.steps[: _promised_of(each)]
    )
    if needed > minutes:
        raise TooFewMinutes(needed, minutes)
    return Plan(minutes, _lines(relationships, _taken(relationships, minutes)))


def price(plan: Plan, name: str) -> Price | None:
    """What the next step of a relationship would cost a plan; None where all of them are taken."""
    line = next(line for line in plan.lines if line.relationship.name == name)
    step = line.following
    if step is None:
        return None
    steps = list(line.relationship.steps)
    steps[line.taken] = replace(step, promised=True)
    wanted = replace(line.relationship, steps=steps)
    others = [wanted if each is line else each.relationship for each in plan.lines]
    try:
        instead = allocate(others, plan.minutes)
    except TooFewMinutes:
        return Price(step, None, None)
    fewer = [
        (before.relationship, before.taken - after.taken)
        for before, after in zip(plan.lines, instead.lines, strict=True)
        if after.taken < before.taken
    ]
    return Price(step, plan.worth - instead.worth, fewer)


def _promised_of(relationship: Relationship) -> int:
    """How many steps are promised, with those before them."""
    return max(
        (place for place, step in enumerate(relationship.steps, start=1) if step.promised),
        default=0,
    )


def _lines(relationships: Sequence[Relationship], taken: Sequence[int]) -> list[Line]:
    return [Line(each, number) for each, number in zip(relationships, taken, strict=True)]


def _taken(relationships: Sequence[Relationship], minutes: int) -> list[int]:
    """How many steps of each; each step of each relationship is a variable, 1 where it is taken."""
    from scipy.optimize import LinearConstraint

    steps = [step for each in relationships for step in each.steps]
    if not steps:
        return [0] * len(relationships)
    worth = np.array([step.worth for step in steps], dtype=float)
    lasting = np.array([step.minutes for step in steps], dtype=float)
    least = np.concatenate(
        [np.arange(len(each.steps)) < _promised_of(each) for each in relationships]
    ).astype(float)
    rules = [_in_order(relationships), LinearConstraint(lasting[np.newaxis], ub=minutes)]
    best = _solve(-worth, least, rules)
    # Of these, the one of fewest minutes; worth is whole, so half of one is no other plan.
    rules.append(LinearConstraint(worth[np.newaxis], lb=float(worth @ best) - 0.5))
    chosen = _solve(lasting, least, rules)
    ends = np.cumsum([len(each.steps) for each in relationships])[:-1]
    return [int(part.sum()) for part in np.split(chosen, ends)]


def _in_order(relationships: Sequence[Relationship]) -> LinearConstraint:
    """A step is taken only where the one before it is."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    befores: list[int] = []
    start = 0
    for each in relationships:
        befores += range(start, start + max(len(each.steps) - 1, 0))
        start += len(each.steps)
    number = len(befores)
    before = np.array(befores, dtype=np.int64)
    entries = np.concatenate([np.ones(number), -np.ones(number)])
    rows = np.concatenate([np.arange(number)] * 2)
    matrix = csr_array((entries, (rows, np.concatenate([before, before + 1]))), (number, start))
    return LinearConstraint(matrix, lb=0)


def _solve(aim: Numbers, least: Numbers, rules: Sequence[LinearConstraint]) -> Numbers:
    """The whole numbers from `least` to 1 that keep the rules and make the aim smallest."""
    from scipy.optimize import Bounds, milp

    found = milp(
        aim,
        integrality=np.ones(len(aim)),
        bounds=Bounds(least, 1),
        constraints=rules,
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise RuntimeError(f"The solver stopped without a plan: {found.message}")
    whole: Numbers = np.rint(found.x)
    return whole
