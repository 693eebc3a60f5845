# SPDX-License-Identifier: MIT
"""What this room shows on pages of the room around it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.people.speakers.permissions import may_keep_languages


@slots.fill("people.margin", order=110)
def link_to_the_languages(request: HttpRequest, **_: Any) -> str:
    if not may_keep_languages(request.standing):  # type: ignore[attr-defined]
        return ""
    return render_to_string("speakers/_margin.html", request=request)
