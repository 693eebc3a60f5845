# SPDX-License-Identifier: MIT
"""What every page here begins with."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from baton.improving.batons import permissions, policies, queries
from baton.improving.batons.models import Baton
from baton.people.permissions import StaffRequest


def the_baton(request: StaffRequest, public_id: uuid.UUID) -> Baton:
    return get_object_or_404(queries.batons(request.organisation), public_id=public_id)


def to_move(request: StaffRequest, public_id: uuid.UUID) -> Baton:
    """One that this person may move."""
    found = the_baton(request, public_id)
    permissions.check_may_move(request.standing, found)
    return found


def posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def shown(request: StaffRequest, page: str, **context: Any) -> HttpResponse:
    """A page of ours; one whose form has problems says so in its status."""
    form = context.get("form")
    status = context.pop("status", 422 if getattr(form, "errors", None) else 200)
    return render(request, f"batons/{page}.html", context, status=status)


def is_done(form: Any, deed: Callable[[], object]) -> bool:
    """Do what a form asks for; a refusal stands on the page."""
    if not form.is_valid():
        return False
    try:
        deed()
    except policies.NotNow as problem:
        form.add_error(None, str(problem))
        return False
    return True


def back_to(baton: Baton) -> HttpResponse:
    return redirect("batons:baton", baton.public_id)
