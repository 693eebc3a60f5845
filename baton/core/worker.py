# SPDX-License-Identifier: MIT
"""The process that does the jobs and keeps the beats."""

from __future__ import annotations

import signal
from types import FrameType

from django_tasks_db.management.commands.db_worker import Worker as TaskWorker

from baton.core import jobs, ticker
from baton.core.keys import uuid7


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
    worker = Worker(
        queue_names=["*"],
        interval=0.5,
        batch=until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=str(uuid7()),
        excluded_queue_names=[],
    )
    worker.configure_signals()
    beats = ticker.run_all(jobs.stopping)
    try:
        worker.run()
    finally:
        jobs.stopping.set()
        for beat in beats:
            beat.join(timeout=5)
