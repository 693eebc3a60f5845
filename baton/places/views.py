# SPDX-License-Identifier: MIT
"""The tree of services: shown, added to, read in from a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.places import operations, queries
from baton.places.forms import ImportForm, ServiceForm
from baton.ui.wording import _

#: Rows of each list on the page that says what became of a file.
SHOWN = 200


@requires("manage_services")
@require_safe
def services(request: StaffRequest) -> HttpResponse:
    tree = queries.tree(request.organisation)
    names = {service.pk: service.name for service in tree}
    return render(request, "places/services.html", {"services": tree, "names": names})


@requires("manage_services")
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    form = ServiceForm(
        request.POST if request.method == "POST" else None,
        organisation=request.organisation,
        initial={"parent": request.GET.get("below", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            service = operations.add_service(
                request.organisation, by=request.standing.account, **form.cleaned_data
            )
        except operations.CodeTaken as problem:
            form.add_error("code", str(problem))
        else:
            messages.success(request, _("“%(service)s” is in the tree.") % {"service": service})
            return redirect("places:services")
    return render(request, "places/add.html", {"form": form})


@requires("manage_services")
@require_http_methods(["GET", "POST"])
def import_file(request: StaffRequest) -> HttpResponse:
    """Two buttons: one says what would become of the file, the other does it."""
    is_sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_sent else ImportForm()
    only_look = "look" in request.POST
    became = None
    if is_sent and form.is_valid():
        try:
            text = [form.cleaned_data["file"]]
            if only_look:
                became = operations.preview_services(text, request.organisation)
            else:
                became = operations.import_services(
                    text, request.organisation, by=request.standing.account
                )
        except operations.ServicesUnreadable as problem:
            form.add_error("file", str(problem))
    return render(
        request,
        "places/import.html",
        {"form": form, "became": became, "only_look": only_look, "shown": SHOWN},
    )
