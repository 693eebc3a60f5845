# SPDX-License-Identifier: MIT
"""How much people speak of each theme, here and where others share it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baton.people.permissions import StaffRequest, requires
from baton.understanding import charts, figures, operations, queries, readings
from baton.understanding.views.asking import asked_for, filter_form


@require_safe
@requires("see_figures")
def themes(request: StaffRequest) -> HttpResponse:
    """How much people speak of each theme, and how they feel about it."""
    asked = asked_for(request)
    tree = figures.themes(request.organisation, asked)
    shade = figures.shade_of(request.organisation, asked)
    months = figures.months(request.organisation, asked)
    context = {
        "asked": asked,
        "form": filter_form(request, asked),
        "tree": tree,
        "shade": shade,
        "reading": readings.of_themes(tree, shade),
        "months": months,
        "chart": charts.months(months) if months else "",
        "sharers": queries.sharers_of_figures(request.organisation),
        "not_coded": operations.uncoded(request.organisation).count(),
    }
    return render(request, "understanding/themes.html", context)


@require_safe
@requires("see_figures")
def shared(request: StaffRequest) -> HttpResponse:
    """The figures that bodies below share, one body after the other."""
    sharers = queries.sharers_of_figures(request.organisation)
    shared_figures = [(each, *figures.shared_themes(each)) for each in sharers]
    return render(request, "understanding/shared.html", {"figures": shared_figures})
