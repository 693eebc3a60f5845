# SPDX-License-Identifier: MIT
"""What this channel shows on pages below it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.listening.channels.frontline.models import Note
from baton.listening.models import Contribution


@slots.fill("listening.alert", order=50)
def who_relayed_it(request: HttpRequest, *, contribution: Contribution, **_: Any) -> str:
    """Whom to ask where a life may be at risk: the one place where anybody else learns who."""
    note = Note.objects.filter(contribution=contribution).select_related("by").first()
    if note is None:
        return ""
    return render_to_string("frontline/_relayed_by.html", {"note": note}, request=request)
