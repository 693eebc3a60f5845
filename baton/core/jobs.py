# SPDX-License-Identifier: MIT
"""Long work: asked for in a transaction, done by a worker, seen by the person who waits.

django-tasks carries the call to a worker; it has no progress and leaves a killed worker's task
RUNNING for ever. So each piece of work has a `Job` row of our own with progress and a heartbeat,
and a reaper hands the work of dead workers to living ones. Handlers must be idempotent: a step
that was done before the worker died may be done again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from baton.core import audit, clock
from baton.core.models import Job

log = logging.getLogger(__name__)

HEARTBEAT = timedelta(seconds=5)
DEAD_AFTER = timedelta(seconds=30)
MOST_ATTEMPTS = 5


class Interrupted(Exception):
    """The work is to stop between two steps; the job goes back to waiting and is resumed."""


class Failure(Exception):
    """The work cannot be done; the message is fit for the person who asked for it."""


class Run:
    """What a handler holds while it works: its job, and the way to say how far it has come."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.arguments: dict[str, Any] = job.arguments

    def progress(self, done: int, total: int | None = None, note: str = "") -> None:
        """Say how far the work has come. Raises Interrupted when it is to stop here."""
        self.job.done = done
        self.job.total = total if total is not None else self.job.total
        self.job.note = note or self.job.note
        self.job.heartbeat_at = clock.now()
        self.job.save(update_fields=["done", "total", "note", "heartbeat_at"])
        if stopping.is_set() or self._should_give_way():
            raise Interrupted

    def _should_give_way(self) -> bool:
        """Whether a person waits for other work, and this is of the kind that nobody watches."""
        return (
            self.job.kind in _giving_way
            and Job.objects.filter(state=Job.State.WAITING).exclude(kind__in=_giving_way).exists()
        )


Handler = Callable[[Run], None]

_handlers: dict[str, Handler] = {}
_giving_way: set[str] = set()

#: Set when the worker process was asked to stop.
stopping = threading.Event()


def handler(kind: str, *, gives_way: bool = False) -> Callable[[Handler], Handler]:
    """Register the decorated function as what does jobs of `kind`.

    One that gives way goes back to waiting, between two steps, when a job of another kind waits:
    so a file that somebody brings is read before a long coding is at its end.
    """

    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        if gives_way:
            _giving_way.add(kind)
        return function

    return register


def ask(
    kind: str,
    title: str,
    *,
    organisation: int | None,
    by: models.Model | str,
    key: str = "",
    leads_to: str = "",
    **arguments: Any,
) -> Job:
    """Ask for work, in the caller's transaction; with a `key`, an open job of it is returned."""
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                title=title[:200],
                organisation=organisation,
                asked_by=audit.actor_name(by),
                key=key,
                leads_to=leads_to,
                arguments=arguments,
            )
            _hand_to_a_worker(job)
            return job
    except IntegrityError:
        if not key:
            raise
        return Job.objects.open().get(kind=kind, key=key)


def _hand_to_a_worker(job: Job) -> None:
    result = do.enqueue(job.pk)
    Job.objects.filter(pk=job.pk).update(task=str(result.id))


@task
def do(job_id: int) -> None:
    """Do the job, unless somebody else is at it already."""
    claimed = Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(
        state=Job.State.RUNNING,
        started_at=clock.now(),
        heartbeat_at=clock.now(),
        attempts=models.F("attempts") + 1,
    )
    if claimed:
        perform(Job.objects.get(pk=job_id))


def perform(job: Job) -> None:
    """Run the handler of a claimed job and write down how it ended."""
    try:
        with _heart(job.pk):
            _handlers[job.kind](Run(job))
    except Interrupted:
        release(job)
    except Failure as problem:
        _finish(job, Job.State.FAILED, error=str(problem))
    except Exception as surprise:
        log.exception("Job %s (%s) failed", job.pk, job.kind)
        # Only the kind of error is kept: its message may quote a person's words.
        _finish(
            job,
            Job.State.FAILED,
            error="Something went wrong that we did not foresee "
            f"({type(surprise).__name__}). What was done so far is kept.",
        )
    else:
        _finish(job, Job.State.DONE)


def _finish(job: Job, state: str, error: str = "") -> None:
    job.state, job.error, job.finished_at = state, error, clock.now()
    job.save(update_fields=["state", "error", "finished_at"])


@transaction.atomic
def release(job: Job) -> None:
    """Give the job back, to be resumed. That was no failed attempt."""
    given_back = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(
        state=Job.State.WAITING, attempts=models.F("attempts") - 1
    )
    if given_back:
        _hand_to_a_worker(job)


@contextmanager
def _heart(job_id: int) -> Iterator[None]:
    """A heart that beats beside the handler, however long one of its steps takes."""
    at_rest = threading.Event()

    def beat() -> None:
        while not at_rest.wait(HEARTBEAT.total_seconds()):
            Job.objects.filter(pk=job_id).update(heartbeat_at=clock.now())
        connection.close()

    heart = threading.Thread(target=beat, name=f"heart of job {job_id}", daemon=True)
    heart.start()
    try:
        yield
    finally:
        at_rest.set()
        heart.join()


def reap() -> int:
    """Take the work of dead workers out of their hands; returns how many jobs were taken.

    A job whose heart has stopped is handed on, up to MOST_ATTEMPTS times; and a task row that a
    killed worker left RUNNING is closed.
    """
    quiet_since = clock.now() - DEAD_AFTER
    dead = Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=quiet_since)
    lost = Job.objects.filter(
        state=Job.State.WAITING,
        task__in=[
            str(pk)
            for pk in DBTaskResult.objects.running()
            .filter(started_at__lt=quiet_since)
            .values_list("pk", flat=True)
        ],
    )
    taken = 0
    for job in [*dead, *lost]:
        with transaction.atomic():
            if not Job.objects.select_for_update().filter(pk=job.pk, state=job.state).exists():
                continue
            if job.task:
                DBTaskResult.objects.running().filter(pk=job.task).update(
                    status="FAILED", finished_at=clock.now()
                )
            taken += 1
            if job.attempts >= MOST_ATTEMPTS:
                _finish(job, Job.State.FAILED, error="It was begun five times and never finished.")
            else:
                Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING)
                _hand_to_a_worker(job)
    return taken
