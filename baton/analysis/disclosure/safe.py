# SPDX-License-Identifier: MIT
"""Which figures to hide, so that nobody can work out a count of few people.

For each small count we hold *another world*: whole numbers of people that agree with everything
that is told, in which the count is not small. Who has only what is told cannot say which world is
theirs. Where there is no such world yet, the cheapest one is found by a linear programme over all
figures, and the figures that differ in it are hidden too (Kelly, Golden and Assad 1992; Fischetti
and Salazar 2001). The worlds are the proof: they are checked by adding up, not trusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .attack import NotSolved, told_percent
from .figures import Figures, Key

#: The least number of people that is told. NHS England's Friends and Family Test hides 1 to 4.
THRESHOLD = 5
#: How many small counts are sought together; neighbours in the order in which they were added.
TOGETHER = 160
#: From so many small counts on, two of a sum are sought at once: quicker, and hides a tenth more.
MANY = 2_000
#: So many sums away from the small counts we look for another world, before we look everywhere.
NEAR = (1, 3)
#: Moving a hidden figure costs next to nothing, so that the worlds stay near to the truth.
HIDDEN_COST = 1e-4


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be told.

    `primary`: hidden because few people are counted, or their answers; `secondary`: hidden
    because one of these could be worked out from it. Readers are shown one mark for both.
    """

    figures: Figures
    threshold: int
    primary: frozenset[Key]
    secondary: frozenset[Key]
    #: Both, and those that were never meant to be told.
    hidden: frozenset[Key]

    def value(self, key: Key) -> int | None:
        """A count, or None where it is hidden. Raises KeyError where there is no such figure."""
        position = self.figures.at(key)
        return None if key in self.hidden else self.figures.values[position]

    def percent(self, part: Key, whole: Key) -> float | None:
        """A stated percentage, 0 to 100; None where a count of it is hidden, or nobody counted.

        A percentage is told only beside both its counts, and so tells nothing that they do not.
        Raises KeyError where `Figures.share` did not state it.
        """
        pair = (self.figures.at(part), self.figures.at(whole))
        for share in self.figures.shares:
            if (share.part, share.whole) == pair:
                if self.value(part) == 0 and self.figures.values[pair[1]]:
                    return 0.0  # follows, whether the whole is told or not
                if self.value(part) is None or not self.value(whole):
                    return None
                return told_percent(self.figures, *pair, share.decimals)
        raise KeyError((part, whole))


def protect(figures: Figures, *, threshold: int = THRESHOLD) -> Protected:
    """Hide every count from 1 to `threshold` - 1, and what else it could be worked out from.

    Promises, for readers who add, subtract and divide all that is told, and know that people are
    whole: each small count may as well be `threshold` or more for all they can tell, and at least
    `threshold` values are possible (of which it is one of the lowest or in between); no hidden
    figure follows exactly. Where a group itself is small, its whole breakdown is hidden, zeros too:
    that nobody of three was content says much of the three. Not covered: readers who are themselves
    one of the few, and those who reason about how this function chooses. Raises NotSolved if the
    solver fails.

    >>> figures = Figures()
    >>> figures.add_table({"theme": ["waiting", "food"], "site": ["A", "B"]}, {
    ...     ("waiting", "A"): 40, ("waiting", "B"): 3, ("food", "A"): 12, ("food", "B"): 25})
    >>> sorted(len(key) for key in protect(figures).hidden)
    [2, 2, 2, 2]
    """
    if threshold < 2:
        raise ValueError("The threshold is 2 or more: the least number of people that is told.")
    search = _Search(figures, threshold)
    search.run()
    keys = figures.keys
    primary = frozenset(keys[at] for at in np.flatnonzero(search.primary))
    hidden = frozenset(keys[at] for at in np.flatnonzero(search.hidden))
    return Protected(figures, threshold, primary & hidden, hidden - primary, hidden)


@dataclass(slots=True)
class _World:
    """Differences to the truth, by position."""

    positions: Any
    changes: Any


