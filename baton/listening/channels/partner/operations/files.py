# SPDX-License-Identifier: MIT
"""Files that partners hand in: kept as uploads that wait for staff, and noted once read."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files import File
from django.db import transaction

from baton.core import audit, clock
from baton.listening.channels.partner.models import Partner, PartnerDelivery, PartnerFile
from baton.listening.channels.partner.operations import sending
from baton.listening.channels.upload import operations as uploads
from baton.listening.channels.upload.models import Upload
from baton.listening.peppers import digests_of
from baton.ui.speech import gettext
from baton.ui.words import day

#: Bytes; larger ones come by whoever runs Baton.
LARGEST = 50 << 20
_AT_ONCE = 500
_OVER = (Upload.State.READ, Upload.State.PART)


class BroughtBefore(ValueError):
    """The same file was handed in before."""


def bring(partner: Partner, file: File[Any], name: str, *, how_asked: str) -> Upload:
    """Keep a file until staff have said what its columns are.

    Raises BroughtBefore, and UnreadableFile where there is no table in it.
    """
    organisation = partner.organisation
    digest = digests_of(organisation).row("file", _digest(file))
    before = partner.files.filter(digest=digest).exclude(upload__state=Upload.State.UNDONE).first()
    if before:
        raise BroughtBefore(
            gettext("You handed in this same file on %(day)s. It is kept once.")
            % {"day": day(before.brought_at)}
        )
    whole = f"{partner}: {name}".replace("/", "-")
    upload = uploads.bring(file, whole, organisation=organisation, by=None)
    with transaction.atomic():
        for part in _parts(upload):
            PartnerFile.objects.create(
                upload=part, partner=partner, how_asked=how_asked, digest=digest
            )
        audit.record(
            "partner.file_brought",
            upload,
            by=f"partner:{partner.pk}",
            organisation=organisation.pk,
            size=upload.size,
        )
    return upload


def _digest(file: File[Any]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _parts(upload: Upload) -> list[Upload]:
    """All uploads of the file: a workbook may hold several tables."""
    if not upload.bundle:
        return [upload]
    return list(
        Upload.objects.filter(organisation=upload.organisation, bundle=upload.bundle).order_by("pk")
    )


def note_read() -> int:
    """Note as the partners' what was read of their files since; how many files."""
    waiting = PartnerFile.objects.filter(noted_at=None).select_related(
        "upload__delivery", "upload__organisation", "partner__organisation", "partner__stakeholder"
    )
    noted = 0
    for file in waiting:
        _find_parts(file)
        if file.upload.state in _OVER:
            _note(file)
            noted += 1
    return noted


def _find_parts(file: PartnerFile) -> None:
    """A large file is opened later: only then it is known how many tables are in it."""
    for part in _parts(file.upload):
        PartnerFile.objects.get_or_create(
            upload=part,
            defaults={
                "partner": file.partner,
                "how_asked": file.how_asked,
                "digest": file.digest,
                "brought_at": file.brought_at,
            },
        )


def _note(file: PartnerFile) -> None:
    """Begun again after a crash, it goes on where it stood."""
    delivery = file.upload.delivery
    if delivery is not None:
        PartnerDelivery.objects.get_or_create(
            delivery=delivery,
            defaults={
                "partner": file.partner,
                "way": PartnerDelivery.Way.FILE,
                "how_asked": file.how_asked,
                "sent_at": file.brought_at,
            },
        )
        left = delivery.contributions.filter(partner_item=None, withdrawn_at=None).order_by("pk")
        while some := list(left[:_AT_ONCE]):
            with transaction.atomic():
                sending.note(file.partner, {each.source_ref: each for each in some})
    PartnerFile.objects.filter(pk=file.pk).update(noted_at=clock.now())
