# SPDX-License-Identifier: MIT
"""How much people speak of each theme, here and where others share it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baton.people.permissions import StaffRequest, requires
from baton.understanding import charts, queries, readings
from baton.understanding.counting import layout, places, spans
from baton.understanding.counting.overview import long_ones, overview
from baton.understanding.counting.selection import Asked
from baton.understanding.counting.shared import shared_themes
from baton.understanding.views.asking import counted, filter_form
from baton.warehouse import engine


def frame(request: StaffRequest, asked: Asked, reader: engine.Reader) -> dict[str, Any]:
    """What every page of figures shows around its own."""
    return {
        "asked": asked.filters,
        "form": filter_form(request, asked.filters, beside_words=False),
        "as_at": reader.as_at if reader.is_behind else None,
        "in_words": spans.in_words,
        "first_of": spans.first_of,
        # How marks lead to the comments behind them, by whoever may read these.
        "opens": layout.opener(asked.filters, may_read=request.standing.may("read_words")),
    }


@require_safe
@requires("see_figures")
@counted
def themes(request: StaffRequest, asked: Asked, reader: engine.Reader) -> HttpResponse:
    """What people talk about, how they feel about it and what has changed."""
    seen = overview(asked, reader)
    order = layout.Order.read(request.GET)
    around = frame(request, asked, reader)
    context = {
        **around,
        "seen": seen,
        "order": order,
        "reading": readings.of_overview(seen, places.where_most_changed(seen, reader)),
        "heat": layout.heat(seen, every="heat" in request.GET),
        "months": layout.months(seen),
        "chart": charts.months(layout.months(seen), around["opens"]),
        "long_ones": 0 if asked.filters.long else long_ones(asked, reader),
        "sharers": queries.sharers_of_figures(request.organisation),
    }
    return render(request, "understanding/themes.html", context)


@require_safe
@requires("see_figures")
@counted
def shared(request: StaffRequest, _: Asked, reader: engine.Reader) -> HttpResponse:
    """The figures that bodies below share, one body after the other."""
    sharers = queries.sharers_of_figures(request.organisation)
    told = [(each, *shared_themes(each, reader)) for each in sharers]
    return render(request, "understanding/shared.html", {"figures": told})
