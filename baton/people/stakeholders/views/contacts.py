# SPDX-License-Identifier: MIT
"""Contacts both ways: kept, mended, taken out."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from baton.core import clock
from baton.people.permissions import StaffRequest, requires
from baton.people.stakeholders import operations
from baton.people.stakeholders.forms import ContactForm, MendContactForm
from baton.people.stakeholders.views.asking import (
    contact_of,
    form_page,
    posted,
    stakeholder_of,
)
from baton.ui.wording import _


@require_http_methods(["GET", "POST"])
@requires("manage_stakeholders")
def add(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    found = stakeholder_of(request, public_id)
    form = ContactForm(posted(request), initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        operations.record_contact(found, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("Kept that we were in contact with %(name)s.") % {"name": found}
        )
        return redirect("stakeholders:stakeholder", found.public_id)
    return form_page(request, "contact", form, stakeholder=found)


@require_http_methods(["GET", "POST"])
@requires("manage_stakeholders")
def mend(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    contact = contact_of(request, public_id)
    form = MendContactForm(posted(request), initial=MendContactForm.of(contact))
    if request.method == "POST" and form.is_valid():
        operations.correct_contact(contact, by=request.user, **form.cleaned_data)
        messages.success(request, _("Mended."))
        return redirect("stakeholders:stakeholder", contact.stakeholder.public_id)
    return form_page(request, "contact", form, stakeholder=contact.stakeholder, contact=contact)


@require_http_methods(["GET", "POST"])
@requires("manage_stakeholders")
def remove(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Asks once more, then takes the contact out."""
    contact = contact_of(request, public_id)
    if request.method != "POST":
        return render(request, "stakeholders/remove_contact.html", {"contact": contact})
    operations.remove_contact(contact, by=request.user)
    messages.success(request, _("The contact is taken out."))
    return redirect("stakeholders:stakeholder", contact.stakeholder.public_id)
