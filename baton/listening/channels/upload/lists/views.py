# SPDX-License-Identifier: MIT
"""What a file holds, and of a list which column is what: seen before anything is written."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baton.listening.channels.upload import operations, queries, refusals
from baton.listening.channels.upload.lists import asking, putting, showing
from baton.listening.channels.upload.lists.fields import KINDS
from baton.listening.channels.upload.lists.forms import HoldsForm, ListForm
from baton.listening.channels.upload.mapping import MappingProblem
from baton.listening.channels.upload.models import Upload
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _


def _waiting(request: StaffRequest, public_id: uuid.UUID) -> Upload:
    return get_object_or_404(queries.uploads(request.standing), public_id=public_id)


@require_POST
@requires("upload")
def holds(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say what the file holds; its columns are then shown as that."""
    upload = _waiting(request, public_id)
    form = HoldsForm(request.standing, request.POST)
    if form.is_valid():
        putting.say_what_it_holds(upload, form.cleaned_data["holds"])
    else:
        messages.error(request, _("Choose what the file holds."))
    return redirect("upload:columns", upload.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("upload")
def columns(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say which column of a list is what, and see what it would do."""
    upload = _waiting(request, public_id)
    what = putting.holds(upload, request.standing)
    if upload.state not in operations.WAITING or not upload.header or what not in KINDS:
        return redirect("upload:columns", upload.public_id)
    header = refusals.own_columns(upload.header)
    census = operations.census_of(upload)
    may_begin = request.standing.may("manage_programmes")
    chosen, problem = asking.reconsidered(putting.proposed(upload, what), census), ""
    form = ListForm(request.organisation, header, chosen)
    if request.method == "POST":
        form = ListForm(request.organisation, header, chosen, request.POST)
        picked = form.columns()
        form.ask(asking.questions(picked, census))
        if form.is_valid():
            chosen = asking.reconsidered(form.chosen(picked), census)
            is_right = "read" in request.POST
            answers = asking.set_by(request.POST, header, chosen, census, is_right=is_right)
            chosen = replace(chosen, answers=answers)
            try:
                if is_right:
                    settled = asking.settle(chosen, census)
                    putting.begin(upload, settled, by=request.user, may_begin=may_begin)
                    return redirect("upload:upload", upload.public_id)
            except (MappingProblem, operations.NotToBeRead) as mistake:
                problem = str(mistake)
            form = ListForm(request.organisation, header, chosen)
    form.ask(asking.questions(chosen, census))
    context = showing.context(upload, header, form, chosen, census, may_begin=may_begin)
    context |= {
        "mistake": problem,
        "parts": queries.parts(upload),
        "mended_rows": census.rows if upload.mends else 0,
        "holds_form": HoldsForm(request.standing, initial=what),
    }
    status = 422 if problem or form.errors else 200
    return render(request, "upload/list_columns.html", context, status=status)
