# SPDX-License-Identifier: MIT
"""A decision opens its voices, a voice opens what became of it, and everybody reads what was heard,
decided and done."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.harness.visitor import NARROW, SCRIPTS

STOOD = "I stood in the corridor for nearly two hours."


def test_bea_goes_from_a_decision_to_a_voice_and_on_to_its_reply(somebody, baton, body):
    _, decision = baton.comes_full_circle(body["organisation"])
    bea = somebody()
    bea.signs_in(body["board_member"])
    bea.goes_to(f"/voices/decision/{decision}/")
    bea.reads("2 contributions stand behind it.")
    bea.reads("1 of them speaks against.")
    quote = bea.page.locator("blockquote")
    expect(quote).to_have_count(1)
    expect(quote).to_contain_text(STOOD)
    quote.get_by_role("link", name="open").click()
    bea.reads("What became of it")
    steps = bea.page.locator(".bt-trace li b").all_inner_texts()
    assert steps[:2] == ["Said", "Received"]
    assert set(steps[2:]) >= {"Concluded", "Handed on", "Decided", "Done", "Answered"}
    bea.reads("Reply 1 by text")
    bea.looks()


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_everybody_reads_what_was_done_and_amina_follows_it(somebody, baton, body, scripts):
    programme, _ = baton.comes_full_circle(body["organisation"])
    meena = somebody(scripts=scripts)
    meena.signs_in(body["engagement_lead"])
    meena.goes_to(f"/programmes/{programme}/")
    publishes(meena)
    amina = somebody(scripts=scripts)
    amina.page.set_viewport_size(NARROW)
    amina.goes_to(f"/about/{programme}/")
    amina.reads("Six seats with arms are in the corridor.")
    amina.reads("one thing was done")
    amina.reads_nowhere(STOOD)
    theirs = f"amina{'-plain' * (not scripts)}@{body['organisation']}.example"
    follows(amina, baton, theirs)
    adds_news(meena)
    baton.letters_to(theirs, within=90)
    stops(amina, news_for(baton, theirs))


def publishes(meena):
    meena.follows("write one")
    meena.reads("Nobody outside can read this page yet.")
    meena.page.get_by_role("link", name="Write what everybody reads of: Six seats").click()
    meena.fills("In plain words", "Ask Amina on 07700 900123 about the seats.")
    meena.presses("Keep it")
    meena.reads("“07700 900123” may tell who somebody is.")
    meena.fills("In plain words", "Six seats with arms are in the corridor.")
    meena.presses("Keep it")
    meena.reads("It will be on the page once it is published.")
    meena.follows("See it as it will be")
    meena.reads("This is how everybody will see it.")
    meena.follows("Back to writing it")
    meena.follows("Publish it")
    meena.fills("What this is about, in plain words", "We look at how people wait.")
    meena.presses("Publish it")
    meena.reads("Everybody can read this page; 0 people get its news by e-mail.")


def follows(amina, baton, theirs):
    amina.follows("Get the news by e-mail")
    amina.fills("Your e-mail address", "amina")
    amina.presses("Send me the news")
    amina.reads("Write an e-mail address like name@example.org.")
    amina.fills("Your e-mail address", theirs)
    amina.presses("Send me the news")
    amina.reads("Look into your e-mail")
    (letter,) = baton.letters_to(theirs, within=60)
    amina.goes_to(own_link(letter))
    amina.reads("Was it you?")
    amina.presses("Yes, send me the news")
    amina.reads("You get the news")


def adds_news(meena):
    meena.follows("Add news")
    meena.reads("goes to 1 person by e-mail")
    meena.fills("What is new", "A quiet bay")
    meena.fills("What people should know of it", "It is beside the new seats.")
    meena.presses("Add it")
    meena.reads("The news is on the page, and goes out by e-mail.")


def news_for(baton, theirs):
    """The letter with the news, once it has come."""
    for _ in range(200):
        found = [each for each in baton.letters_to(theirs, within=60) if "A quiet bay" in each]
        if found:
            return found[0]
        time.sleep(0.5)
    raise AssertionError("the news never came")


def stops(amina, letter):
    amina.goes_to(own_link(letter))
    amina.reads("You get the news")
    amina.presses("Stop, and forget my address")
    amina.reads("Your address is forgotten.")
    amina.follows("What was heard, decided and done")
    amina.reads("A quiet bay")
    amina.looks()


def own_link(letter):
    """The path of the link that is somebody's alone; e-mail breaks long lines."""
    whole = letter.replace("=\n", "")
    return "/news/" + whole.split("/news/")[1].split("/")[0] + "/"
