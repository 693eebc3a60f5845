# SPDX-License-Identifier: MIT
"""The engagement cycle as a wheel: five stages clockwise from the top, and what stands in each.

Drawing is a pure function of what it is given, so that rooms above may give it marks of their own:
the dots are activities here, and findings there. Colour never speaks alone: the states of a stage
differ by outline and word, dots by being filled or hollow, what is late by words and a broken ring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, cos, floor, pi, radians, sin
from typing import Literal

from markupsafe import Markup

from baton.ui.wording import _, _lazy

State = Literal["waiting", "open", "closed", "left_out"]

#: A word that fits into a segment.
WORDS: dict[str, str] = {
    "waiting": _lazy("not begun"),
    "open": _lazy("open"),
    "closed": _lazy("closed"),
    "left_out": _lazy("left out"),
}

_OUTER, _INNER = 172.0, 98.0
#: Half a segment, in degrees; the rest of its fifth is the gap that batons cross.
_HALF = 29.0
FIFTH = 72.0
#: Dots lie inside this radius; and outside of the words at the inner edge, where there are some.
_DOTS_FROM = 157.0
_DOTS_TO, _DOTS_TO_WITHOUT_WORDS = 121.0, 117.0
#: Radii of dots, tried until all fit.
_PLAIN = (5.6, 4.8, 4.0, 3.2, 2.6, 2.0)
_NUMBERED = (13.5, 12.0, 10.5, 9.0, 7.5)


@dataclass(frozen=True, slots=True)
class Dot:
    """One thing in a stage: filled where it is done or at work, hollow where it is to come."""

    is_full: bool = True
    label: str = ""
    is_late: bool = False
    #: It goes no further: a dash.
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stage: its name, how it stands, the dots in it, and how far its steps have come."""

    name: str
    state: State | None
    dots: Sequence[Dot] = ()
    overdue: int = 0
    #: Share of its steps that are done; None where it has none.
    done: float | None = None


@dataclass(frozen=True, slots=True)
class Centre:
    """What stands in the middle: one figure, what it counts, and a few lines below."""

    figure: str
    noun: str
    lines: Sequence[str] = field(default_factory=tuple)
    alarm: str = ""


#: The part of the plane that is drawn; the wider one has room outside the ring.
_BOX, _WIDE_BOX = "-212 -206 424 396", "-262 -212 524 440"


def drawn(
    name: str,
    segments: Sequence[Segment],
    centre: Centre,
    *,
    title: str,
    says: str,
    around: Markup | None = None,
) -> Markup:
    """The wheel. `name` begins the ids in it, so that two may stand on one page; `around` are marks
    of a room above, in the gaps and outside the ring."""
    parts = [_segment(name, at, segment) for at, segment in enumerate(segments)]
    return Markup(
        '<svg class="bt-fig bt-wheel" viewBox="{box}" role="img" '
        'aria-labelledby="{name}-t" aria-describedby="{name}-d">'
        '<title id="{name}-t">{title}</title><desc id="{name}-d">{says}</desc>'
        "<defs>{hatch}{tracks}</defs>{parts}{arrows}{around}{centre}</svg>"
    ).format(
        name=name,
        title=title,
        says=says,
        box=_WIDE_BOX if around else _BOX,
        around=around or "",
        hatch=_hatch(name),
        tracks=_joined(_tracks(name, at) for at in range(len(segments))),
        parts=_joined(parts),
        arrows=_joined(_arrow(at) for at in range(len(segments))),
        centre=_centre(centre),
    )


def small(states: Sequence[State]) -> Markup:
    """A wheel for a row of a table: open is full, closed half as wide, waiting an outline only,
    left out is not there. The row says the same in words."""
    widths = {"open": (6.0, 16.0, "f-own"), "closed": (8.0, 13.0, "f-ink2")}
    drawn = []
    for at, state in enumerate(states):
        if state == "left_out":
            continue
        inner, outer, paint = widths.get(state, (8.5, 12.5, "f-none s-line2"))
        drawn.append(_path(paint, _sector(at * FIFTH, inner, outer, half=30)))
    return Markup(
        '<svg class="bt-mini" width="34" height="34" viewBox="-17 -17 34 34" aria-hidden="true">'
        "{}</svg>"
    ).format(_joined(drawn))


def _joined(parts: object) -> Markup:
    return Markup("").join(parts)  # type: ignore[arg-type]


# Geometry: degrees clockwise from the top.


def point(radius: float, degrees: float) -> tuple[float, float]:
    """The place so far from the centre, so many degrees clockwise from the top."""
    turn = radians(degrees)
    return radius * sin(turn), -radius * cos(turn)


def _xy(radius: float, degrees: float) -> str:
    x, y = point(radius, degrees)
    return f"{x:.1f} {y:.1f}"


def _arc(middle: float, radius: float, half: float, *, back: bool = False) -> str:
    """Along a circle, clockwise or back."""
    begin, end = (middle + half, middle - half) if back else (middle - half, middle + half)
    return f"M{_xy(radius, begin)}A{radius:g} {radius:g} 0 0 {0 if back else 1} {_xy(radius, end)}"


