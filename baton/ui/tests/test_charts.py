# SPDX-License-Identifier: MIT
"""Charts are drawn by a process of their own, which may end at any time."""

from __future__ import annotations

import io
import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from baton.ui import charts, drawing, vega

pytestmark = pytest.mark.one_database


def chart(number: int = 1) -> dict:
    return {
        "data": {"values": [{"month": "May", "share": number}]},
        "mark": {"type": "bar", "color": "#0b6060"},
        "encoding": {
            "x": {"field": "month", "type": "nominal"},
            "y": {"field": "share", "type": "quantitative"},
        },
    }


@pytest.fixture
def drawer(monkeypatch):
    made = drawing._Drawer()
    monkeypatch.setattr(drawing, "_drawer", made)
    charts._drawn.cache_clear()
    yield made
    made.end()
    charts._drawn.cache_clear()


def test_a_chart_is_drawn_in_our_colours_and_described(drawer):
    drawn = charts.draw(chart(), "One bar")
    assert 'role="img" aria-label="One bar"' in drawn
    assert 'class="f-own"' in drawn
    assert "#0b6060" not in drawn
    assert charts.picture(chart())[:4] == b"\x89PNG"


def test_it_is_drawn_though_the_process_was_killed(drawer):
    charts.draw(chart(1), "One bar")
    before = drawer._process
    os.kill(before.pid, signal.SIGKILL)
    before.wait()
    assert "<svg" in charts.draw(chart(2), "Two")
    assert drawer._process.pid != before.pid


def test_many_ask_at_once_and_each_gets_their_own(drawer):
    with ThreadPoolExecutor(8) as readers:
        drawn = list(readers.map(lambda n: charts.draw(chart(n), f"Chart {n}"), range(1, 25)))
    assert all(f'aria-label="Chart {n}"' in each for n, each in enumerate(drawn, 1))
    assert len({each.split(">", 1)[1] for each in drawn}) == 24


def test_what_vega_does_not_know_is_our_mistake_and_the_next_is_drawn(drawer):
    with pytest.raises(ValueError, match=r"."):
        charts.draw({"mark": "sculpture"}, "None")
    assert "<svg" in charts.draw(chart(), "One bar")


def test_where_it_cannot_be_drawn_the_page_leads_to_its_table(drawer, monkeypatch):
    with monkeypatch.context() as hurried:
        hurried.setattr(drawing, "LONGEST", 0.001)
        assert "The table says the same." in charts.draw(chart(), "One bar")
    assert "<svg" in charts.draw(chart(), "One bar")


def test_the_process_ends_when_nobody_asks(monkeypatch):
    monkeypatch.setattr(vega, "IDLE", 0.01)
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as asked, os.fdopen(writing, "wb") as still_open:
        answers = io.BytesIO()
        vega.main(asked, answers)
        assert not still_open.closed
    assert answers.getvalue() == b""
