# SPDX-License-Identifier: MIT
"""Meena plans a workshop, is told who asks the same people, counts who came, and reads how they
experienced what she promised."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.harness.visitor import NARROW, PATIENCE, SCRIPTS

TITLE = "Workshop: the first call"
TODAY = timezone.localdate()
TOGETHER = "We decided together with them."
ASKED = "They asked us what we think."


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_workshop_from_four_fields_to_how_it_was_experienced(somebody, body, baton, scripts):
    baton.begins(body["organisation"], "Redesign physiotherapy", area="Oadby")
    meena = somebody(scripts=scripts)
    meena.signs_in(body["engagement_lead"])
    meena.follows("Activities")
    meena.reads("No activity is planned yet.")
    adds(meena, "Survey: your letter", TODAY - timedelta(days=20))
    says_how_it_went(meena)
    meena.follows("Back to the activities")
    adds(meena, TITLE, TODAY)
    fills_in_what_is_missing(meena)
    announces_all_the_same(meena)

    link = opens_a_page(meena)
    amina = somebody(scripts=False)
    theirs = f"amina@{body['organisation']}.example"
    signs_up(amina, link, theirs)
    (letter,) = baton.letters_to(theirs, within=20)
    assert "Amina" not in letter.replace(theirs, "")
    meena.page.reload()
    meena.reads("1 person is coming, of 20 places")

    takes_notes(meena)
    takes_attendance(meena)
    experienced(meena, somebody)
    reads_the_gap(meena)
    carries_it_away(meena)


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_at_somebody_elses_event_until_it_is_cancelled(somebody, body, baton, scripts):
    baton.begins(body["organisation"], "Redesign physiotherapy", area="Oadby")
    meena = somebody(scripts=scripts)
    meena.signs_in(body["engagement_lead"])
    meena.goes_to("/activities/")
    adds(meena, TITLE, TODAY + timedelta(days=20))
    asks_for_a_place(meena)
    says_more(meena)
    joans = f"joan@{body['organisation']}.example"
    invites(meena, joans)
    (letter,) = baton.letters_to(joans, within=20)
    joan = somebody(scripts=scripts)
    answers(joan, letter)
    meena.page.reload()
    meena.reads("1 person is coming.")
    moves(meena)
    cancels(meena, joans)
    until = time.monotonic() + PATIENCE
    while len(baton.letters_to(joans, within=1)) < 3 and time.monotonic() < until:
        time.sleep(0.5)
    _, moved, off = baton.letters_to(joans, within=1)
    assert "New place: Wigston hall" in moved
    assert "had to cancel this" in off


def asks_for_a_place(meena):
    meena.follows("Say whose")
    meena.chooses("Organiser", "Oadby carers")
    meena.fills("What they said, in neutral words", "They ask their members first.")
    meena.presses("Save")
    meena.reads("It is provisional: Oadby carers was asked and has not answered.")
    meena.follows("Back to the activities")
    meena.reads("Provisional: asked")
    meena.follows(TITLE)


def says_more(meena):
    meena.follows("How it is accessible")
    meena.ticks("Physiotherapy")
    meena.ticks("Oadby carers")
    meena.presses("Save")
    meena.reads("Physiotherapy")
    meena.page.locator("section", has_text="Planned and happened").get_by_role("link").first.click()
    meena.looks()
    meena.fills("People, planned", "thirty")
    meena.presses("Save")
    meena.reads("Write a whole number, such as 12.")
    meena.fills("People, planned", "30")
    meena.presses("Save")
    meena.follows("Print a sign-in sheet")
    meena.follows(f"Back to {TITLE}")


def invites(meena, address):
    meena.follows("Invite people")
    meena.fills("E-mail addresses", f"{address}, nonsense")
    meena.presses("Look at the letter")
    meena.reads("Address 2, “nonsense”, is not like name@example.org.")
    meena.fills("E-mail addresses", address)
    meena.presses("Look at the letter")
    meena.reads("1 person gets this letter.")
    meena.presses("Send them")
    meena.reads("Invited: 1.")


def answers(joan, letter):
    joined = letter.replace("=\n", "").replace("=3D", "=")
    link = re.findall(r"http://\S+/activities/place/[0-9a-f-]{36}", joined)[0]
    joan.page.set_viewport_size(NARROW)
    joan.goes_to(path_of(link))
    joan.presses("I come")
    joan.reads("You have a place.")
    joan.presses("I cannot come")
    joan.reads("You said that you cannot come.")
    joan.presses("I come")


def moves(meena):
    about = meena.page.locator("section", has_text="What, when and where")
    about.get_by_role("link", name="Change").click()
    meena.looks()
    meena.fills("Place", "Wigston hall")
    meena.fills("Postcode", "nonsense")
    meena.presses("Save")
    meena.reads("Write a whole UK postcode, like LE2 5PN")
    meena.fills("Postcode", "le181aa")
    meena.presses("Save")
    meena.reads("1 person is coming. Tell them of the change? New: place.")
    meena.reads("Wigston hall LE18 1AA")
    meena.presses("Tell them by e-mail")
    meena.reads("Told: 1.")


def cancels(meena, address):
    meena.follows("Attendance")
    meena.reads(address)
    meena.follows(f"Back to {TITLE}")
    meena.follows("Cancel it")
    meena.fills("Why it does not take place", "The hall is flooded")
    meena.presses("Cancel the activity")
    meena.reads("It was cancelled: The hall is flooded.")


def adds(meena, title, on):
    """Six interactions, and less than a minute."""
    began = time.monotonic()
    meena.follows("Add an activity")
    meena.fills("What", title)
    meena.fills("When", on.isoformat())
    meena.fills("With whom", "people who wait")
    meena.chooses("Which programme", "Redesign physiotherapy")
    meena.presses("Save")
    assert time.monotonic() - began < 60
    meena.reads("It is saved. We took it for the stage")


def says_how_it_went(meena):
    meena.follows("Say how it went")
    meena.presses("It took place")
    meena.reads("Write how many came, 0 for nobody.")
    meena.fills("How many came", "31")
    meena.fills("What it changed so far", "The letter names a person.")
    meena.presses("It took place")
    meena.reads("It took place, and 31 people came.")


def fills_in_what_is_missing(meena):
    meena.reads("1 other activity asks the same people within eight weeks.")
    meena.follows("By which method")
    meena.chooses("Method", "Workshop")
    meena.fills("Place", "Oadby library")
    meena.presses("Save")
    meena.follows("How it is accessible")
    meena.fills("Accessibility", "Step-free, and a quiet room")
    meena.fills("What people are asked", "What would make the first call easier?")
    meena.presses("Save")
    meena.follows("Which rung you promise")
    meena.chooses("Rung you promise", "Collaborate")
    meena.presses("Save")
    meena.reads("It shows as “Consult” until the decision that is shared")
    meena.page.locator("section", has_text="Rung").get_by_role("link", name="Change").last.click()
    meena.fills("The decision that participants share", "Who rings whom")
    meena.fills("Hours they give to it", "12")
    meena.fills("How they are paid for them", "£25 an hour")
    meena.presses("Save")
    meena.reads("Shared: Who rings whom (12 hours; £25 an hour).")


def announces_all_the_same(meena):
    meena.follows("Announce it")
    meena.reads("1 other activity asks the same people within eight weeks.")
    meena.reads("Survey: your letter")
    meena.reads("The letter names a person.")
    meena.presses("Announce all the same")
    meena.reads("Say why it is announced all the same")
    meena.fills("Why it is announced all the same", "This asks of the call, not the letter")
    meena.presses("Announce all the same")
    meena.reads("announced all the same: This asks of the call, not the letter")


def opens_a_page(meena):
    meena.follows("Open a page")
    meena.fills("Places", "20")
    meena.fills("What the page says", "Tea and cake; fares are paid on the day.")
    meena.presses("Save")
    meena.reads("The page is open:")
    return meena.page.locator("a[href*='/activities/sign-up/']").first.get_attribute("href")


def path_of(link):
    return "/" + link.split("/", 3)[3]


def signs_up(amina, link, address):
    amina.page.set_viewport_size(NARROW)
    amina.goes_to(path_of(link))
    amina.reads("Tea and cake; fares are paid on the day.")
    amina.reads("Step-free, and a quiet room")
    amina.presses("Sign up")
    amina.reads("Write your name, or what we may call you.")
    amina.fills("Your name", "Amina")
    amina.fills("E-mail address (if you have one)", address)
    amina.fills("What do you need to take part? (if anything)", "A Gujarati interpreter")
    amina.presses("Sign up")
    amina.reads("Thank you, we expect you")


def takes_notes(meena):
    meena.presses("Take notes")
    meena.reads("Table 1")
    meena.fills("What was said", "Ring me when I am not at work.")
    meena.ticks("Their own words")
    meena.presses("Add")
    expect(meena.page.locator("#points")).to_contain_text("Ring me when I am not at work.")
    meena.goes_to("/activities/")
    meena.follows(TITLE)
    meena.reads("1 point by table, 1 in people’s own words.")


def takes_attendance(meena):
    meena.page.set_viewport_size(NARROW)
    meena.follows("Attendance")
    meena.reads("Needs: A Gujarati interpreter")
    meena.ticks("Amina")
    meena.fills("Others who came", "7")
    meena.presses("Save")
    meena.reads("It took place, and 8 people came.")
    meena.page.set_viewport_size({"width": 1280, "height": 900})


def experienced(meena, somebody):
    """Four answer by the link, each on a telephone of their own; one lifts a hand."""
    link = meena.page.locator("a[href*='/activities/judge/']").first.get_attribute("href")
    for number in range(4):
        joan = somebody(scripts=number % 2 == 0)
        joan.page.set_viewport_size(NARROW)
        joan.goes_to(path_of(link))
        joan.ticks(TOGETHER if number == 0 else ASKED)
        joan.presses("Send")
        joan.reads("Thank you")
    joan.follows("Answer again")
    joan.ticks(ASKED)
    joan.presses("Send")
    meena.page.reload()
    meena.reads("4 answers. What fewer than five said is not shown.")
    meena.reads_nowhere(ASKED)
    meena.follows("Print the question")
    expect(meena.page.get_by_role("img", name="QR code").first).to_be_visible()
    meena.follows(f"Back to {TITLE}")
    meena.follows("Count paper or hands")
    meena.ticks("By show of hands")
    meena.fills(f"“{ASKED}”", "3")
    meena.presses("Save")
    meena.reads("“Collaborate” was promised, and people judged it “consult”.")


def reads_the_gap(meena):
    meena.follows("Activities")
    drawn = meena.page.get_by_role("img", name="Intended: collaborate. Experienced: consult")
    expect(drawn).to_have_count(1)
    meena.follows("Promises kept")
    meena.reads("1 activity was judged by five people or more: 0 as promised, 1 below and 0 above.")
    expect(meena.page.locator("figure svg")).to_have_attribute("role", "img")
    for place, words in (("Where", "No activity names its area yet."), ("Calendar", TITLE)):
        meena.follows(place)
        meena.reads(words)


def carries_it_away(meena):
    meena.follows("All")
    meena.reads("2 activities: 2 took place. 39 people came.")
    for name, ending in (("Download as CSV", ".csv"), ("Download for Excel", ".xlsx")):
        with meena.page.expect_download() as carried:
            meena.page.get_by_role("link", name=name).click()
        assert carried.value.suggested_filename.endswith(ending)
