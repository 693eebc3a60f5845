# SPDX-License-Identifier: MIT
"""What has no id of its own is known by its content and how often it came."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from baton.listening.identity import Occurrences, row_digest

ROWS = st.lists(st.text(), max_size=4).map(tuple)


@given(ROWS, ROWS)
def test_only_the_same_row_has_the_same_digest(one, other):
    assert (row_digest(one) == row_digest(other)) == (one == other)


def test_moving_a_letter_to_the_next_cell_makes_another_row():
    assert row_digest(("ab", "c")) != row_digest(("a", "bc"))
    assert row_digest(("a",)) != row_digest(("a", ""))


def test_a_digest_is_the_same_on_every_machine():
    assert row_digest(("Kind", "Elm Ward")) == "s2bempjgy3fdavw2j6ea"


@given(st.lists(ROWS, max_size=8))
def test_every_occurrence_has_its_own_reference_and_the_same_one_again(rows):
    met, again = Occurrences(), Occurrences()
    references = [met.reference(row) for row in rows]
    assert len(set(references)) == len(rows)
    assert references == [again.reference(row) for row in rows]
