# SPDX-License-Identifier: MIT
"""What a holder does with one baton."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from baton.improving.batons import operations, permissions, policies
from baton.improving.batons.forms import HandOnForm, RedateForm, SplitForm, declining, offered
from baton.improving.batons.views.common import (
    back_to,
    is_done,
    posted,
    shown,
    the_baton,
    to_move,
)
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _


@require_POST
@requires("carry_batons")
def take_up(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """It is mine from now on."""
    found = the_baton(request, public_id)
    permissions.check_may_take_up(request.standing, found)
    try:
        operations.take_up(found, by=request.user)
    except policies.NotNow as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("You have taken it up."))
    return back_to(found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("carry_batons")
def decline(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """It returns to whoever handed it on, with the reason."""
    found = to_move(request, public_id)
    form = declining(posted(request))
    if is_done(form, lambda: operations.decline(found, form.cleaned_data["why"], by=request.user)):
        messages.success(request, _("It has returned, with your reason."))
        return back_to(found)
    return shown(request, "decline", form=form, baton=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("carry_batons")
def split(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Several of it, each with its own question."""
    found = to_move(request, public_id)
    form = SplitForm(posted(request), baton=found)
    if form.is_valid():
        try:
            made = operations.split(found, form.parts(), by=request.user)
        except policies.NotNow as problem:
            form.forms[0].add_error(None, str(problem))
        else:
            messages.success(request, _("It is split into %(n)s.") % {"n": len(made)})
            return back_to(found)
    return shown(request, "split", form=form, baton=found, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("carry_batons")
def copy(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """A copy of it goes to another programme; this one stays."""
    found = to_move(request, public_id)
    where = offered(request.organisation, stage=found.stage, elsewhere=found.programme)
    form = HandOnForm(posted(request), offered=where, question=found.question)
    if is_done(form, lambda: operations.copy(found, form.handing(), by=request.user)):
        messages.success(
            request, _("A copy is handed to the other programme. This one stays here.")
        )
        return back_to(found)
    return shown(request, "copy", form=form, baton=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("carry_batons")
def redate(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """A later day, once."""
    found = to_move(request, public_id)
    form = RedateForm(posted(request))
    if is_done(form, lambda: operations.redate(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("It has a new date."))
        return back_to(found)
    return shown(request, "redate", form=form, baton=found)
