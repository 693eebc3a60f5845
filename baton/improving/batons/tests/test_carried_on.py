# SPDX-License-Identifier: MIT
"""The share of findings that a later stage took up, by programme and year."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from baton.improving.batons import measuring, operations
from baton.improving.batons.tests.conftest import on, page


def test_nothing_is_carried_on_before_anything_is_concluded(board, bea, as_):
    shown = page(as_(bea).get(reverse("batons:carried_on")))
    assert "No finding is concluded yet" in shown


def test_offered_is_not_enough(handed, urgent, tom):
    baton = handed()
    (row,) = measuring.carried_on(urgent.organisation)
    assert (row.findings, row.carried_on, row.open) == (1, 0, 1)
    operations.take_up(baton, by=tom)
    (row,) = measuring.carried_on(urgent.organisation)
    assert (row.carried_on, row.share, row.open) == (1, 1.0, 0)


def test_it_is_told_by_programme_and_year(handed, first, urgent, tom, bea, as_):
    with on(date(2025, 11, 3)):
        operations.end([first("Too dark")], "It was put right.", by=tom)
    operations.take_up(handed(), by=tom)
    first("Nobody hears their name called")
    rows = measuring.carried_on(urgent.organisation)
    assert [(each.year, each.findings, each.carried_on, each.ended) for each in rows] == [
        (2026, 2, 1, 0),
        (2025, 1, 0, 1),
    ]
    shown = page(as_(bea).get(reverse("batons:carried_on")))
    assert (
        "Of 3 findings that were concluded, 1 was taken up in a later stage (33%), and 1 ended "
        "before that with a reason." in shown
    )


def test_one_that_was_taken_up_and_then_ended_counts_as_carried_on(handed, urgent, tom):
    baton = handed()
    operations.take_up(baton, by=tom)
    operations.end([baton], "It is done.", by=tom)
    (row,) = measuring.carried_on(urgent.organisation)
    assert (row.carried_on, row.ended) == (1, 0)
