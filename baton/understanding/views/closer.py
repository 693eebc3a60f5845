# SPDX-License-Identifier: MIT
"""Closer looks at what people say: where, who and how, what together, and two side by side."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _
from baton.understanding import operations, readings, stated
from baton.understanding.counting import comparing, people, places
from baton.understanding.counting.layout import opener
from baton.understanding.counting.overview import overview
from baton.understanding.counting.selection import Asked
from baton.understanding.counting.together import together as spoken_together
from baton.understanding.forms import OtherForm
from baton.understanding.views.asking import counted, of_everybody
from baton.understanding.views.themes import frame
from baton.warehouse import engine

#: Groups by how people spoke.
WAY = "way"


@require_safe
@requires("see_figures")
@counted
def where(request: StaffRequest, asked: Asked, reader: engine.Reader) -> HttpResponse:
    """Themes by service, going down the tree."""
    asked = of_everybody(asked)
    seen = overview(asked, reader)
    found = places.by_place(seen, reader)
    context = {"seen": seen, "map": found, "reading": readings.of_places(found)}
    return render(request, "understanding/where.html", {**frame(request, asked, reader), **context})


@require_safe
@requires("see_figures")
@counted
def who(request: StaffRequest, asked: Asked, reader: engine.Reader) -> HttpResponse:
    """Themes by what people stated of themselves, or by channel."""
    asked = of_everybody(asked)
    seen = overview(asked, reader)
    names = list(stated.of(request.organisation))
    by = request.GET.get("by", "")
    if by == WAY:
        groups = people.by_way(seen, reader)
    elif by in names:
        groups = people.by_stated(seen, reader, by)
    else:
        by, groups = "", people.by_channel(seen, reader)
    context = {
        "seen": seen,
        "names": names,
        "by": by,
        "groups": groups,
        "called": _called,
        "reading": readings.of_groups(groups, seen),
    }
    return render(request, "understanding/who.html", {**frame(request, asked, reader), **context})


def _called(by: str) -> str:
    return _("Way of speaking") if by == WAY else stated.called(by)


@require_safe
@requires("see_figures")
@counted
def together(request: StaffRequest, asked: Asked, reader: engine.Reader) -> HttpResponse:
    """The themes that people speak of in one breath."""
    asked = of_everybody(asked)
    seen = overview(asked, reader)
    pairs = spoken_together(seen, reader)
    context = {"seen": seen, "pairs": pairs, "reading": readings.of_pairs(pairs)}
    return render(
        request, "understanding/together.html", {**frame(request, asked, reader), **context}
    )


@require_safe
@requires("see_figures")
@counted
def compare(request: StaffRequest, asked: Asked, reader: engine.Reader) -> HttpResponse:
    """Two periods, services, channels or groups beside one another."""
    body = request.organisation
    given = comparing.changed(request.GET)
    other = comparing.other_side(request.GET, body, operations.ensure_codebook(body))
    one, two = comparing.sides(asked.filters, other, reader, body)
    found = comparing.compare(body, one, two, reader)
    kept = {comparing.CHANGED[name]: value for name, value in given.items()}
    may_read = request.standing.may("read_words")
    context = {
        "found": found,
        "opens_one": opener(one, may_read=may_read),
        "opens_other": opener(two, may_read=may_read),
        "names": readings.sides(one, two),
        "reading": readings.of_comparison(found),
        "other": OtherForm(body, other),
        "problems": other.problems,
        "kept": kept,
        "kept_query": f"&{urlencode(kept)}" if kept else "",
    }
    return render(
        request, "understanding/compare.html", {**frame(request, asked, reader), **context}
    )
