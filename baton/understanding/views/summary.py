# SPDX-License-Identifier: MIT
"""Any view on one page: for a team meeting, and for everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from baton.core import audit
from baton.people import carried
from baton.people.permissions import StaffRequest, requires
from baton.understanding import charts, notices, papers, quotes, reviews, summaries
from baton.understanding.counting import spans
from baton.understanding.counting.overview import overview
from baton.understanding.counting.selection import Asked
from baton.understanding.views.asking import counted, filter_form, of_everybody
from baton.warehouse import engine


@require_safe
@requires("see_figures")
@counted
def summary(request: StaffRequest, asked: Asked, reader: engine.Reader) -> HttpResponse:
    """What a team reads together, on one sheet."""
    asked = of_everybody(asked)
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
        "for_the_team": summaries.FOR_THE_TEAM,
        "not_for_outside": quotes.NOT_FOR_OUTSIDE,
    }
    return render(request, "understanding/summary.html", context)


@require_safe
@requires("download")
@counted
def paper(request: StaffRequest, asked: Asked, reader: engine.Reader) -> HttpResponse:
    """The same sheet as a Word document, to be carried into a paper."""
    asked = of_everybody(asked)
    told = summaries.summary(overview(asked, reader), reader, with_words=True)
    audit.record(
        "summary.downloaded",
        by=request.user,
        organisation=request.organisation.pk,
        filters=carried.filters_told(asked.filters.params()),
        quoted=[each.contribution.pk for each in told.quotes],
    )
    response = HttpResponse(papers.of_summary(told), content_type=papers.WORD)
    response["Content-Disposition"] = f'attachment; filename="{slugify(told.title)}.docx"'
    return response


@require_safe
@requires("see_figures")
@counted
def notice(request: StaffRequest, asked: Asked, reader: engine.Reader) -> HttpResponse:
    """What anybody may read, to be printed and put up."""
    filters = notices.of_a_place(asked.filters)
    seen = overview(Asked(request.organisation, filters), reader)
    context = {
        "asked": filters,
        "back": asked.filters.query(),
        "form": filter_form(request, filters, beside_words=False),
        "left_aside": notices.left_aside(asked.filters),
        "seen": seen,
        "told": notices.notice(seen),
        "as_at": summaries.as_at(reader),
        "waiting": reviews.number_waiting(request.organisation, filters),
    }
    return render(request, "understanding/notice.html", context)
