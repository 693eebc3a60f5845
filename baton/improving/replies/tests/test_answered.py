# SPDX-License-Identifier: MIT
"""Voices answered, in days, by channel and group; and nobody is told of fewer than five."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from baton.core import clock
from baton.improving.replies import answered, readings
from baton.improving.replies.tests.conftest import NOWHERE
from baton.understanding import stated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.held_at(datetime(2026, 6, 20, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def thirty(say, reached, concluded, answer, send):
    """Twenty younger and ten older people spoke; fifteen of the younger were told, after a week."""
    young = [say(NOWHERE, characteristics={"age": "25 to 34"}) for _ in range(20)]
    old = [say(NOWHERE, characteristics={"age": "75 and over"}) for _ in range(10)]
    for number, each in enumerate(young[:15]):
        reached(each, address=f"p{number}@example.org")
    with clock.held_at(clock.now() + timedelta(days=7)):
        send(answer(concluded(*young, *old)))


def test_how_many_and_after_how_many_days(thirty, board):
    found = answered.overall(board)
    assert (found.heard, found.answered, found.days) == (30, 15, 7)
    assert found.by_notice == 15
    assert readings.answered(found) == (
        "15 of 30 voices were answered (50%), half of them within 7 days. "
        "15 more can read the answer on a notice."
    )
    assert answered.headline(board) == (15, 7)


def test_the_older_are_answered_less_and_that_is_said(thirty, board):
    groups = answered.by_stated(board, "age")
    assert [(each.name, each.heard, each.answered) for each in groups] == [
        ("25 to 34", 20, 15),
        ("75 and over", 10, 0),
    ]
    less = answered.less(groups, answered.together(groups))
    assert [each.name for each in less] == ["75 and over"]
    assert "75 and over is answered less" in readings.of_groups(less)


def test_of_fewer_than_five_nothing_is_told(say, board):
    for age in ["25 to 34"] * 9 + ["75 and over"] * 2:
        say(NOWHERE, characteristics={"age": age})
    told = {each.name: each.heard for each in answered.by_stated(board, "age")}
    assert told["75 and over"] is None
    assert answered.by_stated(board, "sex") == []


def test_the_page_and_today_say_it(thirty, signed_in, bea):
    # What other tests left behind under the same keys.
    stated._of.cache_clear()
    browser = signed_in(bea)
    page = browser.get("/replies/answered?by=age").content.decode()
    assert "15 of 30 voices were answered" in page
    assert "75 and over" in page
    assert "15 voices of the last twelve months were answered" in browser.get("/").content.decode()
