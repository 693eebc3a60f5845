# SPDX-License-Identifier: MIT
"""A column of few different values, each kept once: quick to send, to store and to look up."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)


class Coded(NamedTuple, Generic[Value]):
    """The different values, and the place among them of the one that each row has."""

    values: Sequence[Value]
    at: Sequence[int]

    def each(self) -> Iterator[Value]:
        """The value of every row, in order."""
        return map(self.values.__getitem__, self.at)

    def of(self, at: Sequence[int]) -> Coded[Value]:
        """The same values for other rows; those that none of these has are left out."""
        numbers = {old: new for new, old in enumerate(dict.fromkeys(at))}
        places = array("I", map(numbers.__getitem__, at))
        return Coded([self.values[old] for old in numbers], places)


def coded(column: Iterable[Key]) -> Coded[Key]:
    """The column, each different value once, in the order in which they are met.

    >>> coded(["yes", "no", "yes"])
    Coded(values=['yes', 'no'], at=array('I', [0, 1, 0]))
    """
    numbers: dict[Key, int] = {}
    places = array("I", [numbers.setdefault(value, len(numbers)) for value in column])
    return Coded(list(numbers), places)
