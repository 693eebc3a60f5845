# SPDX-License-Identifier: MIT
"""The sentences that pages begin with say what the figures say, and no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baton.programmes import drawings, operations, queries, readings
from baton.programmes.tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def reading(programme):
    found = programme.stages.all()
    assert len(found) == 5
    rows = drawings.rows(programme, queries.steps(programme), queries.activities_of(programme))
    return readings.of_programme(programme, rows)


def opened(programme, meena, *kinds):
    for kind in kinds:
        operations.open_stage(programme.stages.get(kind=kind), by=meena)


def test_without_programmes_nothing_is_said(board):
    assert readings.overview(queries.progress(board)) == ""
    assert readings.of_calendar([]) == ""
    assert readings.of_objectives([]) == ""


def test_where_most_is_overdue_is_named_with_its_number(board, begun, meena):
    opened(
        begun("Alpha", template="redesign", begins_on=TODAY - timedelta(days=30)), meena, "needs"
    )
    begun("Beta", template="strategy", begins_on=TODAY - timedelta(days=10))
    told = readings.overview(queries.progress(board))
    assert told == (
        "Of 2 programmes 1 has a stage at work, 1 has none open. 5 steps are overdue, 4 of them in "
        "Alpha."
    )
    operations.end(board.programmes.get(title="Alpha"), "Done.", by=meena)
    assert readings.overview(queries.progress(board)) == (
        "Of 1 programme 0 have a stage at work, 1 has none open. 1 step is overdue, in Beta."
    )


def test_where_as_much_is_overdue_in_several_none_is_picked(board, begun):
    for title in ("Alpha", "Beta"):
        begun(title, template="strategy", begins_on=TODAY - timedelta(days=10))
    told = readings.overview(queries.progress(board))
    assert told.endswith(" 2 steps are overdue, one in each of 2 programmes.")
    begun("Gamma", template="redesign", begins_on=TODAY - timedelta(days=30))
    begun("Delta", template="redesign", begins_on=TODAY - timedelta(days=30))
    told = readings.overview(queries.progress(board))
    assert told.endswith(" 10 steps are overdue, 4 of them in each of 2 programmes.")


def test_the_stages_at_work_are_named(begun, meena):
    programme = begun()
    assert reading(programme) == ("No stage is open; Needs comes next. No steps are planned yet.")
    opened(programme, meena, "improve")
    assert reading(programme).startswith("Improve is the stage at work.")
    opened(programme, meena, "monitor")
    assert reading(programme).startswith("Improve and Monitor are the stages at work.")


def test_a_programme_whose_stages_are_closed_says_so(begun, meena):
    programme = begun()
    for stage in programme.stages.all():
        operations.open_stage(stage, by=meena)
        operations.close_stage(stage, by=meena)
    assert reading(programme).startswith("Every stage is closed.")


def test_steps_that_are_not_needed_do_not_count(begun, meena):
    programme = begun(template="redesign")
    first, second = queries.steps(programme)[:2]
    operations.do_step(first, TODAY, by=meena)
    operations.not_needed(second, "Known already.", by=meena)
    assert "1 of 20 steps is done; none is overdue." in reading(programme)


def test_objectives_without_a_programme_are_named_up_to_three(board, meena):
    for number in range(5):
        operations.add_objective(board, f"Aim {number}", by=meena)
    told = readings.of_objectives(queries.served(board))
    assert told == ("Of 5 objectives 5 have no programme: “Aim 0”, “Aim 1”, “Aim 2” and 2 more.")
