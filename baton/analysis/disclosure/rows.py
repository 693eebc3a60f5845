# SPDX-License-Identifier: MIT
"""Hide whole rows of a tree, so that no row about few people can be told from the others.

The breakdown of a group that is large enough is told as it is, small answers included: so the
Friends and Family Test is published. `safe.protect` is stricter and asks the same of each count.

The tree makes it quick, without a solver. A hidden row can *give* people to another hidden row:
a leaf all but one (readers know that empty rows are told), any other row what the hidden rows
beneath it give. A small row may be large if its hidden siblings can give it what it lacks, or if
its parent is hidden and can grow. Along a tree these limits are exact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from .hierarchy import Hierarchy, Path
from .safe import THRESHOLD, Protected


def protect_rows(
    hierarchy: Hierarchy, *, sizes: tuple[str, ...], threshold: int = THRESHOLD
) -> Protected:
    """Hide each row in which a count of `sizes` is from 1 to `threshold` - 1, and others for it.

    `sizes`: the columns that say how many people a row is about, such as responses. Of a hidden
    row, every count and percentage is hidden but those that follow from the rows around it: where
    a site had no poor answer, its hidden wards had none.
    Siblings are added from the lowest on until what they pool lets each small row be `threshold`
    or more; where all of them do not suffice, the parent is hidden too.

    >>> from .hierarchy import Columns
    >>> wards = {("North", "Ash"): [20], ("North", "Elm"): [1], ("North", "Oak"): [1]}
    >>> told = protect_rows(Hierarchy.of(wards, Columns(("responses",))), sizes=("responses",))
    >>> told.value((("North",), "responses")), told.value((("North", "Ash"), "responses"))
    (22, None)
    """
    search = _Rows(hierarchy, sizes, threshold)
    search.hide_parents()
    search.hide_siblings()
    figures = hierarchy.figures()
    names = hierarchy.columns.names
    follows = search.what_follows()
    primary = {(path, name) for path in search.small for name in names} - follows
    hidden = {(path, name) for path in search.hidden for name in names} - follows
    never = {key for key, told in zip(figures.keys, figures.told, strict=True) if not told}
    return Protected(
        figures,
        threshold,
        frozenset(primary),
        frozenset(hidden - primary),
        frozenset(hidden | never),
    )


#: Numbers by column of `sizes`.
Sizes = tuple[int, ...]


@dataclass(slots=True)
class _Rows:
    tree: Hierarchy
    columns: tuple[str, ...]
    threshold: int
    small: set[Path] = field(default_factory=set)
    hidden: set[Path] = field(default_factory=set)
    sizes: dict[Path, Sizes] = field(default_factory=dict)
    #: What a row could give if every row beneath it were hidden.
    gives: dict[Path, Sizes] = field(default_factory=dict)
    #: How much a row must be able to grow.
    lacks: dict[Path, Sizes] = field(default_factory=dict)
    #: How much a row that is hidden for others must be able to give.
    owes: dict[Path, Sizes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in sorted(self.tree.rows, key=len, reverse=True):
            size = tuple(self.tree.rows[path][name] for name in self.columns)
            self.sizes[path] = size
            below = self.tree.children.get(path)
            self.gives[path] = (
                self._sum(below) if below else tuple(max(number - 1, 0) for number in size)
            )
            if any(0 < number < self.threshold for number in size):
                self.small.add(path)
                self.lacks[path] = tuple(
                    self.threshold - number if 0 < number < self.threshold else 0 for number in size
                )
        self.hidden = set(self.small)

    def _sum(self, rows: tuple[Path, ...] | list[Path]) -> Sizes:
        zero = (0,) * len(self.columns)
        return tuple(map(sum, zip(zero, *(self.gives[row] for row in rows), strict=True)))

    def _short(self, rows: list[Path]) -> Sizes:
        """What is wanting, at most, if these siblings give to each other; 0 where nothing is."""
        pool = self._sum(rows)
        short = [0] * len(self.columns)
        for row in rows:
            for at, lack in enumerate(self.lacks.get(row, ())):
                if lack:
                    short[at] = max(short[at], lack - pool[at] + self.gives[row][at])
        return tuple(short)

    def hide_parents(self) -> None:
        """From below: a parent whose hidden children cannot all be protected is hidden too."""
        for path in sorted(self.tree.children, key=len, reverse=True):
            if path not in self.tree.rows:
                continue
            short = self._short(list(self.tree.children[path]))
            if any(short):
                self.hidden.add(path)
                own = self.lacks.get(path, (0,) * len(short))
                self.lacks[path] = tuple(map(max, own, short))

    def hide_siblings(self) -> None:
        """From above: siblings, from the lowest on, until each hidden row is protected."""
        for path in sorted(self.tree.children, key=len):
            below = sorted(
                (row for row in self.tree.children[path] if any(self.sizes[row])),
                key=lambda row: (self.sizes[row], row),
            )
            if path in self.lacks:
                self.hidden.update(below)
                continue
            if path not in self.tree.rows:
                continue
            chosen = [row for row in below if row in self.hidden]
            free = [row for row in below if row not in self.hidden]
            owed = self.owes.get(path, (0,) * len(self.columns))
            if path in self.hidden and not chosen:
                chosen.append(free.pop(0))
            while free and not self._suffices(chosen, owed):
                chosen.append(free.pop(0))
            self.hidden.update(chosen)
            self._share_debts(chosen, owed)

    def _suffices(self, chosen: list[Path], owed: Sizes) -> bool:
        pool = self._sum(chosen)
        return not any(self._short(chosen)) and all(map(int.__ge__, pool, owed))

    def _share_debts(self, chosen: list[Path], owed: Sizes) -> None:
        """What the rows that are hidden only for others must give, told to those beneath them."""
        fixed = [row for row in chosen if row in self.lacks]
        short = self._short(fixed)
        given = self._sum(fixed)
        debt = [max(lack, owe - give) for lack, owe, give in zip(short, owed, given, strict=True)]
        for row in chosen:
            if row not in self.lacks:
                most = self.gives[row]
                self.owes[row] = tuple(map(min, most, debt))
                debt = [max(left - take, 0) for left, take in zip(debt, most, strict=True)]

    def what_follows(self) -> set[tuple[Path, str]]:
        """Counts of hidden rows that a reader knows: nobody there was hidden whom they count."""
        found: set[tuple[Path, str]] = set()
        for name in self.tree.columns.names:
            pool: dict[Path, float] = {}
            for path in sorted(self.hidden, key=len, reverse=True):
                below = self.tree.children.get(path)
                pool[path] = (
                    sum(pool.get(row, 0) for row in below) if below else self.tree.rows[path][name]
                )
            growth: dict[Path, float] = {}
            among = {
                path: sum(pool.get(row, 0) for row in below)
                for path, below in self.tree.children.items()
            }
            for path in sorted(self.hidden, key=len):
                parent = path[:-1]
                if not path or parent not in self.tree.rows:
                    growth[path] = inf
                else:
                    growth[path] = among[parent] - pool[path] + growth.get(parent, 0)
                if not pool[path] and not growth[path]:
                    found.add((path, name))
        return found
