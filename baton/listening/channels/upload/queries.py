# SPDX-License-Identifier: MIT
"""Reading uploads and their refused rows."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from baton.listening.channels.upload.models import RefusedRow, Upload
from baton.listening.channels.upload.rows import Refused
from baton.people.models import Organisation
from baton.people.permissions import Standing


def uploads(standing: Standing) -> QuerySet[Upload]:
    """The uploads that this person may see, newest first: a partner sees their own."""
    rows = standing.organisation.uploads.select_related(
        "brought_by", "undone_by", "job", "delivery", "mends"
    )
    if not standing.may("see_all_uploads"):
        rows = rows.filter(brought_by=standing.account)
    return rows.order_by("-created_at", "pk")


def parts(upload: Upload) -> list[Upload]:
    """The upload, with the other sheets or files of what was brought with it, in their order."""
    if upload.bundle is None:
        return [upload]
    return list(upload.organisation.uploads.filter(bundle=upload.bundle).order_by("pk"))


def with_refusals(organisation: Organisation) -> QuerySet[Upload]:
    """The newest uploads that have refused rows."""
    return organisation.uploads.filter(refused__gt=0).order_by("-created_at")


def still_refused(upload: Upload) -> QuerySet[RefusedRow]:
    """The refused rows that did not come back mended, in the order of the file."""
    return upload.refused_rows.filter(mended_in=None).order_by("number")


def refusals(upload: Upload) -> Iterator[Refused]:
    """These rows, as they are written into a file to mend."""
    for row in still_refused(upload).iterator():
        yield Refused(row.number, row.column, row.reason, tuple(row.cells))


def mended_files(upload: Upload) -> QuerySet[Upload]:
    """The uploads that brought refused rows of this one back, the first one first."""
    read = [Upload.State.READ, Upload.State.PART]
    return upload.mended_files.filter(state__in=read, mends_rows__gt=0).order_by("created_at")
