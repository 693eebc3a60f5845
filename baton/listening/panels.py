# SPDX-License-Identifier: MIT
"""What this room shows on the frame of every public page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.listening import policies
from baton.programmes.activities.models import Activity


@slots.fill("ui.public_foot")
def link_to_the_notice(_request: HttpRequest, **_: Any) -> str:
    """To how we use what people tell us."""
    # Without the request it costs a page nothing of what a frame needs.
    return render_to_string("listening/_notice_link.html")


@slots.fill("activities.activity", order=10)
def pictures_of(request: HttpRequest, *, activity: Activity, **_: Any) -> str:
    """Whether photographs and voices are on, where those take part who may not agree alone."""
    if not activity.needs_agreement:
        return ""
    standing = getattr(request, "standing", None)
    context = {
        "activity": activity,
        "are_on": policies.are_pictures_on(activity),
        "may_turn": standing is not None and standing.may("manage_programmes"),
    }
    return render_to_string("listening/_pictures_of.html", context, request=request)
