# SPDX-License-Identifier: MIT
"""All activities: the audit of engagement, where they were, and how promises were kept."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from baton.core import audit
from baton.people import carried
from baton.people.permissions import StaffRequest, requires
from baton.places.areas.drawing import Map, draw
from baton.places.areas.models import Area
from baton.places.areas.queries import parts_drawn
from baton.programmes.activities import downloads, drawing, queries, readings
from baton.programmes.activities import gaps as gaps_of
from baton.programmes.activities import where as where_of
from baton.programmes.activities.forms.finding import FilterForm
from baton.programmes.activities.queries import Filters

PAGE = 50
#: Of the two maps, in pixels: one for a screen, one for a phone.
WIDE, NARROW = 640, 300


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
    """On a map, by district and by area: where people were asked, and how many came."""
    asked, context = _asked(request)
    found = queries.asked_for(request.organisation, asked)
    told = where_of.where(request.organisation, found)
    district = request.GET.get("district", "")
    areas = where_of.shown(told, district) or where_of.shown(told)
    of_one = areas[0] if district and [area.code for area in areas] == [district] else None
    context |= {
        "told": told,
        "of_one": of_one,
        "maps": _maps(asked, told, areas, parts_drawn(of_one) if of_one else []),
        "reading": readings.of_places(told, of_one),
        "unplaced": queries.unplaced(found)[:PAGE],
        "may_serve": request.standing.may("manage_services"),
    }
    return render(request, "activities/where.html", context)


def _maps(asked: Filters, told: where_of.Where, areas: list[Area], parts: list[Area]) -> list[Map]:
    """A wide map and a narrow one; none where no file drew the areas."""
    if not areas:
        return []
    address = reverse("activities:activities")
    marks = where_of.marks(told, lambda postcode: address + asked.query(q=postcode))
    return [draw(areas, marks, width=width, parts=parts) for width in (WIDE, NARROW)]


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
