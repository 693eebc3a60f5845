# SPDX-License-Identifier: MIT
"""Counts of people, and how readers may work one out from others."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

#: Names a figure. Tables use the set of (dimension, category) that it counts.
Key = Hashable
#: Stands for "all categories" in the counts that a table is given.
ALL = "all"


class FiguresDisagree(ValueError):
    """Counts that cannot all be true: the sentence says which, so that they can be mended."""


@dataclass(frozen=True, slots=True)
class Total:
    """`whole` counts everybody whom the `parts` count, each person once."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage of people: `part` of `whole`, told with so many decimals."""

    part: int
    whole: int
    decimals: int


@dataclass(frozen=True, slots=True)
class _Rest:
    """Names the people of `whole` whom `part` does not count; never told, easily worked out."""

    part: Key
    whole: Key


@dataclass(slots=True)
class Figures:
    """Counts that are told together, each once, with the sums and percentages between them.

    A figure that stands in two tables has one key and is one figure: what the first table hides,
    the second hides too. Positions (`int`) number the figures in the order they were added.
    """

    keys: list[Key] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    #: What hiding the figure costs besides its size; a total is dearer by itself.
    weights: list[float] = field(default_factory=list)
    #: False where the figure is only worked out: hidden from the start.
    told: list[bool] = field(default_factory=list)
    #: True where everybody knows the figure: a ward that was closed, a question that was not asked.
    settled: list[bool] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    _at: dict[Key, int] = field(default_factory=dict)
    _inside: set[tuple[int, int]] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.keys)

    def __contains__(self, key: Key) -> bool:
        return key in self._at

    def at(self, key: Key) -> int:
        """The position of a figure. Raises KeyError where there is none."""
        return self._at[key]

    def add(
        self,
        key: Key,
        value: int,
        *,
        weight: float = 1.0,
        told: bool = True,
        settled: bool = False,
    ) -> int:
        """Take a count of people; its position. The same count again is the same figure.

        Raises FiguresDisagree if the count is not a whole number from 0 on, or was another before.
        """
        if int(value) != value or value < 0:
            raise FiguresDisagree(
                f"{key!r} is {value}; a count of people is a whole number from 0 on."
            )
        position = self._at.get(key)
        if position is None:
            position = self._at[key] = len(self.keys)
            self.keys.append(key)
            self.values.append(int(value))
            self.weights.append(weight)
            self.told.append(told)
            self.settled.append(settled)
            return position
        if self.values[position] != value:
            raise FiguresDisagree(
                f"{key!r} is {self.values[position]} in one table and {value} in another;"
                " count both from the same people."
            )
        self.told[position] = self.told[position] or told
        self.weights[position] = max(self.weights[position], weight)
        return position

    def total(self, whole: Key, parts: Iterable[Key]) -> None:
        """State that the parts sum to the whole. Raises FiguresDisagree if they do not."""
        statement = Total(self.at(whole), tuple(self.at(part) for part in parts))
        summed = sum(self.values[part] for part in statement.parts)
        if summed != self.values[statement.whole]:
            raise FiguresDisagree(
                f"The parts of {whole!r} sum to {summed}, it says {self.values[statement.whole]};"
                " count those without an answer as a part of their own."
            )
        self.totals.append(statement)
        self._inside.update((part, statement.whole) for part in statement.parts)

    def within(self, part: Key, whole: Key) -> None:
        """State that `whole` counts everybody whom `part` counts, and maybe others.

        The others are a group of people too: few of them are protected like any few.
        """
        inside, outside = self.at(part), self.at(whole)
        if self.values[inside] > self.values[outside]:
            raise FiguresDisagree(
                f"{part!r} counts {self.values[inside]}, more than the {self.values[outside]}"
                f" of {whole!r} which it is a part of."
            )
        rest = _Rest(part, whole)
        if rest not in self:
            self.add(rest, self.values[outside] - self.values[inside], told=False)
            self.total(whole, [part, rest])

    def share(self, part: Key, whole: Key, *, decimals: int = 0) -> None:
        """State that the percentage of `part` in `whole` is told too, rounded half to even."""
        inside, outside = self.at(part), self.at(whole)
        if (inside, outside) not in self._inside:
            self.within(part, whole)
        self.shares.append(Share(inside, outside, decimals))

    def add_table(
        self,
        dimensions: Mapping[str, Sequence[Hashable]],
        counts: Mapping[tuple[Hashable, ...], int],
        *,
        each_once: Iterable[str] | None = None,
        decimals: int | None = None,
    ) -> None:
        """Take a table of any number of dimensions with its margins.

        `counts` holds one number for each combination of categories, in the order of `dimensions`;
        `ALL` in a place is the margin over that dimension. A margin that is not given is summed,
        if its dimension counts each person once (`each_once`, all dimensions unless named: one
        comment may have several themes). A figure's key is the frozenset of its (dimension,
        category), without those that are ALL; so tables that share margins are linked.
        With `decimals`, each count is also told as a percentage of the margin over the first
        dimension. Raises FiguresDisagree, and KeyError where a count is missing.
        """
        names = list(dimensions)
        once = set(names if each_once is None else each_once)
        complete = _with_margins(dimensions, counts, once)
        for place, value in complete.items():
            margins = sum(category == ALL for category in place)
            self.add(table_key(names, place), value, weight=3.0**margins)
        for place in complete:
            for position, name in enumerate(names):
                if place[position] == ALL:
                    continue
                whole = (*place[:position], ALL, *place[position + 1 :])
                if whole not in complete:
                    continue
                if name not in once:
                    self.within(table_key(names, place), table_key(names, whole))
                elif place[position] == dimensions[name][0]:
                    parts = [
                        (*place[:position], category, *place[position + 1 :])
                        for category in dimensions[name]
                    ]
                    self.total(table_key(names, whole), [table_key(names, part) for part in parts])
                if position == 0 and decimals is not None:
                    self.share(table_key(names, place), table_key(names, whole), decimals=decimals)


def table_key(names: Sequence[str], place: Sequence[Hashable]) -> Key:
    """The key of a table's figure: what it counts, whichever table it stands in.

    >>> table_key(["theme", "age"], ["waiting", ALL])
    frozenset({('theme', 'waiting')})
    """
    return frozenset(
        (name, category) for name, category in zip(names, place, strict=True) if category != ALL
    )


def _with_margins(
    dimensions: Mapping[str, Sequence[Hashable]],
    counts: Mapping[tuple[Hashable, ...], int],
    once: set[str],
) -> dict[tuple[Hashable, ...], int]:
    """The counts with every margin that is given or can be summed."""
    complete = {place: counts[place] for place in product(*dimensions.values())}
    for position, name in enumerate(dimensions):
        others = [
            [ALL] if index == position else [*categories, *([ALL] if index < position else [])]
            for index, categories in enumerate(dimensions.values())
        ]
        for place in product(*others):
            if place in counts:
                complete[place] = counts[place]
            elif name in once:
                parts = [
                    (*place[:position], category, *place[position + 1 :])
                    for category in dimensions[name]
                ]
                if all(part in complete for part in parts):
                    complete[place] = sum(complete[part] for part in parts)
    return complete
