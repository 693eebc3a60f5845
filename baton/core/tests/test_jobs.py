# SPDX-License-Identifier: MIT
"""Long work is done once, shows how far it has come, and outlives the worker that did it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from baton.core import clock, jobs
from baton.core.models import Job

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


def test_a_surprise_is_told_without_its_words(kinds, caplog):
    def fail(run):
        raise ValueError("Mrs Patel said the porter was rude")

    kinds["count"] = fail
    job = ask()
    work_off()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "ValueError" in job.error
    assert "Patel" not in job.error + job.note


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
