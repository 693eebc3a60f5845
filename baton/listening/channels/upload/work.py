# SPDX-License-Identifier: MIT
"""Reading and undoing an upload, as jobs; and letting go of files and refused rows in time."""

from __future__ import annotations

from baton.core import jobs, ticker
from baton.listening.channels.upload import bringing, keeping, mending, operations, undoing
from baton.listening.channels.upload.lists import putting
from baton.listening.channels.upload.lists.fields import KINDS
from baton.listening.channels.upload.mapping import MappingProblem
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.rows import UnreadableFile
from baton.ui.wording import _
from baton.ui.words import number


@jobs.handler("upload.read")
def read(run: jobs.Run) -> None:
    """Read the file to its end; begun again after a crash, it stores nothing twice."""
    upload = Upload.objects.get(pk=run.arguments["upload"])
    if upload.state == Upload.State.READ:
        return
    try:
        mending.note(upload)
        read_it = putting.read if upload.holds in KINDS else operations.read
        read_it(upload, lambda done, total: run.progress(done, total, _("Rows read")))
    except (UnreadableFile, MappingProblem) as problem:
        operations.fail(upload, str(problem))
        raise jobs.Failure(str(problem)) from problem
    except jobs.Interrupted:
        raise
    except Exception as problem:
        operations.fail(upload, operations.why(problem))
        raise


@jobs.handler("upload.open")
def open_waiting(run: jobs.Run) -> None:
    """Open a file that is not plain text; begun again after a crash, it opens it anew."""
    upload = Upload.objects.get(pk=run.arguments["upload"])
    if upload.state != Upload.State.OPENING:
        return
    try:
        bringing.open_waiting(
            upload,
            lambda rows: run.progress(rows, 0, _("%(rows)s rows found") % {"rows": number(rows)}),
        )
    except UnreadableFile as problem:
        raise jobs.Failure(str(problem)) from problem
    except jobs.Interrupted:
        raise
    except Exception:
        bringing.fail(upload, bringing.UNFORESEEN)
        raise


@jobs.handler("upload.undo")
def undo(run: jobs.Run) -> None:
    """Take out all that the upload brought; begun again after a crash, it goes on."""
    upload = Upload.objects.get(pk=run.arguments["upload"])
    if upload.state == Upload.State.UNDOING:
        undoing.undo(upload, lambda done, total: run.progress(done, total, _("Comments taken out")))


@ticker.every(seconds=60)
def fail_abandoned() -> int:
    return keeping.fail_abandoned()


@ticker.every(seconds=3600)
def let_go() -> int:
    return keeping.forget_refusals() + keeping.let_go_of_unread() + keeping.sweep()
