# SPDX-License-Identifier: MIT
"""A file that somebody brought: kept, opened, and made ready for its columns to be checked."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from typing import Any, cast

from django.core.files import File
from django.db import transaction

from baton.core import audit, jobs
from baton.listening.channels.upload import (
    guessing,
    kinds,
    mapping,
    mending,
    opening,
    presets,
    stored,
)
from baton.listening.channels.upload.delimited import open_delimited
from baton.listening.channels.upload.lists import guessing as lists
from baton.listening.channels.upload.mirrored import USUAL_SYSTEMS, MirrorKind
from baton.listening.channels.upload.models import RememberedMapping, Upload
from baton.listening.channels.upload.parts import Part, Parts, Told, nobody
from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.table import Table, open_table
from baton.people.models import Account, Organisation
from baton.ui.wording import _, _lazy

#: A file up to this is opened while the person who brought it waits, which takes a second; so is
#: one that swells, within `SECONDS`.
AT_ONCE = 2 << 20
SECONDS = 30

#: What is said when opening a file ended in an error of ours.
UNFORESEEN = _lazy(
    "Something went wrong that we did not foresee, and the file could not be opened. Bring it "
    "again, or save it as “CSV UTF-8” and bring that."
)


def bring(
    file: File[Any],
    name: str,
    *,
    organisation: Organisation,
    by: Account | None,
    at_once: bool = False,
    holds: str = "",
) -> Upload:
    """Keep a file that somebody brought, until its columns are checked.

    Of a file with several tables (sheets of a workbook, files in a zip file) each becomes an upload
    of its own; the first is returned, and `parts_of` it are all. A large file that has to be opened
    first is opened by a job, unless it is to be `at_once`. `holds` is what somebody said that it
    holds before bringing it, empty where Baton is to guess. Raises UnreadableFile, and keeps
    nothing, when there is no table in it.
    """
    upload = Upload(
        organisation=organisation,
        brought_by=by,
        name=Path(name).name[:200],
        size=file.size,
        holds=holds,
    )
    # The name on disk is ours: a person's file name may hold anything.
    upload.file.save(f"{upload.public_id}.file", file, save=False)
    path = Path(upload.file.path)
    try:
        if kinds.is_text(path):
            text = open_delimited(path)
            upload.remarks = list(text.remarks)
            _make_ready(upload, text)
            with transaction.atomic():
                _keep(upload)
        elif at_once or upload.size <= AT_ONCE:
            _open(upload, seconds=opening.MOST_SECONDS if at_once else SECONDS)
        else:
            _open_later(upload)
    except BaseException:
        upload.file.delete(save=False)
        raise
    return upload


@transaction.atomic
def _open_later(upload: Upload) -> None:
    upload.state = Upload.State.OPENING
    upload.save()
    upload.job = jobs.ask(
        "upload.open",
        _("Opening “%(name)s”") % {"name": upload.name},
        organisation=upload.organisation_id,
        by=upload.brought_by or "system:import",
        key=f"upload:{upload.pk}",
        leads_to=f"/uploads/{upload.public_id}/",
        upload=upload.pk,
    )
    upload.save(update_fields=["job"])


def open_waiting(upload: Upload, told: Told) -> None:
    """Open a file that was too large to be opened while somebody waited.

    It may be begun again after a crash. Where it cannot be opened, the upload says so.
    """
    try:
        _open(upload, told=told)
    except UnreadableFile as problem:
        fail(upload, str(problem))
        raise


def fail(upload: Upload, problem: str) -> None:
    """Note that the file could not be opened, and let go of it: nothing can be done with it."""
    storage, name = upload.file.storage, str(upload.file.name)
    failed = Upload.objects.filter(pk=upload.pk, state=Upload.State.OPENING).update(
        state=Upload.State.FAILED, problem=problem[:500], file=""
    )
    if failed:
        upload.refresh_from_db()
        storage.delete(name)


def _open(upload: Upload, *, seconds: int = opening.MOST_SECONDS, told: Told = nobody) -> None:
    brought, storage = str(upload.file.name), upload.file.storage
    path = Path(upload.file.path)
    # Beside the file: what a crash leaves there is swept up.
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        parts = opening.open_apart(path, Path(folder), told=told, seconds=seconds)
        uploads = [upload, *(_sibling(upload) for _ in parts.tables[1:])]
        try:
            # The same for all of them, and again the same should this be begun a second time.
            bundle = uuid.uuid5(upload.public_id, "bundle") if len(uploads) > 1 else None
            for each, part in zip(uploads, parts.tables, strict=True):
                _take(each, part, parts, bundle)
                _make_ready(each, open_table(Path(each.file.path)))
            with transaction.atomic():
                for each in uploads:
                    _keep(each)
        except BaseException:
            for each in uploads:
                if each.file and each.file.name != brought:
                    each.file.delete(save=False)
            raise
    storage.delete(brought)


def _sibling(upload: Upload) -> Upload:
    return Upload(
        organisation=upload.organisation,
        brought_by=upload.brought_by,
        name=upload.name,
        size=upload.size,
        holds=upload.holds,
        created_at=upload.created_at,
    )


def _take(upload: Upload, part: Part, parts: Parts, bundle: uuid.UUID | None) -> None:
    """Make the upload one of this part of its file."""
    upload.state = Upload.State.MAPPING
    upload.remarks, upload.left_out = list(part.remarks), list(parts.left_out)
    upload.bundle = bundle
    if bundle:
        upload.part = part.name[:200]
        upload.name = f"{upload.name[:120]} › {part.name}"[:200]
    with Path(part.path).open("rb") as rows:
        upload.file.save(f"{upload.public_id}{stored.SUFFIX}", _Moved(rows, part.path), save=False)


class _Moved(File[bytes]):
    """A file that storage may move into its place instead of copying it."""

    def temporary_file_path(self) -> str:
        assert self.name is not None
        return self.name


def _make_ready(upload: Upload, table: Table) -> None:
    """Note the columns, and how they may be read."""
    upload.header = list(table.header)
    upload.mends = mending.original_of(table, upload.organisation)
    if upload.mends and upload.mends.mapping:
        upload.mapping, upload.holds = upload.mends.mapping, upload.mends.holds
    else:
        upload.mapping = propose(table, upload.organisation).to_dict()
        # Of a workbook, what was said is true of the sheet that was meant, not of all of them.
        if upload.bundle and upload.holds:
            told = lists.guess_kind(table.header, table.sample(lists.LOOKED_AT))
            upload.holds = "" if told else upload.holds


def _keep(upload: Upload) -> None:
    upload.save()
    audit.record(
        "upload.brought",
        upload,
        by=upload.brought_by or "system:import",
        organisation=upload.organisation_id,
    )


def propose(
    table: Table,
    organisation: Organisation,
    holds: str = Upload.Holds.SAID,
    file_name: str = "",
) -> mapping.Mapping:
    """How the last file of this shape that held the same was read, else a guess."""
    remembered = RememberedMapping.objects.filter(
        organisation=organisation, shape=mapping.shape(table.header), holds=holds
    ).first()
    if remembered is not None:
        try:
            return mapping.from_dict(remembered.mapping, table.header)
        except mapping.MappingProblem:
            # An earlier version remembered it in words that this one no longer knows: guess.
            remembered.delete()
    if holds in USUAL_SYSTEMS:
        kind = cast(MirrorKind, holds)
        return presets.preset(kind, table.header, table.sample(), file_name)
    return guessing.guess(table.header, table.sample())


def table_of(upload: Upload) -> Table:
    """The table of an upload that was not read yet."""
    return open_table(Path(upload.file.path))
