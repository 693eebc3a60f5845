# SPDX-License-Identifier: MIT
"""A board sees which months are more than the usual ups and downs, and is told nothing else."""

from __future__ import annotations

import math
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from baton.analysis import spc

#: Mean 5, limits 2.34 and 7.66, lines at two thirds 3.23 and 6.77: room for what comes after.
STEADY = [5, 6, 5, 4] * 3
#: Seven weeks, each within the limits.
RISE = [4, 4.3, 4.6, 5.1, 5.4, 5.7, 6]


def weeks(count):
    return [date(2026, 1, 5) + timedelta(weeks=week) for week in range(count)]


def chart(values, **choices):
    return spc.xmr(weeks(len(values)), values, **choices)


def after_steady(*values, **choices):
    """The points that follow a steady baseline of twelve weeks."""
    return chart([*STEADY, *values], fix_after=12, **choices).points[12:]


def causes(points):
    return [point.special_cause for point in points]


def kinds(points):
    return [point.kind for point in points]


def test_a_value_on_the_limit_is_usual_and_one_beyond_is_not():
    on, above, below = after_steady(7.66, 7.67, 2.33)
    assert on.special_cause is None
    assert above.special_cause == "Above UCL"
    assert below.special_cause == "Below LCL"


def test_seven_weeks_on_one_side_count_and_six_do_not():
    assert causes(after_steady(*[5.5, 6] * 3)) == [None] * 6
    assert causes(after_steady(*[5.5, 6] * 3, 5.5)) == ["7 Points Above CL"] * 7


def test_a_week_on_the_mean_breaks_a_run():
    assert causes(after_steady(*[5.5, 6] * 3, 5, 6)) == [None] * 8


def test_a_rise_of_seven_weeks_counts_and_a_pause_breaks_it():
    risen = after_steady(4, 4.1, 4.2, 5.1, 5.2, 5.3, 5.4, 5.1)
    assert causes(risen) == ["7 Point Trend (Increasing)"] * 7 + [None]
    assert causes(after_steady(4, 4.1, 4.2, 5.1, 5.1, 5.3, 5.4)) == [None] * 7


def test_two_of_three_near_the_limit_count_only_with_all_three_on_one_side():
    assert causes(after_steady(7, 5.5, 7.1, 5)) == [
        "2 in 3 Above CL",
        None,
        "2 in 3 Above CL",
        None,
    ]
    assert causes(after_steady(7, 4.5, 7.1, 5)) == [None] * 4
    assert causes(after_steady(7, 5.5, 5.5, 7.1)) == [None] * 4


def test_a_point_beyond_the_limit_is_one_of_the_two_since_2023():
    assert causes(after_steady(3, 1, 4.5)) == ["2 in 3 Below CL", "Below LCL", None]
    before = after_steady(3, 1, 4.5, rule_set="nhsr_0_2_2")
    assert causes(before) == [None, "Below LCL", None]


def test_the_first_rule_that_a_point_meets_is_the_one_named():
    points = after_steady(5.1, 5.2, 5.3, 5.4, 5.5, 7, 8)
    assert causes(points) == ["7 Point Trend (Increasing)"] * 6 + ["Above UCL"]


def test_the_top_between_a_rise_and_a_fall_is_shown_as_the_improvement_it_is_too():
    values = [*RISE, *RISE[-2::-1]]
    for better, shown in (("increase", "Increasing"), ("decrease", "Decreasing")):
        top = after_steady(*values, improvement=better)[6]
        assert top.special_cause == f"7 Point Trend ({shown})"
        assert top.kind == "special_cause_improvement"
    for better, kind in (("increase", "concern"), ("decrease", "improvement")):
        choices = {"improvement": better, "rule_set": "nhsr_0_2_2"}
        assert after_steady(*values, **choices)[6].kind == f"special_cause_{kind}"


def test_a_low_point_from_which_things_rise_is_an_improvement_where_both_are_seen():
    rise = [1, 2, 3, 4, 5.5, 6, 6.5]
    newer = after_steady(*rise, improvement="increase")
    assert (newer[0].special_cause, newer[0].kind) == (
        "7 Point Trend (Increasing)",
        "special_cause_improvement",
    )
    older = after_steady(*rise, improvement="increase", rule_set="nhsr_0_2_2")
    assert (older[0].special_cause, older[0].kind) == ("Below LCL", "special_cause_concern")


def test_a_fall_right_after_a_rise_does_not_turn_the_rise_round():
    """The peer lets the step between two trends decide, though it belongs to neither."""
    assert set(causes(after_steady(*RISE, *RISE))) == {"7 Point Trend (Increasing)"}
    peer = after_steady(*RISE, *RISE, rule_set="nhsr_0_2_2")
    assert causes(peer)[6:8] == ["7 Point Trend (Decreasing)", "7 Point Trend (Increasing)"]


