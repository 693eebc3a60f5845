# SPDX-License-Identifier: MIT
"""Refused rows come back mended: of which upload they are, and which of them are still missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from baton.listening.channels.upload import refusals
from baton.listening.channels.upload.models import RefusedRow, Upload
from baton.listening.channels.upload.rows import Refused
from baton.listening.channels.upload.table import Table, open_table
from baton.people.models import Organisation

#: Uploads that mended rows may be of, the newest; and rows by which they are known.
_LOOKED_THROUGH, _COMPARED = 50, 300
#: Rows a transaction.
_AT_ONCE = 300


def original_of(table: Table, organisation: Organisation) -> Upload | None:
    """The upload whose refused rows this table has, mended: the one that they resemble most.

    Nothing in the file names it, because a person's spreadsheet would not keep that: its row
    numbers do, and the cells that were right already.
    """
    if not refusals.is_mended(table.header):
        return None
    header = list(refusals.own_columns(table.header))
    mended = dict(islice(_numbered(table), _COMPARED))
    uploads = organisation.uploads.filter(
        refused__gt=0, state__in=[Upload.State.READ, Upload.State.PART]
    )
    best, most_alike = None, 0.5
    for upload in uploads.order_by("-created_at")[:_LOOKED_THROUGH]:
        if list(refusals.own_columns(upload.header)) != header:
            continue
        if (alike := _alike(upload, mended)) > most_alike:
            best, most_alike = upload, alike
    return best


def _alike(upload: Upload, mended: Mapping[int, Sequence[str]]) -> float:
    """The share of cells, of all in the mended rows, that the upload's refused rows have too."""
    rows = RefusedRow.objects.filter(upload=upload, number__in=list(mended))
    same = sum(
        sum(map(str.__eq__, mended[number], cells))
        for number, cells in rows.values_list("number", "cells")
    )
    return same / max(sum(map(len, mended.values())), 1)


def _numbered(table: Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows by the numbers that they had in the first file."""
    for row in table.rows():
        if not isinstance(row, Refused) and (number := row.cells[0].strip()).isdecimal():
            yield int(number), refusals.as_sent(row.cells)


def note(upload: Upload) -> None:
    """Note which refused rows this upload brings back, before it is read. Repeating it changes
    nothing."""
    if upload.mends is None:
        return
    numbers = (number for number, _ in _numbered(open_table(Path(upload.file.path))))
    missing = RefusedRow.objects.filter(upload=upload.mends, mended_in=None)
    while some := list(islice(numbers, _AT_ONCE)):
        missing.filter(number__in=some).update(mended_in=upload)
    upload.mends_rows = RefusedRow.objects.filter(mended_in=upload).count()
    upload.save(update_fields=["mends_rows"])
