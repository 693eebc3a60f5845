# SPDX-License-Identifier: MIT
"""From a decision, an action or a reply, back to those who spoke."""

from __future__ import annotations

import pytest
from django.urls import reverse

from baton.improving.trace import queries
from baton.listening import operations as listening

pytestmark = pytest.mark.django_db


def test_behind_a_decision_stand_both_who_spoke_for_and_who_spoke_against(chain):
    behind = queries.voices(queries.behind_decision(chain.decision))
    assert (behind.number, behind.speak_for, behind.against) == (2, 1, 1)


def test_one_query_counts_them(chain, django_assert_num_queries):
    of = queries.behind_decision(chain.decision)
    with django_assert_num_queries(1):
        queries.voices(of)


def test_who_stands_behind_two_findings_of_a_decision_is_counted_once(
    say, concluded, hand_on, decide
):
    amina, ruth = say("I stood."), say("I could not hear.")
    first, second = concluded("Too few seats", amina), concluded("Names unheard", amina, ruth)
    decision = decide(hand_on(first), hand_on(second))
    assert queries.voices(queries.behind_decision(decision)).number == 2


def test_what_was_withdrawn_and_what_was_erased_stays_counted(chain):
    listening.withdraw(chain.amina, by="test")
    listening.erase(chain.ruth, by="test")
    behind = queries.voices(queries.behind_action(chain.action))
    assert (behind.number, behind.withdrawn, behind.erased) == (2, 1, 1)


def test_only_what_may_be_quoted_and_was_looked_at_is(chain, say, concluded, board, priya):
    from baton.listening import safety
    from baton.understanding import reviews
    from baton.understanding.tests.conftest import QUOTABLE

    kind = say("They fetched a chair for me.", permission=QUOTABLE)
    rare = say("My rare illness is called by its name here.", permission=QUOTABLE)
    finding = concluded("Chairs are fetched", kind, rare, say("I do not want to be quoted."))
    safety.screen_pending()
    assert queries.quotes(board, [finding.pk]) == [], "nobody looked at them yet"
    reviews.decide(kind, outcome="show", by=priya)
    reviews.decide(rare, outcome="keep", reason="rare", by=priya)
    assert queries.quotes(board, [finding.pk]) == [kind]


@pytest.mark.parametrize("kind", ["finding", "baton", "decision", "action", "reply"])
def test_the_page_of_the_voices_behind_each(chain, kind, signed_in, bea):
    thing = getattr(chain, kind)
    page = signed_in(bea).get(reverse(f"trace:{kind}", args=[thing.public_id]))
    shown = page.content.decode()
    assert page.status_code == 200
    assert "2 contributions stand behind it" in shown
    assert "I stood for two hours." in shown
    assert reverse("understanding:comment", args=[chain.amina.public_id]) in shown


def test_who_may_not_read_words_sees_the_numbers_only(chain, signed_in, board):
    from baton.people.roles import Role
    from baton.understanding.tests.conftest import person

    pat = person("Pat", board, Role.PATIENT_PARTNER)
    page = signed_in(pat).get(reverse("trace:decision", args=[chain.decision.public_id]))
    shown = page.content.decode()
    assert "2 contributions stand behind it" in shown
    assert "I stood for two hours." not in shown


@pytest.mark.parametrize(
    ("slot", "kind"),
    [
        ("batons.baton", "baton"),
        ("decisions.decision", "decision"),
        ("decisions.action", "action"),
        ("replies.voices", "reply"),
    ],
)
def test_each_ones_own_page_opens_its_voices(chain, slot, kind, bea, board, rf):
    from baton.core import slots
    from baton.people.permissions import standing_of

    request = rf.get("/")
    request.user, request.organisation, request.standing = bea, board, standing_of(bea, board)
    thing = getattr(chain, kind)
    shown = slots.render(slot, request, **{kind: thing})
    assert "2 contributions stand behind it" in shown
    assert reverse(f"trace:{kind}", args=[thing.public_id]) in shown


def test_the_findings_page_has_the_whole_line(chain, rf):
    from baton.core import slots

    shown = slots.render("findings.trace", rf.get("/"), finding=chain.finding)
    steps = ("18 Feb to 19 Feb", "2 contributions", "Concluded", "Handed on", "Decided", "Done")
    places = [shown.index(step) for step in (*steps, "Answered")]
    assert places == sorted(places)
    assert "to 1 person" in shown


def test_the_programmes_page_counts_how_far_its_findings_have_come(
    chain, programme, concluded, say, signed_in, bea
):
    concluded("People are cold", say("I was cold."))
    page = signed_in(bea).get(reverse("programmes:programme", args=[programme.public_id]))
    line = page.content.decode().split("From voices to answer")[1].split("</ol>")[0]
    for told in ("3 contributions behind findings", "2 findings", "1 of them"):
        assert told in line


def test_a_list_of_comments_says_how_far_each_has_come(chain, signed_in, bea):
    shown = signed_in(bea).get(reverse("understanding:comments")).content.decode()
    assert "<b>Answered</b> 2 Jun" in shown


def test_a_partner_reads_what_became_of_what_they_sent(chain, board):
    from baton.improving.trace.became import of_items
    from baton.listening.channels.partner.models import Item

    item = Item(contribution=chain.amina)
    assert [step.code for step in of_items([item])[chain.amina.pk]] == [
        "concluded",
        "decided",
        "done",
    ]
