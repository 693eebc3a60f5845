# SPDX-License-Identifier: MIT
"""What every page here begins with."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from baton.people.permissions import StaffRequest
from baton.programmes import queries
from baton.programmes.models import Programme


def the_programme(request: StaffRequest, public_id: uuid.UUID) -> Programme:
    """Of the body that somebody acts for, open or ended."""
    return get_object_or_404(queries.every(request.organisation), public_id=public_id)


def posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def shown(request: StaffRequest, page: str, **context: Any) -> HttpResponse:
    """A page of ours; one whose form has problems says so in its status."""
    form = context.get("form")
    context["may_manage"] = request.standing.may("manage_programmes")
    status = 422 if form is not None and form.errors else 200
    return render(request, f"programmes/{page}.html", context, status=status)
