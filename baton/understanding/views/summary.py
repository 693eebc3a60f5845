# SPDX-License-Identifier: MIT
"""Any view on one page: for a team meeting."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baton.people.permissions import StaffRequest, requires
from baton.understanding import charts, quotes, summaries
from baton.understanding.counting import spans
from baton.understanding.counting.overview import overview
from baton.understanding.counting.selection import Asked
from baton.understanding.views.asking import counted, filter_form
from baton.warehouse import engine


@require_safe
@requires("see_figures")
@counted
def summary(request: StaffRequest, asked: Asked, reader: engine.Reader) -> HttpResponse:
    """What a team reads together, on one sheet."""
    seen = overview(asked, reader)
    told = summaries.summary(seen, reader, with_words=request.standing.may("read_words"))
    context = {
        "asked": asked.filters,
        "form": filter_form(request, asked.filters, beside_words=False),
        "seen": seen,
        "told": told,
        "chart": charts.months_on_paper(told.months),
        "in_words": spans.in_words,
        "newest": quotes.NEWEST,
    }
    return render(request, "understanding/summary.html", context)
