# SPDX-License-Identifier: MIT
"""Which headings and cells speak of an agreement, and what they mean."""

from __future__ import annotations

import pytest

from baton.listening.agreed import BASES, FOR_WHOM, WHO
from baton.listening.channels.upload import agreement_values, answers
from baton.listening.channels.upload.guessing import guess
from baton.listening.channels.upload.mapping import Mapping
from baton.listening.channels.upload.rows import Row


def guessed(heading: str, *cells: str) -> Mapping:
    rows = [Row(n, (cell, f"They said {n} things to us")) for n, cell in enumerate(cells, 2)]
    return guess((heading, "Comment"), rows)


@pytest.mark.parametrize(
    ("heading", "cells", "meaning"),
    [
        ("Are you under 16?", ("Yes", "No"), "for_whom"),
        ("For whom somebody else agrees", ("under 16", ""), "for_whom"),
        ("Parental consent", ("Yes", "No"), "who"),
        ("Consent given by", ("mother", "pupil"), "who"),
        ("Gillick competent", ("yes", ""), "basis"),
    ],
)
def test_a_heading_tells_which_column_it_is(heading, cells, meaning):
    assert getattr(guessed(heading, *cells).agreed, meaning) == heading


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Children under 16 in the household", ("Yes", "No")),
        ("Relationship status", ("Married", "Single")),
        ("Under 16?", ("Blue", "Green")),
    ],
)
def test_other_columns_are_not_taken_for_it(heading, cells):
    assert guessed(heading, *cells).agreed == Mapping().agreed


def test_an_answer_of_one_who_can_agree_is_turned_round():
    read_as = agreement_values.for_whom
    assert read_as("yes", "Has capacity to agree") == ("able", "")
    assert read_as("no", "Has capacity to agree")[0] == "unclear"
    assert read_as("yes", "Adult who lacks capacity") == ("adult", "")


@pytest.mark.parametrize(
    ("role", "names"), [("for_whom", FOR_WHOM), ("who", WHO), ("basis", BASES)]
)
def test_what_pages_call_it_is_understood_too(role, names):
    for code, words in names.items():
        assert answers.own_reading(role, words) == answers.own_reading(role, code) == (code, True)
