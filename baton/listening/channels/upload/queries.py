# SPDX-License-Identifier: MIT
"""Reading uploads and their refused rows."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.rows import Refused
from baton.people.models import Organisation
from baton.people.permissions import Standing


def uploads(standing: Standing) -> QuerySet[Upload]:
    """The uploads that this person may see, newest first: a partner sees their own."""
    rows = standing.organisation.uploads.select_related("brought_by", "job", "delivery")
    if not standing.may("see_all_uploads"):
        rows = rows.filter(brought_by=standing.account)
    return rows.order_by("-created_at")


def with_refusals(organisation: Organisation) -> QuerySet[Upload]:
    """The newest uploads that have refused rows."""
    return organisation.uploads.filter(refused__gt=0).order_by("-created_at")


def refusals(upload: Upload) -> Iterator[Refused]:
    """The refused rows in the order of the file."""
    for row in upload.refused_rows.order_by("number").iterator():
        yield Refused(row.number, row.column, row.reason, tuple(row.cells))
