# SPDX-License-Identifier: MIT
"""The way to bring a list, on the pages of the registers that it fills."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots


@slots.fill("stakeholders.list")
def stakeholders(request: HttpRequest, **_: Any) -> str:
    return _way(request, "stakeholders")


@slots.fill("activities.list", order=50)
def activities(request: HttpRequest, **_: Any) -> str:
    return _way(request, "activities")


def _way(request: HttpRequest, holds: str) -> str:
    standing = getattr(request, "standing", None)
    if standing is None or not standing.may("upload"):
        return ""
    return render_to_string("upload/_way.html", {"holds": holds}, request=request)
