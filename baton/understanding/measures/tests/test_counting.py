# SPDX-License-Identifier: MIT
"""What measures count of what people said: in periods that are over, of all who still speak."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from baton.listening import operations as listening
from baton.places import operations as places
from baton.understanding import operations as understanding
from baton.understanding.measures import downloads, queries, readings, sources
from baton.understanding.tests.conftest import KIND, WAITED

pytestmark = pytest.mark.django_db

APRIL, MAY = (datetime(2026, month, 10, 12, tzinfo=UTC) for month in (4, 5))


def counted(measure):
    return [(each.start.month, *each[1:]) for each in sources.counted(measure)]


@pytest.fixture
def friends(measured):
    """A measure of the Friends and Family Test."""

    def begin(**given):
        return measured(
            **{"title": "Friends and Family", "source": "fft_positive", "direction": "increase"}
            | given
        )

    return begin


def answers(say, at, *scores, **more):
    return [say(f"Said with {score}.", said_at=at, score=score, **more) for score in scores]


def test_who_does_not_know_is_among_those_who_answered(friends, say):
    answers(say, MAY, 1, 1, 2, 3, 4, 5, 5, 6)
    assert counted(friends()) == [(5, 3, 8)]
    assert counted(friends(source="fft_negative")) == [(5, 3, 8)]


def test_a_score_without_words_counts_as_any_other(friends, say):
    answers(say, MAY, 1, 1, 4, 4)
    say("", said_at=MAY, score=2)
    assert counted(friends()) == [(5, 3, 5)]


def test_who_writes_into_two_boxes_answers_once(friends, say):
    for number, score in enumerate((1, 4, 4, 4, 4)):
        for box in ("What was good?", "What was not?"):
            say(box, said_at=MAY, score=score, respondent=f"row {number}")
    # Who comes back another day answers again.
    say("Again", said_at=MAY.replace(day=20), score=1, respondent="row 0")
    assert counted(friends()) == [(5, 2, 6)]


def test_a_month_without_a_voice_is_a_gap_and_the_present_one_waits(friends, say):
    answers(say, MAY.replace(month=3), 1, 1, 1, 1, 4)
    answers(say, MAY, 1, 1, 1, 1, 1)
    answers(say, MAY.replace(month=6, day=3), 5, 5, 5, 5, 5)
    assert counted(friends()) == [(3, 4, 5), (5, 5, 5)]
    assert [row.value for row in queries.figure(friends()).rows] == [80.0, None, 100.0]


def test_what_somebody_takes_back_leaves_at_once(friends, measured, say, code, board, meena):
    said = answers(say, MAY, 1, 1, 1, 1, 1, 5)
    code(board)
    number = measured(source="comments", unit="number")
    assert (counted(friends()), counted(number)) == ([(5, 5, 6)], [(5, 6, None)])
    shades = sources.counted(measured(source="positive"))[0].denominator
    listening.withdraw(said[-1], by=meena)
    assert (counted(friends()), counted(number)) == ([(5, 5, 5)], [(5, 5, None)])
    assert sources.counted(measured(source="positive"))[0].denominator == shades - 1


def test_a_share_of_fewer_than_five_is_neither_shown_nor_downloaded(friends, say):
    answers(say, APRIL, 1, 1, 1, 5)
    answers(say, MAY, 1, 1, 1, 1, 5)
    figure = queries.figure(friends())
    april, may = figure.rows
    assert (april.value, april.numerator, april.denominator, april.is_few) == (*[None] * 3, True)
    assert (may.value, may.denominator) == (80.0, 5)
    _, *lines = downloads.as_csv(figure)  # the first is a byte order mark
    assert lines[1] == "Friends and Family,Apr 2026,2026-04-01,,percentage,,under 5,,,,,,\r\n"
    assert lines[2].startswith("Friends and Family,May 2026,2026-05-01,80,percentage,4,5,")


def test_a_service_is_counted_with_all_that_lies_in_it(friends, say, board):
    answers(say, MAY, 1, 1, 1, 1, 1, service_path=("Abbey Hospital", "Ward 1"))
    answers(say, MAY, 5, 5, 5, 5, 5, service_path=("Heron Clinic",))
    abbey = board.services.get(name="Abbey Hospital")
    assert counted(friends(service=abbey)) == [(5, 5, 5)]
    assert counted(friends()) == [(5, 5, 10)]
    nobody = places.add_service(board, "Kestrel Ward", kind="ward", by="test")
    assert counted(friends(service=nobody)) == []
    assert readings.sentence(queries.figure(friends(service=nobody))).startswith("Nobody has said")


def test_the_share_of_a_theme_is_of_coded_comments_and_of_a_category_of_all_its_themes(
    measured, say, code, board, meena
):
    said = [say(WAITED, said_at=MAY) for _ in range(6)]
    code(board)
    say("Not coded yet", said_at=MAY)
    codebook = understanding.ensure_codebook(board)
    category = next(
        each
        for each in codebook.themes.filter(parent=None)
        if not each.children.filter(codings__isnull=False) and each.children.count() > 1
    )
    first, second = category.children.all()[:2]
    for contribution, theme in zip(said, (first, first, second), strict=False):
        understanding.add(contribution, theme.title, by=meena)
    understanding.add(said[0], second.title, by=meena)
    assert counted(measured(source="theme", theme=first)) == [(5, 2, 6)]
    assert counted(measured(source="theme", theme=second)) == [(5, 2, 6)]
    assert counted(measured(source="theme", theme=category)) == [(5, 3, 6)]
    understanding.remove(said[2].codings.counted().get(theme=second), by=meena)
    assert counted(measured(source="theme", theme=category)) == [(5, 2, 6)]


def test_sentiment_may_be_of_a_theme_alone(measured, say, code, board, meena):
    said = [say(words, said_at=MAY) for words in [KIND] * 3 + [WAITED] * 3]
    code(board)
    theme = understanding.ensure_codebook(board).themes.exclude(parent=None).last()
    for each in said[1:]:
        understanding.add(each, theme.title, by=meena)
    assert counted(measured(source="negative")) == [(5, 3, 6)]
    assert counted(measured(source="negative", theme=theme)) == [(5, 3, 5)]
    assert counted(measured(source="comments", theme=theme)) == [(5, 5, None)]


def test_a_month_without_a_comment_has_none_where_comments_are_counted(measured, say):
    say(KIND, said_at=MAY.replace(month=3))
    number = measured(source="comments")
    assert counted(number) == [(3, 1, None), (4, 0, None), (5, 0, None)]
    assert counted(measured(source="comments", begun=date(2026, 2, 9)))[0] == (2, 0, None)
    assert counted(measured(source="comments", retired=date(2026, 4, 30))) == [
        (3, 1, None),
        (4, 0, None),
    ]


@pytest.mark.parametrize(
    ("frequency", "starts"),
    [
        ("week", [date(2026, 5, 4), date(2026, 5, 25), date(2026, 6, 1)]),
        ("quarter", [date(2026, 1, 1)]),
    ],
)
def test_weeks_and_quarters_are_counted_when_they_are_over(friends, say, frequency, starts):
    for day in ((2, 3), (5, 10), (5, 31), (6, 1), (6, 8)):
        answers(say, datetime(2026, *day, 22, tzinfo=UTC), 1)
    measure = friends(frequency=frequency, begun=date(2026, 1, 1))
    assert [each.start for each in sources.counted(measure)][-len(starts) :] == starts


def test_nobody_elses_voices_are_counted(friends, say, welland):
    for _ in range(6):
        say(KIND, said_at=MAY, score=1, of=welland)
    assert counted(friends()) == []


def test_a_day_begins_at_midnight_here_in_summer_too(friends, say):
    for minute in (50, 59):
        say("Late.", said_at=datetime(2026, 4, 30, 22, minute, tzinfo=UTC), score=1)
    say("Early.", said_at=datetime(2026, 4, 30, 23, 0, tzinfo=UTC), score=5)
    say("In winter.", said_at=datetime(2026, 1, 31, 23, 59, tzinfo=UTC), score=5)
    assert counted(friends()) == [(1, 0, 1), (4, 2, 2), (5, 0, 1)]


@pytest.mark.django_db(transaction=True)
def test_what_was_counted_is_kept_until_something_changes(
    copy, friends, say, django_assert_max_num_queries
):
    answers(say, MAY, 1, 1, 1, 4)
    last = say("Said last.", said_at=MAY, score=5)
    measure = friends()
    assert counted(measure) == [(5, 3, 5)]
    copy()
    assert counted(measure) == [(5, 3, 5)]
    with django_assert_max_num_queries(2):
        assert counted(measure) == [(5, 3, 5)]
    listening.withdraw(last, by="test")
    assert counted(measure) == [(5, 3, 4)]
    copy()
    assert counted(measure) == [(5, 3, 4)]
    say("And one more.", said_at=MAY, score=1)
    assert counted(measure) == [(5, 4, 5)]
