# SPDX-License-Identifier: MIT
"""How long files and refused rows are kept: they hold words that nobody can withdraw."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Coalesce

from baton.core import clock
from baton.core.models import Job
from baton.listening.channels.upload import bringing, operations
from baton.listening.channels.upload.models import RefusedRow, Upload

#: How long refused rows are kept to be mended, and files to be read.
KEPT = timedelta(days=30)
#: A reading without a job is the command line's, and over by then.
LONGEST_COMMAND = timedelta(hours=1)
#: A file that no upload names may be one that is being brought just now.
SWEPT_AFTER = timedelta(days=1)


def fail_abandoned() -> int:
    """Give uploads back whose reading ended without a word, as by a cut of power; how many.

    They can then be begun again, or let go.
    """
    over = Q(job__state__in=[Job.State.DONE, Job.State.FAILED])
    unheard = Q(job=None, created_at__lt=clock.now() - LONGEST_COMMAND)
    abandoned = list(Upload.objects.filter(over | unheard, state=Upload.State.READING))
    for upload in abandoned:
        operations.fail(upload, operations.UNFORESEEN)
    unopened = list(Upload.objects.filter(over, state=Upload.State.OPENING))
    for upload in unopened:
        bringing.fail(upload, bringing.UNFORESEEN)
    return len(abandoned) + len(unopened)


def forget_refusals(limit: int = 1000) -> int:
    """Delete refused rows whose time to be mended is over; returns how many."""
    old = RefusedRow.objects.annotate(since=Coalesce("upload__read_at", "upload__created_at"))
    keys = old.filter(since__lt=clock.now() - KEPT).values_list("pk", flat=True)[:limit]
    forgotten, _ = RefusedRow.objects.filter(pk__in=list(keys)).delete()
    return forgotten


def let_go_of_unread(limit: int = 100) -> int:
    """Discard files that nobody had read in their time; returns how many."""
    waiting = [Upload.State.MAPPING, Upload.State.FAILED]
    old = Upload.objects.filter(state__in=waiting, created_at__lt=clock.now() - KEPT)
    gone = 0
    for upload in old.order_by("created_at")[:limit]:
        try:
            operations.discard(upload, by="system:retention")
        except operations.NotToBeRead:
            continue  # somebody has just begun it
        gone += 1
    return gone


def sweep() -> int:
    """Delete files that no upload names, as a crash leaves them; returns how many."""
    root = Path(settings.MEDIA_ROOT)
    before = (clock.now() - SWEPT_AFTER).timestamp()
    lying = [
        path
        for path in (root / "uploads").rglob("*")
        if path.is_file() and path.stat().st_mtime < before
    ]
    named = set(Upload.objects.exclude(file="").values_list("file", flat=True))
    nobodys = [path for path in lying if path.relative_to(root).as_posix() not in named]
    for path in nobodys:
        path.unlink(missing_ok=True)
    return len(nobodys)
