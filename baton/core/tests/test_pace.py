# SPDX-License-Identifier: MIT
"""Long work takes short turns, and leaves others theirs."""

from __future__ import annotations

import pytest

from baton.core import pace

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
    seen = iter([1, 1, 1, 2, 2])
    monkeypatch.setattr(pace, "_others_wrote", lambda: next(seen))
    slept = lasting(0.5)
    turns(2, pace.Pace())
    assert slept == [pace.PAUSE, 0.5]