def test_nothing_is_called_better_or_worse_unless_the_team_says_which_way_is_better():
    high, low = after_steady(9, 1)
    assert [high.kind, low.kind] == ["special_cause_neutral_high", "special_cause_neutral_low"]
    assert kinds(after_steady(9, 1, improvement="decrease")) == [
        "special_cause_concern",
        "special_cause_improvement",
    ]


@pytest.mark.parametrize(
    ("last", "better", "icon"),
    [
        (5, "increase", "common_cause"),
        (9, "increase", "improvement_high"),
        (9, "decrease", "concern_high"),
        (1, "decrease", "improvement_low"),
        (1, "increase", "concern_low"),
        (9, None, "neutral_high"),
        (1, None, "neutral_low"),
    ],
)
def test_the_variation_icon_speaks_of_the_last_point(last, better, icon):
    made = chart([*STEADY, last], improvement=better, fix_after=12)
    assert made.variation == made.points[-1].kind
    assert made.variation_icon == icon


@pytest.mark.parametrize(
    ("target", "better", "assurance"),
    [
        (8, "increase", "consistent_fail"),
        (8, "decrease", "consistent_pass"),
        (2, "increase", "consistent_pass"),
        (2, "decrease", "consistent_fail"),
        (6, "increase", "inconsistent"),
        (7.66, "increase", "inconsistent"),
        (2.34, "increase", "inconsistent"),
        (8, None, None),
        (None, "increase", None),
    ],
)
def test_assurance_says_whether_the_target_will_be_met(target, better, assurance):
    made = chart(STEADY, improvement=better, target=target)
    assert made.assurance == assurance
    assert made.assurance_icon == (assurance and assurance.removeprefix("consistent_"))


def test_assurance_speaks_of_the_limits_that_hold_now():
    values = [*STEADY, *(value + 7 for value in STEADY)]
    made = chart(values, improvement="increase", target=8.5, rebase=[weeks(13)[12]])
    assert made.assurance == "consistent_pass"


def test_a_ward_where_nothing_ever_changes_has_flat_limits_and_no_special_cause():
    made = chart([0.1] * 14, improvement="decrease", target=0.1)
    assert {(point.mean, point.lower, point.upper) for point in made.points} == {(0.1, 0.1, 0.1)}
    assert set(causes(made.points)) == {None}
    assert made.assurance == "consistent_pass"
    assert made.cautions == ()
    assert chart([4] * 14, improvement="decrease", target=3).assurance == "consistent_fail"


def test_a_year_without_never_events_does_not_hide_the_first_one():
    made = chart([*[0] * 12, 2], improvement="decrease", target=0, fix_after=12)
    assert made.points[-1].special_cause == "Above UCL"
    assert made.assurance == "inconsistent"


def test_one_wild_week_does_not_widen_the_limits_of_all_others():
    values = [*STEADY, 30, 5, 6]
    screened, plain = chart(values), chart(values, screen=False)
    assert screened.points[0].mean == plain.points[0].mean
    assert screened.points[0].upper < 10 < plain.points[0].upper
    assert screened.points[12].special_cause == "Above UCL"


def test_a_fixed_baseline_keeps_later_weeks_out_of_the_limits():
    fixed = chart([*STEADY, 9, 9, 9], fix_after=12)
    assert {(point.mean, point.upper) for point in fixed.points} == {(5, 7.66)}
    longer = chart(STEADY, fix_after=100)
    assert longer.points == chart(STEADY).points


def test_a_rebase_begins_new_limits_and_new_rules():
    later = [value + 7 for value in STEADY]
    made = chart([*STEADY, *later], rebase=[weeks(13)[12]], fix_after=12)
    assert [(p.mean, p.lower, p.upper, p.segment) for p in made.points[10:14]] == [
        (5, 2.34, 7.66, 0),
        (5, 2.34, 7.66, 0),
        (12, 9.34, 14.66, 1),
        (12, 9.34, 14.66, 1),
    ]
    assert set(causes(made.points)) == {None}


def test_a_rebase_between_two_weeks_begins_with_the_next():
    values = [*STEADY, *STEADY]
    between = weeks(13)[12] - timedelta(days=3)
    for rebase in ([between], between, [between, weeks(13)[12]], str(between)):
        made = chart(values, rebase=rebase)
        assert [point.segment for point in made.points] == [0] * 12 + [1] * 12
    assert chart(values, rebase=weeks(1)).points == chart(values).points


def test_moments_are_charted_like_days_and_rebased_by_day():
    moments = [datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(hours=12 * n) for n in range(12)]
    made = spc.xmr(moments, STEADY, rebase=[date(2026, 1, 8)])
    assert [point.segment for point in made.points] == [0] * 6 + [1] * 6
    assert made.points[6].date == moments[6]


