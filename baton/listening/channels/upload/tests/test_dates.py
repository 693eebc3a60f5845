# SPDX-License-Identifier: MIT
"""When people said it, in the many ways in which files write a day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from baton.listening.channels.upload.dates import DateProblem, order, parse_noting, parse_said_at


@pytest.mark.parametrize(
    ("text", "moment", "precision"),
    [
        ("2021-07-03", "2021-07-03T00:00:00+01:00", "day"),
        ("2021/07/03", "2021-07-03T00:00:00+01:00", "day"),
        ("20210703", "2021-07-03T00:00:00+01:00", "day"),
        ("03/07/2021", "2021-07-03T00:00:00+01:00", "day"),
        ("3/7/21", "2021-07-03T00:00:00+01:00", "day"),
        ("03-07-21", "2021-07-03T00:00:00+01:00", "day"),
        ("3.7.2021", "2021-07-03T00:00:00+01:00", "day"),
        ("3/7/98", "1998-07-03T00:00:00+01:00", "day"),
        ("3 Jul 2021", "2021-07-03T00:00:00+01:00", "day"),
        ("3rd of July, 2021", "2021-07-03T00:00:00+01:00", "day"),
        ("Saturday 3 July 2021", "2021-07-03T00:00:00+01:00", "day"),
        ("03-Jul-21", "2021-07-03T00:00:00+01:00", "day"),
        ("July 3, 2021", "2021-07-03T00:00:00+01:00", "day"),
        ("5 Sept 2021", "2021-09-05T00:00:00+01:00", "day"),
        ("03/07/2021 00:00:00", "2021-07-03T00:00:00+01:00", "day"),
        ("2021-07-03T10:15", "2021-07-03T10:15:00+01:00", "moment"),
        ("2021-07-03T10:15:30.250Z", "2021-07-03T11:15:30.250000+01:00", "moment"),
        ("2021-07-03 10:15:30+02:00", "2021-07-03T09:15:30+01:00", "moment"),
        ("2021/07/03 10:15:30 am GMT+1", "2021-07-03T10:15:30+01:00", "moment"),
        ("03/07/2021 10:15", "2021-07-03T10:15:00+01:00", "moment"),
        ("03/12/2021 02:15:00 PM", "2021-12-03T14:15:00+00:00", "moment"),
        ("3 July 2021 at 12.05 a.m.", "2021-07-03T00:05:00+01:00", "moment"),
        ("3 July 2021, 10:15 BST", "2021-07-03T10:15:00+01:00", "moment"),
        ("July 2021", "2021-07-01T00:00:00+01:00", "month"),
        ("Jul-21", "2021-07-01T00:00:00+01:00", "month"),
        ("2021-07", "2021-07-01T00:00:00+01:00", "month"),
        ("07/2021", "2021-07-01T00:00:00+01:00", "month"),
    ],
)
def test_a_day_is_understood_however_it_is_written(text, moment, precision):
    said_at, how_exactly = parse_said_at(f" {text} ", day_first=True)
    assert (said_at.isoformat(), how_exactly) == (moment, precision)


def test_the_column_decides_what_could_be_read_both_ways():
    assert parse_said_at("03/07/2021", day_first=True)[0].month == 7
    assert parse_said_at("03/07/2021", day_first=False)[0].month == 3


def test_a_date_with_only_one_reading_is_read_so_and_noted():
    said_at, _, note = parse_noting("07/28/2021", day_first=True)
    assert (said_at.month, said_at.day) == (7, 28)
    assert "month first" in note
    said_at, _, note = parse_noting("28/07/2021", day_first=False)
    assert (said_at.month, said_at.day) == (7, 28)
    assert "day first" in note
    assert parse_noting("28/07/2021", day_first=True)[2] == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/02/2021", "31 February does not exist. Write the day it was said, like 28/02/2026."),
        ("29/02/2021", "29 February 2021 does not exist."),
        ("31 June 2021", "31 June does not exist."),
        ("0/5/2021", "0 May does not exist."),
        ("2021-13-01", "has 13 as its month"),
        ("45/45/2021", "has 45 as its month"),
        ("03/07/2021 25:10", "no time of day that exists"),
        ("3 July 1921", "The year 1921 is before the NHS began."),
        ("3 Smarch 2021", "is not a date"),
        ("2021", "is not a date"),
        ("July 21", "is not a date"),
        ("yesterday", "is not a date"),
        ("12/12", "is not a date"),
        ("31/12/9999", "is not a date"),
        ("44380", "a spreadsheet's own number"),
        ("The nurse was kind and we waited for three hours on 3 July 2021", "is not a date"),
        ("", "is not a date"),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(DateProblem) as problem:
        parse_said_at(text, day_first=True)
    assert sentence in str(problem.value)


def test_the_example_in_the_sentence_follows_the_column():
    with pytest.raises(DateProblem, match="02/28/2026"):
        parse_said_at("02/31/2021", day_first=False)


def test_nobody_has_spoken_in_the_future_yet():
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    # A survey may have closed a day later on the other side of the world.
    assert parse_said_at("2/5/2026", day_first=True, now=now)[0].day == 2
    with pytest.raises(DateProblem, match="3 May 2026 lies in the future"):
        parse_said_at("3/5/2026", day_first=True, now=now)


@pytest.mark.parametrize(
    ("samples", "found"),
    [
        (["03/07/2021", "25/07/2021"], "day_first"),
        (["03/07/2021 10:15", "07/25/2021 10:15"], "month_first"),
        (["03/07/2021", "04/08/2021"], "ambiguous"),
        (["25/07/2021", "07/25/2021"], "ambiguous"),
        (["2021-07-03", "3 July 2021", "05/05/2021", ""], "iso"),
        ([], "iso"),
    ],
)
def test_a_person_is_asked_only_when_the_order_is_open(samples, found):
    assert order(samples) == found
