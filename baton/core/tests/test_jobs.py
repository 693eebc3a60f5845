# SPDX-License-Identifier: MIT
"""Long work is done once, shows how far it has come, and outlives the worker that did it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from baton.core import clock, jobs
from baton.core.logs import WithoutWords
from baton.core.models import Job, JobQuerySet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Handlers of this test only, and a worker that nobody asked to stop."""
    known: dict = {}
    monkeypatch.setattr(jobs, "_handlers", known)
    jobs.stopping.clear()
    yield known
    jobs.stopping.clear()


@pytest.fixture
def counting(kinds):
    seen = []

    def count(run):
        for step in range(1, 4):
            seen.append(step)
            run.progress(step, 3, "Counted")

    kinds["count"] = count
    return seen


def ask(**changes):
    return jobs.ask("count", "Counting", organisation=1, by="system:test", **changes)


def work_off():
    """Do what a worker would: claim each task and call it."""
    for row in DBTaskResult.objects.ready():
        row.claim("worker-1")
        row.task.call(*row.task_result.args)
        row.set_successful(None)


def test_a_job_is_done_and_says_so(counting):
    job = ask()
    assert job.state == Job.State.WAITING
    work_off()
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.note) == ("done", 3, 3, "Counted")
    assert job.finished_at is not None
    assert counting == [1, 2, 3]


def test_asking_twice_with_one_key_is_asking_once(counting):
    assert ask(key="x") == ask(key="x")
    assert ask(key="y") != ask(key="x")
    work_off()
    assert counting == [1, 2, 3] * 2
    assert ask(key="x").state == Job.State.WAITING


def test_a_task_that_is_delivered_twice_is_done_once(counting):
    job = ask()
    work_off()
    jobs.do.call(job.pk)
    assert counting == [1, 2, 3]


def test_a_failure_is_told_in_its_own_sentence(kinds):
    def fail(run):
        raise jobs.Failure("The file has no comments in it.")

    kinds["count"] = fail
    job = ask()
    work_off()
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "The file has no comments in it.")


def test_work_that_another_version_asked_for_fails_in_a_sentence(counting):
    job = jobs.ask("gone", "Gone", organisation=1, by="system:test")
    other = ask()
    work_off()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "knows no work called “gone”" in job.error
    other.refresh_from_db()
    assert other.state == "done"


def test_a_surprise_is_told_without_its_words(kinds, caplog):
    def fail(run):
        raise ValueError("Mrs Patel said the porter was rude")

    kinds["count"] = fail
    job = ask()
    work_off()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "ValueError" in job.error
    written = "\n".join(WithoutWords().format(record) for record in caplog.records)
    assert f"Job {job.pk} (count) failed\nValueError\n" in written
    assert "Patel" not in job.error + job.note + written


def test_a_worker_that_is_told_to_stop_gives_its_job_back(counting):
    job = ask()
    jobs.stopping.set()
    work_off()
    job.refresh_from_db()
    assert job.state == Job.State.WAITING
    jobs.stopping.clear()
    work_off()
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert counting == [1, 1, 2, 3]


def test_work_that_nobody_watches_gives_way_to_work_that_somebody_waits_for(
    counting, kinds, monkeypatch
):
    order = []

    def slow(run):
        for step in range(1, 4):
            order.append("slow")
            run.progress(step, 3)

    kinds["slow"] = slow
    kinds["quick"] = lambda run: order.append("quick")
    monkeypatch.setattr(jobs, "_giving_way", {"slow"})
    patient = jobs.ask("slow", "Slow", organisation=1, by="system:test")
    jobs.ask("quick", "Quick", organisation=1, by="system:test")
    while DBTaskResult.objects.ready().exists():
        work_off()
    assert order == ["slow", "quick", "slow", "slow", "slow"]
    patient.refresh_from_db()
    assert (patient.state, patient.attempts) == ("done", 1)


def kill_while_running(job):
    """What a killed worker leaves: a job and a task that both say they are running."""
    row = DBTaskResult.objects.get(pk=job.task)
    row.claim("worker-1")
    long_ago = clock.now() - timedelta(minutes=2)
    Job.objects.filter(pk=job.pk).update(
        state="running", started_at=long_ago, heartbeat_at=long_ago, attempts=job.attempts + 1
    )
    return row


def test_a_killed_workers_job_is_handed_on_and_nothing_stays_running(counting):
    job = ask()
    job.refresh_from_db()
    row = kill_while_running(job)
    assert jobs.reap() == 1
    row.refresh_from_db()
    assert row.status == "FAILED"
    assert not Job.objects.filter(state="running").exists()
    work_off()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)
    assert jobs.reap() == 0


def test_a_job_whose_heart_beats_is_left_alone(counting):
    job = ask()
    job.refresh_from_db()
    kill_while_running(job)
    Job.objects.filter(pk=job.pk).update(heartbeat_at=clock.now())
    assert jobs.reap() == 0


def test_a_task_claimed_by_a_worker_that_died_before_it_began_is_handed_on(counting):
    job = ask()
    job.refresh_from_db()
    row = DBTaskResult.objects.get(pk=job.task)
    row.claim("worker-1")
    DBTaskResult.objects.filter(pk=row.pk).update(started_at=clock.now() - timedelta(minutes=2))
    assert jobs.reap() == 1
    assert not DBTaskResult.objects.running().exists()
    work_off()
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def lose(job, **ago):
    """What is left where beginning the job failed: it waits for a task that has ended."""
    row = DBTaskResult.objects.get(pk=job.task)
    row.claim("worker-1")
    row.set_failed(OperationalError("database is locked"))
    DBTaskResult.objects.filter(pk=row.pk).update(finished_at=clock.now() - timedelta(**ago))


