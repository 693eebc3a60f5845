# SPDX-License-Identifier: MIT
"""What the pages of findings begin and end with."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from baton.improving.findings import queries
from baton.improving.findings.models import Finding
from baton.improving.findings.policies import NotNow
from baton.people.permissions import StaffRequest

FORM = ["GET", "HEAD", "POST"]


def one(request: StaffRequest, public_id: uuid.UUID) -> Finding:
    return get_object_or_404(queries.findings(request.organisation), public_id=public_id)


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, page: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"findings/{page}.html", {"form": form, **context}, status=status)


def refused(request: HttpRequest, problem: NotNow) -> None:
    """Say above the next page why it was not done."""
    messages.error(request, str(problem))


def chosen(request: HttpRequest, name: str = "each") -> list[int]:
    """The numbers of the boxes that were ticked."""
    return [int(key) for key in request.POST.getlist(name) if key.isdecimal() and len(key) < 19]
