# SPDX-License-Identifier: MIT
"""The Friends and Family Test as NHS England suppresses it. Ours is safer: see `rows`, `safe`.

Read from nhsengland/fft_pipeline: a row with 1 to 4 responses is hidden (first level); so is the
next lowest of the same parent (second level), and the two lowest beneath a hidden row (cascade).
Hidden rows still tell responses and eligible, and percentages unless the row itself is small.
Two small siblings, or percentages times responses, undo it; we keep to it where the national
layout must be met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .figures import FiguresDisagree
from .hierarchy import Path
from .safe import THRESHOLD

#: The question's six answers, in the order of the national layout.
ANSWERS = (
    "Very Good",
    "Good",
    "Neither Good nor Poor",
    "Poor",
    "Very Poor",
    "Don't Know",
)
#: The depth at which rows are wards: board, trust, site, ward. Their ranks have no ties.
WARD = 4


@dataclass(frozen=True, slots=True)
class Submitted:
    """One month of a ward, or of the lowest level that the setting reports.

    `path`: codes from the board down. `answers`: six counts, as in ANSWERS. `modes`: counts by
    way of collection, or none. `specialities`: first and second, which break ties between wards.
    """

    path: Path
    answers: tuple[int, ...]
    eligible: int
    modes: tuple[int, ...] = ()
    specialities: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class NationalRow:
    """A row as it is published, with why. Counts are None where they are hidden (`*`).

    `positive` and `negative` are shares from 0 to 1 of all six answers; None where they are
    hidden (`first`) and where nobody answered. `rank` counts from the lowest in the parent, from
    1; 0 where nobody answered.
    """

    path: Path
    responses: int
    eligible: int
    answers: tuple[int | None, ...]
    modes: tuple[int | None, ...]
    positive: float | None
    negative: float | None
    rank: int = 0
    first: bool = False
    second: bool = False
    cascade: bool = False

    @property
    def suppressed(self) -> bool:
        """Whether answers and modes are hidden."""
        return self.first or self.second or self.cascade


def national(
    submitted: Iterable[Submitted], *, threshold: int = THRESHOLD
) -> list[list[NationalRow]]:
    """The rows of each level, boards first, suppressed as the national publication is.

    Rows of a level are in the order of their paths. Raises FiguresDisagree where rows are of
    different depth, or have other than six answers.

    >>> two = [Submitted(("Q", "A"), (2, 0, 0, 0, 0, 0), 9), Submitted(("Q", "B"), (40,) * 6, 500)]
    >>> [(row.path[-1], row.answers[0], row.positive) for row in national(two)[1]]
    [('A', None, None), ('B', None, 0.3333333333333333)]
    """
    lowest = list(submitted)
    depths = {len(one.path) for one in lowest}
    if len(depths) > 1:
        raise FiguresDisagree("Every row of a return stands at the same level; these do not.")
    levels: list[list[NationalRow]] = []
    hidden: set[Path] = set()
    for depth in range(1, max(depths, default=0) + 1):
        rows = _ranked(lowest, depth)
        flagged = _flagged(rows, hidden, threshold)
        hidden = {row.path for row in flagged if row.suppressed}
        levels.append([_masked(row) for row in flagged])
    return levels


def _ranked(lowest: list[Submitted], depth: int) -> list[NationalRow]:
    """A level's rows, summed, each with its rank among those of its parent."""
    gathered: dict[tuple[object, ...], list[Submitted]] = defaultdict(list)
    for number, one in enumerate(lowest):
        # Two wards may have one name and differ by speciality.
        own = (number,) if depth == WARD else ()
        gathered[(*one.path[:depth], *own)].append(one)
    families: dict[Path, list[tuple[NationalRow, tuple[object, ...]]]] = defaultdict(list)
    for members in gathered.values():
        row = _summed(members, depth)
        name = (*members[0].specialities, row.path[-1])
        order = (row.responses, *name) if depth == WARD else (row.responses,)
        families[row.path[:-1]].append((row, order))
    ranked = []
    for family in families.values():
        orders = sorted({order for row, order in family if row.responses}, key=_comparable)
        rank = {order: number for number, order in enumerate(orders, start=1)}
        ranked += [replace(row, rank=rank.get(order, 0)) for row, order in family]
    return sorted(ranked, key=lambda row: row.path)


def _comparable(order: tuple[object, ...]) -> tuple[int, tuple[str, ...]]:
    return int(str(order[0])), tuple(str(part) for part in order[1:])


def _summed(members: Sequence[Submitted], depth: int) -> NationalRow:
    for one in members:
        if len(one.answers) != len(ANSWERS):
            raise FiguresDisagree(
                f"{' / '.join(one.path)} has {len(one.answers)} counts of answers; there are six."
            )
    answers = tuple(map(sum, zip(*(one.answers for one in members), strict=True)))
    modes = tuple(map(sum, zip(*(one.modes for one in members), strict=True)))
    responses = sum(answers)
    return NationalRow(
        path=members[0].path[:depth],
        responses=responses,
        eligible=sum(one.eligible for one in members),
        answers=answers,
        modes=modes,
        positive=(answers[0] + answers[1]) / responses if responses else None,
        negative=(answers[3] + answers[4]) / responses if responses else None,
    )


def _flagged(rows: list[NationalRow], above: set[Path], threshold: int) -> list[NationalRow]:
    small = {row.path[:-1] for row in rows if row.rank == 1 and row.responses < threshold}
    flagged = []
    for row in rows:
        first = 0 < row.responses < threshold
        flagged.append(
            replace(
                row,
                first=first,
                second=row.rank == 2 and not first and row.path[:-1] in small,
                cascade=row.rank in {1, 2} and row.path[:-1] in above,
            )
        )
    return flagged


def _masked(row: NationalRow) -> NationalRow:
    if not row.suppressed:
        return row
    return replace(
        row,
        answers=(None,) * len(row.answers),
        modes=(None,) * len(row.modes),
        positive=None if row.first else row.positive,
        negative=None if row.first else row.negative,
    )
