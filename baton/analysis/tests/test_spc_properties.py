# SPDX-License-Identifier: MIT
"""Whatever the series: the same chart in other units, and no claim that its points do not bear."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from baton.analysis import spc
from baton.analysis.spc.rules import special_causes


def _walk(parts):
    values = [0]
    for step, times in parts:
        values += [values[-1] + step * turn for turn in range(1, times + 1)]
    return values


RULE_SETS = st.sampled_from(list(spc.RULE_SETS))
WAYS = st.sampled_from(["increase", "decrease", None])
#: Small whole numbers meet every rule, ties too; steps make trends and runs.
NUMBERS = st.lists(st.integers(-20, 20), min_size=2, max_size=60)
WALKS = st.lists(
    st.tuples(st.sampled_from([-2, -1, 0, 1, 2]), st.integers(1, 9)), min_size=1, max_size=8
).map(_walk)
SERIES = NUMBERS | WALKS
#: A machine that does something else meanwhile is no failing.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

OTHER_WAY = {"increase": "decrease", "decrease": "increase", None: None}


def days(count):
    return [date(2026, 1, 1) + timedelta(days=day) for day in range(count)]


def chart(values, **choices):
    return spc.xmr(days(len(values)), values, **choices)


def causes(made):
    return [point.special_cause for point in made.points]


def nothing_on_a_line(values):
    """A value exactly on a line may fall on either side of it by a rounding."""
    limits = spc.xmr_limits(values)
    lines = (limits.lower, limits.upper, limits.near_lower, limits.near_upper)
    return all(abs(value - line) > 1e-6 for value in values for line in lines)


@patient
@given(st.floats(-1e9, 1e9), st.integers(2, 40), RULE_SETS, WAYS, st.booleans())
def test_a_flat_series_has_flat_limits_and_nothing_special(value, count, rules, way, screen):
    made = chart([value] * count, rule_set=rules, improvement=way, screen=screen)
    assert {(p.mean, p.lower, p.upper) for p in made.points} == {(value, value, value)}
    assert set(causes(made)) == {None}
    assert made.variation == "common_cause"


@patient
@given(SERIES, st.sampled_from([0.25, 0.5, 2, 8]), st.integers(-1000, 1000), RULE_SETS, WAYS)
def test_other_units_and_another_zero_change_no_finding(values, scale, shift, rules, way):
    assume(len(set(values)) > 1)
    assume(nothing_on_a_line(values))
    plain = chart(values, rule_set=rules, improvement=way)
    moved = chart([value * scale + shift for value in values], rule_set=rules, improvement=way)
    assert causes(moved) == causes(plain)
    for before, after in zip(plain.points, moved.points, strict=True):
        assert (after.lower, after.mean, after.upper) == pytest.approx(
            tuple(line * scale + shift for line in (before.lower, before.mean, before.upper))
        )
        assert after.kind == before.kind


@patient
@given(SERIES, WAYS)
def test_upside_down_and_the_other_way_better_every_point_says_the_same(values, way):
    plain = chart(values, improvement=way)
    turned = chart([-value for value in values], improvement=OTHER_WAY[way])
    if way:
        assert [p.kind for p in turned.points] == [p.kind for p in plain.points]
    assert [(p.lower, p.upper) for p in turned.points] == [
        (-p.upper, -p.lower) for p in plain.points
    ]


@patient
@given(SERIES, RULE_SETS)
def test_the_other_way_better_turns_improvement_into_concern(values, rules):
    more = chart(values, rule_set=rules, improvement="increase").points
    less = chart(values, rule_set=rules, improvement="decrease").points
    pairs = {(a.kind.value, b.kind.value) for a, b in zip(more, less, strict=True)}
    improvement, concern = "special_cause_improvement", "special_cause_concern"
    known = {("common_cause", "common_cause"), (improvement, concern), (concern, improvement)}
    if rules == "mdc_2023":
        known.add((improvement, improvement))  # it meets rules both ways
    assert pairs <= known


@patient
@given(SERIES, st.lists(st.integers(0, 59), max_size=4), st.integers(2, 30), RULE_SETS, WAYS)
def test_limits_stand_still_between_rebases_which_are_charts_of_their_own(
    values, turns, fix, rules, way
):
    starts = sorted({0, *(turn for turn in turns if turn < len(values))})
    ends = [*starts[1:], len(values)]
    assume(all(end - start > 1 for start, end in zip(starts, ends, strict=True)))
    choices = {"rule_set": rules, "improvement": way, "fix_after": fix}
    made = chart(values, rebase=[days(60)[start] for start in starts], **choices)
    for segment, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = made.points[start:end]
        alone = chart(values[start:end], **choices).points
        assert {point.segment for point in part} == {segment}
        assert len({(point.mean, point.lower, point.upper) for point in part}) == 1
        assert [(p.mean, p.upper, p.special_cause, p.kind) for p in part] == [
            (p.mean, p.upper, p.special_cause, p.kind) for p in alone
        ]


@patient
@given(st.lists(st.integers(0, 1000), min_size=2, max_size=40), RULE_SETS, WAYS)
def test_percentages_have_limits_within_0_and_100_and_the_same_findings(tenths, rules, way):
    values = [number / 10 for number in tenths]
    cut = chart(values, rule_set=rules, improvement=way, percentage=True)
    free = chart(values, rule_set=rules, improvement=way)
    assert all(0 <= p.lower <= p.mean <= p.upper <= 100 for p in cut.points)
    assert [p.kind for p in cut.points] == [p.kind for p in free.points]


@patient
@given(SERIES, RULE_SETS, WAYS)
def test_every_point_comes_back_with_its_day_and_the_kind_of_its_cause(values, rules, way):
    made = chart(values, rule_set=rules, improvement=way)
    assert [point.date for point in made.points] == days(len(values))
    assert [point.value for point in made.points] == values
    assert all((p.special_cause is None) == (p.kind == "common_cause") for p in made.points)
    assert made.variation == made.points[-1].kind
    high = {"increase": "special_cause_improvement", "decrease": "special_cause_concern"}
    for point in made.points:
        if point.special_cause in {"Above UCL", "2 in 3 Above CL", "7 Points Above CL"}:
            assert point.kind == high.get(way, "special_cause_neutral_high")


@patient
@given(SERIES)
def test_every_rule_is_found_where_one_reads_it_off_window_by_window(values):
    limits = spc.xmr_limits(values)
    found = special_causes(values, limits, spc.RULE_SETS["mdc_2023"], better=0)
    for point, cause in enumerate(found):
        met = {
            "Above UCL": values[point] > limits.upper,
            "Below LCL": values[point] < limits.lower,
            "7 Point Trend (Increasing)": _in_a_window(values, point, 7, _rises),
            "7 Point Trend (Decreasing)": _in_a_window(values, point, 7, _falls),
            "2 in 3 Above CL": values[point] > limits.near_upper
            and _in_a_window(
                values,
                point,
                3,
                lambda three: min(three) > limits.mean and sorted(three)[1] > limits.near_upper,
            ),
            "2 in 3 Below CL": values[point] < limits.near_lower
            and _in_a_window(
                values,
                point,
                3,
                lambda three: max(three) < limits.mean and sorted(three)[1] < limits.near_lower,
            ),
            "7 Points Above CL": _in_a_window(values, point, 7, lambda v: min(v) > limits.mean),
            "7 Points Below CL": _in_a_window(values, point, 7, lambda v: max(v) < limits.mean),
        }
        first = next((rule for rule, is_met in met.items() if is_met), None)
        assert cause is None if first is None else met[cause]
        assert (first or "").replace("Decreasing", "Increasing") == (cause or "").replace(
            "Decreasing", "Increasing"
        )


def _in_a_window(values, point, width, holds):
    starts = range(max(0, point - width + 1), min(point, len(values) - width) + 1)
    return any(holds(values[start : start + width]) for start in starts)


def _rises(values):
    return all(before < after for before, after in pairwise(values))


def _falls(values):
    return _rises(values[::-1])
