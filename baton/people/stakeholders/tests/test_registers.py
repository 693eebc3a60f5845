# SPDX-License-Identifier: MIT
"""Who is in a register, how they stand, and how that moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from baton.core import clock
from baton.core.models import AuditEntry
from baton.people.stakeholders import operations, queries, readings, strategy
from baton.people.stakeholders.models import Register, Stakeholder
from baton.people.stakeholders.operations import Judgement


def standing(register, who):
    return next(each for each in queries.standings(register) if each.stakeholder == who)


@pytest.mark.parametrize("power", range(1, 6))
@pytest.mark.parametrize("interest", range(1, 6))
def test_nobody_who_faces_inequality_is_ever_left_to_be_watched(power, interest):
    asks = strategy.strategy_for(power, interest, faces_inequality=True)
    assert asks != strategy.WATCH
    other = strategy.strategy_for(power, interest, faces_inequality=False)
    assert (other == strategy.WATCH) == (power < 4 and interest < 4)
    assert other in {asks, strategy.WATCH}


def test_two_of_a_name_are_one_whatever_their_capitals(board, meena, place):
    place("Sign and Speak")
    with pytest.raises(operations.NameTaken, match="“SIGN and speak” is in the register already"):
        operations.add(board, " SIGN and  speak ", kind="voluntary", by=meena)
    place("Étoile")
    with pytest.raises(operations.NameTaken):
        operations.add(board, "ÉTOILE", kind="voluntary", by=meena)


def test_who_left_the_register_may_come_back_under_the_same_name(board, meena, place, register):
    who = place("Carers", contact_name="Joan Iles", basis="consent")
    operations.end(who, by=meena)
    assert queries.standings(register) == []
    who.refresh_from_db()
    assert (who.contact_name, who.assessments.count()) == ("", 1)
    assert place("Carers") != who


def test_details_of_a_person_need_a_basis(board, meena):
    with pytest.raises(IntegrityError), transaction.atomic():
        Stakeholder.objects.create(organisation=board, name="x", kind="media", contact_name="Joan")


def test_one_register_is_that_of_all_the_work(board, register):
    assert operations.overall_register(board) == register
    with pytest.raises(IntegrityError), transaction.atomic():
        Register.objects.create(organisation=board, title="Another", is_overall=True)


@pytest.mark.parametrize(
    "wrong", [{"power": 0}, {"interest": 6}, {"influence": 9}, {"current": 5}, {"desired": 7}]
)
def test_levels_beyond_their_scale_are_refused_by_the_database(register, place, meena, wrong):
    who = place("Carers")
    judged = Judgement(**({"power": 1, "interest": 1, "current": 1, "desired": 1} | wrong))
    with pytest.raises(IntegrityError), transaction.atomic():
        operations.assess(register, who, judged, by=meena)


def test_judging_the_same_again_changes_nothing(register, place, meena):
    who = place("Carers", 2, 5)
    before = AuditEntry.objects.count()
    operations.assess(register, who, Judgement(2, 5, 2, 3), by=meena)
    assert (who.assessments.count(), AuditEntry.objects.count()) == (1, before)


def test_what_was_judged_stays_as_how_it_was(register, place, meena):
    who = place("Carers", 2, 5)
    with clock.held_at(clock.now() + timedelta(hours=1)):
        operations.assess(register, who, Judgement(4, 5, 3, 3), by=meena)
    assert [each.power for each in queries.history(who)] == [4, 2]


def test_who_moves_a_dot_twice_within_ten_minutes_moved_it_once(register, place, meena):
    who = place("Carers", 2, 5)
    with clock.held_at(clock.now() + timedelta(minutes=9)):
        made = operations.assess(register, who, Judgement(4, 5, 2, 3), by=meena)
    assert made.power == 4
    assert [each.power for each in queries.history(who)] == [4]


def test_another_person_does_not_mend_a_judgement_but_makes_one(register, place, meena):
    who = place("Carers", 2, 5)
    operations.assess(register, who, Judgement(4, 5, 2, 3), by="import")
    assert [each.power for each in queries.history(who)] == [4, 2]


def test_they_moved_from_where_they_stood_half_a_year_ago(register, place, meena):
    now = clock.now()
    with clock.held_at(now - timedelta(days=500)):
        who = place("Carers", 1, 1, current=0)
    with clock.held_at(now - timedelta(days=300)):
        operations.assess(register, who, Judgement(2, 2, 1, 3), by=meena)
    with clock.held_at(now - timedelta(days=100)):
        operations.assess(register, who, Judgement(3, 3, 2, 3), by=meena)
    operations.assess(register, who, Judgement(4, 3, 3, 3), by=meena)
    row = standing(register, who)
    assert row.was_at == queries.Place(2, 2)
    assert row.closer == 2


def test_who_did_not_move_in_half_a_year_has_no_tail(register, place, meena):
    now = clock.now()
    with clock.held_at(now - timedelta(days=500)):
        who = place("Carers", 1, 1)
    with clock.held_at(now - timedelta(days=300)):
        operations.assess(register, who, Judgement(2, 2, 1, 3), by=meena)
    assert standing(register, who).before is None


def test_the_register_is_read_in_a_few_questions_however_many_are_in_it(
    register, place, django_assert_num_queries
):
    for number in range(30):
        place(f"Group {number}", number % 5 + 1, number // 6 + 1)
    with django_assert_num_queries(2):
        rows = queries.standings(register)
        assert [row.stakeholder.owner for row in rows] == [None] * 30
    assert [row.number for row in rows] == list(range(1, 31))
    assert [row.strategy.order for row in rows] == sorted(row.strategy.order for row in rows)


def test_a_contact_says_when_the_next_is_due(place, meena):
    who = place("Carers", contact_every_weeks=6)
    operations.record_contact(who, on=date(2026, 6, 1), kind="call", got="They ask why", by=meena)
    assert who.next_contact_on == date(2026, 7, 13)
    operations.record_contact(
        who, on=date(2026, 6, 9), kind="call", next_on=date(2026, 6, 12), by=meena
    )
    assert who.next_contact_on == date(2026, 6, 12)
    assert not who.is_overdue


def test_the_trail_holds_no_words_of_a_contact(place, meena):
    who = place("Carers")
    operations.record_contact(who, on=clock.today(), kind="call", got="Quetzal", by=meena)
    assert not [each for each in AuditEntry.objects.all() if "Quetzal" in str(each.about)]


def test_the_sentence_on_top_counts_what_is_overdue_and_who_faces_inequality(register, place):
    late = date(2026, 6, 1)
    place("Carers", faces_inequality=True, next_contact_on=late)
    place("Council", next_contact_on=late)
    place("Press", next_contact_on=date(2026, 6, 10))
    rows = queries.standings(register)
    assert readings.overview(rows) == (
        "Two contacts are overdue, one of them with groups that face inequality. "
        "Three of 3 relationships stand further away than you wish."
    )


def test_little_power_inequality_and_no_contact_planned_is_said(register, place):
    place("Carers", 1, 1, faces_inequality=True)
    place("Travellers", 1, 1, faces_inequality=True, next_contact_on=date(2026, 7, 1))
    place("Press", 1, 1)
    rows = queries.standings(register)
    assert [each.name for each in readings.left_aside(rows)] == ["Carers"]
