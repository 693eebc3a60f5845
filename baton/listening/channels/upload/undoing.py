# SPDX-License-Identifier: MIT
"""Undoing an upload: all that it brought goes, and the same file can be brought again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from baton.core import audit, clock, jobs
from baton.core.models import Job
from baton.listening import undoing as listening
from baton.listening.channels.upload.models import RefusedRow, Upload
from baton.listening.models import Contribution
from baton.people.models import Account
from baton.places.models import Service
from baton.ui.wording import _

Progress = Callable[[int, int], None]

#: Refused rows a transaction.
_AT_ONCE = 500
#: Services, and other files, that the page names.
NAMED = 10

_State = Upload.State
#: An upload in one of these has brought something, or may have.
UNDOABLE = (_State.READ, _State.FAILED, _State.PART)


class NotToBeUndone(ValueError):
    """Nothing of this upload can be undone now; the message says why."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would go and what would stay, if this upload were undone."""

    comments: listening.Foreseen
    #: Services that no other comment names, the first by name; and how many there are.
    services: tuple[str, ...]
    services_count: int
    #: Files read after it in which something “was here already”, perhaps from this one.
    later: tuple[Upload, ...]


def foresee(upload: Upload) -> Foreseen:
    if upload.delivery is None:
        return Foreseen(listening.Foreseen(), (), 0, ())
    services = _named_only_here(upload)
    names = tuple(services.order_by("name").values_list("name", flat=True)[:NAMED])
    later = upload.organisation.uploads.filter(
        state=_State.READ, created_at__gt=upload.created_at, repeated__gt=0
    )
    return Foreseen(
        listening.foresee(upload.delivery),
        names,
        services.count() if len(names) == NAMED else len(names),
        tuple(later.order_by("created_at")[:NAMED]),
    )


def _named_only_here(upload: Upload) -> QuerySet[Service]:
    here = Contribution.objects.filter(delivery=upload.delivery).values("service")
    elsewhere = Contribution.objects.filter(service=OuterRef("pk")).exclude(
        delivery=upload.delivery
    )
    named = upload.organisation.services.filter(pk__in=here.distinct(), children=None)
    return named.filter(~Exists(elsewhere))


def is_stuck(upload: Upload) -> bool:
    """Whether its undoing was begun, and nobody is at it any more."""
    return upload.state == _State.UNDOING and not (upload.job and upload.job.is_open)


def begin(upload: Upload, *, by: Account, alerts_seen_to: bool = False) -> Job:
    """Ask for the upload to be undone. Raises NotToBeUndone.

    `alerts_seen_to` is the person's word that they see to the safety alerts that nobody has opened.
    """
    # Counted before the transaction: a million rows take seconds, in which nobody should wait.
    foreseen = foresee(upload)
    if foreseen.comments.unscreened:
        raise NotToBeUndone(
            _(
                "Its comments are still being screened for risk. Undo it when that is done: some "
                "minutes at most."
            )
        )
    if foreseen.comments.alerts_waiting and not alerts_seen_to:
        raise NotToBeUndone(
            _(
                "Somebody may be at risk: open the safety alerts of this upload first, or say that "
                "you see to them."
            )
        )
    return _ask(upload, foreseen, by)


@transaction.atomic
def _ask(upload: Upload, foreseen: Foreseen, by: Account) -> Job:
    found = Upload.objects.select_for_update(of=("self",)).select_related("job")
    upload = found.get(pk=upload.pk)
    if upload.delivery_id is None or not (upload.state in UNDOABLE or is_stuck(upload)):
        raise NotToBeUndone(_why_not(upload))
    if upload.state != _State.UNDOING:
        upload.undone = {
            "comments": foreseen.comments.goes + foreseen.comments.stays,
            "goes": foreseen.comments.goes,
            "services": foreseen.services_count,
        }
    upload.state, upload.undone_by, upload.problem = _State.UNDOING, by, ""
    job = jobs.ask(
        "upload.undo",
        _("Undoing “%(name)s”") % {"name": upload.name},
        organisation=upload.organisation_id,
        by=by,
        key=f"upload:{upload.pk}",
        leads_to=f"/uploads/{upload.public_id}/",
        upload=upload.pk,
    )
    upload.job = job
    upload.save(update_fields=["state", "undone", "undone_by", "problem", "job"])
    audit.record(
        "upload.undo_asked_for",
        upload,
        by=by,
        organisation=upload.organisation_id,
        alerts_waiting=foreseen.comments.alerts_waiting,
    )
    return job


def _why_not(upload: Upload) -> str:
    if upload.outcome is not None:
        return _(
            "A list is not undone: it may have changed what was there. Mend it in its register, or "
            "bring the list again."
        )
    if upload.state == _State.UNDONE:
        return _("This upload was undone already.")
    if upload.state == _State.UNDOING:
        return _("This upload is being undone already.")
    if upload.state == _State.READING:
        return _("This file is being read. Wait until it has been, then undo it.")
    return _("Nothing of this file has been read: there is nothing to undo.")


def undo(upload: Upload, progress: Progress) -> None:
    """Take out what the upload brought; begun again after a crash, it goes on where it stood."""
    assert upload.delivery is not None
    assert upload.undone is not None
    left = listening.foresee(upload.delivery).goes
    total = max(upload.undone["goes"], left)
    gone = total - left
    progress(gone, total)
    for some in listening.undo(upload.delivery):
        gone += some
        progress(min(gone, total), total)
    _forget_refusals(upload)
    _finish(upload)


def _forget_refusals(upload: Upload) -> None:
    """They are of a file that counts no longer; and what they mend is to be mended again."""
    theirs = RefusedRow.objects.filter(upload=upload)
    while some := list(theirs.values_list("pk", flat=True)[:_AT_ONCE]):
        RefusedRow.objects.filter(pk__in=some).delete()
    mended = RefusedRow.objects.filter(mended_in=upload)
    while some := list(mended.values_list("pk", flat=True)[:_AT_ONCE]):
        RefusedRow.objects.filter(pk__in=some).update(mended_in=None)


def _finish(upload: Upload) -> None:
    assert upload.delivery is not None
    assert upload.undone is not None
    stays = listening.foresee(upload.delivery)
    counts = {
        "gone": upload.undone["comments"] - stays.stays,
        "withdrawn": stays.withdrawn,
        "alerts": stays.alerts_opened,
    }
    name = str(upload.file.name)
    storage = upload.file.storage
    upload.state, upload.undone_at = _State.UNDONE, clock.now()
    upload.undone |= counts
    upload.file = ""
    upload.census = None
    with transaction.atomic():
        upload.save(update_fields=["state", "undone", "undone_at", "file", "census"])
        audit.record(
            "upload.undone",
            upload,
            by=upload.undone_by or "system:import",
            organisation=upload.organisation_id,
            **counts,
        )
    if name:
        storage.delete(name)
