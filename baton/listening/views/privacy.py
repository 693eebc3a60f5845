# SPDX-License-Identifier: MIT
"""How we use what people tell us."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baton.listening import notice
from baton.people.permissions import public


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(
        request, "listening/privacy.html", {"version": notice.VERSION, "since": notice.SINCE}
    )
