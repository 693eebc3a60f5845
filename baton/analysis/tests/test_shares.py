# SPDX-License-Identifier: MIT
"""Shares say how sure they are, and say nothing that the numbers do not bear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from baton.analysis.shares import difference, level_of_each, share

counts = st.integers(1, 5_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(counts)
def test_the_interval_is_wilsons_as_scipy_has_it(counted):
    count, of = counted
    found = share(count, of)
    peer = stats.binomtest(count, of).proportion_ci(0.95, method="wilson")
    assert found.lower == pytest.approx(peer.low, abs=1e-9)
    assert found.upper == pytest.approx(peer.high, abs=1e-9)
    assert 0 <= found.lower <= found.estimate <= found.upper <= 1


@given(counts, counts)
def test_a_difference_turned_about_is_its_opposite(one, other):
    there, back = difference(share(*one), share(*other)), difference(share(*other), share(*one))
    assert there.estimate == pytest.approx(-back.estimate)
    assert there.lower == pytest.approx(-back.upper)
    assert there.is_sure == back.is_sure
    assert there.lower <= there.estimate <= there.upper


@given(counts)
def test_what_did_not_change_is_never_sure_to_have_changed(counted):
    assert not difference(share(*counted), share(*counted)).is_sure


def test_newcombes_own_example():
    """56 of 70 against 48 of 80 (Newcombe 1998, table II, method 10: 0.0524 to 0.3339)."""
    found = difference(share(56, 70), share(48, 80))
    assert (round(found.lower, 4), round(found.upper, 4)) == (0.0524, 0.3339)


def test_of_nothing_all_is_possible():
    assert (share(0, 0).estimate, share(0, 0).lower, share(0, 0).upper) == (0, 0, 1)
    assert not difference(share(10, 10), share(0, 0)).is_sure


@pytest.mark.parametrize(("count", "of"), [(-1, 5), (6, 5), (1, 0)])
def test_a_part_larger_than_the_whole_is_refused(count, of):
    with pytest.raises(ValueError, match="cannot be a part"):
        share(count, of)


def test_more_that_are_read_together_need_more_evidence():
    assert level_of_each(1) == pytest.approx(0.95)
    alone = difference(share(140, 1000), share(108, 1000))
    strict = level_of_each(40)
    among = difference(share(140, 1000, level=strict), share(108, 1000, level=strict))
    assert alone.is_sure
    assert not among.is_sure
