# SPDX-License-Identifier: MIT
"""Before an activity is announced: what is unsaid, and who asks the same people."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from baton.people.permissions import StaffRequest, requires
from baton.programmes.activities import announcing, readings
from baton.programmes.activities.forms.planning import AnnounceForm
from baton.programmes.activities.views.found import one, posted, small_form
from baton.ui.wording import _


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_activities")
def announce(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """It warns, and never forbids."""
    found = one(request, public_id)
    if found.state != found.State.PLANNED:
        return redirect("activities:activity", found.public_id)
    form = AnnounceForm(posted(request))

    def write() -> str:
        announcing.announce(found, by=request.user, why=form.cleaned_data["why"])
        return _("It is announced.")

    compared = announcing.compared(found)
    overlaps, missing = announcing.overlaps(found), announcing.missing(found)
    return small_form(
        request,
        found,
        form,
        "announce",
        write,
        overlaps=overlaps,
        missing=missing,
        reading=readings.of_overlaps(overlaps, compared),
        compared=compared,
        is_warned=bool(overlaps or missing or found.is_provisional),
    )
