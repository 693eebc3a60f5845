# SPDX-License-Identifier: MIT
"""What an address names: a register, somebody in it, a contact; always of the reader's own body."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from baton.people.permissions import StaffRequest
from baton.people.stakeholders import queries
from baton.people.stakeholders.models import Assessment, Contact, Register, Stakeholder


def register_of(request: StaffRequest, public_id: uuid.UUID) -> Register:
    return get_object_or_404(queries.registers(request.organisation), public_id=public_id)


def stakeholder_of(request: StaffRequest, public_id: uuid.UUID) -> Stakeholder:
    return get_object_or_404(queries.stakeholders(request.organisation), public_id=public_id)


def assessment_of(register: Register, who: uuid.UUID) -> Assessment:
    return get_object_or_404(queries.held(register), stakeholder__public_id=who)


def contact_of(request: StaffRequest, public_id: uuid.UUID) -> Contact:
    return get_object_or_404(queries.contacts_of_body(request.organisation), public_id=public_id)


def posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def form_page(request: StaffRequest, page: str, form: Any, **context: Any) -> HttpResponse:
    """A page with a form; one with errors is answered as such."""
    status = 422 if form.errors else 200
    return render(request, f"stakeholders/{page}.html", {"form": form, **context}, status=status)
