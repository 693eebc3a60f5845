# SPDX-License-Identifier: MIT
"""Bringing a file: choose it, check its columns, watch it being read, mend what was refused."""

from __future__ import annotations

import io
import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.analysis.identifiers import redact
from baton.listening.channels.upload import keeping, operations, queries, reading, refusals
from baton.listening.channels.upload.forms import LARGEST, BringForm, MappingForm
from baton.listening.channels.upload.mapping import Mapping, MappingProblem, from_dict
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.reading import HeardRow
from baton.listening.channels.upload.rows import Refused, UnreadableFile
from baton.people.permissions import StaffRequest, requires
from baton.ui.words import count

PREVIEWED = 5
#: Characters of a cell that a preview may need.
GLIMPSE = 1000
#: What a form's other parts may add to a file of the largest size.
ALLOWANCE = 1 << 20
SHOWN_REFUSALS = 50
#: How the preview says a score.
SCORES = ("", "very good", "good", "neither good nor poor", "poor", "very poor", "don’t know")


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
    chosen = from_dict(upload.mapping, upload.header) if upload.mapping else Mapping()
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
        examples = list(dict.fromkeys(_glimpse(row.cells[index].strip()) for row in sample))
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
        "first": [(_redacted(row), isinstance(row, Refused)) for row in first],
        "scores": SCORES,
        "problem": problem,
    }


def _glimpse(text: str) -> str:
    """How a cell begins, without identifiers: more people bring files than may see those."""
    return redact(text[:GLIMPSE])[0]


def _redacted(row: HeardRow | Refused) -> HeardRow | Refused:
    if isinstance(row, Refused):
        return replace(row, reason=_glimpse(row.reason), cells=())
    heard = tuple(
        replace(
            each,
            words=_glimpse(each.words),
            question=_glimpse(each.question),
            service_path=tuple(map(_glimpse, each.service_path)),
            labels=tuple(map(_glimpse, each.labels)),
        )
        for each in row.heard
    )
    notes = tuple(
        note._replace(value=_glimpse(note.value), reason=_glimpse(note.reason))
        for note in row.notes
    )
    return replace(row, heard=heard, notes=notes)


@require_safe
@requires("upload")
def upload(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """How far it has come, and what became of it."""
    brought = _upload(request, public_id)
    if brought.state == Upload.State.MAPPING:
        return redirect("upload:columns", brought.public_id)
    return render(request, "upload/upload.html", _upload_context(request, brought))


def _may_download(request: StaffRequest, upload: Upload) -> bool:
    """Refused rows stand as they were, identifiers and all, because they are to be mended."""
    return upload.brought_by == request.user or request.standing.may("see_identifiers")


def _upload_context(request: StaffRequest, upload: Upload) -> dict[str, Any]:
    return {
        "may_download": _may_download(request, upload),
        "kept": upload.delivery.contributions.count() if upload.delivery else 0,
        "upload": upload,
        "job": upload.job,
        "refusals": upload.refused_rows.order_by("number")[:SHOWN_REFUSALS],
        "refused": upload.refused_rows.count(),
        "kept_until": upload.read_at + keeping.KEPT if upload.read_at else None,
    }


@require_safe
@requires("upload")
def progress(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The part of the page that changes while the file is read."""
    brought = _upload(request, public_id)
    return render(request, "upload/_progress.html", _upload_context(request, brought))


@require_safe
@requires("upload")
def refused(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The refused rows with their reasons, as a file to mend and bring again."""
    brought = _upload(request, public_id)
    if not _may_download(request, brought):
        raise PermissionDenied(
            "Refused rows stand as they were brought, with phone numbers and the like. Only "
            "whoever brought the file, or may see identifiers, downloads them."
        )
    text = io.StringIO()
    refusals.write_refused(queries.refusals(brought), brought.header, text)
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
        kept = (
            count(stay, "comment of it stays", "comments of it stay")
            if stay
            else "Nothing of it was kept"
        )
        messages.success(request, f"“{brought.name}” was let go. {kept}.")
    except operations.NotToBeRead as problem:
        messages.error(request, str(problem))
    return redirect("upload:list")
