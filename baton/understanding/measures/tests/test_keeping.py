# SPDX-License-Identifier: MIT
"""What Meena may do to a measure, and what is kept of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from baton.core.models import AuditEntry
from baton.understanding.measures import files, operations, queries
from baton.understanding.measures.files import Given, NotRead, Refused
from baton.understanding.measures.models import Measure, Standard
from baton.understanding.measures.tests.test_what_a_measure_says import standard

pytestmark = pytest.mark.django_db


def said_of(verb):
    return [entry.about for entry in AuditEntry.objects.filter(verb=verb).order_by("pk")]


def test_a_value_of_the_same_month_takes_the_place_of_the_first_and_the_trail_has_both(
    measured, meena
):
    measure = measured()
    operations.put(measure, [Given(date(2026, 5, 1), Decimal(21))], by=meena)
    kept = operations.put(measure, [Given(date(2026, 5, 1), Decimal(42), 2)], by=meena)
    assert (kept.added, kept.replaced, kept.same) == (0, 1, 0)
    assert queries.figure(measure).latest is None  # of two: too few to tell
    assert said_of("measure.values_put")[1]["replaced"] == {"2026-05-01": ["21", "42/2"]}
    assert operations.put(measure, [Given(date(2026, 5, 1), Decimal(42), 2)], by=meena).same == 1
    operations.take_away(measure.values.get(), by=meena)
    assert said_of("measure.value_removed")[0]["was"] == "42/2"
    assert not measure.values.exists()


def test_one_standard_is_in_force_and_those_before_are_kept(measured, meena):
    measure = measured()
    standard(measure, meena, "30", valid_from=date(2026, 1, 1))
    standard(measure, meena, "25", valid_from=date(2026, 5, 1))
    standard(measure, meena, "20", valid_from=date(2026, 7, 1), valid_to=date(2026, 9, 1))
    held = {
        day: found.target if (found := queries.standard_on(measure, day)) else None
        for day in (date(2025, 12, 31), date(2026, 4, 30), date(2026, 5, 1), date(2026, 9, 1))
    }
    assert list(held.values()) == [None, 30, 25, None]
    with pytest.raises(operations.StandardTooEarly, match="holds from 1 July 2026"):
        standard(measure, meena, "18", valid_from=date(2026, 6, 1))
    # A slip is put right on the same day; what was typed first never held.
    standard(measure, meena, "21", valid_from=date(2026, 7, 1))
    assert queries.standard_on(measure, date(2026, 7, 1)).target == 21
    assert measure.standards.count() == 4


def test_the_database_holds_no_two_standards_without_an_end(measured, meena):
    measure = measured()
    first = standard(measure, meena, "30")
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_the_standard_of_a_percentage_is_one(measured, meena):
    with pytest.raises(operations.NotAPercentage):
        standard(measured(unit="percentage"), meena, "101")
    assert not Standard.objects.exists()


def test_what_has_values_is_retired_and_never_removed(measured, meena):
    measure, empty = measured(), measured()
    operations.put(measure, [Given(date(2026, 5, 1), Decimal(21))], by=meena)
    with pytest.raises(operations.HasValues, match="Retire it"):
        operations.remove(measure, by=meena)
    operations.remove(empty, by=meena)
    assert Measure.objects.get() == measure
    operations.change(measure, by=meena, retired=date(2026, 6, 1))
    assert measure.is_retired


def test_what_was_typed_keeps_its_meaning(measured, meena):
    measure = measured()
    operations.change(measure, by=meena, unit="hours")
    operations.put(measure, [Given(date(2026, 5, 1), Decimal(21))], by=meena)
    for given in ({"unit": "percentage"}, {"frequency": "week"}, {"source": "comments"}):
        with pytest.raises(operations.HasValues, match="add another"):
            operations.change(measure, by=meena, **given)
    operations.change(measure, by=meena, title="Hours")
    assert said_of("measure.changed")[-1] == {"fields": ["title"]}


def test_shares_are_percentages_and_comments_are_numbers_whatever_was_chosen(measured):
    assert measured(source="fft_positive", unit="days").unit == "percentage"
    assert measured(source="comments", unit="days").unit == "number"


def test_a_note_stands_until_it_is_emptied(measured, typed, meena):
    measure = measured()
    typed(measure, 1, 2)
    operations.annotate(measure, date(2026, 5, 20), "The lift was out", by=meena)
    operations.annotate(measure, date(2026, 5, 21), "The lift was out all month", by=meena)
    assert queries.figure(measure).rows[-1].note == "The lift was out all month"
    operations.annotate(measure, date(2026, 5, 2), "", by=meena)
    assert queries.figure(measure).rows[-1].note == ""
    assert [each["says"] for each in said_of("measure.noted")] == [True, True, False]


FILE = """Date;Numerator;Denominator;Note
2026-01;30;40;
28/02/2026;20;40;'=SUM(A1)
2026-02-01;10;40;
31/02/2026;1;40;
spring;1;40;
2026-03-05;x;40;
2026-03-05;5;0;
2026-03-05;50;40;
2027-01-01;5;40;

