# SPDX-License-Identifier: MIT
"""The Summary of a return: its rows as one, and those of each type of submitter.

They are totals of what is held here. The national publication has those of England in their place,
which nobody can know from the answers of one body.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from baton.understanding.fft.layout import Submitter
from baton.understanding.fft.queries import Step
from baton.understanding.fft.returns import Path, Return, Row, summed


def of_return(given: Return) -> list[tuple[Submitter, Row]]:
    """A row for each type of submitter that the setting tells apart, the total first."""
    found = []
    for submitter in given.setting.submitters:
        total = summed((), (), _rows(given, submitter), len(given.setting.modes))
        found.append((submitter, replace(total, steps=(Step("", submitter.name),))))
    return found


def has_without_type(given: Return) -> bool:
    """Whether rows of no type count in the total only."""
    return bool(given.setting.submitters) and not all(row.type for row in given.rows)


def without_type(given: Return) -> int:
    """How many answers count in the total only."""
    if not given.setting.submitters:
        return 0
    return sum(row.responses for row in given.rows if not row.type)


def follows(given: Return, submitter: Submitter, shown: Collection[Path]) -> bool:
    """Whether readers can sum a total from the rows that are shown to them in full.

    Then telling it tells nothing that they do not know.
    """
    chosen = frozenset(row.path for row in _rows(given, submitter))
    return _follows([row.path for row in given.rows], 0, chosen, frozenset(shown))


def _rows(given: Return, submitter: Submitter) -> list[Row]:
    return [row for row in given.rows if submitter.code in {"", row.type}]


def _follows(
    below: Sequence[Path], depth: int, chosen: frozenset[Path], shown: frozenset[Path]
) -> bool:
    """Whether the sum of the chosen among these lowest rows, all within one row of a depth, follows
    from what is shown: from that row, from the rows within it, or from it less others of them."""
    inside = chosen.intersection(below)
    if not inside:
        return True
    row = below[0][:depth]
    if row in shown and len(inside) == len(below):
        return True
    if depth == len(below[0]):
        return False
    families: dict[Path, list[Path]] = {}
    for path in below:
        families.setdefault(path[: depth + 1], []).append(path)
    wanted = [inside, frozenset(below) - inside] if row in shown else [inside]
    return any(
        all(_follows(family, depth + 1, some, shown) for family in families.values())
        for some in wanted
    )
