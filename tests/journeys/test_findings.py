# SPDX-License-Identifier: MIT
"""Priya concludes something of what people said, and asks Amina whether she heard her right."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import SCRIPTS
from tests.journeys.files import bring, june

LATE = "People at Heron clinic wait for hours and are not told why"


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_finding_is_checked_back_with_amina_and_her_dispute_stays(
    somebody, baton, body, tmp_path, scripts
):
    baton.begins(body["organisation"], "Urgent care close to home", area="Oadby")
    priya = somebody(scripts=scripts)
    priya.signs_in(body["analyst"])
    bring(priya, june(tmp_path))
    priya.waits_to_read("6 comments from 6 rows are kept.")
    begins_from_a_filter(priya)
    address = f"amina@{body['organisation']}.example"
    baton.reaches(body["organisation"], "waited four hours", address)
    asks(priya)

    amina = somebody(scripts=scripts)
    letter = baton.letters_to(address, within=60)[-1].replace("=\n", "")
    assert "Heron" not in letter
    answers(amina, re.search(r"/heard/[\w-]+/", letter)[0])
    concludes(priya)

    bea = somebody(scripts=scripts)
    bea.signs_in(body["board_member"])
    bea.follows("Findings")
    bea.reads("1 of 1 finding is concluded.")
    bea.follows(LATE)
    bea.reads("I was told. The chair was the trouble.")
    expect(bea.page.get_by_role("link", name="Judge and conclude")).to_have_count(0)


def begins_from_a_filter(priya):
    priya.goes_to("/comments/?q=service:heron")
    priya.follows("Make a finding of these")
    priya.presses("Begin it")
    priya.reads("Write what you conclude, in one sentence.")
    priya.fills("What do you conclude? One sentence", LATE)
    priya.chooses("Programme and stage", "Urgent care close to home: needs")
    priya.presses("Begin it")
    priya.reads("Finding 1 is begun: a draft, in your hands.")
    priya.reads("comments speak for it. It is a draft.")
    priya.follows("Read and sort them")
    priya.reads("I waited four hours and nobody told me why")
    priya.page.get_by_label(re.compile("Tick comment 1 ")).check()
    priya.presses("Against it")
    priya.reads("1 moved: against it now.")
    priya.follows("Back to Finding 1")


def asks(priya):
    priya.follows("Ask: did we hear you right?")
    priya.reads("The 1 person who spoke and agreed to be asked")
    priya.presses("Ask them")
    priya.reads("1 person or group is asked.")


def answers(amina, link):
    amina.goes_to(link)
    amina.reads("Did we hear you right?")
    amina.reads_nowhere("I waited four hours")
    amina.presses("Send")
    amina.reads("Choose one of the three answers.")
    amina.ticks("No, that is not it")
    amina.fills(
        "What would you add, or what did we get wrong?", "I was told. The chair was the trouble."
    )
    amina.presses("Send")
    amina.reads("Thank you")


def concludes(priya):
    priya.goes_to("/findings/")
    priya.follows(LATE)
    priya.reads("I was told. The chair was the trouble.")
    priya.follows("Who was asked")
    priya.presses("Close the question")
    priya.follows("Judge and conclude")
    priya.presses("Save and conclude")
    priya.reads("Say how severe it is")
    priya.chooses("How severe is it for those it meets?", "Harm or hardship for some")
    priya.chooses("Does it fall on some more than on others?", "None seen")
    priya.presses("Save and conclude")
    priya.reads("Finding 1 is concluded.")
    priya.reads("Disputes stay with the finding")


def test_thirty_drafts_are_judged_by_keyboard(somebody, baton, body):
    baton.begins(body["organisation"], "Urgent care close to home", area="Oadby")
    priya = somebody()
    priya.signs_in(body["analyst"])
    for number in range(2):
        priya.goes_to("/findings/begin")
        priya.fills("What do you conclude? One sentence", f"Something of {number}")
        priya.chooses("Programme and stage", "Urgent care close to home: needs")
        priya.presses("Begin it")
    priya.goes_to("/findings/drafts")
    priya.page.get_by_label("How severe: Finding 1").focus()
    priya.types("ArrowDown", "ArrowDown", "Tab", "ArrowDown", "Tab", "Space", "Enter")
    priya.reads("1 draft was not concluded")
    priya.looks()
    priya.reads("No contribution stands behind it yet.")
    expect(priya.page.get_by_label("How severe: Finding 1")).to_have_value("2")


def test_rose_is_asked_signed_in_and_paid_for_her_time(somebody, baton, body):
    baton.begins(body["organisation"], "Urgent care close to home", area="Oadby")
    meena = somebody()
    meena.signs_in(body["engagement_lead"])
    meena.goes_to("/findings/begin")
    meena.fills("What do you conclude? One sentence", "There are too few seats")
    meena.chooses("Programme and stage", "Urgent care close to home: needs")
    meena.presses("Begin it")
    meena.follows("Ask: did we hear you right?")
    meena.ticks("Patient partner")
    meena.presses("Ask them")

    rose = somebody()
    rose.signs_in(body["patient_partner"])
    rose.follows("1 finding waits for your answer: did we hear people right?")
    rose.follows("There are too few seats")
    rose.ticks("Yes, and I would add something")
    rose.fills("What would you add, or what did we get wrong?", "A seat with arms.")
    rose.presses("Answer")
    rose.reads("Nothing waits for your answer.")
    rose.follows("Your time, and what you are paid")
    rose.fills("What you did", "Read one finding")
    rose.fills("Minutes", "30")
    rose.presses("Write it down")
    rose.reads("30 min of your time are still to be paid.")

    meena.goes_to("/groups/")
    meena.follows("Time of patient partners")
    meena.ticks("Paid: Patient partner, Read one finding")
    meena.fills("Pounds an hour", "25")
    meena.presses("Mark as paid")
    meena.reads("£12.50")
    rose.goes_to("/involvement/")
    rose.reads("All that you wrote down is paid.")
