# SPDX-License-Identifier: MIT
"""Hours shared out over relationships: the best there is, explained, and changed by people."""

from __future__ import annotations

from datetime import date

import pytest

from baton.people.stakeholders import allocating, operations, queries
from baton.people.stakeholders.models import USUAL_MINUTES


def proposed(register, hours, wishes=None):
    rows = queries.standings(register)
    return allocating.propose(rows, minutes=hours * 60, lengths=USUAL_MINUTES, wishes=wishes)


def row_of(proposal, who):
    return next(row for row in proposal.rows if row.standing.stakeholder == who)


def test_a_gap_with_those_who_face_inequality_comes_before_one_of_the_powerful(register, place):
    carers = place("Carers", 2, 2, current=2, desired=4, faces_inequality=True)
    council = place("Council", 5, 2, current=2, desired=3)
    proposal = proposed(register, 3)
    assert (row_of(proposal, carers).contacts, row_of(proposal, council).contacts) == (1, 0)
    assert proposal.without == [row_of(proposal, council).standing]
    assert proposal.facing_inequality_without == []


def test_each_line_says_why_and_what_one_more_would_cost(register, place):
    carers = place("Carers", 4, 4, current=2, desired=4)
    council = place("Council", 5, 2, current=2, desired=3)
    proposal = proposed(register, 2)
    assert row_of(proposal, carers).why == [
        "Counts 3 times: high power, high interest.",
        "2 levels to go, from neutral to leading.",
        "One more contact takes 1½ hours: there is no room for it.",
    ]
    assert row_of(proposal, council).why[-1] == (
        "A contact would take from Carers, and be worth 5 less."
    )


def test_what_a_person_asks_for_is_kept_and_the_rest_shared_out_anew(register, place):
    carers = place("Carers", 2, 2, current=2, desired=4, faces_inequality=True)
    council = place("Council", 5, 2, current=2, desired=3)
    wishes = {council.pk: allocating.Wish(contacts=2)}
    proposal = proposed(register, 3, wishes)
    assert (row_of(proposal, carers).contacts, row_of(proposal, council).contacts) == (0, 2)
    assert row_of(proposal, council).minutes == 120
    none = proposed(register, 3, {carers.pk: allocating.Wish(contacts=0)})
    assert (row_of(none, carers).contacts, row_of(none, council).contacts) == (0, 1)


def test_another_kind_of_contact_takes_other_minutes(register, place):
    council = place("Council", 5, 2, current=2, desired=3)
    proposal = proposed(register, 1, {council.pk: allocating.Wish(kind="call")})
    assert (row_of(proposal, council).kind, row_of(proposal, council).minutes) == ("call", 30)


def test_wishes_beyond_the_hours_are_refused_in_a_sentence(register, place):
    council = place("Council", 5, 2)
    with pytest.raises(allocating.TooMuchWished, match="take 5 hours, and there are 3 hours"):
        proposed(register, 3, {council.pk: allocating.Wish(contacts=5)})


def test_an_overdue_contact_weighs_more(register, place):
    late = place("Carers", 3, 4, current=3, desired=3, next_contact_on=date(2026, 6, 1))
    place("Council", 3, 4, current=3, desired=3)
    lengths = {**USUAL_MINUTES, "call": 60}
    rows = queries.standings(register)
    proposal = allocating.propose(rows, minutes=60, lengths=lengths)
    assert [row.standing.stakeholder for row in proposal.rows if row.contacts] == [late]


def test_hours_are_kept_with_the_minutes_of_each_kind_and_contacts_counted(register, place, meena):
    council = place("Council", 5, 2)
    lengths = {**USUAL_MINUTES, "briefing": 45}
    proposal = proposed(register, 10, {council.pk: allocating.Wish(contacts=2)})
    kept = operations.keep_allocation(
        register, proposal, begins=date(2026, 4, 1), lengths=lengths, by=meena
    )
    operations.record_contact(council, on=date(2026, 4, 1), kind="call", by=meena)
    operations.record_contact(council, on=date(2026, 6, 10), kind="call", by=meena)
    operations.record_contact(council, on=date(2026, 3, 31), kind="call", by=meena)
    assert queries.allocation(register) == kept
    assert queries.contacts_made(kept, [council]) == {council.pk: 2}
    assert queries.minutes_of_kinds(register.organisation)["briefing"] == 45
    assert list(queries.chosen_lines(kept)) == [council.pk]


def test_whoever_faces_inequality_has_a_contact_before_anything_else(register, place):
    small = place("Carers", 1, 1, current=3, desired=3, faces_inequality=True)
    for number in range(6):
        place(f"Council {number}", 5, 5, current=0, desired=4)
    proposal = proposed(register, 5)
    assert row_of(proposal, small).contacts == 1
    assert proposal.used <= 300


def test_where_the_hours_do_not_hold_that_they_are_named(register, place):
    carers = [place(f"Carers {number}", 1, 1, faces_inequality=True) for number in range(3)]
    proposal = proposed(register, 5)
    without = [each.stakeholder for each in proposal.facing_inequality_without]
    assert len(without) == 1
    assert set(without) < set(carers)