@dataclass(slots=True)
class _Search:
    figures: Figures
    threshold: int
    values: Any = field(init=False)
    small: Any = field(init=False)
    #: What each must be able to be: the threshold; 1 where nobody of a small group answered so.
    enough: Any = field(init=False)
    primary: Any = field(init=False)
    hidden: Any = field(init=False)
    cost: Any = field(init=False)
    matrix: Any = field(init=False)
    columns: Any = field(init=False)
    most: Any = field(init=False)
    least: Any = field(init=False)
    worlds: list[_World] = field(default_factory=list)
    most_in: dict[int, int] = field(default_factory=dict)
    least_in: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        figures = self.figures
        self.values = np.array(figures.values, dtype=np.int64)
        told = np.array(figures.told, dtype=bool)
        settled = np.array(figures.settled, dtype=bool)
        for total in figures.totals:
            if not self.values[total.whole]:
                settled[[total.whole, *total.parts]] = True
        self.small = (self.values > 0) & (self.values < self.threshold) & ~settled
        self.primary = self.small | ~told
        for total in figures.totals:
            if self.small[total.whole]:
                self.primary[list(total.parts)] = True
        self.primary &= ~settled
        self.hidden = self.primary.copy()
        zeros = self.primary & (self.values == 0) & told
        self.enough = np.where(self.small, self.threshold, zeros.astype(int))
        self.cost = np.array(figures.weights) * (1 + np.log1p(self.values))
        self.cost[settled] = np.inf
        self.most, self.least = self.values.copy(), self.values.copy()
        self.matrix, self.columns = _equations(figures)

    # -- what is still wanted ------------------------------------------------------------------

    def wanted_up(self) -> Any:
        """Counts for which no world shows yet that they may be more."""
        return self.most < self.enough

    def wanted_down(self) -> Any:
        """Small counts whose known possible values are too few."""
        return self.small & (self.most - self.least < self.threshold - 1)

    def run(self) -> None:
        for raising, wanted in ((True, self.wanted_up), (False, self.wanted_down)):
            for chunk in _chunks(np.flatnonzero(wanted())):
                pending = chunk
                while len(pending := pending[wanted()[pending]]):
                    self._satisfy(pending, raising=raising)
        self._tell_what_is_not_needed()

    # -- one linear programme ------------------------------------------------------------------

    def _satisfy(self, pending: Any, *, raising: bool) -> None:
        """Find a world for some of the pending; hide what differs in it."""
        chosen = self._apart(pending)
        if raising:
            change = self.enough[chosen] - self.values[chosen]
        else:
            change = self.most[chosen] - (self.threshold - 1) - self.values[chosen]
        for region in self._regions(chosen):
            world = _cheapest(self, region, chosen, change)
            if world is not None:
                self._take(world)
                return
        if len(chosen) == 1:
            raise NotSolved(
                f"No other numbers agree with what is told of {self.figures.keys[chosen[0]]!r};"
                " tell fewer figures as settled."
            )
        for one in chosen:
            self._satisfy(np.array([one]), raising=raising)

    def _apart(self, pending: Any) -> Any:
        """Some of the pending that do not draw on the same few people."""
        taken = np.zeros(self.matrix.shape[0], dtype=int)
        most = 1 if self.small.sum() <= MANY else 2
        chosen = []
        for position in pending:
            rows = _column(self.columns, position)
            if (taken[rows] < most).all():
                taken[rows] += 1
                chosen.append(position)
        return np.array(chosen)

    def _regions(self, chosen: Any) -> Iterator[Any]:
        """The figures that may differ: near ones first, then all that hang together."""
        region = np.zeros(len(self.values), dtype=bool)
        region[chosen] = True
        for step in range(len(self.values)):
            before = region.sum()
            rows = np.abs(self.matrix) @ region > 0
            region = (np.abs(self.matrix).T @ rows > 0) & np.isfinite(self.cost)
            region[chosen] = True
            if region.sum() == before:
                yield np.flatnonzero(region)
                return
            if step in NEAR:
                yield np.flatnonzero(region)

    def _take(self, world: _World) -> None:
        number = len(self.worlds)
        self.worlds.append(world)
        self.hidden[world.positions] = True
        there = self.values[world.positions] + world.changes
        for position, value in zip(world.positions.tolist(), there.tolist(), strict=True):
            if value > self.most[position] and self.most[position] < self.enough[position]:
                self.most[position], self.most_in[position] = value, number
            if value < self.least[position]:
                self.least[position], self.least_in[position] = value, number

    # -- telling again -------------------------------------------------------------------------

    def _tell_what_is_not_needed(self) -> None:
        """Figures that are as they are in every world that proves something are told."""
        proving: set[int] = set()
        for position in np.flatnonzero(self.enough).tolist():
            proving.add(self.most_in[position])
            if (
                self.small[position]
                and self.most[position] - self.values[position] < self.threshold - 1
            ):
                proving.add(self.least_in[position])
        self.worlds = [self.worlds[number] for number in sorted(proving)]
        self.hidden = self.primary.copy()
        for world in self.worlds:
            self.hidden[world.positions] = True