1066-01-01;5;40;
2026-04-01;1,000;4000
"""


def test_a_file_keeps_its_good_rows_and_says_of_the_others_how_to_mend_them(measured, meena):
    measure = measured(unit="percentage")
    rows = list(files.rows(FILE, measure))
    given = [each for each in rows if isinstance(each, Given)]
    assert [(each.start.month, each.numerator, each.denominator) for each in given] == [
        (1, 30, 40),
        (2, 20, 40),
        (4, 1000, 4000),
    ]
    assert given[1].note == "=SUM(A1)"
    refused = [(each.row, each.column, each.reason) for each in rows if isinstance(each, Refused)]
    assert refused == [
        (4, "date", "February 2026 is in row 3 already. Keep one of the two."),
        (5, "date", "There is no day 31/02/2026. Write another."),
        (6, "date", "“spring” is not a day. Write it like 2026-05-31 or 31/05/2026."),
        (7, "numerator", "“x” is not a number. Write digits only, such as 12.5."),
        (8, "denominator", "“0” is not a whole number from 1. Write how many there were."),
        (
            9,
            "numerator",
            "50 of 40 is not a share. Write the part first and the whole second.",
        ),
        (10, "date", "1 January 2027 is still to come. Write a day that has been."),
        (12, "date", "The year 1066 is too long ago. Write the year again."),
    ]
    assert operations.put(measure, given, by=meena).added == 3
    assert [row.value for row in queries.figure(measure).rows] == [75.0, 50.0, None, 25.0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "must name the columns"),
        ("day,value\n2026-01-01,2\n", "must name the columns"),
        ("date,value\n" + "2026-01-01,2\n" * 5_001, "more than 5,000 rows"),
        ('date,value\n2026-01-01,"' + "1" * 200_000 + '"\n', "cannot be read as CSV"),
    ],
)
def test_a_file_that_is_none_gets_a_sentence(measured, text, problem):
    with pytest.raises(NotRead, match=problem):
        list(files.rows(text, measured()))


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "1e5", "", "12,34", "12345678901", "--3"])
def test_what_is_no_number_is_not_taken_for_one(typed):
    with pytest.raises(NotRead):
        files.number(typed)


def test_a_percentage_of_more_than_all_is_not_kept(measured):
    (row,) = files.rows("date,value\n2026-01-01,101\n", measured(unit="percentage"))
    assert row.reason == "101 is not a percentage. Write 0 to 100."


def test_many_figures_are_kept_in_short_transactions(
    measured, meena, django_assert_max_num_queries
):
    weeks = [Given(date.fromordinal(735_600 + 7 * n), Decimal(n)) for n in range(450)]
    measure = measured(frequency="week")
    with django_assert_max_num_queries(60):
        kept = operations.put(measure, weeks, by=meena)
    assert kept.added == 450
    assert len(said_of("measure.values_put")) == 5
