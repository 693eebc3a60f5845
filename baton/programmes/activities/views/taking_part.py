# SPDX-License-Identifier: MIT
"""Who takes part: the public page's settings, invitations, and who came."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.programmes.activities import letters, signing_up
from baton.programmes.activities.forms.taking_part import (
    AttendanceForm,
    InviteForm,
    SignUpPageForm,
)
from baton.programmes.activities.views.found import form_page, one, posted, small_form
from baton.ui.languages import ENGLISH, name_of
from baton.ui.wording import _

FORM = ["GET", "HEAD", "POST"]
#: Lines on the sheet for those who come without having signed up.
EMPTY_LINES = range(14)


@require_http_methods(FORM)
@requires("manage_activities")
def page(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open the public page, change it, or take it away."""
    found = one(request, public_id)
    if "close" in request.POST:
        signing_up.close_page(found, by=request.user)
        messages.success(request, _("The page is taken away. Who signed up stays on the list."))
        return redirect("activities:activity", found.public_id)
    form = SignUpPageForm(posted(request), activity=found)

    def write() -> str:
        signing_up.open_page(found, by=request.user, **form.cleaned_data)
        return _("The page is ready. Its address stands below.")

    return small_form(request, found, form, "sign_up_page", write)


@require_http_methods(FORM)
@requires("manage_activities")
def invite(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Type addresses, read the letter, send it to each once."""
    found = one(request, public_id)
    if not found.is_open or found.is_over:
        messages.error(request, _("This is over or cancelled, so nobody can be invited to it."))
        return redirect("activities:activity", found.public_id)
    form = InviteForm(posted(request))
    if not (form.is_bound and form.is_valid()) or request.POST.get("step") == "change":
        return form_page(request, form, "invite", activity=found)
    addresses, language = form.cleaned_data["addresses"], form.cleaned_data["language"]
    if request.POST.get("step") == "send":
        number = signing_up.invite(found, addresses, by=request.user, language=language)
        messages.success(
            request,
            _("Invited: %(number)s. The letters leave within seconds.") % {"number": number},
        )
        return redirect("activities:activity", found.public_id)
    context = {
        "activity": found,
        "addresses": signing_up.new_addresses(found, addresses),
        "typed": len(addresses),
        "letter": letters.invitation(found),
        "language": language,
        "in_language": "" if language in ("", ENGLISH) else name_of(language),
    }
    return render(request, "activities/invite_preview.html", context)


@require_http_methods(FORM)
@requires("manage_activities")
def attendance(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who is coming; from the day on, tick who came and count the others."""
    found = one(request, public_id)
    listed = list(signing_up.on_the_list(found))
    form = AttendanceForm(posted(request), activity=found)

    def write() -> str:
        ticked = set(request.POST.getlist("came"))
        came = [each.pk for each in listed if str(each.public_id) in ticked]
        unnamed = form.cleaned_data["unnamed"] or 0
        signing_up.attend(found, came, unnamed=unnamed, by=request.user)
        return _("It is kept: %(came)s came.") % {"came": found.came}

    return small_form(request, found, form, "attendance", write, listed=listed)


@require_safe
@requires("manage_activities")
def sheet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """A sheet to sign on, with the names of those who signed up."""
    found = one(request, public_id)
    context = {
        "activity": found,
        "when": letters.when(found),
        "where": letters.where(found),
        "listed": [each for each in signing_up.on_the_list(found) if each.name],
        "lines": EMPTY_LINES,
    }
    return render(request, "activities/sign_in_sheet.html", context)
