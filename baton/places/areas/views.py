# SPDX-License-Identifier: MIT
"""Which districts an organisation serves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from baton.people.permissions import StaffRequest, requires
from baton.places.areas import operations, queries
from baton.places.areas.drawing import draw
from baton.places.areas.forms import ServingForm
from baton.ui.wording import _

#: Of the map, in pixels.
WIDTH = 560


@requires("manage_services")
@require_http_methods(["GET", "POST"])
def serving(request: StaffRequest) -> HttpResponse:
    """Says them, and changes them."""
    is_sent = request.method == "POST"
    form = ServingForm(request.POST if is_sent else None, organisation=request.organisation)
    if is_sent and form.is_valid():
        districts = form.cleaned_data["districts"]
        operations.serve(request.organisation, districts, by=request.standing.account)
        messages.success(request, _("Saved."))
        return redirect("areas:serving")
    served = queries.served(request.organisation)
    drawn = queries.drawn([area.code for area in served])
    context = {
        "form": form,
        "served": served,
        "map": draw(drawn, [], width=WIDTH) if drawn else None,
    }
    return render(request, "areas/serving.html", context, status=422 if form.errors else 200)
