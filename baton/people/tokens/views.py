# SPDX-License-Identifier: MIT
"""Which systems hold a key of ours: seen, made, taken back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.people.tokens import operations, queries
from baton.people.tokens.forms import MakeForm
from baton.ui.wording import _


@require_safe
@requires("manage_people")
def tokens(request: StaffRequest) -> HttpResponse:
    context = {
        "holding": queries.holding(request.organisation),
        "ended": queries.ended(request.organisation),
    }
    return render(request, "tokens/tokens.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_people")
def make(request: StaffRequest) -> HttpResponse:
    """The form; then the key, this once."""
    posted = request.POST if request.method == "POST" else None
    form = MakeForm(posted, organisation=request.organisation)
    if request.method == "POST" and form.is_valid():
        token, key = operations.make(request.organisation, by=request.user, **form.token())
        return render(request, "tokens/made.html", {"token": token, "key": key})
    status = 422 if form.errors else 200
    return render(request, "tokens/make.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_people")
def revoke(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Asks once more, then takes it back."""
    token = get_object_or_404(queries.tokens(request.organisation), public_id=public_id)
    if request.method != "POST":
        return render(request, "tokens/revoke.html", {"token": token})
    operations.revoke(token, by=request.user)
    messages.success(
        request, _("The key “%(name)s” opens nothing any more.") % {"name": token.name}
    )
    return redirect("tokens:tokens")
