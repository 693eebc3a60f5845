# SPDX-License-Identifier: MIT
"""Columns of a sample of rows, as guessing looks at them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

#: Cells below which nothing is told from what repeats itself, and characters of a short one.
_FEWEST_TO_REPEAT, _SHORT = 4, 60


class Column:
    """A column's name and the cells of the sample."""

    def __init__(self, name: str, cells: Iterable[str]) -> None:
        self.name = name
        # "ResponseId" and "response_id" are the same name.
        self.plain = re.sub(r"[_\s]+|(?<=[a-z])(?=[A-Z])", " ", name).casefold().strip()
        self.all = [cell.strip() for cell in cells]
        self.filled = [cell for cell in self.all if cell]
        self.distinct = {cell.casefold() for cell in self.filled}

    def named(self, pattern: str) -> bool:
        return re.search(pattern, self.plain) is not None

    def share(self, fits: Callable[[str], object]) -> float:
        """The share of filled cells that fit, at most 200 looked at."""
        some = self.filled[:: max(len(self.filled) // 200, 1)]
        return sum(bool(fits(cell)) for cell in some) / len(some) if some else 0.0

    @property
    def words(self) -> float:
        """Words a filled cell, on average."""
        return sum(len(cell.split()) for cell in self.filled) / max(len(self.filled), 1)

    @property
    def is_few(self) -> bool:
        """Whether few answers return again and again, as names and ticked choices do."""
        return 0 < len(self.distinct) <= max(8, len(self.filled) * 0.2)

    @property
    def is_repeated(self) -> bool:
        """Whether most cells are short and stand in other rows too, as titles do."""
        if len(self.filled) < _FEWEST_TO_REPEAT or max(map(len, self.filled)) > _SHORT:
            return False
        times = Counter(cell.casefold() for cell in self.filled)
        return sum(n for n in times.values() if n > 1) > len(self.filled) / 2

    @property
    def is_name(self) -> bool:
        """Whether the answers are few and short."""
        return self.is_few and self.words <= 8

    @property
    def is_unique(self) -> bool:
        return bool(self.filled) and len(self.distinct) == len(self.all)

    @property
    def is_counted(self) -> bool:
        """1, 2, 3, …: a row number, which the next file will use again for other rows."""
        numbers = [int(cell) for cell in self.filled if cell.isdecimal() and len(cell) < 9]
        return len(numbers) == len(self.all) > 1 and all(b == a + 1 for a, b in pairwise(numbers))


class Free:
    """The columns that nothing has claimed yet."""

    def __init__(self, columns: list[Column]) -> None:
        self.columns = columns

    def take(self, fits: Callable[[Column], object]) -> str:
        """The name of the first column that fits, which is then taken; or an empty one."""
        return next(iter(self.take_all(fits, most=1)), "")

    def take_all(self, fits: Callable[[Column], object], most: int = 1_000) -> tuple[str, ...]:
        taken = [column for column in self.columns if fits(column)][:most]
        self.columns = [column for column in self.columns if column not in taken]
        return tuple(column.name for column in taken)
