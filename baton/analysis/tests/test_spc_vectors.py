# SPDX-License-Identifier: MIT
"""Boards see the points that NHSRplotthedots shows them, where its answers are here."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import pytest

from baton.analysis import spc

ANSWERS = Path(__file__).resolve().parents[4] / "shared" / "data" / "spc"
HERE = ANSWERS.is_dir()

pytestmark = pytest.mark.skipif(not HERE, reason="the expected answers (../shared) are not here")


def answers(name):
    return json.loads((ANSWERS / name).read_text()) if HERE else {}


@cache
def rows():
    with (ANSWERS / "expected_points.csv").open(newline="") as lines:
        return list(csv.DictReader(lines))


def chart_of(case, expected, rule_set="nhsr_0_2_2"):
    options = answers("expected_summary.json")[case]["options"]
    better = options["improvement_direction"]
    return spc.xmr(
        [row["x"] for row in expected],
        [float(row["y"]) for row in expected],
        improvement=None if better == "neutral" else better,
        target=options["target"],
        rule_set=rule_set,
        screen=options["screen_outliers"],
        fix_after=options["fix_after_n_points"],
        rebase=options["rebase"],
    )


@pytest.mark.parametrize("case", answers("expected_summary.json"))
def test_every_point_is_as_the_peer_computes_it(case):
    expected = [row for row in rows() if row["case"] == case]
    made = chart_of(case, expected)
    assert len(made.points) == len(expected) > 1
    for point, row in zip(made.points, expected, strict=True):
        assert point.mean == pytest.approx(float(row["mean_col"]), rel=1e-12)
        # The peer has no limits for a flat series; ours are flat.
        assert point.lower == pytest.approx(float(row["lpl"] or row["mean_col"]), rel=1e-12)
        assert point.upper == pytest.approx(float(row["upl"] or row["mean_col"]), rel=1e-12)
        assert (point.special_cause or "Common Cause") == row["special_cause_type"]
        assert point.kind == row["point_type"]
        assert point.segment == int(row["rebase_group"])
        assert (made.assurance or "") == row["assurance_type"]
    last = answers("expected_summary.json")[case]["segments"][-1]
    assert made.variation == last["last_point_type"]


@pytest.mark.parametrize("case", answers("expected_summary.json"))
def test_the_rules_of_2023_add_points_and_lose_none(case):
    expected = [row for row in rows() if row["case"] == case]
    for newer, row in zip(chart_of(case, expected, "mdc_2023").points, expected, strict=True):
        if row["special_cause_type"] != "Common Cause":
            assert newer.special_cause is not None
        elif newer.special_cause is not None:
            assert newer.special_cause.startswith("2 in 3")


@pytest.mark.parametrize(
    "expected", answers("limits_vectors.json"), ids=lambda vector: str(vector["values"])
)
def test_the_limits_are_those_of_nhspy_plotthedots(expected):
    limits = spc.xmr_limits(expected["values"])
    assert limits.mean == pytest.approx(expected["mean"])
    assert (limits.lower, limits.upper) == pytest.approx((expected["lpl"], expected["upl"]))
    assert (limits.near_lower, limits.near_upper) == pytest.approx(
        (expected["near_lpl"], expected["near_upl"])
    )
