# SPDX-License-Identifier: MIT
"""Reading an upload, as a job; and letting go of refused rows when their time is over."""

from __future__ import annotations

from baton.core import jobs, ticker
from baton.listening.channels.upload import operations
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


@ticker.every(seconds=3600)
def forget_refusals() -> int:
    return operations.forget_refusals()
