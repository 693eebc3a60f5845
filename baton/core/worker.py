# SPDX-License-Identifier: MIT
"""The process that does the jobs and keeps the beats."""

from __future__ import annotations

import logging
import signal
from types import FrameType

from django_tasks_db.management.commands.db_worker import Worker as TaskWorker

from baton.core import jobs, ticker
from baton.core.keys import uuid7
from baton.core.models import Job

log = logging.getLogger(__name__)


class Worker(TaskWorker):
    """django-tasks' worker, with our beats beside it, that stops between a job's steps."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        jobs.stopping.set()
        super().shutdown(signum, frame)

    def configure_signals(self) -> None:
        signal.signal(signal.SIGINT, self.shutdown)
        signal.signal(signal.SIGTERM, self.shutdown)


def work(*, until_empty: bool = False) -> None:
    """Do jobs until told to stop, or until there are none."""
    if until_empty:
        _work_off()
        return
    worker = _worker(batch=False)
    worker.configure_signals()
    beats = ticker.run_all(jobs.stopping)
    try:
        worker.run()
    finally:
        jobs.stopping.set()
        for beat in beats:
            beat.join(timeout=5)


def _work_off() -> None:
    """Every beat in turn, and every job that they ask for, until a round leaves nothing to do.

    A beat that fails ends the process with exit code 1: whoever waits for it must not take the
    work for done.
    """
    worker = _worker(batch=True)
    worker.configure_signals()
    while not jobs.stopping.is_set():
        for recurring in ticker.registered.values():
            try:
                recurring.beat()
            except Exception:
                # Said by the log and not by Python, which would print the message and its words.
                log.exception("%s failed; what was done so far is kept", recurring.name)
                raise SystemExit(1) from None
        if not Job.objects.open().exists():
            return
        worker.run()


def _worker(*, batch: bool) -> Worker:
    return Worker(
        queue_names=["*"],
        interval=0.5,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=str(uuid7()),
        excluded_queue_names=[],
    )
