# SPDX-License-Identifier: MIT
"""The map of the audit: what was where, where nothing was, and what is not on it."""

from __future__ import annotations

from datetime import date

import pytest

from baton.people import operations as people
from baton.places.areas import operations as areas
from baton.places.areas import queries as known
from baton.places.areas.models import Area, Postcode
from baton.programmes import operations as programmes
from baton.programmes.activities import operations

PAGE = "/activities/where"
OADBY, MELTON = "LE2 5PN", "LE13 1XA"


@pytest.fixture(autouse=True)
def ground(db) -> None:
    """Two districts side by side, with a postcode in each."""
    for number, (name, west) in enumerate({"Oadby and Wigston": -1.1, "Melton": -0.9}.items()):
        ring = [[west, 52.5], [west + 0.2, 52.5], [west + 0.2, 52.7], [west, 52.7], [west, 52.5]]
        box = {"west": west, "south": 52.5, "east": west + 0.2, "north": 52.7}
        district = Area.objects.create(
            code=f"E0700000{number}", kind="district", name=name, outline=[ring], **box
        )
        small = Area.objects.create(code=f"E0100000{number}", kind="small", within=district)
        Postcode.objects.create(
            code=(OADBY, MELTON)[number], area=small, longitude=west + 0.1, latitude=52.6
        )


@pytest.fixture
def serves_both(board) -> None:
    areas.serve(board, Area.objects.districts(), by="test")


def shown(browser, **asked) -> str:
    return " ".join(browser.get(PAGE, asked).content.decode().split())


def test_activities_stand_where_they_are_held(hers, plan, serves_both):
    for title in ("Tea", "Walk"):
        plan(title, postcode=OADBY, place="Oadby library", came=7)
    plan("Market", postcode=MELTON, place="Cattle market")
    page = shown(hers)
    assert "3 activities at 2 places on the map. Oadby and Wigston has the most: 2." in page
    # On the wide map and on the narrow one.
    assert page.count('aria-label="2 activities: Oadby library"') == 2
    assert page.count(f'href="/activities/?q={OADBY.replace(" ", "+")}"') == 3
    assert '<td class="bt-num">2</td><td class="bt-num">14</td>' in page


def test_a_dot_opens_what_was_there(hers, plan):
    plan("Tea", postcode=OADBY)
    plan("Market", postcode=MELTON)
    page = hers.get("/activities/", {"q": OADBY}).content.decode()
    assert "Tea" in page
    assert "Market" not in page


def test_a_district_where_nothing_was_is_named(hers, plan, serves_both):
    plan("Tea", postcode=OADBY)
    assert "Nothing in Melton, which you serve." in shown(hers)


def test_an_activity_counts_in_a_district_that_it_names(hers, plan, serves_both):
    plan("Survey", area="melton, Oadby")
    page = shown(hers)
    assert "Melton has the most: 1. Nothing in Oadby and Wigston, which you serve." in page


def test_held_in_the_district_that_it_names_it_counts_there_once(hers, plan, serves_both):
    plan("Tea", postcode=MELTON, area="Melton")
    assert "Melton has the most: 1." in shown(hers)


def test_a_nearer_map_shows_one_district(hers, plan, serves_both):
    plan("Tea", postcode=OADBY, place="Oadby library")
    plan("Market", postcode=MELTON, place="Cattle market")
    page = shown(hers, district="E07000001")
    assert "Where: Melton" in page
    assert "1 activity is in Melton or is for its people; 0 people came." in page
    assert "Oadby library" not in page
    assert "Where: " not in shown(hers, district="E07999999")


def test_without_districts_served_the_map_is_of_those_where_something_was(hers, plan):
    plan("Tea", postcode=OADBY)
    page = shown(hers)
    assert "Nothing in" not in page
    assert page.count("f-ownwash") == 2
    assert "Say which districts you serve" in page


def test_what_is_not_on_the_map_is_told(hers, plan):
    plan("Tea", postcode="ZE1 0AA", place="Somewhere else")
    plan("Walk", place="Oadby pond")
    plan("Survey")
    page = shown(hers)
    assert "1 postcode is not known here" in page
    assert "1 activity names a place without its postcode:" in page
    assert "Oadby pond" in page
    assert "1 activity names no place" in page


def test_cancelled_ones_are_nowhere(hers, plan):
    gone = plan("Tea", postcode=OADBY)
    operations.cancel(gone, "Rain", by=gone.created_by)
    assert "No activity is on the map yet" in shown(hers)


def test_filters_hold_for_the_map(hers, plan, serves_both):
    plan("Tea", postcode=OADBY, method="workshop", on=date(2026, 6, 1))
    plan("Market", postcode=MELTON, method="booth", on=date(2026, 7, 1))
    page = shown(hers, method="booth", since="2026-06-15")
    assert "1 activity at 1 place on the map. Melton has the most: 1." in page
    assert "?since=2026-06-15&amp;method=booth&amp;district=E07000001" in page


def test_another_body_s_activities_and_districts_are_not_on_it(hers, plan, serves_both):
    other = people.create_organisation("Welland Care Board", "icb", by="test")
    areas.serve(other, known.drawn(["E07000001"]), by="test")
    theirs = programmes.begin(other, "Secret", by="test")
    plan("Secret", programme=theirs, postcode=OADBY, place="Secret library")
    page = shown(hers)
    assert "Secret" not in page
    assert "No activity is on the map yet" in page


def test_a_board_member_sees_the_map_and_is_offered_nothing_to_change(signed_in, bea, plan):
    plan("Walk", place="Oadby pond")
    page = shown(signed_in(bea))
    assert "Say which districts you serve" not in page
    assert '/details"' not in page
