# SPDX-License-Identifier: MIT
"""Where dots, names and tails are drawn."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.people.stakeholders import grid, queries


def inside(dot) -> bool:
    """Whether a dot lies in the cell of its place."""
    x, y = grid.middle_of(dot.standing.place)
    return (
        abs(dot.x - x) + dot.radius <= grid.CELL_X / 2 + 1
        and abs(dot.y - y) + dot.radius <= grid.CELL_Y / 2 + 1
    )


@pytest.mark.parametrize("number", [1, 2, 3, 4, 9, 12, 13, 20])
def test_however_many_share_a_place_their_dots_lie_in_it_apart(register, place, number):
    for each in range(number):
        place(f"Group {each}", 4, 2)
    dots = grid.dots(queries.standings(register))
    assert len(dots) == number
    assert all(inside(dot) for dot in dots)
    gaps = [
        ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5 - one.radius - other.radius
        for one, other in combinations(dots, 2)
    ]
    assert min(gaps, default=1) > 0


def test_forty_in_one_place_stay_in_it(register, place):
    for each in range(40):
        place(f"Group {each}", 5, 5)
    assert all(inside(dot) for dot in grid.dots(queries.standings(register)))


def test_few_have_their_names_beside_them_and_many_have_not(register, place):
    place("Soar Valley carers’ network", 1, 1)
    for each in range(5):
        place(f"Group {each}", 4, 2)
    named = [dot.name for dot in grid.dots(queries.standings(register)) if dot.name]
    assert named == [("Soar Valley", "carers’", "network")]


@given(st.text(st.sampled_from("abcdefgh é-,’"), max_size=80), st.sampled_from([2, 3, 4]))
def test_what_is_seen_of_a_name_is_how_it_begins(name, most):
    """So that its accessible name, which begins with the whole name, holds what is seen."""
    seen = " ".join(grid.lines_of(name, most)).removesuffix("…")
    assert " ".join(name.split()).startswith(seen)
