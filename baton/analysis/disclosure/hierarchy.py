# SPDX-License-Identifier: MIT
"""Counts down a tree: of wards, sites, trusts and boards, with several columns that sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .figures import Figures, FiguresDisagree

#: Where a row stands in its tree, from the top: ("QA1", "T01", "T01A", "Ward 1"); () is the top.
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """What is counted in each row.

    `sums`: a column and those that sum to it, which it is counted from if it is not given itself
    (state inner ones first). `within`: a column and another that counts everybody whom it counts.
    `percents`: columns told as a percentage of another, with so many decimals.
    """

    given: tuple[str, ...]
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    percents: tuple[tuple[str, str], ...] = ()
    decimals: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """All columns: those that are given, then those that are summed."""
        return (*self.given, *(name for name in self.sums if name not in self.given))


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Rows in a tree: each row's counts by column, the ancestors' being the sums of theirs."""

    columns: Columns
    rows: Mapping[Path, Mapping[str, int]]
    children: Mapping[Path, tuple[Path, ...]]

    @classmethod
    def of(
        cls, leaves: Mapping[Path, Sequence[int]], columns: Columns, *, top: bool = True
    ) -> Hierarchy:
        """The tree of these leaves, each with a count for each column in `columns.given`.

        `top`: whether a row for all of it is told. Raises FiguresDisagree if a leaf stands above
        another, or gives too few counts or one below 0.
        """
        rows: dict[Path, dict[str, int]] = {}
        children: dict[Path, dict[Path, None]] = {}
        for path, counts in leaves.items():
            given = _counted(path, counts, columns)
            for depth in range(0 if top else 1, len(path)):
                children.setdefault(path[:depth], {})[path[: depth + 1]] = None
                row = rows.setdefault(path[:depth], dict.fromkeys(given, 0))
                for name, count in given.items():
                    row[name] += count
            rows[path] = dict(given)
        for path in leaves:
            if path in children:
                raise FiguresDisagree(
                    f"{' / '.join(path)} has rows beneath it and counts of its own;"
                    " give these a row of their own beneath it."
                )
        return cls(columns, rows, {path: tuple(below) for path, below in children.items()})

    def figures(self) -> Figures:
        """Every count as a figure of its own, named (path, column)."""
        figures = Figures()
        depths = max((len(path) for path in self.rows), default=0)
        summed = dict.fromkeys(self.columns.sums, 3.0)
        for path, row in sorted(self.rows.items()):
            # A column is dear if it is a sum of sums, a row if many stand beneath it.
            for name in self.columns.names:
                weight = summed.get(name, 1.0) * 2.0 ** (depths - len(path))
                figures.add((path, name), row[name], weight=weight)
            for whole, parts in self.columns.sums.items():
                figures.total((path, whole), [(path, part) for part in parts])
            for part, whole in self.columns.within.items():
                figures.within((path, part), (path, whole))
            for part, whole in self.columns.percents:
                figures.share((path, part), (path, whole), decimals=self.columns.decimals)
        for path, below in self.children.items():
            for name in self.columns.names:
                figures.total((path, name), [(child, name) for child in below])
        return figures


def _counted(path: Path, counts: Sequence[int], columns: Columns) -> dict[str, int]:
    """A leaf's row: what is given, and the sums that are not."""
    if len(counts) != len(columns.given):
        raise FiguresDisagree(
            f"{' / '.join(path)} has {len(counts)} counts for {len(columns.given)} columns."
        )
    row = {name: int(count) for name, count in zip(columns.given, counts, strict=True)}
    if min(row.values(), default=0) < 0:
        raise FiguresDisagree(f"{' / '.join(path)} has a count below 0.")
    for whole, parts in columns.sums.items():
        row.setdefault(whole, sum(row[part] for part in parts))
    return row
