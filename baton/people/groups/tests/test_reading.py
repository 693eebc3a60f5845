# SPDX-License-Identifier: MIT
"""What is said of groups: their seats and terms, and whether what they say reaches a decision."""

from __future__ import annotations

from datetime import date

import pytest

from baton.people.groups import operations, queries, readings
from baton.people.groups.models import SEATS_OF_PEOPLE, Group
from baton.people.groups.tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def gap(group):
    return readings.gap(queries.line(group))


def of(group):
    return readings.of_one(queries.roll(group))


def overview(board):
    return readings.overview(queries.rolls(board, queries.current(board)))


def test_a_group_that_leads_nowhere_is_pointed_out(group):
    assert gap(group()) == "It is written nowhere how what this group says reaches a decision."


def test_a_group_that_decides_or_says_how_it_connects_is_not(group):
    assert gap(group("Board", purpose="decides")) == ""
    assert gap(group("Readers", connects="The author answers each point.")) == ""


def test_reporting_to_a_group_helps_only_where_that_leads_to_a_decision(group, meena):
    top = group("Steering group", purpose="coordinates")
    low = group("Voices", reports_to=top)
    assert gap(low) == (
        "It is written nowhere how what this group says reaches a decision "
        "once it has come to Steering group."
    )
    operations.change(top, by=meena, reports_to=group("Board", purpose="decides"))
    assert gap(low) == ""
    assert [str(each) for each in queries.line(low)] == ["Voices", "Steering group", "Board"]


def test_a_line_that_comes_to_an_ended_group_is_broken_there(group, meena):
    top = group("Board", purpose="decides")
    middle = group("Committee", purpose="decides", reports_to=top)
    low = group("Voices", reports_to=middle)
    operations.end(top, on=date(2026, 5, 1), why="Merged.", by=meena)
    assert gap(middle) == (
        "It reports to Board, which ended on 1 May 2026. Say to whom it reports now."
    )
    assert gap(low) == (
        "Committee reports to Board, which ended on 1 May 2026. Say to whom Committee reports now."
    )
    assert gap(top) == ""


def test_a_circle_that_is_there_all_the_same_is_read_to_an_end(group):
    one, two = group("One"), group("Two")
    Group.objects.filter(pk=one.pk).update(reports_to=two)
    Group.objects.filter(pk=two.pk).update(reports_to=one)
    one.refresh_from_db()
    assert queries.line(one) == [one, two]


def test_a_group_is_told_by_its_seats_its_terms_and_its_review(group, seat, sits):
    voices = group(review_on=date(2026, 6, 9))
    sits(seat(voices, "chair"), term_ends_on=date(2026, 6, 9))
    sits(seat(voices), "Jo", term_ends_on=date(2026, 8, 9))
    sits(seat(voices), "Dee", term_ends_on=date(2026, 8, 10))
    seat(voices, "public")
    assert of(voices) == (
        "3 of its 4 seats are filled. Of 3 seats for patients and the public, 1 is vacant. "
        "1 term is over. 1 term ends within 60 days. Its review was due on 9 June 2026."
    )


def test_a_review_and_a_term_are_not_late_on_their_day(group, seat, sits):
    voices = group(review_on=TODAY)
    held = sits(seat(voices), term_ends_on=TODAY)
    assert (held.is_over, held.ends_soon, held.days_left) == (False, True, 0)
    assert of(voices) == (
        "Its one seat is filled. The one seat for patients and the public is filled. "
        "1 term ends within 60 days."
    )


def test_a_group_without_seats_for_patients_says_so(group, seat):
    voices = group()
    assert of(voices) == "It has no seats yet."
    seat(voices, "officer")
    assert of(voices) == "Its one seat is vacant. None is kept for patients or the public."
    seat(voices, "officer")
    assert of(voices) == ("0 of its 2 seats are filled. None is kept for patients or the public.")


def test_seats_stand_in_their_order_with_who_holds_them(group, seat, sits, meena):
    voices = group()
    seat(voices, "other")
    patient, chair = seat(voices), seat(voices, "chair")
    amina = sits(chair)
    gone = sits(patient, "Jo")
    operations.leave(gone, on=date(2026, 4, 3), by=meena)
    roll = queries.roll(voices)
    assert [(str(e.seat), e.holding, e.vacant_since) for e in roll.places] == [
        ("Chair", amina, None),
        ("Patient or carer", None, date(2026, 4, 3)),
        ("Other", None, None),
    ]
    assert roll.left == [gone]
    assert (roll.filled(), roll.vacant(), roll.vacant(SEATS_OF_PEOPLE)) == (1, 2, 1)
    assert queries.vacancies_by_kind(roll) == [("Patient or carer", 1), ("Other", 1)]


def test_an_ended_group_still_shows_who_sat_in_it(group, seat, sits, meena):
    voices = group()
    place = seat(voices)
    earlier = sits(place, "Jo")
    operations.leave(earlier, on=date(2026, 4, 3), by=meena)
    amina = sits(place, began_on=date(2026, 4, 3), term_ends_on=date(2026, 5, 1))
    operations.end(voices, on=TODAY, why="Done.", by=meena)
    roll = queries.roll(voices)
    assert [each.holding for each in roll.places] == [amina]
    assert roll.left == [earlier]
    assert readings.of_one(roll) == "It ended on 10 June 2026."
    assert not roll.held[0].is_over


def test_the_groups_of_a_body_are_told_together(group, seat, sits, board):
    assert overview(board) == ""
    chairs = group("Board", purpose="decides", review_on=date(2026, 1, 1))
    assert overview(board) == (
        "There is 1 group. No seat is kept for patients, the public or partners. "
        "The review of 1 group is overdue."
    )
    seat(chairs, "chair")
    voices = group("Voices")
    sits(seat(voices))
    for kind in ("patient", "public", "partner", "healthwatch"):
        seat(voices, kind)
    assert overview(board) == (
        "There are 2 groups. Of 5 seats for patients, the public and partners, 4 are vacant. "
        "The review of 1 group is overdue. "
        "Of 1 group it is written nowhere how what it says reaches a decision."
    )


def test_rooms_above_find_the_groups_that_last_by_what_they_are_for(group, board, meena):
    voices, top = group("Voices"), group("Board", purpose="decides")
    operations.end(group("Old", purpose="decides"), on=TODAY, why="Done.", by=meena)
    assert list(queries.current(board)) == [top, voices]
    assert list(queries.by_purpose(board, "decides")) == [top]


def test_a_list_asks_the_database_as_often_for_many_groups_as_for_one(
    group, seat, sits, board, django_assert_num_queries
):
    top = group("Board", purpose="decides")
    for name in ("Voices", "Readers", "Carers"):
        sits(seat(group(name, reports_to=top)))
    with django_assert_num_queries(4):
        rolls = queries.rolls(board, queries.current(board))
        assert [(each.filled(), len(each.line)) for each in rolls] == [(0, 1), *[(1, 2)] * 3]
        readings.overview(rolls)
