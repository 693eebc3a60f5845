# SPDX-License-Identifier: MIT
"""Long work takes short turns, and leaves others theirs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from baton.core import audit, pace

pytestmark = pytest.mark.django_db


@pytest.fixture
def lasting(monkeypatch):
    """Make each turn seem to last so many seconds; returns the seconds slept."""
    slept = []

    def seem(seconds):
        now = iter(range(1_000_000))
        monkeypatch.setattr(pace.time, "perf_counter", lambda: next(now) * seconds)
        monkeypatch.setattr(pace.time, "sleep", slept.append)
        return slept

    return seem


def turns(number, work):
    for _ in range(number):
        with work.turn(work.size):
            pass
    return work.size


def test_quick_turns_grow_and_slow_ones_shrink_within_bounds(lasting):
    lasting(pace.LASTING / 4)
    assert turns(20, pace.Pace(first=100, fewest=50, most=1000)) == 1000
    lasting(pace.LASTING * 4)
    assert turns(20, pace.Pace(first=800, fewest=50, most=1000)) == 50


def test_a_last_turn_of_few_rows_is_no_measure(lasting):
    lasting(pace.LASTING * 4)
    work = pace.Pace(first=800)
    with work.turn(3):
        pass
    assert work.size == 800


def test_others_who_write_get_a_longer_turn(lasting, monkeypatch):
    shares = iter([0, 1.5])
    monkeypatch.setattr(pace, "_share_of_others", lambda _seen: next(shares))
    slept = lasting(0.5)
    turns(2, pace.Pace())
    assert slept == [pace.PAUSE, 0.75]


@pytest.mark.django_db(transaction=True)
def test_somebody_who_writes_is_noticed_and_nobody_is_not():
    """On SQLite by what they wrote since, on PostgreSQL by what they do at that moment."""
    # Should the one fail, the other does not wait for ever.
    start, stop = Barrier(2, timeout=30), Barrier(2, timeout=30)
    theirs = pace.POSTGRESQL_TURN if connection.vendor == "postgresql" else pace.SQLITE_TURN

    def write():
        with transaction.atomic():
            audit.record("test.wrote", by="test", organisation=None)
            if connection.vendor == "postgresql":
                start.wait()
                stop.wait()
        if connection.vendor == "sqlite":
            start.wait()
            stop.wait()
        connection.close()

    seen = pace._last_write()
    assert pace._share_of_others(seen) == 0
    with ThreadPoolExecutor(1) as pool:
        written = pool.submit(write)
        start.wait()
        assert pace._share_of_others(seen) == theirs > 0
        stop.wait()
        written.result()
