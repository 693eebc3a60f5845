# SPDX-License-Identifier: MIT
"""What this room shows on the frame of every public page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots


@slots.fill("ui.public_foot")
def link_to_the_notice(request: HttpRequest, **_: Any) -> str:
    """To how we use what people tell us."""
    return render_to_string("listening/_notice_link.html", request=request)
