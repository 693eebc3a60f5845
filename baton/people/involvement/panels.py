# SPDX-License-Identifier: MIT
"""The way to what patient partners are paid, from the pages of groups."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots


@slots.fill("groups.list")
def where_time_is_paid(request: HttpRequest, **_: Any) -> str:
    return render_to_string("involvement/_leads.html", request=request)
