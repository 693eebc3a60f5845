# SPDX-License-Identifier: MIT
"""Batons put on the wheel of their programme: dots in the stage where they lie, bars that cross the
gap to the stage that is to take them up, and outside the ring those that were dropped there."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from baton.improving.batons.queries import Stood
from baton.programmes import wheel
from baton.programmes.models import Programme
from baton.programmes.wheel import FIFTH, Centre, Dot, Segment, point
from baton.ui.words import count, listed

#: Bars that a gap has room for; a number says how many there are.
_BARS = 3
_RADII = (156.0, 142.0, 128.0)
_OUTSIDE, _SAID = 188.0, 205.0


def of_programme(programme: Programme, found: Sequence[Stood]) -> Markup:
    """The wheel of a programme that has batons; a table beside it says the same."""
    findings = sum(each.findings for each in found)
    way = sum(each.on_the_way for each in found)
    lost = sum(each.dropped for each in found)
    return wheel.drawn(
        "batons",
        [_segment(each) for each in found],
        Centre(
            str(findings),
            "finding" if findings == 1 else "findings",
            [f"{count(way, 'baton')} on the way"] if way else [],
            f"{lost} dropped" if lost else "",
        ),
        title=f"Where the findings of {programme.title} lie",
        says=_says(found),
        around=Markup("").join(_gap(at, each) for at, each in enumerate(found)),
    )


def _says(found: Sequence[Stood]) -> str:
    told = [
        f"{each.stage.name}: {each.handed_on} handed on, {each.open} open, {each.ended} ended"
        + (f", {each.on_the_way} on the way to it" if each.on_the_way else "")
        + (f", {each.dropped} dropped" if each.dropped else "")
        for each in found
    ]
    ring = "Five stages in a ring, read clockwise from the top."
    return f"{ring} {listed(told)}. The table beside it says the same."


def _segment(stood: Stood) -> Segment:
    dots = [Dot()] * stood.handed_on + [Dot(is_full=False)] * stood.open
    dots += [Dot(is_over=True)] * stood.ended
    return Segment(stood.stage.name, stood.stage.state, dots=dots)  # type: ignore[arg-type]


def _gap(at: int, stood: Stood) -> Markup:
    """The gap before a stage: what is on its way there, and what was dropped there."""
    middle = at * FIFTH - FIFTH / 2
    return _on_the_way(middle, stood.on_the_way) + _dropped(middle, stood.dropped)


def _on_the_way(middle: float, number: int) -> Markup:
    bars = Markup("").join(_bar(middle, radius) for radius in _RADII[: min(number, _BARS)])
    if number <= _BARS:
        return bars
    x, y = point(_RADII[-1] - 18, middle)
    return bars + Markup(
        '<text class="f-ink bt-t-2" font-size="13" font-weight="600" text-anchor="middle" '
        'x="{:.1f}" y="{:.1f}">{}</text>'
    ).format(x, y + 4, number)


def _bar(middle: float, radius: float) -> Markup:
    (x1, y1), (x2, y2) = point(radius, middle - 4), point(radius, middle + 4)
    return Markup(
        '<path class="f-none s-ink" stroke-width="6" stroke-linecap="round" '
        'd="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>'
    ).format(x1, y1, x2, y2)


def _dropped(middle: float, number: int) -> Markup:
    if not number:
        return Markup("")
    turns = (middle - 4, middle + 4) if number > 1 else (middle,)
    marks = Markup("").join(_broken(turn, -12 if turn < middle else 12) for turn in turns)
    x, y = point(_SAID, middle)
    # On the sides the words begin at the mark, so that they do not lie on the ring.
    side = "middle" if abs(x) < 60 else ("start" if x > 0 else "end")
    return marks + Markup(
        '<text class="f-alarm bt-t-2" font-size="14" font-weight="700" text-anchor="{}" '
        'x="{:.1f}" y="{:.1f}">{} dropped</text>'
    ).format(side, x, y + (14 if y > 150 else 4), number)


def _broken(turn: float, lean: float) -> Markup:
    x, y = point(_OUTSIDE, turn)
    return Markup(
        '<g transform="translate({:.1f} {:.1f}) rotate({:.0f})"><path class="f-none s-alarm" '
        'stroke-width="6" d="M-13 0H-2.5M2.5 0H13"/></g>'
    ).format(x, y, turn + lean)