def test_percentages_stay_within_0_and_100_and_show_the_same_points():
    values = [92, 99, 95, 100, 90, 98, 97, 93, 100, 96, 94, 99, 88]
    cut, free = chart(values, percentage=True), chart(values)
    assert free.points[0].upper > 100
    assert {point.upper for point in cut.points} == {100}
    assert causes(cut.points) == causes(free.points)
    low = chart([100 - value for value in values], percentage=True)
    assert {point.lower for point in low.points} == {0}


def test_few_points_and_limits_without_width_come_with_a_caution():
    (few,) = chart(STEADY).cautions
    assert few.startswith("The limits from 2026-01-05 rest on 12 points")
    (rare,) = chart([*[0] * 13, 1, 0]).cautions
    assert "days between events" in rare
    assert chart([*STEADY, 5]).cautions == ()


def test_numbers_of_any_sort_and_days_as_text_are_understood():
    days = [str(day) for day in weeks(3)]
    made = spc.xmr(iter(days), iter([1, Decimal(2), 3.0]))
    assert [(point.date, point.value) for point in made.points] == list(
        zip(weeks(3), [1, 2, 3], strict=True)
    )


@pytest.mark.parametrize(
    ("dates", "values", "choices", "sentence"),
    [
        (weeks(3), [1, 2], {}, "There are 3 dates and 2 values."),
        ([], [], {}, "A chart needs two points or more"),
        (weeks(1), [1], {}, "there is 1"),
        (weeks(3), [1, math.nan, 2], {}, "Point 2: the value is nan"),
        (weeks(3), [1, 2, -math.inf], {}, "Point 3: the value is -inf"),
        (weeks(3), [1, 2, 10**400], {}, "Point 3: the value is 1"),
        (weeks(3), [1, None, 2], {}, "Point 2: None is not a number"),
        (weeks(3), [1, "2", 2], {}, "Point 2: '2' is not a number"),
        (weeks(3), [1e308, -1e308, 1e308], {}, "too large"),
        (weeks(3)[::-1], [1, 2, 3], {}, "Point 2: 2026-01-12 comes after 2026-01-19"),
        (weeks(2) * 2, [1, 2, 3, 4], {}, "Point 3: 2026-01-05 comes after 2026-01-12"),
        ([*weeks(2), weeks(2)[1]], [1, 2, 3], {}, "Point 3: the date 2026-01-12 is there twice"),
        ([*weeks(2), "soon"], [1, 2, 3], {}, "Point 3: 'soon' is not a date"),
        ([*weeks(2), 3], [1, 2, 3], {}, "Point 3: 3 is not a date"),
        ([*weeks(2), datetime(2026, 2, 1, 8)], [1, 2, 3], {}, "Give all alike"),  # noqa: DTZ001
        (weeks(4), [1, 2, 3, 4], {"rebase": [date(2025, 1, 1)]}, "no point to rebase at 2025"),
        (weeks(4), [1, 2, 3, 4], {"rebase": [date(2027, 1, 1)]}, "no point to rebase at 2027"),
        (weeks(4), [1, 2, 3, 4], {"rebase": ["soon"]}, "To rebase, 'soon' is not a date"),
        (weeks(4), [1, 2, 3, 4], {"rebase": 4}, "Rebase at dates, not at 4"),
        (weeks(4), [1, 2, 3, 4], {"rebase": weeks(4)[3:]}, "single point of 2026-01-26"),
        (weeks(4), [1, 2, 3, 4], {"rebase": weeks(4)[1:2]}, "single point of 2026-01-05"),
        (weeks(4), [1, 2, 3, 4], {"fix_after": 1}, "cannot be fixed after 1 points"),
        (weeks(4), [1, 2, 3, 4], {"fix_after": 2.5}, "cannot be fixed after 2.5 points"),
        (weeks(4), [1, 2, 3, 4], {"improvement": "up"}, "Improvement is"),
        (weeks(4), [1, 2, 3, 4], {"rule_set": "nelson"}, "There are mdc_2023 and nhsr_0_2_2"),
        (weeks(4), [1, 2, 3, 4], {"target": math.nan}, "The target is nan"),
        (weeks(4), [1, 2, 3, 4], {"target": 101, "percentage": True}, "from 0 to 100"),
        (weeks(4), [1, 2, 3, 101], {"percentage": True}, "Point 4: 101 is not a percentage"),
    ],
)
def test_what_cannot_be_charted_gets_a_sentence(dates, values, choices, sentence):
    with pytest.raises(spc.SeriesProblem) as problem:
        spc.xmr(dates, values, **choices)
    assert sentence in str(problem.value)
    assert str(problem.value).endswith(".")


def test_ten_thousand_points_are_charted_while_somebody_looks():
    values = [(number * 7919) % 101 for number in range(10_000)]
    began = time.process_time()
    made = spc.xmr([date(2000, 1, 1) + timedelta(days=n) for n in range(10_000)], values)
    assert time.process_time() - began < 1
    assert len(made.points) == 10_000
