# SPDX-License-Identifier: MIT
"""The search box in the masthead of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots


@slots.fill("ui.masthead")
def search_box(request: HttpRequest, **_: Any) -> str:
    standing = getattr(request, "standing", None)
    if standing is None or not standing.may("read_words"):
        return ""
    return render_to_string("web/_find.html", request=request)
