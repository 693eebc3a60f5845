# SPDX-License-Identifier: MIT
"""Who was answered, and after how many days."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baton.improving.replies import answered, readings
from baton.people.permissions import StaffRequest, requires
from baton.understanding import stated


@require_safe
@requires("see_figures")
def voices(request: StaffRequest) -> HttpResponse:
    """Of a year, by channel and by one thing that people stated."""
    body = request.organisation
    found = answered.overall(body)
    names = list(stated.of(body))
    by = request.GET.get("by", "")
    by = by if by in names else next(iter(names), "")
    groups = answered.by_stated(body, by) if by else []
    context = {
        "answered": found,
        "reading": readings.answered(found),
        "stated": [(name, stated.called(name)) for name in names],
        "by": by,
        "groups": groups,
        "of_groups": readings.of_groups(answered.less(groups, answered.together(groups))),
    }
    return render(request, "replies/answered.html", context)
