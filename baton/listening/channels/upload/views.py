# SPDX-License-Identifier: MIT
"""Bringing a file: choose it, check its columns, watch it being read, mend what was refused."""

from __future__ import annotations

import io
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.listening.channels.upload import operations, queries, reading, refusals
from baton.listening.channels.upload.forms import BringForm, MappingForm
from baton.listening.channels.upload.mapping import Mapping, MappingProblem, from_dict
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.rows import Refused, UnreadableFile
from baton.people.permissions import StaffRequest, requires

PREVIEWED = 5
SHOWN_REFUSALS = 50
#: How the preview says a score.
SCORES = ("", "very good", "good", "neither good nor poor", "poor", "very poor", "don’t know")


@require_safe
@requires("upload")
def uploads(request: StaffRequest) -> HttpResponse:
    """What was brought so far."""
    rows = queries.uploads(request.standing)[:100]
    return render(request, "upload/list.html", {"uploads": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@requires("upload")
def new(request: StaffRequest) -> HttpResponse:
    """Choose a file."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = operations.bring(
                file, file.name, organisation=request.organisation, by=request.user
            )
        except UnreadableFile as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("upload:columns", upload.public_id)
    return render(request, "upload/new.html", {"form": form}, status=422 if form.errors else 200)


def _upload(request: StaffRequest, public_id: uuid.UUID) -> Upload:
    return get_object_or_404(queries.uploads(request.standing), public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("upload")
def columns(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say which column is what, and see the first rows as they will be read."""
    upload = _upload(request, public_id)
    if upload.state not in (Upload.State.MAPPING, Upload.State.FAILED):
        return redirect("upload:upload", upload.public_id)
    chosen = from_dict(upload.mapping, upload.header)
    form = MappingForm(upload.header, chosen, request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            chosen = form.mapping()
            if "read" in request.POST:
                operations.begin(upload, chosen, by=request.user)
                return redirect("upload:upload", upload.public_id)
        except (MappingProblem, operations.NotToBeRead) as mistake:
            problem = str(mistake)
    return render(
        request,
        "upload/columns.html",
        _columns_context(upload, form, chosen, problem),
        status=422 if problem or form.errors else 200,
    )


def _columns_context(
    upload: Upload, form: MappingForm, chosen: Mapping, problem: str
) -> dict[str, Any]:
    table = operations.table_of(upload)
    sample = table.sample(20)
    rows, first = [], []
    for index, name in enumerate(upload.header):
        bound = form[f"column{index}"]
        examples = list(dict.fromkeys(row.cells[index].strip() for row in sample))
        rows.append((name, [each for each in examples if each][:3], bound, bound.value()))
    try:
        first = reading.preview(table, chosen, PREVIEWED, arrived=upload.created_at)
    except MappingProblem as mistake:
        problem = problem or str(mistake)
    return {
        "upload": upload,
        "form": form,
        "table": table,
        "chosen": chosen,
        "columns": [row for row in rows if row[3] != "label"],
        "labels": [row for row in rows if row[3] == "label"],
        "first": [(row, isinstance(row, Refused)) for row in first],
        "scores": SCORES,
        "problem": problem,
    }


@require_safe
@requires("upload")
def upload(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """How far it has come, and what became of it."""
    brought = _upload(request, public_id)
    if brought.state == Upload.State.MAPPING:
        return redirect("upload:columns", brought.public_id)
    return render(request, "upload/upload.html", _upload_context(brought))


def _upload_context(upload: Upload) -> dict[str, Any]:
    return {
        "upload": upload,
        "job": upload.job,
        "refusals": upload.refused_rows.order_by("number")[:SHOWN_REFUSALS],
        "refused": upload.refused_rows.count(),
        "kept_until": upload.read_at + operations.KEPT if upload.read_at else None,
    }


@require_safe
@requires("upload")
def progress(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The part of the page that changes while the file is read."""
    return render(request, "upload/_progress.html", _upload_context(_upload(request, public_id)))


@require_safe
@requires("upload")
def refused(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The refused rows with their reasons, as a file to mend and bring again."""
    brought = _upload(request, public_id)
    text = io.StringIO()
    refusals.write_refused(queries.refusals(brought), brought.header, text)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="refused-rows.csv"'
    return response


@require_POST
@requires("upload")
def discard(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let go of a file that was not read."""
    brought = _upload(request, public_id)
    try:
        operations.discard(brought, by=request.user)
        messages.success(request, f"“{brought.name}” was let go. Nothing of it was kept.")
    except operations.NotToBeRead as problem:
        messages.error(request, str(problem))
    return redirect("upload:list")
