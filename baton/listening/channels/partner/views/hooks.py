# SPDX-License-Identifier: MIT
"""Systems that are told what happens to what was sent: added, tried, looked after, stopped."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.core import outward
from baton.listening.channels.partner import queries
from baton.listening.channels.partner.forms.staff import HookForm
from baton.listening.channels.partner.models import Event, Webhook
from baton.listening.channels.partner.operations import webhooks
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _

FORM = ["GET", "HEAD", "POST"]


def _hook(request: StaffRequest, public_id: uuid.UUID) -> Webhook:
    return get_object_or_404(queries.webhooks(request.organisation), public_id=public_id)


@require_safe
@requires("manage_people")
def hooks(request: StaffRequest) -> HttpResponse:
    everyone = list(queries.webhooks(request.organisation))
    context = {
        "hooks": [each for each in everyone if not each.stopped_at],
        "stopped": [each for each in everyone if each.stopped_at],
    }
    return render(request, "partner/hooks.html", context)


@never_cache
@require_http_methods(FORM)
@requires("manage_people")
def add(request: StaffRequest) -> HttpResponse:
    """The form; then the secret, this once."""
    posted = request.POST if request.method == "POST" else None
    form = HookForm(posted, organisation=request.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            made = webhooks.add(**form.hook(), by=request.user)
        except outward.NotAllowed as problem:
            form.add_error("url", str(problem))
        else:
            return render(request, "partner/hook_added.html", {"hook": made})
    status = 422 if form.errors else 200
    return render(request, "partner/add_hook.html", {"form": form}, status=status)


@require_safe
@requires("manage_people")
def hook(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    found = _hook(request, public_id)
    context = {
        "hook": found,
        "calls": queries.calls(found),
        "events": [each.label for each in Event if each in found.events],
    }
    return render(request, "partner/hook.html", context)


@require_POST
@requires("manage_people")
def test(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Have it called once."""
    found = _hook(request, public_id)
    if found.stopped_at:
        messages.error(request, _("It was stopped, and is not called any more."))
    else:
        webhooks.send_test(found, by=request.user)
        messages.success(request, _("It is called within some seconds. Look again at this page."))
    return redirect("partner:hook", found.public_id)


@require_http_methods(FORM)
@requires("manage_people")
def stop(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Asks once more, then tells it nothing any more."""
    found = _hook(request, public_id)
    if request.method != "POST":
        return render(request, "partner/stop_hook.html", {"hook": found})
    webhooks.stop(found, by=request.user)
    messages.success(request, _("It is told nothing any more."))
    return redirect("partner:hooks")
