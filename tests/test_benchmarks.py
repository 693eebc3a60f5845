# SPDX-License-Identifier: MIT
"""What the benchmarks fill a database with fits the tables as they are now."""

from __future__ import annotations

import pytest

from benchmarks import trace
from benchmarks._filling import body, fill

pytestmark = pytest.mark.django_db


def test_a_small_body_is_filled_and_every_way_of_the_trace_is_asked(capsys):
    made = body("Small")
    fill(made, 300)
    assert trace.concluded(made, 300, 40) > 40
    trace.report(made)
    told = capsys.readouterr().out
    assert told.count("\n") == 1 + len(list(trace.asked(made)))
    assert "a decision: quotations" in told
