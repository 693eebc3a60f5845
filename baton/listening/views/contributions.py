# SPDX-License-Identifier: MIT
"""One contribution, taken back at the person's request."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from baton.listening import describe, operations, queries
from baton.listening.forms import TakeBackForm
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _
from baton.ui.words import count


@requires("withdraw")
@never_cache
@require_http_methods(["GET", "POST"])
def take_back(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    contribution = get_object_or_404(
        request.organisation.contributions.select_related("service"), public_id=public_id
    )
    others = list(queries.of_the_same_answer(contribution))
    form = TakeBackForm(
        request.POST if request.method == "POST" else None,
        is_withdrawn=contribution.withdrawn_at is not None,
        others=len(others),
    )
    if request.method == "POST" and form.is_valid():
        erased = form.cleaned_data["what"] == form.ERASE
        gone = [contribution, *(others if form.cleaned_data.get("whole_answer") else [])]
        operations.take_back(gone, erased=erased, by=request.standing.account)
        said = (
            _("At their request, %(comments)s erased.")
            if erased
            else _("At their request, %(comments)s withdrawn.")
        )
        messages.success(request, said % {"comments": count(len(gone), "comment")})
        return redirect("/")
    return render(
        request,
        "listening/take_back.html",
        {
            "form": form,
            "contribution": contribution,
            "others": others,
            "how_said": describe.how_said(contribution),
        },
    )
