# SPDX-License-Identifier: MIT
"""The wheel says the same as its table, to the eye, to a screen reader and without colour."""

from __future__ import annotations

import re
from datetime import timedelta
from math import cos, hypot, radians, sin
from xml.etree import ElementTree

import pytest

from baton.programmes import drawings, operations, queries, wheel
from baton.programmes.activities import operations as activities
from baton.programmes.activities.models import Activity
from baton.programmes.tests.conftest import TODAY
from baton.programmes.wheel import Centre, Dot, Segment

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("Needs", "Plan", "Improve", "Procure", "Monitor")


def drawn(*segments, centre=Centre("0", "activities")):  # noqa: B008 - it is frozen
    svg = wheel.drawn("w", segments, centre, title="The cycle", says="Five stages.")
    # As in a page, where the namespace is HTML's to give.
    return ElementTree.fromstring(str(svg).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def words(svg):
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


def five(**changes):
    return [Segment(name, **({"state": "waiting"} | changes)) for name in NAMES]


def test_each_state_has_a_word_and_an_outline_of_its_own():
    states = ("waiting", "open", "closed", "left_out")
    looks = set()
    for state in states:
        svg = wheel.drawn("w", five(state=state), Centre("0", ""), title="", says="")
        assert str(wheel.WORDS[state]) in svg
        rim = re.findall(r'<path class="f-none [^>]*stroke-width="[^"]+"[^>]*>', svg)
        looks.add(re.sub(r'd="[^"]*"', "", "".join(rim)))
    assert len(looks) == len(states)


def test_the_drawing_is_named_and_described():
    svg = drawn(*five())
    assert svg.get("role") == "img"
    labelled = [svg.get("aria-labelledby"), svg.get("aria-describedby")]
    told = [svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")]
    assert [each.get("id") for each in told] == labelled
    assert [each.text for each in told] == ["The cycle", "Five stages."]


def test_words_of_people_are_escaped():
    svg = wheel.drawn("w", [], Centre("0", ""), title="<b>Feet & co</b>", says="")
    assert "&lt;b&gt;Feet &amp; co&lt;/b&gt;" in svg


def test_what_is_late_is_said_in_words():
    svg = drawn(Segment("Needs", "open", overdue=3), centre=Centre("9", "steps", (), "3 overdue"))
    assert "Needs3 overdue" in words(svg)
    assert "3 overdue" in words(svg)


@pytest.mark.parametrize("number", [0, 1, 2, 7, 9, 21, 60])
def test_dots_stand_apart_inside_their_segment(number):
    size, found = wheel.places(number, (5.6, 4.8, 4.0, 3.2, 2.6, 2.0), 121.0)
    assert len(found) == number
    points = [(r * sin(radians(turn)), r * cos(radians(turn))) for r, turn in found]
    for at, one in enumerate(points):
        for other in points[at + 1 :]:
            assert hypot(one[0] - other[0], one[1] - other[1]) > 2 * size
    assert all(104 < radius < 172 - size and abs(turn) < 29 for radius, turn in found)


def test_dots_that_have_no_room_are_left_to_the_table():
    size, found = wheel.places(900, (5.6, 2.0), 121.0)
    assert size == 2.0
    assert 80 < len(found) < 900


def test_a_small_wheel_leaves_out_what_is_left_out():
    everything = wheel.small(["open", "closed", "waiting", "waiting", "waiting"])
    assert everything.count("<path") == 5
    assert wheel.small(["open", "left_out", "left_out", "left_out", "closed"]).count("<path") == 2


def test_numbered_dots_carry_their_number_and_a_ring_when_late():
    svg = drawn(Segment("Needs", None, dots=[Dot(label="4"), Dot(False, "12", is_late=True)]))
    assert {"4", "12"} <= set(words(svg))
    rings = [c for c in svg.iter(f"{SVG}circle") if "s-alarm" in c.get("class")]
    assert len(rings) == 1
    assert rings[0].get("stroke-dasharray")


# Of programmes.


def rows_of(programme):
    steps, held = queries.steps(programme), queries.activities_of(programme)
    return drawings.rows(programme, steps, held)


@pytest.mark.django_db
def test_the_dots_are_the_activities_that_the_table_counts(begun, meena):
    programme = begun(template="redesign", begins_on=TODAY - timedelta(days=30))
    for number, state in enumerate(Activity.State):
        made = activities.plan(
            programme, f"Talk {number}", on=TODAY, with_whom="All", by=meena, stage="plan"
        )
        Activity.objects.filter(pk=made.pk).update(state=state)
    rows = rows_of(programme)
    assert [(row.happened, row.planned) for row in rows] == [(0, 0), (1, 2), (0, 0), (0, 0), (0, 0)]
    svg = drawings.of_programme(programme, rows)
    assert svg.count("<circle") == 3
    assert svg.count('class="f-paper s-own"') == 2
    assert "0 of 21 steps done" in svg
    assert "Needs is not begun with 4 overdue, Plan is not begun" in svg


@pytest.mark.django_db
def test_without_activities_the_middle_counts_steps(begun, meena):
    programme = begun(template="redesign")
    step = queries.steps(programme).first()
    operations.do_step(step, TODAY, by=meena)
    svg = drawings.of_programme(programme, rows_of(programme))
    assert ">1</text>" in svg
    assert "of 21 steps done" in svg
    assert ">0</text>" in drawings.of_programme(begun("Alone"), rows_of(begun("Bare")))


@pytest.mark.django_db
def test_every_programme_stands_on_the_wheel_of_all_by_its_number(board, begun, meena):
    at_work = begun("At work", template="redesign", begins_on=TODAY - timedelta(days=30))
    for kind in ("needs", "plan"):
        stage = at_work.stages.get(kind=kind)
        operations.open_stage(stage, by=meena)
    begun("Still to begin")
    closed = begun("Closed")
    for stage in closed.stages.all():
        operations.open_stage(stage, by=meena)
        operations.close_stage(stage, by=meena)
    found = queries.progress(board)
    assert [(each.number, each.programme.title) for each in found] == [
        (1, "At work"),
        (2, "Closed"),
        (3, "Still to begin"),
    ]
    svg = drawings.of_all(found)
    assert svg.count(">1</text>") == 2
    assert svg.count(">2</text>") == 0
    assert svg.count(">3</text>") == 1 + 1  # its dot, and the number in the middle
    assert "Needs with 1 at work, Plan with 1 at work, Improve with none at work" in svg
    assert "1 runs late" in svg
