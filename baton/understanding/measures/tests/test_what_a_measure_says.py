# SPDX-License-Identifier: MIT
"""What Meena reads of a measure: whether something changed, and never why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from baton.understanding.measures import charts, operations, queries, readings
from baton.understanding.measures.files import Given

pytestmark = pytest.mark.django_db

USUAL = (21, 24, 20, 23, 22, 25, 21, 24, 22, 23, 20, 24, 22)


def standard(measure, by, target, **given):
    usual = {
        "set_by": "Complaints committee",
        "set_with": "six people who had complained",
        "why": "Waiting without a word felt like being ignored.",
        "decided_on": date(2026, 1, 20),
        "valid_from": date(2026, 2, 1),
    }
    return operations.set_standard(measure, by=by, target=Decimal(target), **(usual | given))


def read(measure):
    return readings.sentence(queries.figure(measure))


def test_usual_ups_and_downs_are_no_change_we_can_be_sure_of(measured, typed):
    measure = measured()
    typed(measure, *USUAL)
    said = read(measure)
    assert said.startswith("Days to answer a complaint: 22 days in May 2026. There is no change we")
    assert "between 15" in said
    assert queries.figure(measure).chart.variation_icon == "common_cause"


def test_a_month_beyond_the_limits_is_a_concern_and_has_no_cause(measured, typed):
    measure = measured()
    typed(measure, *USUAL, 41)
    said = read(measure)
    assert "above the upper limit, a concern where less is better" in said
    assert said.endswith("The chart does not say why.")
    assert "because" not in said


def test_the_same_month_is_an_improvement_where_more_is_better_and_neither_where_neither_is(
    measured, typed
):
    more, neither = measured(direction="increase"), measured(direction="neither")
    for each in (more, neither):
        typed(each, *USUAL, 41)
    assert "an improvement where more is better" in read(more)
    assert read(neither).endswith("it is above the upper limit. The chart does not say why.")


@pytest.mark.parametrize(
    ("target", "met"),
    [
        ("40", "will be met each time"),
        ("10", "will be missed each time"),
        ("22", "will be met at some times and missed at others, by chance"),
    ],
)
def test_a_standard_is_met_missed_or_left_to_chance(measured, typed, meena, target, met):
    measure = measured()
    typed(measure, *USUAL)
    standard(measure, meena, target)
    assert f"Unless something changes, the standard of {target} days {met}." in read(measure)


def test_one_value_is_no_chart_and_says_so(measured, typed):
    measure = measured()
    assert read(measure) == "Nothing is typed yet."
    typed(measure, 21)
    assert read(measure).endswith("A chart needs two points, and thirteen to be dependable.")
    assert queries.figure(measure).chart is None


def test_a_month_that_nobody_typed_is_a_gap_and_not_nought(measured, meena):
    measure = measured()
    for month in (1, 2, 4, 5):
        operations.put(measure, [Given(date(2026, month, 1), Decimal(20))], by=meena)
    figure = queries.figure(measure)
    assert [(row.name, row.value) for row in figure.rows][1:4] == [
        ("Feb 2026", 20.0),
        ("Mar 2026", None),
        ("Apr 2026", 20.0),
    ]
    assert len(charts.spark(figure).lines) == 2
    assert len(figure.chart.points) == 4


def test_a_flat_series_has_flat_limits(measured, typed):
    measure = measured()
    typed(measure, *[20] * 14)
    assert read(measure).endswith("sure of: it is as it usually is.")


def test_the_limits_of_a_percentage_stay_within_0_and_100(measured, typed):
    measure = measured(unit="percentage", direction="increase")
    typed(measure, *[99, 80, 98, 70, 100, 60, 99, 75, 100, 90, 60, 99, 100])
    point = queries.figure(measure).chart.points[-1]
    assert (point.upper, point.lower >= 0) == (100.0, True)


def test_new_limits_begin_where_they_are_asked_for_and_wait_for_two_points(measured, typed, meena):
    measure = measured()
    typed(measure, *USUAL, 12, 11, 13, 12)
    operations.rebase(measure, date(2026, 2, 20), "Letters are signed by the service", by=meena)
    operations.rebase(measure, date(2026, 5, 1), "A second officer began", by=meena)
    figure = queries.figure(measure)
    assert [point.segment for point in figure.chart.points][-5:] == [0, 1, 1, 1, 1]
    assert [each.start for each in figure.waiting] == [date(2026, 5, 1)]
    assert any("May 2026 wait" in each for each in readings.cautions(figure))
    typed(measure, *USUAL)  # Nothing is left of the earlier months' order: the same stand anew.
    operations.remove_rebase(measure.rebases.get(start=date(2026, 2, 1)), by=meena)
    measure = queries.measures(measure.organisation).get(pk=measure.pk)
    assert {point.segment for point in queries.figure(measure).chart.points} == {0}


def test_a_fixed_baseline_rests_on_its_first_points(measured, typed, meena):
    measure = measured(fix_points=13)
    typed(measure, *USUAL, 12, 11)
    by_number = queries.figure(measure).chart.points[-1]
    by_day = measured(fix_until=date(2026, 3, 31))
    typed(by_day, *USUAL, 12, 11)
    assert queries.figure(by_day).chart.points[-1].mean == by_number.mean
    too_early = measured(fix_until=date(2020, 1, 1))
    typed(too_early, *USUAL, 12, 11)
    figure = queries.figure(too_early)
    assert figure.chart.points[-1].mean < by_number.mean
    assert "no two points up to 1 January 2020" in readings.cautions(figure)[0]


def test_screening_and_the_rules_are_chosen_for_each_measure(measured, typed):
    values = (*USUAL[:8], 60, *USUAL[8:])
    screened, all_in = measured(), measured(screens_outliers=False, rule_set="nhsr_0_2_2")
    for each in (screened, all_in):
        typed(each, *values)
    assert (
        queries.figure(screened).chart.points[-1].upper
        < queries.figure(all_in).chart.points[-1].upper
    )
    assert queries.figure(all_in).chart.rule_set == "nhsr_0_2_2"


def test_all_measures_in_a_sentence(measured, typed, board):
    for values in (USUAL, (*USUAL, 41), (*USUAL, 23)):
        typed(measured(), *values)
    figures = [queries.figure(each) for each in queries.measures(board)]
    assert readings.overview(figures) == (
        "Of 3 measures, 1 gives concern and 2 show no change we can be sure of."
    )
    assert readings.overview([]) == ""


def test_the_drawing_says_in_words_what_it_shows(measured, typed, meena):
    measure = measured()
    typed(measure, *USUAL, 41)
    standard(measure, meena, "20")
    operations.annotate(measure, date(2026, 5, 9), "Two officers were ill", by=meena)
    figure = queries.figure(measure)
    drawn = charts.drawn(figure)
    assert "14 points, 1 of them more than chance" in drawn
    assert 'class="f-neg s-paper"' in drawn or "f-neg" in drawn
    assert "style=" not in drawn
    assert charts.kinds(figure) == ["concern_high"]
    assert [row.note for row in charts.noted(figure.rows)] == ["Two officers were ill"]
