# SPDX-License-Identifier: MIT
"""A question put into words by its shape says what it says when it is put into words by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baton.understanding.counting import questions as of
from baton.understanding.counting.selection import Selection
from baton.understanding.counting.spans import Span
from baton.warehouse import compiling

#: Small, so that a body, a score and a service are often the same number.
numbers = st.integers(1, 9)
days = st.dates(date(2023, 1, 1), date(2026, 12, 31))
first_days = days.map(lambda day: day.replace(day=1))


@st.composite
def spans(draw):
    """Of whole months or not, closed or open at either end."""
    chosen = draw(st.sampled_from([days, first_days]))
    since = draw(st.one_of(st.none(), chosen))
    until = draw(st.one_of(st.none(), chosen))
    return Span(since, until)


@st.composite
def selections(draw):
    own = draw(numbers)
    bodies = tuple(draw(st.lists(numbers, min_size=1, max_size=3, unique=True)))
    bits = st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any)
    spoken = st.tuples(st.just(bodies), bits).map(lambda one: (one,))
    return Selection(
        bodies=bodies,
        own=own,
        span=draw(spans()),
        themes=tuple(draw(st.lists(spoken, max_size=2, unique=True))),
        beside=tuple(draw(st.lists(numbers, max_size=2, unique=True))),
        services=draw(st.one_of(st.none(), st.lists(numbers, max_size=4).map(tuple))),
        feeling=draw(st.one_of(st.none(), st.integers(1, 3))),
        channel=draw(st.sampled_from(["", "upload", "o'clock"])),
        score=draw(st.one_of(st.none(), st.integers(1, 6))),
        language=draw(st.sampled_from(["", "pl"])),
        is_long=draw(st.booleans()),
        by_words=draw(st.booleans()),
    )


def words(statement):
    """Without line breaks, which long lists get."""
    return " ".join(statement.split()).replace("( ", "(").replace(" )", ")")


def by_itself(question, dialect):
    """The question in words, with its own values from the start."""
    has_days = question.when is not None
    return compiling._said.__wrapped__(question.measure, question.of, has_days, dialect)


@settings(max_examples=60, deadline=None)
@given(chosen=selections(), now=days, length=st.integers(1, 90), number=st.integers(0, 5))
@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
def test_values_that_are_filled_in_make_the_same_words(chosen, now, length, number, dialect):
    cut = (Span(now, now + timedelta(length)), Span(now - timedelta(length), now))
    question = [
        of.themes_by_month(chosen),
        of.themes_by_month(chosen, cut),
        of.themes_by(chosen, "service", cut),
        of.feelings_by(chosen, "channel"),
        of.spoken_together(chosen),
        of.how_many(chosen),
    ][number]
    expected = by_itself(question, dialect)
    found = compiling.compiled(question, dialect)
    assert words(found.statement) == words(expected.statement)
    assert (found.source, found.columns) == (expected.source, expected.columns)


def test_questions_that_differ_in_values_only_are_put_into_words_once():
    def asked(score):
        return of.how_many(Selection(bodies=(1,), own=1, score=score, services=(4, score)))

    compiling.compiled(asked(5))
    before = compiling._said.cache_info().misses
    assert compiling.compiled(asked(6)).statement != compiling.compiled(asked(5)).statement
    assert compiling._said.cache_info().misses == before
