# SPDX-License-Identifier: MIT
"""What arrived, by day and by channel; what one person said; how a contribution is described."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from baton.core import clock
from baton.listening import describe, operations, queries, registry


def test_every_day_is_counted_also_those_on_which_nobody_spoke(board, other_board, tell):
    with clock.held_at(datetime(2026, 6, 15, 12, tzinfo=UTC)):
        tell()
        tell()
        tell(organisation=other_board)
    with clock.held_at(datetime(2026, 6, 13, 12, tzinfo=UTC)):
        tell()
    with clock.held_at(datetime(2026, 5, 1, 12, tzinfo=UTC)):
        tell()
    with clock.held_at(datetime(2026, 6, 16, 9, tzinfo=UTC)):
        days = queries.arrivals_by_day(board, 5)
    assert [each.count for each in days] == [0, 1, 0, 2, 0]
    assert (days[0].day, days[-1].day) == (date(2026, 6, 12), date(2026, 6, 16))


def test_a_voice_after_midnight_in_summer_belongs_to_the_new_day(board, tell):
    """23:30 in Greenwich is half past midnight here."""
    with clock.held_at(datetime(2026, 6, 15, 23, 30, tzinfo=UTC)):
        tell()
        days = queries.arrivals_by_day(board, 2)
    assert [(each.day, each.count) for each in days] == [
        (date(2026, 6, 15), 0),
        (date(2026, 6, 16), 1),
    ]


def test_channels_are_counted_since_a_moment_the_most_first(board, other_board, tell):
    long_ago = clock.now() - timedelta(days=9)
    with clock.held_at(long_ago):
        tell(channel="post")
    for channel in ("booth", "upload", "upload"):
        tell(channel=channel)
    tell(organisation=other_board)
    since = clock.now() - timedelta(days=1)
    assert queries.arrivals_by_channel(board, since) == [("upload", 2), ("booth", 1)]


def test_the_answers_of_one_person_at_one_time_belong_together(board, other_board, tell):
    same = {"respondent": "4711"}
    first, second = tell("One", **same), tell("Two", **same)
    tell("Three", respondent="4712")
    tell("Four", organisation=other_board, **same)
    tell("Five", said_at=first.said_at + timedelta(days=1), **same)
    assert list(queries.of_the_same_answer(first)) == [second]
    operations.withdraw(second, by="test")
    assert not queries.of_the_same_answer(first)


def test_people_without_a_number_are_not_taken_for_one_person(tell):
    tell("One")
    assert not queries.of_the_same_answer(tell("Two"))


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("moment", "8 June 2026 at 10:30"),
        ("day", "Monday 8 June 2026"),
        ("month", "June 2026"),
        ("unknown", "Day not known, reached us 16 June 2026"),
    ],
)
def test_a_day_is_given_as_exactly_as_it_is_known(tell, precision, words):
    with clock.held_at(datetime(2026, 6, 16, 9, tzinfo=UTC)):
        assert describe.when_said(tell(said_precision=precision)) == words


def test_concerns_that_overlap_are_each_marked():
    concerns = [{"start": 0, "end": 8}, {"start": 4, "end": 12}, {"start": 0, "end": 0}]
    parts = describe.passages("abcdefghijklmnop", concerns)
    assert [(part.text, part.of, part.ends) for part in parts] == [
        ("abcd", (1,), ()),
        ("efgh", (1, 2), (1,)),
        ("ijkl", (2,), (2,)),
        ("mnop", (), ()),
    ]


def test_a_mark_that_runs_past_the_words_ends_with_them():
    assert describe.passages("abc", [{"start": 1, "end": 9}])[-1] == ("bc", (1,), (1,))
    assert describe.passages("", [{"start": 1, "end": 9}]) == []


def test_channels_have_names_and_a_code_means_one(monkeypatch):
    monkeypatch.setattr(registry, "_channels", {})
    booth = registry.Channel("booth", "Listening booth", "A tablet on a market stall.")
    registry.register(booth)
    registry.register(booth)
    registry.register(registry.Channel("api", "Another system"))
    assert registry.name_of("booth") == "Listening booth"
    assert [each.code for each in registry.channels()] == ["api", "booth"]
    with pytest.raises(registry.CodeInUse, match="Listening booth"):
        registry.register(registry.Channel("booth", "Booth of another maker"))
