# SPDX-License-Identifier: MIT
"""The line as Amina reads it on her own page: plain words, no names, and none of hers."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import RequestFactory

from baton.core import clock, slots
from baton.improving.findings import operations as findings
from baton.improving.trace.telling import told_to_person
from baton.listening import operations as listening
from tests.harness.seats import SEATS, on

pytestmark = pytest.mark.django_db


def story(recipient):
    return [(each.when, each.name, each.says) for each in told_to_person(recipient)]


def test_amina_reads_what_became_of_it(chain):
    assert story(chain.recipient) == [
        ("20 February 2026", "We read it", "You and 1 other told us about this."),
        ("12 March 2026", "We wrote down what we understood", f"{SEATS}."),
        (
            "20 March 2026",
            "It was handed on",
            "To those who plan services: Urgent care close to home.",
        ),
        ("22 April 2026", "A decision was made", "Urgent care group: Seats first, at three sites."),
        ("2 May 2026", "Work on it began", "Six seats at Belvoir Street."),
        ("18 May 2026", "It was done", "Six seats with arms."),
        ("2 June 2026", "We are telling you", "This page, and a text to your phone."),
        ("1 October 2026", "We will look again", "We will count who leaves without being seen."),
    ]


def test_what_was_written_for_everybody_comes_before_what_we_wrote_among_us(chain):
    chain.finding.told = "People stand, and go home unseen."
    chain.finding.save()
    chain.decision.told = "seats come first"
    chain.decision.save()
    says = [says for _, _, says in story(chain.recipient)]
    assert "People stand, and go home unseen." in says
    assert "Seats come first." in says
    assert f"{SEATS}." not in says


def test_she_reads_that_people_were_asked_whether_we_heard_right(chain, meena):
    with clock.held_at(on(3, 10)):
        check = chain.finding.checks.create(
            says="You stand, so you leave.", opened_by=meena, closes_on=date(2026, 3, 20)
        )
        check.asked.create(contribution=chain.amina, way="link")
        check.asked.create(contribution=chain.ruth, way="phone")
    (says,) = [s for _, name, s in story(chain.recipient) if name.startswith("We wrote")]
    assert says == "You stand, so you leave. We asked 2 of you whether we had heard right."


def test_somebody_said_that_it_is_not_fixed(chain):
    chain.action.turns.create(state="not_fixed", at=on(6, 5))
    chain.action.state = "not_fixed"
    chain.action.save()
    names = [
        (name, told.is_to_come) for told in told_to_person(chain.recipient) for name in [told.name]
    ]
    assert ("It is looked at again", False) in names
    assert ("To be done", True) not in names, "its old day is no promise any more"


def test_her_page_holds_no_words_of_hers_and_no_name_of_staff(chain):
    shown = slots.render(
        "replies.trace", RequestFactory().get("/r/key/"), recipient=chain.recipient
    )
    assert "We are telling you" in shown
    for hidden in ("I stood for two hours", "Meena", "Priya"):
        assert hidden not in shown


def test_the_line_holds_when_she_takes_her_words_back(chain):
    listening.erase(chain.amina, by="test")
    names = [name for _, name, _ in story(chain.recipient)]
    assert names[0] == "We wrote down what we understood"


def test_a_draft_beside_it_is_not_told(chain, programme, priya):
    draft = findings.begin(programme.stages.get(kind="needs"), "People are cold", by=priya)
    findings.gather(draft, [chain.amina], by=priya)
    chain.reply.findings.add(draft)
    assert all("cold" not in says for _, _, says in story(chain.recipient))
