# SPDX-License-Identifier: MIT
"""What a reader can work out of figures that are not told, with all those that are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .figures import Figures, Key

#: A figure that may be half of so many times all figures together has no upper limit: what follows
#: from sums is at most all of them, from rounded percentages at most three times that.
BOUNDLESS = 8


class NotSolved(RuntimeError):
    """The solver gave up; whoever called must not publish."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the most that a hidden figure may be; `upper` None: no limit follows."""

    lower: int
    upper: int | None

    @property
    def exact(self) -> bool:
        """Whether the reader knows the figure."""
        return self.lower == self.upper


def attack(
    figures: Figures,
    hidden: Iterable[Key],
    *,
    shares_told: Collection[tuple[Key, Key]] = (),
    present: Iterable[Key] = (),
    only: Iterable[Key] | None = None,
) -> dict[Key, Interval]:
    """What follows for each hidden figure (or `only` those), by solving for it.

    The reader knows every other figure that is meant to be told, all sums, the percentages in
    `shares_told` (part, whole) as they are rounded, that people are counted in whole numbers from
    0 on, and of the figures in `present` that they are not 0. Two integer programmes for each
    figure: meant for proof, for tables of some hundred hidden figures.
    Method: the attacker's problem of Fischetti and Salazar (2001). Raises NotSolved.
    """
    unknown = ~np.array(figures.told, dtype=bool)
    unknown[[figures.at(key) for key in hidden]] = True
    told = {(figures.at(part), figures.at(whole)) for part, whole in shares_told}
    wanted = np.flatnonzero(unknown) if only is None else [figures.at(key) for key in only]
    system = _System(figures, unknown, told)
    system.least[[figures.at(key) for key in present]] = 1
    return {figures.keys[position]: system.interval(int(position)) for position in wanted}


class _System:
    """The readers' equations and inequalities, apart for figures that do not touch."""

    def __init__(self, figures: Figures, unknown: Any, told: set[tuple[int, int]]) -> None:
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        values = np.array(figures.values, dtype=float)
        entries: list[tuple[int, int, float]] = []
        lower: list[float] = []
        upper: list[float] = []

        def state(terms: Iterable[tuple[int, float]], least: float, most: float) -> None:
            row, known = len(lower), 0.0
            for position, factor in terms:
                if unknown[position]:
                    entries.append((row, position, factor))
                else:
                    known += factor * values[position]
            lower.append(least - known)
            upper.append(most - known)

        for total in figures.totals:
            state([(total.whole, -1.0), *((part, 1.0) for part in total.parts)], 0.0, 0.0)
        for share in figures.shares:
            if (share.part, share.whole) in told and values[share.whole]:
                percent = told_percent(figures, share.part, share.whole, share.decimals)
                half = 0.5 * 10.0**-share.decimals + 1e-9
                state([(share.part, 100.0), (share.whole, half - percent)], 0.0, np.inf)
                state([(share.part, 100.0), (share.whole, -half - percent)], -np.inf, 0.0)
        rows, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
        shape = (len(lower), len(figures))
        self._matrix = csr_array((factors, (rows, columns)), shape=shape)
        self._lower, self._upper = np.array(lower), np.array(upper)
        touching = (self._matrix.T @ self._matrix) if entries else csr_array((shape[1], shape[1]))
        self._component = connected_components(touching, directed=False)[1]
        self._columns = self._matrix.tocsc()
        self.least = np.zeros(shape[1])
        self._limit = BOUNDLESS * float(values.sum()) + 100

    def interval(self, position: int) -> Interval:
        least = self._solve(position, 1.0)
        most = self._solve(position, -1.0)
        return Interval(round(least), None if most > self._limit / 2 else round(most))

    def _solve(self, position: int, sign: float) -> float:
        from scipy.optimize import Bounds, LinearConstraint, milp

        members = np.flatnonzero(self._component == self._component[position])
        matrix = self._columns[:, members].tocsr()
        rows = np.flatnonzero(np.diff(matrix.indptr))
        if not len(rows):
            return float(self.least[position]) if sign > 0 else self._limit
        aim = np.where(members == position, sign, 0.0)
        answer = milp(
            aim,
            integrality=np.ones(len(members)),
            bounds=Bounds(self.least[members], np.full(len(members), self._limit)),
            constraints=LinearConstraint(
                matrix[rows], self._lower[rows] - 1e-9, self._upper[rows] + 1e-9
            ),
        )
        if answer.x is None:
            raise NotSolved(f"The solver found no answer: {answer.message}")
        return float(answer.x[members == position][0])


def told_percent(figures: Figures, part: int, whole: int, decimals: int) -> float:
    """The percentage as it is printed. The whole must not be 0."""
    return round(100 * figures.values[part] / figures.values[whole], decimals)