def _sector(middle: float, inner: float, outer: float, half: float = _HALF) -> str:
    return (
        f"{_arc(middle, outer, half)}L{_xy(inner, middle + half)}"
        f"A{inner:g} {inner:g} 0 0 0 {_xy(inner, middle - half)}Z"
    )


def _is_below(degrees: float) -> bool:
    """Words run the other way there, so that they are not upside down."""
    return 100 < degrees % 360 < 260


def places(
    number: int, radii: Sequence[float], to: float
) -> tuple[float, list[tuple[float, float]]]:
    """Room for so many dots in a segment: their radius, and (radius, degrees from its middle) of
    each. They lie in as few rows as hold them, no nearer to the centre than `to`, and grow smaller
    until all fit; what does not fit is not drawn.

    >>> places(2, (5.0,), 121.0)
    (5.0, [(139.0, -3.4...), (139.0, 3.4...)])
    """
    size, rows = radii[0], list[tuple[float, int]]()
    for size in radii:
        rows = _rows(number, size, to)
        if sum(room for _, room in rows) >= number:
            break
    found: list[tuple[float, float]] = []
    for at, (radius, room) in enumerate(rows):
        left = number - len(found)
        # Spread over the rows that there are, so that none holds a single straggler.
        here = min(room, ceil(left * room / sum(each for _, each in rows[at:])))
        step = _apart(size) / radius * 180 / pi
        found += [(radius, (n - (here - 1) / 2) * step) for n in range(here)]
    return size, found


def _apart(size: float) -> float:
    """From one dot's middle to the next."""
    return size * (3.3 if size < 7 else 2.55)


def _rows(number: int, size: float, to: float) -> list[tuple[float, int]]:
    """As many rows as the dots need and a segment has, each with how many it has room for; in the
    middle between the rim and `to`."""
    top = min(_DOTS_FROM, _OUTER - size - 5)
    most = floor((top - to) / _apart(size)) + 1
    rows: list[tuple[float, int]] = []
    for count in range(1, max(most, 1) + 1):
        first = (top + to) / 2 + (count - 1) / 2 * _apart(size)
        radii = [first - row * _apart(size) for row in range(count)]
        rows = [(radius, _room(radius, size)) for radius in radii]
        if sum(room for _, room in rows) >= number:
            break
    return rows


def _room(radius: float, size: float) -> int:
    return floor((radians(2 * _HALF) * radius - 3 * size) / _apart(size)) + 1


# Marks.


def _path(paint: str, d: str, **attributes: str) -> Markup:
    more = _joined(
        Markup(' {}="{}"').format(name.replace("_", "-"), value)
        for name, value in attributes.items()
    )
    return Markup('<path class="{}" d="{}"{}/>').format(paint, d, more)


def _hatch(name: str) -> Markup:
    return Markup(
        '<pattern id="{}-h" patternUnits="userSpaceOnUse" width="9" height="9" '
        'patternTransform="rotate(45)"><path class="s-line" stroke-width="1.6" d="M0 0V9"/>'
        "</pattern>"
    ).format(name)


def _tracks(name: str, at: int) -> Markup:
    """The lines that the words of a segment run along: outside for its name, inside for its state.
    They are longer than the segment, so that long words are not cut."""
    middle = at * FIFTH
    below = _is_below(middle)
    outer, inner = (194.0, 115.0) if below else (181.0, 105.0)
    return Markup(
        '<path id="{name}-o{at}" d="{outer}"/><path id="{name}-i{at}" d="{inner}"/>'
    ).format(
        name=name,
        at=at,
        outer=_arc(middle, outer, 36, back=below),
        inner=_arc(middle, inner, 34, back=below),
    )


def _segment(name: str, at: int, segment: Segment) -> Markup:
    middle = at * FIFTH
    return _joined(
        [
            _ground(name, middle, segment.state),
            _progress(middle, segment),
            _dots(middle, segment.dots, over_words=bool(_inside(segment))),
            _label(name, at, segment),
        ]
    )


def _ground(name: str, middle: float, state: State | None) -> Markup:
    """The field of a stage, and the outline that says how it stands."""
    sector = _sector(middle, _INNER, _OUTER)
    if state == "left_out":
        hatched = Markup('<path fill="url(#{}-h)" d="{}"/>').format(name, sector)
        # Its words stand on paper, not on the hatching.
        blank = _path("f-paper", _sector(middle, _INNER + 2, _INNER + 21, half=19))
        return hatched + blank + _path("f-none s-line", sector)
    field_of_it = _path("f-ownwash" if state == "open" else "f-wash", sector)
    rim = _arc(middle, _OUTER, _HALF)
    if state == "open":
        return field_of_it + _path("f-none s-own", rim, stroke_width="6")
    if state == "closed":
        return field_of_it + _path("f-none s-own", rim, stroke_width="2")
    if state == "waiting":
        dots = {"stroke_width": "2.5", "stroke_dasharray": "0 6", "stroke_linecap": "round"}
        return field_of_it + _path("f-none s-ink2", rim, **dots)
    return field_of_it + _path("f-none s-line2", rim, stroke_width="1")


