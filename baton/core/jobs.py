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
from datetime import datetime, timedelta
from typing import Any

from django.db import (
    Error,
    IntegrityError,
    close_old_connections,
    connection,
    models,
    transaction,
)
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from baton.core import audit, clock
from baton.core.models import Job
from baton.core.wording import _

log = logging.getLogger(__name__)

HEARTBEAT = timedelta(seconds=5)
DEAD_AFTER = timedelta(seconds=30)
MOST_ATTEMPTS = 5
#: How long recurring work rests after its first, second, … failure in a row.
RESTS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15))
#: How long what has ended is kept: a job for the person who asked, a task for nobody but us.
JOBS_KEPT = timedelta(days=30)
TASKS_KEPT = timedelta(days=2)

_AT_ONCE = 500


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
    wanted = {
        "kind": kind,
        "title": title[:200],
        "organisation": organisation,
        "asked_by": audit.actor_name(by),
        "key": key,
        "leads_to": leads_to,
        "arguments": arguments,
    }
    try:
        return _begin(wanted)
    except IntegrityError:
        if not key:
            raise
    # Should the open job have ended since, there is room for a new one.
    return Job.objects.open().filter(kind=kind, key=key).first() or _begin(wanted)


def is_asked(kind: str, key: str) -> bool:
    """Whether such work waits or is being done."""
    return Job.objects.open().filter(kind=kind, key=key).exists()


@transaction.atomic
def _begin(wanted: dict[str, Any]) -> Job:
    job = Job.objects.create(**wanted)
    _hand_to_a_worker(job)
    return job


def is_resting(kind: str, organisation: int | None) -> bool:
    """Whether work of this kind has failed here so lately that it should not be asked for again.

    For work that nobody asks for by hand: what always fails would else be begun at every beat.
    """
    # The newest by key, which an index gives: jobs of one kind and organisation end in their order.
    latest = Job.objects.filter(
        kind=kind, organisation=organisation, finished_at__isnull=False
    ).order_by("-pk")
    failures: list[datetime] = []
    for state, finished_at in latest.values_list("state", "finished_at")[: len(RESTS)]:
        if state != Job.State.FAILED or finished_at is None:
            break
        failures.append(finished_at)
    return bool(failures) and clock.now() < failures[0] + RESTS[len(failures) - 1]


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
    handle = _handlers.get(job.kind)
    if handle is None:
        log.error("Job %s is of a kind that nobody here does: %s", job.pk, job.kind)
        _finish(
            job,
            Job.State.FAILED,
            error=_(
                "This version of Baton knows no work called “%(kind)s”: another version asked for "
                "it. Ask for it again."
            )
            % {"kind": job.kind},
        )
        return
    try:
        with _heart(job.pk):
            handle(Run(job))
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
            error=_(
                "Something went wrong that we did not foresee (%(problem)s). What was done so far "
                "is kept."
            )
            % {"problem": type(surprise).__name__},
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
            _note_heartbeat(job_id)
        connection.close()

    heart = threading.Thread(target=beat, name=f"heart of job {job_id}", daemon=True)
    heart.start()
    try:
        yield
    finally:
        at_rest.set()
        heart.join()


def _note_heartbeat(job_id: int) -> None:
    """One beat. A database that is busy or away for a moment must not end the heart."""
    try:
        close_old_connections()
        Job.objects.filter(pk=job_id).update(heartbeat_at=clock.now())
    except Error as problem:
        log.warning("Job %s missed a heartbeat: %s", job_id, type(problem).__name__)


def reap() -> int:
    """Take the work of dead workers out of their hands; returns how many jobs were taken.

    A job whose heart has stopped, or whose task ended before the job was begun, is handed on, up
    to MOST_ATTEMPTS times; and a task row that a killed worker left RUNNING is closed.
    """
    quiet_since = clock.now() - DEAD_AFTER
    taken = 0
    for job in Job.objects.open().order_by("pk"):
        if _is_abandoned(job, quiet_since):
            taken += _take(job.pk, quiet_since)
    return taken


def _is_abandoned(job: Job, quiet_since: datetime) -> bool:
    """Whether nobody has been at the job, nor is about to begin it, since that moment."""
    if job.state == Job.State.RUNNING:
        return job.heartbeat_at is not None and job.heartbeat_at < quiet_since
    task = DBTaskResult.objects.filter(pk=job.task).first() if job.task else None
    if task is None:
        return (job.heartbeat_at or job.created_at) < quiet_since
    if task.status == "READY":
        return False
    return (task.finished_at or task.started_at or task.enqueued_at) < quiet_since


@transaction.atomic
def _take(job_id: int, quiet_since: datetime) -> bool:
    """Hand the job on, unless it has moved since we looked."""
    job = Job.objects.open().select_for_update().filter(pk=job_id).first()
    if job is None or not _is_abandoned(job, quiet_since):
        return False
    if job.task:
        DBTaskResult.objects.running().filter(pk=job.task).update(
            status="FAILED", finished_at=clock.now()
        )
    if job.attempts >= MOST_ATTEMPTS:
        _finish(job, Job.State.FAILED, error=_("It was begun five times and never finished."))
    else:
        Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING)
        _hand_to_a_worker(job)
    return True


def prune() -> int:
    """Delete jobs and tasks that ended long ago, some hundred at a time; returns how many."""
    now = clock.now()
    ended = Job.objects.filter(
        state__in=[Job.State.DONE, Job.State.FAILED], finished_at__lt=now - JOBS_KEPT
    )
    tasks = DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT)
    return _delete_all(ended) + _delete_all(tasks)


def _delete_all(rows: models.QuerySet[Any]) -> int:
    gone = 0
    while some := list(rows.order_by().values_list("pk", flat=True)[:_AT_ONCE]):
        rows.model._default_manager.filter(pk__in=some).delete()
        gone += len(some)
    return gone
