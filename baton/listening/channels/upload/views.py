# SPDX-License-Identifier: MIT
"""Bringing a file: choose it, check its columns, watch it being read, mend what was refused."""

from __future__ import annotations

import io
import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.listening.channels.upload import (
    keeping,
    operations,
    permissions,
    queries,
    refusals,
    setting,
    settling,
    showing,
    undoing,
)
from baton.listening.channels.upload.census import Census
from baton.listening.channels.upload.columns_form import ColumnsForm
from baton.listening.channels.upload.forms import LARGEST, BringForm, UndoForm
from baton.listening.channels.upload.lists import putting
from baton.listening.channels.upload.lists.fields import KINDS
from baton.listening.channels.upload.lists.forms import HoldsForm, asked_for
from baton.listening.channels.upload.mapping import Mapping, MappingProblem
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.rows import UnreadableFile
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _, _many
from baton.ui.words import number

#: What a form's other parts may add to a file of the largest size.
ALLOWANCE = 1 << 20
SHOWN_REFUSALS = 20


@require_safe
@requires("upload")
def uploads(request: StaffRequest) -> HttpResponse:
    """What was brought so far."""
    rows = queries.uploads(request.standing)[:100]
    return render(request, "upload/list.html", {"uploads": rows})


# Checking the token reads the whole body, so it comes last: a stranger's file, or one that is too
# large, is turned away before any of it is kept.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@requires("upload")
def new(request: StaffRequest) -> HttpResponse:
    """Choose a file."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + ALLOWANCE:
        return render(request, "upload/new.html", {"form": BringForm.too_large()}, status=413)
    return _new(request)


@csrf_protect
def _new(request: StaffRequest) -> HttpResponse:
    form = BringForm(request.POST or None, request.FILES or None)
    # A page that links here may say what is brought; a form without an address keeps it.
    what = asked_for(request.standing, request.GET.get("holds", ""))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = operations.bring(
                file,
                file.name,
                organisation=request.organisation,
                by=request.user,
                holds=what,
            )
        except UnreadableFile as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("upload:columns", upload.public_id)
    context = {"form": form, "what": dict(Upload.Holds.choices).get(what, "")}
    return render(request, "upload/new.html", context, status=422 if form.errors else 200)


def _upload(request: StaffRequest, public_id: uuid.UUID) -> Upload:
    return get_object_or_404(queries.uploads(request.standing), public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("upload")
def columns(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say which column is what, and see the first rows as they will be read."""
    upload = _upload(request, public_id)
    if upload.state not in (Upload.State.MAPPING, Upload.State.FAILED) or not upload.header:
        return redirect("upload:upload", upload.public_id)
    what = putting.holds(upload, request.standing)
    if what in KINDS:
        return redirect("upload:list_columns", upload.public_id)
    header = refusals.own_columns(upload.header)
    chosen, problem = operations.proposed(upload, what), ""
    form, census = _columns_form(upload, chosen, None)
    if request.method == "POST":
        form = ColumnsForm(header, chosen, request.POST)
        try:
            picked = form.columns()
            form, census = _columns_form(upload, chosen, request.POST, picked)
            if form.is_valid():
                chosen = form.mapping(picked)
                set_to = setting.set_by(request.POST, header, chosen, census)
                chosen = replace(chosen, values=set_to)
                if "read" in request.POST:
                    operations.begin(upload, chosen, by=request.user)
                    return redirect("upload:upload", upload.public_id)
                form, census = _columns_form(upload, chosen, None)
        except (MappingProblem, operations.NotToBeRead) as mistake:
            problem = str(mistake)
    context = showing.context(upload, header, form, chosen, census)
    context["problem"] = problem or context["problem"]
    context["kept"] = upload.delivery.contributions.count() if upload.delivery else 0
    context["holds_form"] = HoldsForm(request.standing, initial=what)
    context["parts"] = queries.parts(upload)
    context["mended_rows"] = census.rows if upload.mends else 0
    status = 422 if problem or form.errors else 200
    return render(request, "upload/columns.html", context, status=status)


def _columns_form(
    upload: Upload, before: Mapping, data: QueryDict | None, picked: Mapping | None = None
) -> tuple[ColumnsForm, Census]:
    """The form, with what the file leaves open about the columns that were picked."""
    form = ColumnsForm(refusals.own_columns(upload.header), before, data)
    picked = picked or before
    census = operations.census_of(upload, picked.services)
    questions = settling.questions(picked, census, upload.created_at)
    form.ask(questions, must=data is not None and "read" in data)
    return form, census


