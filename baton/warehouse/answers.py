# SPDX-License-Identifier: MIT
"""What questions were answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Answer:
    """Rows, held by columns; iterated over, each is a dictionary."""

    def __init__(self, columns: Mapping[str, NDArray[Any]]) -> None:
        self._columns = {name: small(column) for name, column in columns.items()}

    @classmethod
    def of_rows(cls, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Answer:
        """
        >>> list(Answer.of_rows(["theme", "comments"], [(None, 3), (7, 2)]))
        [{'theme': None, 'comments': 3}, {'theme': 7, 'comments': 2}]
        """
        table = list(rows)
        columns = {}
        for at, name in enumerate(names):
            values = [row[at] for row in table]
            gone = [value is None for value in values]
            known = np.array([value for value in values if value is not None])
            column = np.zeros(len(values), dtype=known.dtype if len(known) else np.int64)
            column[~np.array(gone, dtype=bool)] = known
            columns[name] = np.ma.masked_array(column, gone) if any(gone) else column
        return cls(columns)

    def __len__(self) -> int:
        return len(next(iter(self._columns.values())))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        lists = [column.tolist() for column in self._columns.values()]
        return (dict(zip(self._columns, row, strict=True)) for row in zip(*lists, strict=True))

    def whole(self, name: str, *, missing: int = 0) -> NDArray[np.int64]:
        """A column of whole numbers, with this where nothing is known.

        >>> Answer.of_rows(["theme"], [(None,), (7,)]).whole("theme", missing=-1)
        array([-1,  7])
        """
        column = self._columns[name]
        filled = column.filled(missing) if isinstance(column, np.ma.MaskedArray) else column
        return np.asarray(filled, dtype=np.int64)


def small(column: NDArray[Any]) -> NDArray[Any]:
    """In as little memory as its whole numbers allow, for what is kept."""
    if column.dtype != np.int64 or not column.size:
        return column
    numbers = np.ma.getdata(column)
    least, most = numbers.min(), numbers.max()
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max:
            return column.astype(kind)
    return column