def test_a_job_whose_task_failed_before_it_was_begun_is_handed_on(counting):
    job = ask(key="x")
    job.refresh_from_db()
    lose(job, minutes=2)
    assert jobs.reap() == 1
    work_off()
    job.refresh_from_db()
    assert (job.state, counting) == ("done", [1, 2, 3])


def test_a_job_whose_task_row_is_gone_is_handed_on(counting):
    job = ask()
    DBTaskResult.objects.all().delete()
    assert jobs.reap() == 0
    Job.objects.filter(pk=job.pk).update(created_at=clock.now() - timedelta(minutes=2))
    assert jobs.reap() == 1
    work_off()
    assert counting == [1, 2, 3]


def test_a_job_that_waits_long_behind_others_is_left_to_wait(counting):
    job = ask()
    Job.objects.filter(pk=job.pk).update(created_at=clock.now() - timedelta(hours=2))
    assert jobs.reap() == 0
    DBTaskResult.objects.get().claim("worker-1")
    assert jobs.reap() == 0


def test_a_job_whose_heart_beats_again_while_the_reaper_looks_is_left_alone(counting, monkeypatch):
    job = ask()
    job.refresh_from_db()
    kill_while_running(job)
    take = jobs._take

    def beat_and_take(*arguments):
        Job.objects.filter(pk=job.pk).update(heartbeat_at=clock.now())
        return take(*arguments)

    monkeypatch.setattr(jobs, "_take", beat_and_take)
    assert jobs.reap() == 0
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING


def test_a_job_that_ends_while_it_is_asked_for_again_is_begun_anew(counting, monkeypatch):
    first = ask(key="x")
    really_open = JobQuerySet.open

    def end_and_look(self):
        Job.objects.filter(pk=first.pk).update(state=Job.State.DONE)
        return really_open(self)

    monkeypatch.setattr(JobQuerySet, "open", end_and_look)
    second = ask(key="x")
    assert (second != first, second.state) == (True, Job.State.WAITING)


def test_a_heart_beats_on_when_the_database_was_busy(counting, kinds, monkeypatch, caplog):
    beaten_again, turns = threading.Event(), []

    def busy_once(self, **changes):
        turns.append(changes)
        if len(turns) == 1:
            raise OperationalError("the porter was rude")
        beaten_again.set()

    def long_step(run):
        monkeypatch.setattr(JobQuerySet, "update", busy_once)
        try:
            assert beaten_again.wait(10)
        finally:
            monkeypatch.undo()

    job = Job.objects.create(kind="long", state="running", heartbeat_at=clock.now())
    monkeypatch.setattr(jobs, "_handlers", {"long": long_step})
    monkeypatch.setattr(jobs, "HEARTBEAT", timedelta(milliseconds=1))
    jobs.perform(job)
    assert job.state == Job.State.DONE
    assert "missed a heartbeat: OperationalError" in caplog.text
    assert "porter" not in caplog.text


def fail_now(*, minutes_ago=0, kind="count", organisation=1):
    ended = clock.now() - timedelta(minutes=minutes_ago)
    Job.objects.create(kind=kind, organisation=organisation, state="failed", finished_at=ended)


@pytest.mark.parametrize(
    ("failed_minutes_ago", "rests"),
    [
        ([], False),
        ([0.9], True),
        ([1.1], False),
        ([9, 4], True),
        ([9, 6], False),
        ([90, 80, 70, 14], True),
        ([90, 80, 70, 16], False),
    ],
)
def test_work_that_failed_rests_the_longer_the_oftener_it_failed(failed_minutes_ago, rests):
    for minutes in failed_minutes_ago:
        fail_now(minutes_ago=minutes)
    assert jobs.is_resting("count", 1) is rests


def test_a_success_and_the_failures_of_others_give_no_rest():
    fail_now(minutes_ago=0.5)
    Job.objects.create(kind="count", organisation=1, state="done", finished_at=clock.now())
    fail_now(kind="other")
    fail_now(organisation=2)
    assert not jobs.is_resting("count", 1)


def test_what_ended_long_ago_is_deleted_and_what_is_open_stays(counting, monkeypatch):
    monkeypatch.setattr(jobs, "_AT_ONCE", 2)
    fail_now(minutes_ago=29 * 24 * 60)
    for _ in range(3):
        fail_now(minutes_ago=31 * 24 * 60)
        ask()
    work_off()
    Job.objects.filter(state="done").delete()
    waiting = ask()
    Job.objects.filter(pk=waiting.pk).update(created_at=clock.now() - timedelta(days=99))
    assert jobs.prune() == 3
    DBTaskResult.objects.update(finished_at=clock.now() - timedelta(days=3))
    assert jobs.prune() == 3
    assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "waiting"]
    assert DBTaskResult.objects.get().status == "READY"


def test_a_job_that_kills_every_worker_is_given_up(counting):
    job = ask()
    for _ in range(jobs.MOST_ATTEMPTS):
        job.refresh_from_db()
        kill_while_running(job)
        jobs.reap()
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert counting == []


def test_time_left_is_told_from_the_pace_so_far():
    now = clock.now()
    job = Job(state="running", done=25, total=100, started_at=now, heartbeat_at=now)
    assert job.seconds_left is None
    job.heartbeat_at = now + timedelta(seconds=10)
    assert job.seconds_left == 30
