# SPDX-License-Identifier: MIT
"""A reply that everybody may read: where a notice leads to."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from baton.improving.replies import queries, wording
from baton.improving.replies import told as telling
from baton.people.permissions import public
from baton.ui.languages import OWN_NAMES


@require_safe
@public
def told(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What was said and done, for whoever spoke and gave no address."""
    reply = get_object_or_404(queries.public(public_id))
    context = {
        "reply": reply,
        "names": OWN_NAMES,
        "host": reply.organisation.name,
        "said": wording.of(reply),
        "easy_read": wording.paragraphs(reply.easy_read),
        "wordings": [wording.in_language(reply, each) for each in reply.wordings.all()],
        "steps": telling.steps(reply),
    }
    return render(request, "replies/public/told.html", context)