def _chunks(positions: Any) -> Iterable[Any]:
    return [positions[at : at + TOGETHER] for at in range(0, len(positions), TOGETHER)]


def _column(columns: Any, position: int) -> Any:
    return columns.indices[columns.indptr[position] : columns.indptr[position + 1]]


def _equations(figures: Figures) -> tuple[Any, Any]:
    """The sums as a matrix, one row each: parts minus whole is 0. By rows and by columns."""
    from scipy.sparse import csr_array

    lengths = [len(total.parts) + 1 for total in figures.totals]
    columns = [at for total in figures.totals for at in (total.whole, *total.parts)]
    factors = [sign for total in figures.totals for sign in (-1.0, *([1.0] * len(total.parts)))]
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(int)
    matrix = csr_array((factors, columns, starts), shape=(len(lengths), len(figures)))
    return matrix, matrix.tocsc()


def _cheapest(search: _Search, region: Any, chosen: Any, change: Any) -> _World | None:
    """The cheapest world in which the chosen differ by at least `change`; None if there is none."""
    cost = np.where(search.hidden[region], HIDDEN_COST, search.cost[region])
    at = np.searchsorted(region, chosen)
    up_least, down_least = np.zeros(len(region)), np.zeros(len(region))
    up_least[at], down_least[at] = np.maximum(change, 0), np.maximum(-change, 0)
    # The chosen must not go back what they went.
    up_most, down_most = np.full(len(region), np.inf), search.values[region].astype(float)
    up_most[at[change < 0]] = 0
    down_most[at[change > 0]] = 0
    return _solve(
        search, region, (up_least, up_most), (down_least, down_most), np.concatenate([cost, cost])
    )


def _solve(search: _Search, region: Any, ups: Any, downs: Any, aim: Any) -> _World | None:
    """Whole-number differences (up, then down) within the limits that keep every sum true."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import hstack

    columns = search.columns[:, region].tocsr()
    matrix = columns[np.flatnonzero(np.diff(columns.indptr))]
    both = hstack([matrix, -matrix], format="csc")
    bounds = Bounds(np.concatenate([ups[0], downs[0]]), np.concatenate([ups[1], downs[1]]))
    constraints = LinearConstraint(both, 0, 0) if both.shape[0] else ()
    for whole in (0, 1):
        answer = milp(
            aim, integrality=np.full(len(aim), whole), bounds=bounds, constraints=constraints
        )
        if answer.x is None:
            return None
        up, down = np.split(answer.x, 2)
        changes = np.rint(up - down).astype(np.int64)
        if np.abs(changes - (up - down)).max(initial=0) < 1e-6:
            break
    return _checked(search, region, changes)


def _checked(search: _Search, region: Any, changes: Any) -> _World:
    moved = np.flatnonzero(changes)
    world = _World(region[moved], changes[moved])
    everywhere = np.zeros(len(search.values))
    everywhere[world.positions] = world.changes
    if (search.matrix @ everywhere).any() or (search.values + everywhere < 0).any():
        raise NotSolved("The solver's numbers do not add up; nothing may be published from them.")
    return world
