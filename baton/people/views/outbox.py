# SPDX-License-Identifier: MIT
"""The messages that left for the organisation, for its administrators."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baton.people import queries
from baton.people.outbox import body_for_others
from baton.people.permissions import StaffRequest, requires


@requires("see_outbox")
@require_safe
def outbox(request: StaffRequest) -> HttpResponse:
    letters = Paginator(queries.outbox_of(request.organisation), 50)
    page = letters.get_page(request.GET.get("page"))
    return render(request, "people/outbox.html", {"page": page})


@requires("see_outbox")
@require_safe
def message(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    found = queries.outbox_of(request.organisation).filter(public_id=public_id).first()
    if found is None:
        raise Http404("No such message left for this organisation.")
    return render(
        request, "people/message.html", {"message": found, "body": body_for_others(found)}
    )
