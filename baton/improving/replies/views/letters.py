# SPDX-License-Identifier: MIT
"""What goes by hand: letters, calls, and the notice for where people spoke."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.improving.replies import policies, printing, sending
from baton.improving.replies.views.staff import one
from baton.listening.contacts.models import Contact
from baton.people.permissions import StaffRequest, requires
from baton.ui import typeset
from baton.ui.languages import OWN_NAMES
from baton.ui.wording import _, _many
from baton.ui.words import number


@require_http_methods(["GET", "HEAD", "POST"])
@requires("answer_people")
def by_hand(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who gets a letter or a call, and marking it as done."""
    found = one(request, public_id)
    if request.method == "POST":
        way = request.POST.get("way", "")
        try:
            policies.check_was_begun(found)
        except policies.NotNow as problem:
            messages.error(request, str(problem))
            return redirect("replies:by_hand", found.public_id)
        if way in (Contact.Way.POST, Contact.Way.PHONE):
            many = printing.done_by_hand(found, way, by=request.user)
            said = _many("%(n)s person marked as told.", "%(n)s people marked as told.", many)
            messages.success(request, said % {"n": number(many)})
        return redirect("replies:reply", found.public_id)
    waiting = sending.by_hand(found)
    context = {
        "reply": found,
        "names": OWN_NAMES,
        "letters": [each for each in waiting if each.way == Contact.Way.POST],
        "calls": [each for each in waiting if each.way == Contact.Way.PHONE],
        "printed": sum(each.printed_at is not None for each in waiting),
    }
    return render(request, "replies/by_hand.html", context)


@require_http_methods(["POST"])
@requires("answer_people")
def letters(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """All letters that nobody has posted yet, as one PDF."""
    found = one(request, public_id)
    waiting = [each for each in sending.by_hand(found) if each.way == Contact.Way.POST]
    try:
        policies.check_was_begun(found)
        content = printing.letters(found, waiting, by=request.user)
    except (policies.NotNow, typeset.NotSet) as problem:
        messages.error(request, str(problem))
        return redirect("replies:by_hand", found.public_id)
    return _pdf(content, f"letters-of-reply-{found.number}.pdf")


@require_safe
@requires("answer_people")
def notice(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """To be hung up where they spoke; its code opens the public page."""
    found = one(request, public_id)
    if not (found.is_public and found.sent_at):
        messages.error(request, _("The page that a notice leads to is there once it is sent."))
        return redirect("replies:reply", found.public_id)
    wanted = request.GET.get("place", "")
    place = get_object_or_404(request.organisation.services, public_id=wanted) if wanted else None
    try:
        content = printing.notice(found, place)
    except typeset.NotSet as problem:
        messages.error(request, str(problem))
        return redirect("replies:reply", found.public_id)
    return _pdf(content, f"notice-of-reply-{found.number}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
