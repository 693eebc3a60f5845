# SPDX-License-Identifier: MIT
"""What this room shows on pages of rooms below it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.listening.models import Contribution
from baton.understanding.models import Coding, Reading


@slots.fill("event.point")
@slots.fill("listening.alert")
@slots.fill("listening.agreement")
def link_to_the_comment(request: HttpRequest, *, contribution: Contribution) -> str:
    """From a safety alert, who agreed, or a point noted at a table, to the comment's own page."""
    return render_to_string(
        "understanding/_link.html", {"contribution": contribution}, request=request
    )


@slots.fill("frontline.came_of", order=10)
def how_it_was_read(request: HttpRequest, *, contribution: Contribution) -> str:
    """What a note was found to be about, and whether a person looked."""
    reading = Reading.objects.filter(contribution=contribution).first()
    if reading is None:
        return ""
    codings = Coding.objects.counted().filter(contribution=contribution).select_related("theme")
    context = {"reading": reading, "themes": [each.theme.title for each in codings]}
    return render_to_string("understanding/_came_of.html", context, request=request)


@slots.fill("upload.read")
def where_to_read_them(request: HttpRequest, *, upload: Any) -> str:
    """From an upload that was read to what people say in it."""
    left = upload.delivery.contributions.filter(coded_at=None).count() if upload.delivery else 0
    context = {"left": left, "upload": upload}
    return render_to_string("understanding/_coded.html", context, request=request)


@slots.fill("upload.undo")
def codings_that_would_go(request: HttpRequest, *, upload: Any) -> str:
    """What people would lose of their work, were an upload undone."""
    theirs = Coding.objects.filter(contribution__delivery=upload.delivery, by__isnull=False)
    checked = Reading.objects.filter(
        contribution__delivery=upload.delivery, checked_at__isnull=False
    )
    context = {"codings": theirs.count(), "checked": checked.count()}
    return render_to_string("understanding/_undone.html", context, request=request)
