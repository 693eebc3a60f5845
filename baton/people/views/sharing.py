# SPDX-License-Identifier: MIT
"""What the organisation shares with bodies above it, and what bodies below share with it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.people import operations, queries
from baton.people.forms import AgreementForm
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _


@requires("manage_sharing")
@require_safe
def sharing(request: StaffRequest) -> HttpResponse:
    return render(
        request,
        "people/sharing.html",
        {
            "given": queries.agreements_given(request.organisation),
            "held": queries.agreements_held(request.organisation),
            "may_give": bool(queries.may_hold_agreements(request.organisation)),
        },
    )


@requires("manage_sharing")
@require_http_methods(["GET", "POST"])
def give(request: StaffRequest) -> HttpResponse:
    form = AgreementForm(request.POST or None, child=request.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            agreement = operations.give_agreement(
                request.organisation, by=request.standing.account, **form.cleaned_data
            )
        except operations.EndsBeforeItBegins as problem:
            form.add_error("valid_to", str(problem))
        except operations.Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{agreement}.")
            return redirect("people:sharing")
    return render(request, "people/give_agreement.html", {"form": form})


@requires("manage_sharing")
@require_http_methods(["GET", "POST"])
def revoke(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Asks once more, then ends it."""
    agreement = queries.agreements_given(request.organisation).filter(public_id=public_id).first()
    if agreement is None:
        raise Http404("You gave no such agreement.")
    if request.method != "POST":
        return render(request, "people/revoke_agreement.html", {"agreement": agreement})
    operations.revoke_agreement(agreement, by=request.standing.account)
    messages.success(
        request, _("You no longer share this with %(parent)s.") % {"parent": agreement.parent}
    )
    return redirect("people:sharing")
