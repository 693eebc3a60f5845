# SPDX-License-Identifier: MIT
"""From what somebody said, the line of what became of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from baton.core import clock
from baton.improving.batons import operations as batons
from baton.improving.findings import operations as findings
from baton.improving.trace import lines
from tests.harness.seats import SEATS, on

pytestmark = pytest.mark.django_db


def line(board, contribution):
    told = lines.of_contributions(board, [contribution.pk])[contribution.pk]
    return [(each.name, f"{each.at:%-d %b}", f"{each.link}{each.detail}") for each in told]


def test_aminas_line_leads_from_her_words_to_her_reply(chain, board):
    assert line(board, chain.amina) == [
        ("Concluded", "12 Mar", SEATS),
        ("Handed on", "20 Mar", "Needs to plan; taken up 24 Mar"),
        ("Decided", "22 Apr", "Seats first, at three sites; Urgent care group"),
        ("Begun", "2 May", "Six seats at Belvoir Street"),
        ("Done", "18 May", "Six seats at Belvoir Street: Six seats with arms"),
        ("Answered", "2 Jun", "Reply 1 by text"),
    ]


def test_who_spoke_against_it_reads_so_and_that_nobody_answered_them_yet(chain, board):
    told = line(board, chain.ruth)
    assert told[0] == ("Concluded", "12 Mar", f"{SEATS}; it speaks against it")
    assert [name for name, _, _ in told][-1] == "Done"


def test_two_statements_tell_it_of_a_whole_page_of_comments(
    chain, board, django_assert_num_queries, say
):
    other = say("The tea was cold.")
    with django_assert_num_queries(2):
        told = lines.of_contributions(board, [chain.amina.pk, chain.ruth.pk, other.pk])
    assert set(told) == {chain.amina.pk, chain.ruth.pk}


def test_a_decision_for_two_findings_stands_in_the_line_once(
    say, concluded, hand_on, decide, act, board
):
    amina = say("I stood, and nobody called my name.")
    first, second = concluded(SEATS, amina), concluded("People do not hear their name", amina)
    act(decide(hand_on(first), hand_on(second)))
    names = [name for name, _, _ in line(board, amina)]
    assert names == ["Concluded", "Concluded", "Handed on", "Handed on", "Decided", "Begun", "Done"]


def test_the_line_says_what_is_still_owed_and_by_when(say, concluded, hand_on, board):
    amina = say("I stood for two hours.")
    hand_on(concluded(SEATS, amina), due=date(2026, 6, 24))
    (owed,) = [
        each for each in lines.of_contributions(board, [amina.pk])[amina.pk] if each.is_to_come
    ]
    assert (owed.name, owed.link) == ("Answer", "Plan, Urgent care close to home")


def test_a_dropped_baton_is_in_the_line_without_anybodys_name(say, concluded, hand_on, board):
    amina = say("I stood for two hours.")
    hand_on(concluded(SEATS, amina), due=date(2026, 4, 30))
    dropped = lines.of_contributions(board, [amina.pk])[amina.pk][-1]
    assert (dropped.name, dropped.is_dropped) == ("Dropped", True)
    assert "Meena" not in f"{dropped.link}{dropped.detail}"
    # Ten working days after it, past the bank holiday in May.
    assert f"{dropped.at:%-d %b}" == "18 May"


def test_a_baton_that_was_declined_and_ended_says_why(say, concluded, hand_on, board, priya, meena):
    amina = say("I stood for two hours.")
    baton = hand_on(concluded(SEATS, amina), due=date(2026, 4, 30))
    with clock.held_at(on(4, 1)):
        back = batons.decline(baton, "Seats are for estates", by=meena)
        batons.end([back], "Estates have no room left", by=priya)
    told = line(board, amina)
    assert ("Declined", "1 Apr", "Plan: Seats are for estates") in told
    assert ("Ended", "1 Apr", "Needs: Estates have no room left") in told


def test_a_split_is_one_step_with_its_parts(say, concluded, hand_on, board, meena):
    amina = say("I stood for two hours.")
    baton = hand_on(concluded(SEATS, amina), due=date(2026, 6, 24))
    with clock.held_at(on(4, 2)):
        parts = [
            batons.Part(each, batons.Hands(post="Estates")) for each in ("Where?", "Who pays?")
        ]
        batons.split(baton, parts, by=meena)
    told = line(board, amina)
    assert ("Split", "2 Apr", "Plan: 2 parts") in told


def test_a_draft_is_told_as_a_draft(say, programme, priya, board):
    amina = say("I stood for two hours.")
    finding = findings.begin(programme.stages.get(kind="needs"), SEATS, by=priya)
    findings.gather(finding, [amina], by=priya)
    assert line(board, amina) == [("Gathered", "10 Jun", "Finding 1 (a draft)")]


def test_the_comments_page_has_the_line(chain, signed_in, bea):
    page = signed_in(bea).get(reverse("understanding:comment", args=[chain.amina.public_id]))
    shown = page.content.decode()
    assert shown.index("Received") < shown.index("Handed on") < shown.index("Reply 1")


def test_welland_is_told_nothing_of_it(chain, welland):
    assert lines.of_contributions(welland, [chain.amina.pk]) == {}


def test_what_is_known_to_the_day_only_stands_where_it_belongs(
    say, concluded, hand_on, decide, act, board
):
    """A decision has a day and no hour: concluded in the evening, it still comes first."""
    amina = say("I stood for two hours.")
    finding = concluded(SEATS, amina)
    decision = decide(hand_on(finding))
    decision.decided_on = date(2026, 3, 12)
    decision.save()
    finding.concluded_at = on(3, 12, hour=18)
    finding.save()
    names = [name for name, _, _ in line(board, amina)]
    assert names.index("Concluded") < names.index("Decided")
