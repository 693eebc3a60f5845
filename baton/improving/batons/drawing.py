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
from baton.ui.wording import _, _many
from baton.ui.words import listed, number

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
            _many("finding", "findings", findings),
            [_many("%(n)s baton on the way", "%(n)s batons on the way", way) % {"n": number(way)}]
            if way
            else [],
            _("%(n)s dropped") % {"n": lost} if lost else "",
        ),
        title=_("Where the findings of %(programme)s lie") % {"programme": programme.title},
        says=_says(found),
        around=Markup("").join(_gap(at, each) for at, each in enumerate(found)),
    )


def _says(found: Sequence[Stood]) -> str:
    return _(
        "Five stages in a ring, read clockwise from the top. %(stages)s. "
        "The table beside it says the same."
    ) % {"stages": listed([_said(each) for each in found])}


def _said(stood: Stood) -> str:
    told = [
        _("%(n)s handed on") % {"n": stood.handed_on},
        _("%(n)s open") % {"n": stood.open},
        _("%(n)s ended") % {"n": stood.ended},
    ]
    if stood.on_the_way:
        told.append(_("%(n)s on the way to it") % {"n": stood.on_the_way})
    if stood.dropped:
        told.append(_("%(n)s dropped") % {"n": stood.dropped})
    return f"{stood.stage.name}: {', '.join(told)}"


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
        'x="{:.1f}" y="{:.1f}">{}</text>'
    ).format(side, x, y + (14 if y > 150 else 4), _("%(n)s dropped") % {"n": number})


def _broken(turn: float, lean: float) -> Markup:
    x, y = point(_OUTSIDE, turn)
    return Markup(
        '<g transform="translate({:.1f} {:.1f}) rotate({:.0f})"><path class="f-none s-alarm" '
        'stroke-width="6" d="M-13 0H-2.5M2.5 0H13"/></g>'
    ).format(x, y, turn + lean)
