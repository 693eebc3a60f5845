# SPDX-License-Identifier: MIT
"""What the views of one activity have in common."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from baton.people.permissions import StaffRequest
from baton.programmes.activities import queries
from baton.programmes.activities.models import Activity


def one(request: StaffRequest, public_id: uuid.UUID) -> Activity:
    """An activity of this body."""
    found = queries.activities(request.organisation).select_related("programme", "organiser")
    return get_object_or_404(found, public_id=public_id)


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, form: Any, page: str, **context: Any) -> HttpResponse:
    """A page with a form; one that has errors is answered so."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"activities/{page}.html", {"form": form, **context}, status=status)


def small_form(
    request: StaffRequest,
    found: Activity,
    form: Any,
    page: str,
    write: Callable[[], str],
    **context: Any,
) -> HttpResponse:
    """One of an activity's small forms: write what is right and go back, or say what is wrong."""
    if form.is_bound and form.is_valid():
        try:
            said = write()
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, said)
            return redirect("activities:activity", found.public_id)
    return form_page(request, form, page, activity=found, **context)
