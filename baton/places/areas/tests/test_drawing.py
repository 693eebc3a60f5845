# SPDX-License-Identifier: MIT
"""The map: true to scale, with dots that never lie upon one another and names that hide none."""

from __future__ import annotations

import re
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baton.places.areas import queries
from baton.places.areas.drawing import Dot, Mark, _apart, draw
from baton.places.areas.models import Area

numbers = st.integers(1, 400)
dots = st.lists(
    st.builds(
        lambda x, y, number: Dot(x, y, (Mark(0, 0, number, "A place", "/", "E07000001"),)),
        st.floats(0, 640),
        st.floats(0, 640),
        numbers,
    ),
    max_size=60,
)


@given(dots)
def test_no_dot_lies_upon_another_and_none_is_lost(given_dots):
    apart = _apart(given_dots)
    assert sum(dot.number for dot in apart) == sum(dot.number for dot in given_dots)
    assert sorted(id(m) for dot in apart for m in dot.marks) == sorted(
        id(m) for dot in given_dots for m in dot.marks
    )
    for at, one in enumerate(apart):
        for other in apart[at + 1 :]:
            assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius


@settings(deadline=None)
@given(st.lists(numbers, min_size=1, max_size=5))
def test_a_joined_dot_leads_to_the_district_with_most_of_it(given_numbers):
    marks = tuple(Mark(0, 0, number, "", "/", str(n)) for n, number in enumerate(given_numbers))
    assert given_numbers[int(Dot(1, 1, marks).district)] == max(given_numbers)


def mark(longitude: float, latitude: float, number: int = 1) -> Mark:
    return Mark(longitude, latitude, number, "A place", "/there", "E07000001")


@pytest.fixture
def westby(districts) -> Area:
    return queries.drawn(["E07000001"])[0]


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.-]+) ([\d.-]+)", path)]


def test_a_square_of_degrees_is_as_high_and_narrow_as_it_is_on_the_ground(westby):
    drawn = draw([westby], [], width=640)
    xs, ys = zip(*points(drawn.outlines[-1].path), strict=True)
    # A degree of longitude at 52.25° north is 0.612 of one of latitude.
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(0.612, abs=0.002)
    assert min(xs) > 0
    assert max(xs) < drawn.width
    assert max(ys) < drawn.height


def test_north_is_up_and_east_is_right(westby):
    drawn = draw([westby], [mark(-0.9, 52.4), mark(-0.6, 52.1)], width=640)
    north_west, south_east = sorted(drawn.dots, key=lambda dot: dot.x)
    assert north_west.y < south_east.y


def test_what_lies_around_is_drawn_and_what_lies_outside_is_left_out(westby):
    drawn = draw([westby], [mark(-0.75, 52.25), mark(5, 52)], width=640)
    assert [(each.kind, str(each.area)) for each in drawn.outlines] == [
        ("around", "Eastby"),
        ("area", "Westby"),
    ]
    assert [dot.number for dot in drawn.dots] == [1]


def test_a_name_stands_in_its_district_and_hides_no_dot(westby):
    drawn = draw([westby], [mark(-0.75, 52.25, 100)], width=640)
    named = drawn.outlines[-1]
    assert named.name == ("Westby",)
    (dot,) = drawn.dots
    assert abs(named.y - dot.y) > dot.radius
    xs, ys = zip(*points(named.path), strict=True)
    assert min(xs) < named.x < max(xs)
    assert min(ys) < named.y < max(ys)


def test_without_room_there_is_no_name(westby):
    assert draw([westby], [], width=80).outlines[-1].name == ()


def test_parts_are_drawn_in_place_of_the_whole(westby):
    parts = [Area(code="E01000001", kind="small", within=westby, outline=westby.outline)]
    drawn = draw([westby], [], width=640, parts=parts)
    assert [each.kind for each in drawn.outlines] == ["part"]
