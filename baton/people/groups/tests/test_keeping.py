# SPDX-License-Identifier: MIT
"""Groups begin, change and end; people take seats and leave them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from baton.core.models import AuditEntry
from baton.people.groups import operations, queries
from baton.people.groups.models import Group, Holding, Seat
from baton.people.groups.operations import Refused
from baton.people.groups.tests.conftest import TODAY
from baton.people.stakeholders import operations as stakeholders

pytestmark = pytest.mark.django_db


def test_a_name_is_kept_once_among_the_groups_that_last(group, board, meena):
    first = group("Émilie’s  panel ")
    assert first.name == "Émilie’s panel"
    with pytest.raises(operations.NameTaken, match="There is a group called “ÉMILIE’S PANEL”"):
        group("ÉMILIE’S PANEL")
    operations.end(first, on=TODAY, why="It was merged.", by=meena)
    assert group("émilie’s panel") in queries.current(board)
    assert board.groups.count() == 2


def test_another_board_may_use_the_same_name(group, other_board, stranger):
    group("Valley voices")
    given = {"kind": "board", "purpose": "decides"}
    operations.add(other_board, by=stranger, name="Valley voices", **given)
    assert Group.objects.filter(name="Valley voices").count() == 2


def test_two_who_begin_the_same_group_at_once_make_one(group, monkeypatch):
    group("Valley voices")
    looks = iter([None, queries.current(Group.objects.get().organisation)[0]])
    monkeypatch.setattr(queries, "named", lambda *_: next(looks))
    with pytest.raises(operations.NameTaken):
        group("Valley voices")
    assert Group.objects.count() == 1


def test_a_group_keeps_its_own_name_and_takes_no_other_s(group, meena):
    first, second = group("Voices"), group("Readers")
    operations.change(first, by=meena, name="voices", remit="Reads drafts.")
    assert (first.name, first.remit) == ("voices", "Reads drafts.")
    with pytest.raises(operations.NameTaken):
        operations.change(second, by=meena, name="VOICES")


def test_no_group_reports_in_a_circle(group, meena):
    top = group("Board", purpose="decides")
    middle = group("Committee", reports_to=top)
    low = group("Voices", reports_to=middle)
    with pytest.raises(Refused, match="would go round in a circle") as refused:
        operations.change(top, by=meena, reports_to=low)
    assert refused.value.field == "reports_to"
    with pytest.raises(Refused, match="cannot report to itself"):
        operations.change(top, by=meena, reports_to=top)
    top.refresh_from_db()
    assert top.reports_to is None


def test_a_change_that_changes_nothing_leaves_no_entry(group, meena):
    voices = group()
    operations.change(voices, by=meena, name=voices.name)
    assert not AuditEntry.objects.filter(verb="group.changed").exists()


def test_a_group_cannot_have_begun_after_somebody_took_a_seat(group, seat, sits, meena):
    voices = group()
    sits(seat(voices), began_on=date(2025, 3, 1))
    with pytest.raises(Refused, match="had a seat since 1 March 2025"):
        operations.change(voices, by=meena, began_on=date(2025, 3, 2))
    with pytest.raises(Refused, match="still to come"):
        operations.change(voices, by=meena, began_on=date(2026, 6, 11))
    operations.change(voices, by=meena, began_on=date(2025, 3, 1))
    voices.refresh_from_db()
    assert voices.began_on == date(2025, 3, 1)


def test_an_ended_group_says_why_and_is_changed_no_more(group, seat, sits, meena):
    voices = group()
    held, vacant = sits(seat(voices)), seat(voices)
    operations.end(voices, on=date(2026, 5, 31), why="The library closed.", by=meena)
    held.refresh_from_db()
    assert held.left_on == date(2026, 5, 31)
    for write in (
        lambda: operations.change(voices, by=meena, remit="More."),
        lambda: operations.end(voices, on=TODAY, why="Again.", by=meena),
        lambda: operations.add_seats(voices, "lay", by=meena),
        lambda: operations.change_seat(vacant, kind="lay", title="", by=meena),
        lambda: operations.remove_seat(vacant, by=meena),
        lambda: operations.fill(vacant, "Jo", by=meena, began_on=TODAY),
        lambda: operations.change_holding(held, by=meena, term_ends_on=TODAY),
    ):
        with pytest.raises(Refused, match="ended on 31 May 2026, so it stays as it was"):
            write()
    assert not queries.seats(voices.organisation).exists()


def test_a_group_ends_neither_in_days_to_come_nor_before_its_last_change(group, seat, sits, meena):
    voices = group()
    sits(seat(voices), began_on=date(2026, 2, 1))
    with pytest.raises(Refused, match="still to come"):
        operations.end(voices, on=date(2026, 6, 11), why="Done.", by=meena)
    with pytest.raises(Refused, match="Its seats changed on 1 February 2026"):
        operations.end(voices, on=date(2026, 1, 31), why="Done.", by=meena)
    empty = group("Empty")
    with pytest.raises(Refused, match="1 January 2024"):
        operations.end(empty, on=date(2023, 12, 31), why="Done.", by=meena)


def test_several_seats_of_a_kind_are_added_at_once(group, meena):
    seats = operations.add_seats(group(), "partner", by=meena, many=3, title="Carers’  network")
    assert {str(each) for each in seats} == {"Carers’ network"}
    assert Seat.objects.filter(kind="partner").count() == 3


def test_somebody_without_an_account_takes_a_seat_and_speaks_for_a_body(group, seat, board, meena):
    carers = stakeholders.add(board, "Carers’ network", kind="patients", by=meena)
    place = seat(group())
    given = {"began_on": TODAY, "term_ends_on": date(2028, 6, 9), "stakeholder": carers}
    held = operations.fill(place, " Sam  Price ", by=meena, **given)
    assert (held.name, held.account, held.stakeholder) == ("Sam Price", None, carers)
    assert carers.holdings.get() == held


def test_nobody_speaks_for_a_body_of_another_board(group, seat, other_board, stranger, meena):
    theirs = stakeholders.add(other_board, "Their network", kind="patients", by=stranger)
    with pytest.raises(AssertionError):
        operations.fill(seat(group()), "Sam", by=meena, began_on=TODAY, stakeholder=theirs)


def test_a_seat_has_one_holder_at_a_time(group, seat, sits, meena):
    place = seat(group())
    amina = sits(place)
    with pytest.raises(Refused, match="Amina Rahman holds this seat"):
        sits(place, "Jo", began_on=TODAY)
    operations.leave(amina, on=date(2026, 3, 1), by=meena)
    with pytest.raises(Refused, match="Somebody else held this seat until 1 March 2026"):
        sits(place, "Jo", began_on=date(2026, 2, 28))
    assert queries.holder(place) is None
    jo = sits(place, "Jo", began_on=date(2026, 3, 1))
    assert queries.holder(place) == jo
    with pytest.raises(Refused, match="until 1 March 2026"):
        operations.change_holding(jo, by=meena, began_on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("term", "why"),
    [
        ({"began_on": date(2026, 6, 11)}, "still to come. Fill the seat when it begins"),
        ({"began_on": date(2023, 12, 31)}, "The group began on 1 January 2024"),
        ({"began_on": TODAY, "term_ends_on": date(2026, 6, 9)}, "cannot end before it begins"),
    ],
)
def test_a_term_lies_within_the_group_s_days(group, seat, sits, term, why):
    with pytest.raises(Refused, match=why):
        sits(seat(group()), **term)
    assert not Holding.objects.exists()


def test_nobody_leaves_twice_or_in_days_to_come_or_before_they_came(group, seat, sits, meena):
    amina = sits(seat(group()))
    with pytest.raises(Refused, match="To say when a term will end, change the term"):
        operations.leave(amina, on=date(2026, 6, 11), by=meena)
    with pytest.raises(Refused, match="has held this seat since 1 January 2025"):
        operations.leave(amina, on=date(2024, 12, 31), by=meena)
    operations.leave(amina, on=TODAY, by=meena)
    with pytest.raises(Refused, match="left on 10 June 2026"):
        operations.leave(amina, on=TODAY, by=meena)


def test_a_term_is_renewed_while_it_is_held(group, seat, sits, meena):
    amina = sits(seat(group()), term_ends_on=date(2026, 6, 1))
    assert amina.is_over
    operations.change_holding(amina, by=meena, term_ends_on=date(2028, 6, 1))
    amina.refresh_from_db()
    assert (amina.term_ends_on, amina.is_over) == (date(2028, 6, 1), False)
    operations.leave(amina, on=TODAY, by=meena)
    with pytest.raises(Refused, match="Amina Rahman left on 10 June 2026"):
        operations.change_holding(amina, by=meena, term_ends_on=date(2029, 1, 1))


def test_who_has_left_need_not_be_named_for_ever(group, seat, sits, meena):
    voices = group()
    amina = sits(seat(voices))
    operations.end(voices, on=TODAY, why="Done.", by=meena)
    operations.change_holding(amina, by=meena, name="A patient member")
    assert Holding.objects.get().name == "A patient member"


def test_only_a_seat_that_nobody_holds_is_removed_and_once(group, seat, sits, meena):
    voices = group()
    place = seat(voices)
    amina = sits(place)
    with pytest.raises(Refused, match="Let that end first"):
        operations.remove_seat(place, by=meena)
    operations.leave(amina, on=date(2026, 6, 1), by=meena)
    operations.remove_seat(place, by=meena)
    assert place.removed_on == TODAY
    with pytest.raises(Refused, match="was removed on 10 June 2026"):
        operations.remove_seat(place, by=meena)
    with pytest.raises(Refused, match="was removed"):
        sits(place)
    roll = queries.roll(voices)
    assert (roll.places, roll.left) == ([], [amina])


def test_what_is_written_down_of_a_deed_holds_no_words(group, seat, sits, meena):
    voices = group("Quetzal", remit="Quetzal")
    place = seat(voices, title="Quetzal")
    amina = sits(place, "Quetzal")
    operations.change(voices, by=meena, connects="Quetzal", review_on=TODAY)
    operations.change_seat(place, kind="public", title="Quetzal two", by=meena)
    operations.change_holding(amina, by=meena, name="Quetzal two")
    operations.leave(amina, on=TODAY, by=meena)
    operations.remove_seat(place, by=meena)
    operations.end(voices, on=TODAY, why="Quetzal", by=meena)
    entries = AuditEntry.objects.filter(verb__startswith="group.").order_by("pk")
    assert [each.verb for each in entries] == [
        "group.added",
        "group.seats_added",
        "group.seat_filled",
        "group.changed",
        "group.seat_changed",
        "group.holding_changed",
        "group.seat_left",
        "group.seat_removed",
        "group.ended",
    ]
    assert "Quetzal" not in "".join(str(each.about) for each in entries)
    assert entries[3].about == {"fields": ["connects", "review_on"]}


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_the_database_keeps_the_rules_of_truth(group, seat, sits):
    voices = group()
    place = seat(voices)
    amina = sits(place)
    groups, held = Group.objects.filter(pk=voices.pk), Holding.objects.filter(pk=amina.pk)
    refused(lambda: groups.update(reports_to=voices))
    refused(lambda: groups.update(ended_on=TODAY))
    refused(lambda: groups.update(ended_on=date(2023, 1, 1), ended_why="Done."))
    refused(lambda: held.update(left_on=date(2024, 12, 31)))
    refused(lambda: held.update(term_ends_on=date(2024, 12, 31)))
    refused(lambda: Holding.objects.create(seat=place, name="Jo"))
    refused(
        lambda: Group.objects.create(
            organisation=voices.organisation, name="VALLEY VOICES", kind="other", purpose="sounds"
        )
    )
