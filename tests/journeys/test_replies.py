# SPDX-License-Identifier: MIT
"""Meena answers those behind a finding; Amina reads it on her phone and says it is not fixed."""

from __future__ import annotations

import re

import pytest

from tests.harness.heard import WORDS
from tests.harness.visitor import NARROW, SCRIPTS


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_amina_is_told_once_and_says_that_it_is_not_fixed(baton, somebody, body, scripts):
    address = f"amina@{body['organisation']}.example"
    decision = baton.decided(body["organisation"], address)
    meena = somebody(scripts=scripts)
    meena.signs_in(body["engagement_lead"])
    meena.goes_to(f"/replies/new?decision={decision}")
    writes(meena)
    sends_it_though_pressed_twice(meena)
    (letter,) = baton.letters_to(address, within=60)
    assert "Walk-in" not in letter.partition("\n\n")[0], "an envelope names no service"

    amina = somebody(scripts=False)
    amina.page.set_viewport_size(NARROW)
    amina.goes_to(re.search(r"/r/[^/\s]+/", letter.replace("=\n", ""))[0])
    reads_what_came_of_it(amina)
    sees_her_own_words_after_a_code(amina, baton, address)
    says_that_it_is_not_fixed(amina)

    meena.waits_to_read("No, look at it again")
    assert len(baton.letters_to(address, within=1)) == 2, "one reply, and one code"
    meena.reads("Two of the seats are broken.")
    meena.goes_to("/replies/answered")
    meena.reads("1 of 3 voices were answered")


def writes(meena):
    meena.reads("Because of decision 1: Put in seats.")
    meena.presses("Keep it as a draft")
    meena.reads("Say whether something was done, or why it cannot be.")
    meena.ticks("You said, we did")
    meena.fills("You said", "There was nowhere to sit.")
    meena.fills("What we did; or why we cannot", "Six seats with arms came in May.")
    meena.fills("What we cannot do yet", "The wait itself is not shorter.")
    meena.presses("Keep it as a draft")
    meena.reads("It answers 2 people. 1 would be told when it is sent.")
    meena.follows("Who is told")
    meena.reads("By the public page and a notice")
    meena.follows("Back to reply 1")


def sends_it_though_pressed_twice(meena):
    meena.follows("Preview and send it")
    meena.reads("[a link for this person alone]")
    preview = meena.page.url
    meena.presses("Send it")
    meena.waits_to_read("Of 2 people 1 was told, and 1 can read it on a notice.")
    page = meena.page.url
    meena.page.goto(preview)
    meena.reads("It was sent already, once to each person.")
    meena.page.goto(page)
    meena.looks()


def reads_what_came_of_it(amina):
    amina.reads("Six seats with arms came in May.")
    amina.reads("The wait itself is not shorter.")
    amina.reads("Step by step")
    amina.reads_nowhere(WORDS)
    width = amina.page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROW["width"]


def sees_her_own_words_after_a_code(amina, baton, address):
    amina.follows("Show what I said")
    amina.presses("Send me a code")
    amina.reads("The code is on its way.")
    codes = [each for each in letters_with_codes(baton, address) if each]
    amina.fills("Your code", codes[0])
    amina.presses("Show what I said")
    amina.reads(WORDS)
    amina.follows("Back")


def letters_with_codes(baton, address):
    import time

    until = time.monotonic() + 60
    while time.monotonic() < until:
        letters = baton.letters_to(address, within=60)
        found = [re.search(r"Your code is ([0-9]{6})", letter) for letter in letters]
        if any(found):
            return [each[1] if each else "" for each in found]
        time.sleep(0.3)
    raise AssertionError("no code was sent")


def says_that_it_is_not_fixed(amina):
    amina.ticks("No, look at it again")
    amina.fills("What is still wrong, if you like", "Two of the seats are broken.")
    amina.presses("Send")
    amina.reads("It is open again, and somebody has to look at it.")
