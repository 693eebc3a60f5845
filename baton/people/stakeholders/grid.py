# SPDX-License-Identifier: MIT
"""The grid of power and interest as shapes: where each dot, name and tail is drawn.

The scale is ordinal, so places are cells, five by five, and dots stand side by side in theirs.
Lengths are in the drawing's own units; the template writes them down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from baton.people.stakeholders.queries import Place, Standing
from baton.people.stakeholders.strategy import is_high

LEFT, TOP, RIGHT, BOTTOM = 30.0, 30.0, 630.0, 510.0
#: Above and below the cells, room for what a quarter is called.
STRIP = 26.0
#: A cell's width and height.
CELL_X, CELL_Y = (RIGHT - LEFT) / 5, (BOTTOM - TOP) / 5
#: Between 3 and 4: high from 3.5.
MIDDLE_X, MIDDLE_Y = LEFT + 3 * CELL_X, TOP + 2 * CELL_Y

#: With so few in a cell, each has its name beside it.
NAMED = 3
#: Characters of a name's line that fit beside a dot in its cell; lines, by dots in the cell.
CHARACTERS = 13
LINES = {1: 4, 2: 3, 3: 2}


@dataclass(frozen=True, slots=True)
class Dot:
    """One stakeholder on the grid. `tail` is where they stood some time ago, in another quarter."""

    standing: Standing
    x: float
    y: float
    radius: float
    name: tuple[str, ...] = ()
    tail: tuple[float, float] | None = None

    @property
    def ring(self) -> float:
        return self.radius + 3.5

    @property
    def side(self) -> float:
        """Of the square that stands for an overdue contact; as large as the disc."""
        return self.radius * 1.8

    @property
    def name_x(self) -> float:
        return self.x + self.radius + 6

    @property
    def name_y(self) -> float:
        """Of the first of its lines, so that they are in the middle beside the dot."""
        return self.y + 4.2 - 6.5 * (len(self.name) - 1)


@dataclass(frozen=True, slots=True)
class Layer:
    """How dots of a cell are laid out: so many in a row, so far apart, so large."""

    columns: int
    step: float
    radius: float

    def holds(self, number: int) -> bool:
        return number <= self.columns * int((CELL_Y - 4) // self.step)


#: From few to many. More than the last holds would overlap: its rows move closer.
LAYERS = (Layer(4, 29, 11), Layer(5, 23, 8.5), Layer(6, 19, 7))


def middle_of(place: Place) -> tuple[float, float]:
    """The middle of a cell.

    >>> middle_of(Place(power=1, interest=1))
    (90.0, 462.0)
    """
    return (
        LEFT + (place.interest - 0.5) * CELL_X,
        BOTTOM - (place.power - 0.5) * CELL_Y,
    )


def dots(standings: Iterable[Standing]) -> list[Dot]:
    """A dot for each, those of a cell beside one another in the order of their numbers."""
    cells: dict[Place, list[Standing]] = defaultdict(list)
    for standing in standings:
        cells[standing.place].append(standing)
    drawn = [dot for place, inside in cells.items() for dot in _cell(place, inside)]
    return sorted(drawn, key=lambda dot: dot.standing.number)


def _cell(place: Place, inside: Sequence[Standing]) -> list[Dot]:
    if len(inside) <= NAMED:
        return _named(place, inside)
    x, y = middle_of(place)
    layer = next((each for each in LAYERS if each.holds(len(inside))), LAYERS[-1])
    rows = -(-len(inside) // layer.columns)
    columns = -(-len(inside) // rows)
    height = min(layer.step, (CELL_Y - 4) / rows)
    return [
        Dot(
            each,
            x + layer.step * (place_in_row - (columns - 1) / 2),
            y + height * (row - (rows - 1) / 2),
            layer.radius,
            tail=_tail(each),
        )
        for each, (row, place_in_row) in zip(
            inside, (divmod(at, columns) for at in range(len(inside))), strict=True
        )
    ]


def _named(place: Place, inside: Sequence[Standing]) -> list[Dot]:
    """Below one another at the left of the cell, each with its name."""
    x, y = middle_of(place)
    step = 42.0 if len(inside) == 2 else 30.0
    return [
        Dot(
            each,
            x - CELL_X / 2 + 18,
            y + step * (row - (len(inside) - 1) / 2),
            12,
            name=lines_of(each.stakeholder.name, LINES[len(inside)]),
            tail=_tail(each),
        )
        for row, each in enumerate(inside)
    ]


def lines_of(name: str, most: int) -> tuple[str, ...]:
    """A name in the lines that fit, in whole words, so that what is seen is how it begins; where
    it goes on, with an ellipsis. None where a word does not fit.

    >>> lines_of("Healthwatch", 2)
    ('Healthwatch',)
    >>> lines_of("Soar Valley carers’ network of Loughborough", 2)
    ('Soar Valley', 'carers’…')
    >>> lines_of("Stocking Frame Medical Practice", 2)
    ('Stocking', 'Frame…')
    """
    if any(len(word) > CHARACTERS for word in name.split()):
        return ()
    lines = wrap(" ".join(name.split()), CHARACTERS, break_on_hyphens=False)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    if len(last) == CHARACTERS:  # no room for the ellipsis
        last = last.rpartition(" ")[0] or last
    return (*lines[: most - 1], f"{last.rstrip(' ,')}…")


def _tail(standing: Standing) -> tuple[float, float] | None:
    """From where it stood, if that was in another quarter: more would cover the grid in lines."""
    there = standing.was_at
    if there is None or quarter(there) == quarter(standing.place):
        return None
    return middle_of(there)


def quarter(place: Place) -> tuple[bool, bool]:
    """Whether power and interest are high."""
    return is_high(place.power), is_high(place.interest)


#: The middles of the scale's marks along each side.
MARKS = range(1, 6)
