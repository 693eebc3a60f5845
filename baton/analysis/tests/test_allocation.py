# SPDX-License-Identifier: MIT
"""The plan is the best there is, keeps within the hours, and says what another would cost."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baton.analysis.allocation import (
    Line,
    Plan,
    Relationship,
    Step,
    TooFewMinutes,
    allocate,
    price,
)

steps = st.builds(
    Step,
    what=st.just("contact"),
    minutes=st.integers(1, 90),
    worth=st.integers(0, 12),
    promised=st.sampled_from([False, False, False, True]),
)
some = st.lists(st.lists(steps, max_size=3), max_size=5).map(
    lambda each: [Relationship(f"R{number}", its) for number, its in enumerate(each)]
)


def every_plan(relationships, minutes):
    """Each plan that keeps within the minutes and keeps what is promised."""
    for taken in product(*(range(len(each.steps) + 1) for each in relationships)):
        lines = [Line(each, number) for each, number in zip(relationships, taken, strict=True)]
        plan = Plan(minutes, lines)
        kept = all(
            not any(step.promised for step in line.relationship.steps[line.taken :])
            for line in lines
        )
        if kept and plan.used <= minutes:
            yield plan


@settings(max_examples=150, deadline=None)
@given(some, st.integers(0, 300))
def test_it_is_as_good_as_trying_every_plan(relationships, minutes):
    plans = list(every_plan(relationships, minutes))
    if not plans:
        with pytest.raises(TooFewMinutes):
            allocate(relationships, minutes)
        return
    found = allocate(relationships, minutes)
    most = max(plan.worth for plan in plans)
    assert found.worth == most
    assert found.used == min(plan.used for plan in plans if plan.worth == most)
    assert found.lines in [plan.lines for plan in plans]


@settings(max_examples=100, deadline=None)
@given(some, st.integers(0, 300))
def test_a_price_is_what_the_best_plan_with_the_step_loses(relationships, minutes):
    if not list(every_plan(relationships, minutes)):
        return
    found = allocate(relationships, minutes)
    for line in found.lines:
        told = price(found, line.relationship.name)
        with_it = [
            plan.worth
            for plan in every_plan(relationships, minutes)
            for each in plan.lines
            if each.relationship is line.relationship and each.taken > line.taken
        ]
        if line.following is None:
            assert told is None
        elif with_it:
            assert told.loss == found.worth - max(with_it) >= 0
        else:
            assert (told.step, told.loss, told.fewer) == (line.following, None, None)


def test_no_plan_drawn_by_lot_is_better():
    dice = random.Random(7)
    relationships = [
        Relationship(
            f"R{number}",
            [
                Step("contact", dice.choice((10, 30, 60, 90, 180)), dice.randint(1, 20))
                for _ in range(dice.randint(1, 4))
            ],
        )
        for number in range(80)
    ]
    minutes = 40 * 60
    best = allocate(relationships, minutes)
    assert best.used <= minutes
    for _ in range(2_000):
        left, worth = minutes, 0
        for each in dice.sample(relationships, len(relationships)):
            for step in each.steps[: dice.randint(0, len(each.steps))]:
                if step.minutes > left:
                    break
                left, worth = left - step.minutes, worth + step.worth
        assert worth <= best.worth


def test_a_promise_is_kept_with_what_comes_before_it():
    board = Relationship("Board", [Step("paper", 30, 9)])
    carers = Relationship("Carers", [Step("call", 20, 0), Step("visit", 40, 1, promised=True)])
    plan = allocate([board, carers], 60)
    assert [line.taken for line in plan.lines] == [0, 2]
    told = price(plan, "Board")
    assert (told.loss, told.fewer) == (None, None), "beside the promise there is no room for it"


def test_a_price_names_who_would_have_less():
    board = Relationship("Board", [Step("paper", 30, 9)])
    carers = Relationship("Carers", [Step("visit", 30, 4)])
    plan = allocate([board, carers], 40)
    assert [line.taken for line in plan.lines] == [1, 0]
    assert plan.left == 10
    told = price(plan, "Carers")
    assert (told.loss, list(told.fewer)) == (5, [(board, 1)])


def test_promises_that_do_not_fit_are_told_in_minutes():
    carers = Relationship("Carers", [Step("visit", 90, 1, promised=True)])
    with pytest.raises(TooFewMinutes, match="takes 90 minutes, and there are 60"):
        allocate([carers], 60)


def test_a_step_that_takes_no_time_is_refused():
    with pytest.raises(ValueError, match="one minute at least"):
        Step("thought", 0, 3)


def test_of_nobody_there_is_an_empty_plan():
    assert allocate([], 600).lines == []
    assert [line.taken for line in allocate([Relationship("Silent", [])], 600).lines] == [0]