def _progress(middle: float, segment: Segment) -> Markup:
    """Along the inner rim, clockwise: how many of its steps are done."""
    if segment.done is None:
        return Markup("")
    track = _path("f-none s-line2", _arc(middle, _INNER, _HALF), stroke_width="1")
    if not segment.done:
        return track
    half = _HALF * segment.done
    return track + _path(
        "f-none s-own", _arc(middle - _HALF + half, _INNER, half), stroke_width="5"
    )


def _dots(middle: float, dots: Sequence[Dot], *, over_words: bool) -> Markup:
    numbered = any(dot.label for dot in dots)
    to = _DOTS_TO if over_words else _DOTS_TO_WITHOUT_WORDS
    size, found = places(len(dots), _NUMBERED if numbered else _PLAIN, to)
    return _joined(
        _dot(dot, size, *point(radius, middle + degrees))
        for dot, (radius, degrees) in zip(dots, found, strict=False)
    )


def _dot(dot: Dot, size: float, x: float, y: float) -> Markup:
    if dot.is_over:
        dash = f"M{x - size + 1:.1f} {y:.1f}h{2 * size - 2:.1f}"
        return _path("f-none s-ink2", dash, stroke_width="2")
    paint, radius, width = ("f-own", size, "0") if dot.is_full else ("f-paper s-own", size - 1, "2")
    circle = Markup(
        '<circle class="{}" stroke-width="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>'
    ).format(paint, width, x, y, radius)
    ring = Markup("")
    if dot.is_late:
        ring = Markup(
            '<circle class="f-none s-alarm" stroke-width="2.2" stroke-dasharray="5 3" '
            'cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>'
        ).format(x, y, size + 2.6)
    if not dot.label:
        return circle + ring
    text = Markup(
        '<text class="{}" font-size="{:.1f}" font-weight="700" text-anchor="middle" '
        'x="{:.1f}" y="{:.1f}">{}</text>'
    ).format("f-onown" if dot.is_full else "f-ink", size * 1.1, x, y + size * 0.39, dot.label)
    return circle + ring + text


def _inside(segment: Segment) -> str:
    """What is said at its inner edge."""
    return str(WORDS[segment.state]) if segment.state else ""


def _label(name: str, at: int, segment: Segment) -> Markup:
    """Its name outside, with what is late; inside how it stands."""
    late = Markup("")
    if segment.overdue:
        late = Markup('<tspan class="f-alarm" dx="6" font-size=".82em">{}</tspan>').format(
            _("%(number)s overdue") % {"number": segment.overdue}
        )
    is_open = segment.state == "open"
    return Markup(
        '<text class="{paint} bt-t-1" font-size="17" font-weight="{weight}" text-anchor="middle">'
        '<textPath href="#{name}-o{at}" startOffset="50%">{label}{late}</textPath></text>'
        '<text class="f-ink2 bt-t-2" font-size="13" font-weight="{inner}" '
        'text-anchor="middle">'
        '<textPath href="#{name}-i{at}" startOffset="50%">{inside}</textPath></text>'
    ).format(
        paint="f-ink2" if segment.state == "left_out" else "f-ink",
        weight="700" if is_open else "600",
        inner="600" if is_open else "400",
        name=name,
        at=at,
        label=segment.name,
        late=late,
        inside=_inside(segment),
    )


def _arrow(at: int) -> Markup:
    """In the gap after a stage: which way the cycle turns."""
    turn = at * FIFTH + FIFTH / 2
    return Markup(
        '<g transform="translate({}) rotate({:g})"><path class="f-none s-ink2" stroke-width="2" '
        'd="M-4 -6L3 0L-4 6"/></g>'
    ).format(_xy(_INNER - 8, turn), turn)


def _centre(centre: Centre) -> Markup:
    lines = [(line, "f-ink", "400") for line in centre.lines]
    if centre.alarm:
        lines.append((centre.alarm, "f-alarm", "700"))
    top = -10 * len(lines)
    figure = Markup(
        '<text class="f-ink" x="0" y="{}" text-anchor="middle" font-size="44" font-weight="600" '
        'letter-spacing="-1">{}</text><text class="f-ink2 bt-t-2" x="0" y="{}" '
        'text-anchor="middle" font-size="15">{}</text>'
    ).format(top + 2, centre.figure, top + 23, centre.noun)
    below = _joined(
        Markup(
            '<text class="{} bt-t-2" x="0" y="{}" text-anchor="middle" font-size="15" '
            'font-weight="{}">{}</text>'
        ).format(paint, top + 51 + 22 * n, weight, line)
        for n, (line, paint, weight) in enumerate(lines)
    )
    return figure + below
