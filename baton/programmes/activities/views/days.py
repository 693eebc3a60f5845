# SPDX-License-Identifier: MIT
"""Activities by day: a month at a time, and as a file for other calendars."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baton.core import audit, clock
from baton.people import carried
from baton.people.permissions import StaffRequest, requires
from baton.programmes.activities import calendars, queries
from baton.ui.wording import _

#: How far back and ahead the file for other calendars reaches.
BACK, AHEAD = timedelta(days=366), timedelta(days=2 * 366)


@require_safe
@requires("see_programmes")
def calendar(request: StaffRequest) -> HttpResponse:
    """What is on in a month, day by day."""
    month = calendars.month_asked(request.GET.get("month", ""))
    found = list(queries.between(request.organisation, month.first, month.last))
    context = {
        "month": month,
        "activities": found,
        "days": calendars.days,
        "may_manage": request.standing.may("manage_activities"),
    }
    return render(request, "activities/calendar.html", context)


@require_safe
@requires("see_programmes")
def as_ics(request: StaffRequest) -> StreamingHttpResponse:
    """A year back and two ahead, for the calendar of a telephone or a desk."""
    today = clock.today()
    found = queries.between(request.organisation, today - BACK, today + AHEAD)
    audit.record(
        "activities.calendar_downloaded", by=request.user, organisation=request.organisation.pk
    )
    lines = calendars.as_ics(
        found.iterator(), _("%(organisation)s: activities") % {"organisation": request.organisation}
    )
    return carried.file(request.organisation, "activities", lines, carried.ICS)