@require_safe
@requires("upload")
def upload(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """How far it has come, and what became of it."""
    brought = _upload(request, public_id)
    if brought.state == Upload.State.MAPPING:
        return redirect("upload:columns", brought.public_id)
    return render(request, "upload/upload.html", _upload_context(request, brought))


def _upload_context(request: StaffRequest, upload: Upload) -> dict[str, Any]:
    return {
        "may_download": permissions.may_download(request.standing, upload),
        "may_undo": permissions.may_undo(request.standing, upload),
        "undoable": upload.state in undoing.UNDOABLE and upload.delivery is not None,
        "stuck": undoing.is_stuck(upload),
        "kept": operations.kept_of(upload),
        "is_list": upload.holds in KINDS,
        "upload": upload,
        "parts": queries.parts(upload),
        "job": upload.job,
        "refusals": queries.still_refused(upload)[:SHOWN_REFUSALS],
        "refused": queries.still_refused(upload).count(),
        "mended_files": queries.mended_files(upload),
        "kept_until": upload.read_at + keeping.KEPT if upload.read_at else None,
    }


@require_safe
@requires("upload")
def progress(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The part of the page that changes while the file is opened or read."""
    brought = _upload(request, public_id)
    response = render(request, "upload/_progress.html", _upload_context(request, brought))
    if brought.state == Upload.State.MAPPING:
        response["HX-Redirect"] = reverse("upload:columns", args=[brought.public_id])
    return response


@require_safe
@requires("upload")
def refused(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The refused rows with their reasons, as a file to mend and bring again."""
    brought = _upload(request, public_id)
    if not permissions.may_download(request.standing, brought):
        raise PermissionDenied(
            _(
                "Refused rows stand as they were brought, with phone numbers and the like. Only "
                "whoever brought the file, or may see identifiers, downloads them."
            )
        )
    text = io.StringIO()
    header = refusals.own_columns(brought.header)
    refusals.write_refused(queries.refusals(brought), header, text)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="refused-rows.csv"'
    return response


@require_POST
@requires("upload")
def discard(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let go of a file that was not read to its end."""
    brought = _upload(request, public_id)
    try:
        stay = operations.discard(brought, by=request.user)
        messages.success(request, _let_go(brought, stay))
    except operations.NotToBeRead as problem:
        messages.error(request, str(problem))
    return redirect("upload:list")


def _let_go(upload: Upload, stay: int) -> str:
    if not stay:
        said = _("“%(name)s” was let go. Nothing of it was kept.")
    elif upload.holds in KINDS:
        said = _many(
            "“%(name)s” was let go. %(n)s row of it stays.",
            "“%(name)s” was let go. %(n)s rows of it stay.",
            stay,
        )
    else:
        said = _many(
            "“%(name)s” was let go. %(n)s comment of it stays.",
            "“%(name)s” was let go. %(n)s comments of it stay.",
            stay,
        )
    return said % {"name": upload.name, "n": number(stay)}


@require_http_methods(["GET", "HEAD", "POST"])
@requires("upload")
def undo(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """What would go with an upload and what would stay; and undo it."""
    brought = _upload(request, public_id)
    if not permissions.may_undo(request.standing, brought):
        raise PermissionDenied(
            _("Only whoever brought the file, or may withdraw what people said, undoes an upload.")
        )
    foreseen = undoing.foresee(brought)
    form = UndoForm(
        request.POST if request.method == "POST" else None,
        alerts_waiting=foreseen.comments.alerts_waiting,
    )
    if request.method == "POST" and form.is_valid():
        seen_to = bool(form.cleaned_data.get("alerts_seen_to"))
        try:
            undoing.begin(brought, by=request.user, alerts_seen_to=seen_to)
        except undoing.NotToBeUndone as problem:
            messages.error(request, str(problem))
            return redirect("upload:undo", brought.public_id)
        return redirect("upload:upload", brought.public_id)
    is_undoable = brought.state in undoing.UNDOABLE and brought.outcome is None
    if not is_undoable and not undoing.is_stuck(brought):
        return redirect("upload:upload", brought.public_id)
    context = {
        "upload": brought,
        "foreseen": foreseen,
        "form": form,
        "may_open_alerts": request.standing.may("answer_alerts"),
    }
    return render(request, "upload/undo.html", context, status=422 if form.errors else 200)
