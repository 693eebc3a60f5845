# SPDX-License-Identifier: MIT
"""A map: districts in outline, and marks on them that never lie upon one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians, sqrt
from typing import Literal

from baton.places.areas import queries
from baton.places.areas.models import Area

#: Points of an outline nearer than this to the one before are left out; in pixels.
_FINEST = 0.7
#: Around what is drawn, in pixels.
_MARGIN = 14
#: How much higher than wide a map may be.
_HIGHEST = 1.1
#: A letter of a district's name is about so wide, and a line so high, in pixels.
_LETTER, _LINE = 6.6, 15


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at a place. `number` stands in it; `name` and `address` are of its link."""

    longitude: float
    latitude: float
    number: int
    name: str
    address: str
    district: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """One mark, or several that would lie upon one another. Lengths are in pixels."""

    x: float
    y: float
    marks: tuple[Mark, ...]

    @property
    def number(self) -> int:
        return sum(mark.number for mark in self.marks)

    @property
    def radius(self) -> float:
        """Its area grows with the number, from what a finger can hit."""
        return min(12 + 2 * sqrt(self.number - 1), 26)

    @property
    def district(self) -> str:
        """The code of the district in which most of it lies."""
        inside: dict[str, int] = {}
        for mark in self.marks:
            inside[mark.district] = inside.get(mark.district, 0) + mark.number
        return max(inside, key=lambda code: inside[code])


@dataclass(frozen=True, slots=True)
class Outline:
    """An area as it is drawn. Its name stands at (`x`, `y`), where there is room for it."""

    area: Area
    path: str
    kind: Literal["around", "area", "part"]
    x: float = 0
    y: float = 0
    name: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Map:
    """All that a page draws; lengths are in pixels."""

    width: int
    height: int
    outlines: list[Outline]
    dots: list[Dot]


