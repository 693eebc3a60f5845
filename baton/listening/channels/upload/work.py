# SPDX-License-Identifier: MIT
"""Reading an upload, as a job; and letting go of files and refused rows when their time is over."""

from __future__ import annotations

from baton.core import jobs, ticker
from baton.listening.channels.upload import keeping, operations
from baton.listening.channels.upload.mapping import MappingProblem
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.rows import UnreadableFile


@jobs.handler("upload.read")
def read(run: jobs.Run) -> None:
    """Read the file to its end; begun again after a crash, it stores nothing twice."""
    upload = Upload.objects.get(pk=run.arguments["upload"])
    if upload.state == Upload.State.READ:
        return
    try:
        operations.read(upload, lambda done, total: run.progress(done, total, "Rows read"))
    except (UnreadableFile, MappingProblem) as problem:
        operations.fail(upload, str(problem))
        raise jobs.Failure(str(problem)) from problem
    except jobs.Interrupted:
        raise
    except Exception as problem:
        operations.fail(upload, operations.why(problem))
        raise


@ticker.every(seconds=60)
def fail_abandoned() -> int:
    return keeping.fail_abandoned()


@ticker.every(seconds=3600)
def let_go() -> int:
    return keeping.forget_refusals() + keeping.let_go_of_unread() + keeping.sweep()
