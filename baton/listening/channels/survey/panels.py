# SPDX-License-Identifier: MIT
"""What this channel shows on pages below it: an activity's surveys."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.listening.channels.survey import queries, readings
from baton.programmes.activities.models import Activity


@slots.fill("activities.activity")
def surveys_of(request: HttpRequest, *, activity: Activity, **_: Any) -> str:
    """What people are asked of it, how many answered, and the way to begin one."""
    standing = getattr(request, "standing", None)
    context = {
        "activity": activity,
        "surveys": list(queries.surveys_of(activity)),
        "state": readings.state,
        "may_manage": standing is not None and standing.may("manage_activities"),
    }
    return render_to_string("survey/_of_activity.html", context, request=request)
