# SPDX-License-Identifier: MIT
"""Closer looks: where, who and how, what together, and two side by side."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from baton.analysis.disclosure import attack
from baton.places.operations import Finder
from baton.understanding import operations, queries, readings
from baton.understanding.counting import comparing, people, places
from baton.understanding.counting.overview import overview
from baton.understanding.counting.selection import Asked
from baton.understanding.counting.together import together
from baton.understanding.filters import Filters
from baton.understanding.models import Reading
from baton.understanding.tests.conftest import NOON
from baton.warehouse import engine

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seen(copy, board):
    """What is counted of what the database holds by now, and the copy itself."""

    def count(**asked):
        copy()
        reader = engine.Reader()
        return overview(Asked(board, Filters(**asked)), reader), reader

    return count


@pytest.fixture
def tell(say, priya):
    """So many comments of some themes, as a person coded them."""

    def told(number, *themes, feeling=Reading.Sentiment.NEGATIVE, **more):
        for each in range(number):
            said = say(f"{themes} {more.get('service_path')} {each}", **more)
            operations.set_sentiment(said, feeling, by=priya)
            for theme in themes:
                operations.add(said, theme, by=priya)

    return told


def titled(board, title):
    return board.codebooks.get().themes.get(title=title)


def shown(found):
    return {
        place.service.name if place.service else None: [spot.cell.count for spot in place.spots]
        for place in found.places
    }


def test_services_stand_in_rows_with_all_that_lies_in_them(seen, tell, board):
    tell(3, "Parking", service_path=("Oadby", "Walk-in centre"))
    tell(2, "Parking", service_path=("Oadby", "Ward 4"))
    tell(1, "Parking", service_path=("Wigston",))
    tell(1, "Discharge")
    found = places.by_place(*seen())
    assert [theme.title for theme in found.themes] == ["Parking", "Discharge"]
    assert shown(found) == {"Oadby": [5, 0], "Wigston": [1, 0], None: [0, 1]}
    assert [place.has_parts for place in found.places] == [True, False, False]
    oadby = board.services.get(name="Oadby")
    inside = places.by_place(*seen(service=oadby))
    assert shown(inside) == {"Walk-in centre": [3], "Ward 4": [2]}


def test_what_lies_in_one_service_is_shown_by_its_parts(seen, tell, board):
    Finder(board, "test").find(("Board", "Trust A"))
    tell(1, "Parking", service_path=("Board", "Trust A"))
    tell(2, "Parking", service_path=("Board", "Trust B"))
    assert shown(places.by_place(*seen())) == {"Trust B": [2], "Trust A": [1]}


def test_only_what_surely_differs_is_marked(seen, tell):
    tell(40, "Parking", service_path=("Oadby",))
    tell(40, "Discharge", service_path=("Wigston",))
    tell(1, "Discharge", service_path=("Blaby",))
    found = places.by_place(*seen())
    marks = {place.service.name: [spot.differs for spot in place.spots] for place in found.places}
    assert marks == {"Oadby": [-1, 1], "Wigston": [1, -1], "Blaby": [0, 0]}
    assert "oadby" in readings.of_places(found).lower()


def test_channels_stand_beside_one_another(seen, tell):
    tell(2, "Parking", channel="upload")
    tell(1, "Discharge", channel="booth", feeling=Reading.Sentiment.POSITIVE)
    groups = people.by_channel(*seen()).groups
    assert [(each.value, each.count, each.themes) for each in groups] == [
        ("upload", 2, [2, 0]),
        ("booth", 1, [0, 1]),
    ]
    assert groups[1].shade.positive == 1


def test_groups_of_few_are_hidden_and_what_they_could_be_worked_out_from(seen, tell):
    for age, number in (("18 to 24", 3), ("25 to 34", 20), ("35 to 44", 30)):
        tell(number, "Parking", characteristics={"age": age})
    tell(9, "Discharge", characteristics={"age": "35 to 44"})
    found = people.by_stated(*seen(), "age")
    told = {group.name: group.count for group in found.groups}
    assert told["18 to 24"] is None
    assert sum(count is None for count in told.values()) >= 2, "one alone would follow from the sum"


def test_ways_of_speaking_stand_beside_one_another_with_few_hidden(seen, tell):
    tell(30, "Parking")
    for way, number in ((1, 20), (2, 3), (5, 12)):
        tell(number, "Discharge", way=way)
    found = people.by_way(*seen())
    told = {group.name: group.count for group in found.groups}
    assert told[people.BY_THEMSELVES] == 30 or told[people.BY_THEMSELVES] is None
    assert told["In British Sign Language"] is None
    assert sum(count is None for count in told.values()) >= 2, "one alone would follow from the sum"
    assert "In Easy Read" not in told
    by_interpreter = next(each for each in found.groups if each.value == "1")
    assert by_interpreter.count in (20, None)


def test_of_fewer_than_five_no_way_of_speaking_is_told(seen, tell):
    tell(4, "Parking", way=2)
    assert people.by_way(*seen()).groups == []


def test_of_fewer_than_five_who_stated_something_nothing_is_told(seen, tell):
    tell(4, "Parking", characteristics={"age": "18 to 24"})
    tell(9, "Parking")
    assert people.by_stated(*seen(), "age").groups == []


@pytest.mark.parametrize("seed", range(6))
def test_no_solver_finds_a_group_of_few(seed):
    dice = random.Random(seed)
    themes = [type("Theme", (), {"pk": pk})() for pk in (11, 12, 13)]
    values = range(5)
    felt = {(f, v): dice.choice((0, 1, 3, 6, 20, 90)) for f in (1, 2, 3) for v in values}
    of = {v: sum(felt[f, v] for f in (1, 2, 3)) for v in values}
    spoken = {(t.pk, v): min(of[v], dice.choice((0, 2, 4, 7, 30))) for t in themes for v in values}
    told = people.protected(themes, values, spoken, felt)
    figures = told.figures
    small = [
        key for key, number in zip(figures.keys, figures.values, strict=True) if 0 < number < 5
    ]
    assert told.hidden.issuperset(small)
    for found in attack(figures, told.hidden, only=small).values():
        assert found.upper is None or found.upper >= 5


def test_themes_of_one_breath_are_paired_against_chance(seen, tell, board):
    tell(12, "Parking", "Discharge")
    tell(3, "Parking", "Pain management")
    tell(20, "Pain management")
    tell(20, "Contacting services")
    overviewed, reader = seen()
    pairs = together(overviewed, reader)
    assert [(pair.one.title, pair.other.title, pair.count) for pair in pairs] == [
        ("Discharge", "Parking", 12)
    ]
    assert round(pairs[0].share, 2) == 1.0
    assert readings.of_pairs(pairs) == "Of those who speak of discharge, 100% speak of parking too."
    both = Filters(theme=titled(board, "Parking"), also=titled(board, "Discharge"))
    assert queries.count(board, both) == (12, False)
    assert overview(Asked(board, both), reader).shade.total == 12
    words = Filters(q="parking", theme=both.theme, also=both.also)
    assert queries.count(board, words) == (12, False)
    assert len(queries.comments(board, words).comments) == 12


def test_two_periods_are_compared_with_an_interval(seen, tell, board):
    before = NOON - timedelta(days=31)
    tell(40, "Parking", said_at=NOON)
    tell(40, "Discharge", said_at=before)
    asked, reader = seen(said_from=date(2026, 6, 1), said_to=date(2026, 6, 30))
    one, other = comparing.sides(asked.asked.filters, Filters(), reader, board)
    assert (other.said_from, other.said_to) == (date(2026, 5, 1), date(2026, 5, 31))
    found = comparing.compare(board, one, other, reader)
    assert readings.sides(one, other) == ("June 2026", "May 2026")
    differences = {each.theme.title: each.difference.estimate for each in found.themes}
    assert differences == {"Parking": 1.0, "Discharge": -1.0}
    assert readings.of_comparison(found) == (
        "Parking 100% against 0% and Discharge 0% against 100%."
    )


def test_sides_that_have_comments_in_common_get_no_interval(seen, tell, board):
    tell(30, "Parking", service_path=("Oadby",))
    tell(30, "Discharge", service_path=("Wigston",))
    _, reader = seen()
    oadby = Filters(service=board.services.get(name="Oadby"))
    wigston = Filters(service=board.services.get(name="Wigston"))
    assert not comparing.compare(board, oadby, wigston, reader).overlap
    common = comparing.compare(board, Filters(), oadby, reader)
    assert common.overlap
    assert common.sure == []
    assert "in common" in readings.of_comparison(common)


def test_groups_of_few_are_not_compared(seen, tell, board):
    tell(3, "Parking", characteristics={"age": "18"})
    tell(30, "Parking", characteristics={"age": "40"})
    tell(30, "Discharge", characteristics={"age": "40"})
    _, reader = seen()
    young, old = (Filters(who=("age", value)) for value in ("18", "40"))
    found = comparing.compare(board, young, old, reader)
    assert [each.one for each in found.themes if each.theme.title == "Parking"] == [None]


@pytest.mark.parametrize("path", ["where/", "who/", "who/?by=age", "together/", "compare/"])
def test_each_page_opens_with_and_without_anybody(copy, board, tell, priya, signed_in, path):
    client = signed_in(priya)
    copy()
    assert client.get(f"/themes/{path}").status_code == 200
    tell(6, "Parking", "Discharge", characteristics={"age": "40"}, service_path=("Oadby",))
    copy()
    html = client.get(f"/themes/{path}").content.decode()
    assert "Parking" in html
    assert "style=" not in html
    asked = client.get(f"/themes/{path}{'&' if '?' in path else '?'}who=age%3A+40")
    assert asked.status_code == 200


def test_a_group_of_few_is_not_told_on_the_themes_page(copy, board, tell, priya, signed_in):
    tell(4, "Parking", characteristics={"age": "107"})
    tell(9, "Parking", characteristics={"age": "40"})
    tell(2, "Discharge", characteristics={"age": "40"})
    copy()
    client = signed_in(priya)
    few = client.get("/themes/?who=age%3A+107").content.decode()
    assert "Fewer than five people" in few
    assert "Parking</" not in few.partition("<h2")[2]
    told = client.get("/themes/?who=age%3A+40").content.decode()
    table = told.partition("<table")[2]
    assert "Parking" in table
    assert "Discharge" not in table
