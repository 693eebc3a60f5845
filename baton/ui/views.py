# SPDX-License-Identifier: MIT
"""The brand's files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from baton.ui.brand import brand


@cache_control(public=True, max_age=3600)
def brand_stylesheet(_: HttpRequest) -> HttpResponse:
    return HttpResponse(brand().stylesheet, content_type="text/css")


@cache_control(public=True, max_age=3600)
def brand_mark(_: HttpRequest) -> HttpResponse:
    return HttpResponse(brand().mark, content_type="image/svg+xml")
