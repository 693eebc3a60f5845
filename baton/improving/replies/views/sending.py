# SPDX-License-Identifier: MIT
"""Who would be told, settled in bulk; and sending it, once."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baton.improving.replies import operations, policies, previews, queries, readings, settling
from baton.improving.replies.models import Recipient, Reply
from baton.improving.replies.views.staff import FORM, one
from baton.listening.contacts.models import Contact
from baton.people.permissions import StaffRequest, requires
from baton.ui.languages import OWN_NAMES
from baton.ui.wording import _, _many
from baton.ui.words import number

A_PAGE = 100
_ACTS: dict[str, Callable[..., int]] = {
    "confirm": settling.confirm,
    "leave_out": settling.leave_out,
    "take_in": settling.take_in,
    "hold": settling.hold_people,
    "lift": settling.lift_people,
}


def _done(act: str, many: int) -> str:
    """What became of so many people."""
    told = {
        "confirm": _many("%(n)s person confirmed.", "%(n)s people confirmed.", many),
        "leave_out": _many("%(n)s person left out.", "%(n)s people left out.", many),
        "take_in": _many("%(n)s person looked at anew.", "%(n)s people looked at anew.", many),
        "hold": _many("%(n)s person held back.", "%(n)s people held back.", many),
        "lift": _many("%(n)s person let go.", "%(n)s people let go.", many),
    }
    return told[act] % {"n": number(many)}


@require_http_methods(FORM)
@requires("answer_people")
def people(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everybody behind a reply, by how they stand; never by name or address."""
    found = one(request, public_id)
    state = request.GET.get("state", "")
    state = state if state in Recipient.State.values else ""
    if request.method == "POST":
        _act(request, found, state)
        return redirect(request.get_full_path())
    page = Paginator(queries.people(found, state), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "reply": found,
        "names": OWN_NAMES,
        "state": state,
        "page": page,
        "rows": queries.with_words(page),
        "counts": queries.counts(found),
        "meanings": readings.MEANINGS,
        "way_names": readings.WAYS,
        "holds": readings.HOLDS,
        "formats": {key: _(name) for key, name in Contact.Format.choices},
        "may_read": request.standing.may("read_words"),
    }
    return render(request, "replies/people.html", context)


def _act(request: StaffRequest, reply: Reply, state: str) -> None:
    """Do to those ticked, or to all of the state, what a button says; then settle anew."""
    wanted = next((name for name in _ACTS if name in request.POST), "")
    if wanted:
        rows = queries.people(reply, state)
        if request.POST.get("all") != "yes":
            keys = request.POST.getlist("person")
            # No key has more digits, and no database keeps a number that has.
            ticked = [int(key) for key in keys if key.isdecimal() and len(key) < 19]
            rows = rows.filter(pk__in=ticked)
        reason = request.POST.get("reason", "")
        if wanted == "hold" and reason not in readings.HOLDS:
            messages.error(request, _("Choose why they are held back."))
            return
        about = {"reason": reason} if wanted == "hold" else {}
        many = _ACTS[wanted](list(rows), reply, by=request.user, **about)
        if many:
            messages.success(request, _done(wanted, many))
        else:
            messages.error(request, _("Tick at least one person, or choose all of them."))
    settling.gather(reply)


@require_http_methods(FORM)
@requires("answer_people")
def send(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Each message as it will be read, and one button."""
    found = one(request, public_id)
    if request.method == "POST":
        try:
            began = operations.send(found, by=request.user)
        except policies.NotNow as problem:
            messages.error(request, str(problem))
        else:
            said = (
                _("%(reply)s is on its way.")
                if began
                else _("%(reply)s is being sent already: nobody gets it twice.")
            )
            messages.success(request, said % {"reply": found.name})
        return redirect("replies:reply", found.public_id)
    counts = queries.counts(found)
    context = {
        "reply": found,
        "names": OWN_NAMES,
        "counts": counts,
        "ways": queries.by_way(found),
        "way_names": readings.WAYS,
        "previews": previews.all_of(found),
        "problem": previews.why_not(found),
        "meanings": readings.MEANINGS,
    }
    return render(request, "replies/send.html", context)


@require_POST
@requires("answer_people")
def publish(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take what was sent off the public page, or put it back."""
    found = one(request, public_id)
    is_public = request.POST.get("is_public") == "yes"
    if operations.publish(found, is_public=is_public, by=request.user):
        said = (
            _("It stands on the public page again.")
            if is_public
            else _("It is off the public page. Take its notices down too.")
        )
        messages.success(request, said)
    return redirect("replies:reply", found.public_id)