@dataclass(slots=True)
class _Frame:
    """From degrees to pixels: equirectangular, true to scale in the middle of the map."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int = field(init=False)
    _scale: float = field(init=False)
    _squeeze: float = field(init=False)
    _left: float = field(init=False)

    def __post_init__(self) -> None:
        self._squeeze = cos(radians((self.south + self.north) / 2))
        across = max((self.east - self.west) * self._squeeze, 1e-6)
        down = max(self.north - self.south, 1e-6)
        room = self.width - 2 * _MARGIN
        self._scale = min(room / across, room * _HIGHEST / down)
        self._left = (self.width - across * self._scale) / 2
        self.height = round(down * self._scale + 2 * _MARGIN)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (
            self._left + (longitude - self.west) * self._squeeze * self._scale,
            _MARGIN + (self.north - latitude) * self._scale,
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a dot there would lie inside."""
        inside = _MARGIN <= x <= self.width - _MARGIN
        return inside and _MARGIN <= y <= self.height - _MARGIN

    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the whole picture, its margins with it."""
        across, down = 1 / (self._squeeze * self._scale), 1 / self._scale
        return (
            self.west - self._left * across,
            self.south - _MARGIN * down,
            self.west + (self.width - self._left) * across,
            self.north + _MARGIN * down,
        )


def draw(
    areas: Sequence[Area], marks: Iterable[Mark], *, width: int, parts: Sequence[Area] = ()
) -> Map:
    """These areas so many pixels wide, with what lies around them and the marks that fall on it.

    `areas` have outlines, and there is one at least. Where their `parts` are given, these are drawn
    in their place.
    """
    frame = _Frame(*_around(areas), width)
    shown = parts or areas
    around = queries.around(*frame.degrees(), kind=shown[0].kind, but=[area.code for area in shown])
    placed = (Dot(*frame.place(mark.longitude, mark.latitude), (mark,)) for mark in marks)
    dots = _apart([dot for dot in placed if frame.holds(dot.x, dot.y)])
    outlines = [Outline(area, _path(area, frame), "around") for area in around]
    if parts:
        outlines += [Outline(area, _path(area, frame), "part") for area in parts]
    else:
        outlines += [_named(area, frame, dots) for area in areas]
    return Map(width, frame.height, outlines, dots)


def _around(areas: Iterable[Area]) -> tuple[float, float, float, float]:
    boxes = [(area.west or 0, area.south or 0, area.east or 0, area.north or 0) for area in areas]
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _path(area: Area, frame: _Frame) -> str:
    parts = []
    for ring in area.outline:
        points = [frame.place(*point) for point in ring]
        kept = points[:1]
        for x, y in points[1:]:
            if hypot(x - kept[-1][0], y - kept[-1][1]) >= _FINEST:
                kept.append((x, y))
        # An island smaller than a dot is none.
        if len(kept) > 2:
            parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z")
    return "".join(parts)


def _apart(dots: Iterable[Dot]) -> list[Dot]:
    """Dots joined until none lies upon another, the fullest first."""
    settled: list[Dot] = []
    for dot in sorted(dots, key=lambda each: (-each.number, each.x, each.y)):
        joined = dot
        while touching := [each for each in settled if _touch(each, joined)]:
            settled = [each for each in settled if each not in touching]
            joined = _joined([*touching, joined])
        settled.append(joined)
    return sorted(settled, key=lambda each: -each.number)


def _touch(one: Dot, other: Dot) -> bool:
    return hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius + 1


def _joined(dots: Sequence[Dot]) -> Dot:
    """One dot in the middle of what lies in them."""
    number = sum(dot.number for dot in dots)
    return Dot(
        sum(dot.x * dot.number for dot in dots) / number,
        sum(dot.y * dot.number for dot in dots) / number,
        tuple(mark for dot in dots for mark in dot.marks),
    )


def _named(area: Area, frame: _Frame, dots: Sequence[Dot]) -> Outline:
    """The outline, with its name where that fits inside and hides no dot, if it does anywhere."""
    name = _lines(area.name)
    width, height = max(map(len, name)) * _LETTER, len(name) * _LINE
    left, bottom = frame.place(area.west or 0, area.south or 0)
    right, top = frame.place(area.east or 0, area.north or 0)
    ring = [frame.place(*point) for point in area.outline[0]]
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    places = [
        (left + (right - left) * across / 12, top + (bottom - top) * down / 12)
        for across in range(1, 12)
        for down in range(1, 12)
    ]
    free = [
        (x, y)
        for x, y in places
        if all(_inside(ring, *corner) for corner in _corners(x, y, width, height))
        and not any(_covers(dot, x, y, width, height) for dot in dots)
    ]
    path = _path(area, frame)
    if not free:
        return Outline(area, path, "area")
    x, y = min(free, key=lambda place: hypot(place[0] - middle_x, place[1] - middle_y))
    first = y - height / 2 + _LINE * 0.75
    return Outline(area, path, "area", round(x, 1), round(first, 1), name)


def _lines(name: str) -> tuple[str, ...]:
    """A long name in two lines of about the same length, broken between words."""
    words = name.split()
    if len(name) <= 12 or len(words) < 2:
        return (name,)
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(breaks, key=lambda lines: max(map(len, lines)))


def _corners(x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
    return [(x + i * width / 2, y + j * height / 2) for i in (-1, 1) for j in (-1, 1)]


def _covers(dot: Dot, x: float, y: float, width: float, height: float) -> bool:
    across = max(abs(dot.x - x) - width / 2, 0)
    down = max(abs(dot.y - y) - height / 2, 0)
    return hypot(across, down) < dot.radius + 3


def _inside(ring: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a point is in a ring: a line from it to the right crosses the edge an odd time."""
    inside = False
    before_x, before_y = ring[-1]
    for at_x, at_y in ring:
        crosses = (at_y > y) != (before_y > y)
        if crosses and x < (before_x - at_x) * (y - at_y) / (before_y - at_y) + at_x:
            inside = not inside
        before_x, before_y = at_x, at_y
    return inside
