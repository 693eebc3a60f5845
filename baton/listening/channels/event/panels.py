# SPDX-License-Identifier: MIT
"""What this channel shows on pages below it: an activity's notes, and who noted what alarms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.listening.channels.event import queries
from baton.listening.models import Contribution
from baton.programmes.activities.models import Activity


@slots.fill("activities.activity")
def notes_of(request: HttpRequest, *, activity: Activity, **_: Any) -> str:
    """How many points were noted at its tables, and the way to them."""
    standing = getattr(request, "standing", None)
    context = {
        "activity": activity,
        "tables": queries.tables_of(activity),
        "noted": queries.noted_at(activity),
        "may_note": standing is not None and standing.may("take_notes"),
    }
    return render_to_string("event/_of_activity.html", context, request=request)


@slots.fill("activities.list")
def way_to_notes(request: HttpRequest, **_: Any) -> str:
    """The way to the notes of today's activities, for who may take them."""
    standing = getattr(request, "standing", None)
    if standing is None or not standing.may("take_notes"):
        return ""
    return render_to_string("event/_way.html", request=request)


@slots.fill("activities.known")
def known_from(request: HttpRequest, *, activity: Activity, **_: Any) -> str:
    """How many points are known from an earlier activity."""
    noted = queries.noted_at(activity)
    if not noted.points:
        return ""
    return render_to_string("event/_known.html", {"noted": noted}, request=request)


@slots.fill("listening.alert", order=50)
def who_noted_it(request: HttpRequest, *, contribution: Contribution, **_: Any) -> str:
    """Whom to ask about what alarms: who was at the table knows who spoke."""
    if contribution.channel != queries.CHANNEL:
        return ""
    point = queries.all_points(contribution.organisation).filter(pk=contribution.pk).first()
    if point is None:
        return ""
    return render_to_string("event/_noted_by.html", {"point": point}, request=request)
