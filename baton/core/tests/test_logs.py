# SPDX-License-Identifier: MIT
"""A log says what went wrong and where, and quotes nobody."""

from __future__ import annotations

import logging
import sys

from django.conf import settings

from baton.core.logs import WithoutWords

SECRET = "Mrs Patel said the porter was rude"


class Refused(Exception):
    """As a database refuses a row, quoting it."""


def surprise():
    try:
        raise Refused(f"Failing row contains (7, {SECRET})")
    except Refused as refused:
        raise ValueError(SECRET) from refused


def record(message="Job %s failed", *arguments, **changes):
    made = logging.LogRecord("baton", logging.ERROR, __file__, 1, message, arguments, None)
    made.__dict__.update(changes)
    return made


def caught():
    try:
        surprise()
    except ValueError:
        return sys.exc_info()


def test_an_exception_is_told_by_its_types_and_frames_and_never_by_its_message():
    written = WithoutWords().format(record("Job %s failed", 7, exc_info=caught()))
    first, *lines = written.splitlines()
    assert first == "Job 7 failed"
    assert [line for line in lines if not line.startswith("  ")] == [
        "baton.core.tests.test_logs.Refused",
        "ValueError",
    ]
    assert any(line.endswith(" surprise") and "test_logs.py:" in line for line in lines)
    assert "Patel" not in written
    assert "raise" not in written


def test_what_another_handler_wrote_of_the_exception_is_not_repeated():
    told = record("Job %s failed", 7, exc_info=caught())
    assert "Patel" in logging.Formatter().format(told)
    assert "Patel" not in WithoutWords().format(told)
    assert "Patel" in told.exc_text


def test_an_exception_given_as_an_argument_or_as_the_message_is_its_type():
    written = WithoutWords().format
    assert written(record("It failed: %s", ValueError(SECRET))) == "It failed: ValueError"
    assert written(record("It failed: %(why)r", {"why": OSError(SECRET)})) == "It failed: 'OSError'"
    assert written(record(Refused(SECRET))) == "baton.core.tests.test_logs.Refused"


def test_an_exception_that_hides_where_it_came_from_keeps_it_hidden():
    def hide():
        try:
            raise Refused(SECRET)
        except Refused:
            raise KeyError(SECRET) from None

    try:
        hide()
    except KeyError:
        written = WithoutWords().format(record("No", exc_info=sys.exc_info()))
    assert "KeyError" in written
    assert "Refused" not in written


def test_a_stack_is_told_by_its_frames():
    stack = f'Stack (most recent call last):\n  File "a.py", line 3, in go\n    say("{SECRET}")'
    written = WithoutWords().format(record("Here", stack_info=stack))
    assert written == 'Here\n  File "a.py", line 3, in go'


def test_every_handler_of_ours_writes_without_words_and_django_has_none_of_its_own():
    formatters = settings.LOGGING["formatters"]
    assert {
        formatters[each["formatter"]]["class"] for each in settings.LOGGING["handlers"].values()
    } == {"baton.core.logs.WithoutWords"}
    assert logging.getLogger("django").handlers == []
