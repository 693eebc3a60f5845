# SPDX-License-Identifier: MIT
"""Partners as staff see them: who sends, by which ways, how much, and what may be a repeat."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.listening.channels.partner import queries
from baton.listening.channels.partner.forms.staff import AddForm, LinkForm
from baton.listening.channels.partner.models import Partner, PartnerDelivery
from baton.listening.channels.partner.operations import partners as operations
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _

FORM = ["GET", "HEAD", "POST"]


def _partner(request: StaffRequest, public_id: uuid.UUID) -> Partner:
    return get_object_or_404(queries.partners(request.organisation), public_id=public_id)


@require_safe
@requires("see_stakeholders")
def partners(request: StaffRequest) -> HttpResponse:
    everybody = list(queries.partners(request.organisation))
    context = {
        "partners": [each for each in everybody if not each.ended_at],
        "ended": [each for each in everybody if each.ended_at],
        "doubles": queries.count_doubles(request.organisation),
        "may_manage": request.standing.may("manage_stakeholders"),
        "may_hook": request.standing.may("manage_people"),
    }
    return render(request, "partner/partners.html", context)


@require_http_methods(FORM)
@requires("manage_stakeholders")
def add(request: StaffRequest) -> HttpResponse:
    """One choice, and on to their link."""
    posted = request.POST if request.method == "POST" else None
    form = AddForm(posted, organisation=request.organisation)
    if request.method == "POST" and form.is_valid():
        made = operations.make(request.organisation, form.chosen, by=request.user)
        messages.success(
            request,
            _("%(partner)s is a partner. Make a private link to their form.") % {"partner": made},
        )
        return redirect("partner:link", made.public_id)
    status = 422 if form.errors else 200
    return render(request, "partner/add.html", {"form": form}, status=status)


@require_safe
@requires("see_stakeholders")
def partner(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    found = _partner(request, public_id)
    context = {
        "partner": found,
        "months": queries.by_month(found),
        "ways": PartnerDelivery.Way,
        "deliveries": queries.deliveries(found)[:30],
        "files": queries.files_waiting(found),
        "may_manage": request.standing.may("manage_stakeholders"),
        "may_upload": request.standing.may("see_all_uploads"),
    }
    return render(request, "partner/partner.html", context)


@never_cache
@require_http_methods(FORM)
@requires("manage_stakeholders")
def link(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Asks where it goes; then shows it, this once."""
    found = _partner(request, public_id)
    if found.ended_at or not found.stakeholder:
        return redirect("partner:partner", found.public_id)
    form = LinkForm(request.POST if request.method == "POST" else None, partner=found)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        key = operations.new_link(found, by=request.user, **form.cleaned_data)
        path = resolve_url("partner:home", key)
        context = {"partner": found, "path": path, "email": email}
        return render(request, "partner/linked.html", context)
    status = 422 if form.errors else 200
    return render(request, "partner/link.html", {"form": form, "partner": found}, status=status)


@require_http_methods(FORM)
@requires("manage_stakeholders")
def unlink(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Asks once more, then lets no link open their form."""
    found = _partner(request, public_id)
    if request.method != "POST":
        return render(request, "partner/unlink.html", {"partner": found})
    operations.take_link_back(found, by=request.user)
    messages.success(
        request, _("The link of %(partner)s opens nothing any more.") % {"partner": found}
    )
    return redirect("partner:partner", found.public_id)


@require_POST
@requires("manage_stakeholders")
def ask_who_agreed(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let their form ask who agreed, or no longer."""
    found, asks = _partner(request, public_id), "ask" in request.POST
    operations.ask_who_agreed(found, asks=asks, by=request.user)
    told = (
        _("From now on their form asks who agreed.") if asks else _("Their form asks that no more.")
    )
    messages.success(request, told)
    return redirect("partner:partner", found.public_id)


@require_http_methods(FORM)
@requires("manage_stakeholders")
def end(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Asks once more, then lets them send nothing any more."""
    found = _partner(request, public_id)
    if request.method != "POST":
        return render(request, "partner/end.html", {"partner": found})
    operations.end(found, by=request.user)
    messages.success(
        request, _("%(partner)s sends nothing any more. What they sent stays.") % {"partner": found}
    )
    return redirect("partner:partners")


@require_safe
@requires("read_words")
def doubles(request: StaffRequest) -> HttpResponse:
    """The same words, sent twice or by two: side by side, for somebody to judge."""
    context = {
        "doubles": queries.doubles(request.organisation),
        "count": queries.count_doubles(request.organisation),
    }
    return render(request, "partner/doubles.html", context)
