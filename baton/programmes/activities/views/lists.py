# SPDX-License-Identifier: MIT
"""All activities: the audit of engagement, where they were, and how promises were kept."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baton.core import audit
from baton.people import carried
from baton.people.permissions import StaffRequest, requires
from baton.programmes.activities import downloads, drawing, queries, readings
from baton.programmes.activities import gaps as gaps_of
from baton.programmes.activities.forms.finding import FilterForm
from baton.programmes.activities.queries import Filters

PAGE = 50


def _asked(request: StaffRequest) -> tuple[Filters, dict[str, Any]]:
    """The filters of an address, and what a page needs to show them."""
    form = FilterForm(request.GET, organisation=request.organisation)
    asked = form.filters()
    context = {
        "form": form,
        "asked": asked,
        "chips": form.chips(asked),
        "problems": form.problems(),
        "may_manage": request.standing.may("manage_activities"),
    }
    return asked, context


@require_safe
@requires("see_programmes")
def activities(request: StaffRequest) -> HttpResponse:
    """What, with whom, what it cost, which stage and rung, what it changed so far."""
    asked, context = _asked(request)
    found = queries.asked_for(request.organisation, asked)
    told = queries.summary(found)
    pages = Paginator(found, PAGE)
    # What is counted already is not counted again.
    pages.count = told.number
    page = pages.get_page(request.GET.get("page"))
    context |= {
        "rows": drawing.rows(page.object_list),
        "page": page,
        "reading": readings.of_many(told),
        "is_empty": not told.number and not context["chips"],
    }
    return render(request, "activities/activities.html", context)


@require_safe
@requires("manage_activities")
def download(request: StaffRequest) -> HttpResponseBase:
    """The same as a CSV, or as an Excel workbook."""
    asked, _ = _asked(request)
    kind = carried.kind_asked(request)
    audit.record(
        "activities.downloaded",
        by=request.user,
        organisation=request.organisation.pk,
        filters=carried.filters_told(asked.params()),
        kind=kind,
    )
    sheet = downloads.sheet(queries.asked_for(request.organisation, asked))
    return carried.sheets(request.organisation, "activities", [sheet], kind)


@require_safe
@requires("see_programmes")
def where(request: StaffRequest) -> HttpResponse:
    """In which areas people were asked, and how many came."""
    asked, context = _asked(request)
    places = queries.by_area(queries.asked_for(request.organisation, asked))
    most = max((each.activities for each in places), default=0)
    context |= {"places": places, "most": most}
    return render(request, "activities/where.html", context)


@require_safe
@requires("see_programmes")
def gaps(request: StaffRequest) -> HttpResponse:
    """How people judged activities beside what was promised, quarter by quarter."""
    asked, context = _asked(request)
    told = gaps_of.gaps(queries.asked_for(request.organisation, asked))
    context |= {
        "gaps": told,
        "rows": drawing.rows(told.latest),
        "chart": gaps_of.chart(told) if told.judged else "",
        "reading": readings.of_gaps(told),
    }
    return render(request, "activities/gaps.html", context)
