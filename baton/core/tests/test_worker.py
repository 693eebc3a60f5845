# SPDX-License-Identifier: MIT
"""A worker that works everything off says so when it could not."""

from __future__ import annotations

import pytest

from baton.core import jobs, ticker, worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def beats(monkeypatch):
    """Beats of this test only, in a process that keeps its signals."""
    monkeypatch.setattr(ticker, "registered", {})
    monkeypatch.setattr(worker.Worker, "configure_signals", lambda self: None)
    jobs.stopping.clear()
    return ticker


def test_a_beat_that_fails_ends_it_with_exit_code_one(beats, caplog):
    @beats.every(seconds=1)
    def fail():
        raise RuntimeError("the classifier cannot be read")

    with pytest.raises(SystemExit) as ended:
        worker.work(until_empty=True)
    assert ended.value.code == 1
    assert "fail failed; what was done so far is kept" in caplog.text


def test_it_ends_by_itself_when_every_beat_has_had_its_turn(beats):
    turns = []
    beats.every(seconds=1)(lambda: turns.append(1))
    worker.work(until_empty=True)
    assert turns == [1]
