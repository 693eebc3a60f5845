# SPDX-License-Identifier: MIT
"""What this room shows on pages of the room around it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots


@slots.fill("people.margin")
def link_to_the_keys(request: HttpRequest, **_: Any) -> str:
    return render_to_string("tokens/_margin.html", request=request)
