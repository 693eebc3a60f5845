# SPDX-License-Identifier: MIT
"""Meena builds a survey, people answer it on their phones in two languages, and are heard."""

from __future__ import annotations

from playwright.sync_api import expect

from baton.listening.tests.pictures import png
from tests.harness.visitor import NARROW

WHY = "Please tell us why you gave this answer"
GUJARATI = {
    "Overall, how was your experience of our service?": "તમારો અનુભવ કેવો રહ્યો?",
    WHY: "તમે આ જવાબ કેમ આપ્યો?",
    "About you": "તમારા વિશે",
    "What would have helped you?": "શું મદદ કરી હોત?",
    "Longer opening hours": "વધુ સમય ખુલ્લું",
    "Somebody who speaks my language": "મારી ભાષા બોલતી વ્યક્તિ",
}


def test_a_survey_is_built_published_answered_in_two_languages_and_heard(somebody, body, tmp_path):
    meena = somebody()
    meena.signs_in(body["engagement_lead"])
    begins(meena)
    asks_some_only(meena)
    translates(meena)
    puts_a_picture(meena, tmp_path / "clock.png")
    looks_at_it_first(meena)
    address = publishes_with_a_poster(meena)

    amina = on_a_phone(somebody)
    answers_poorly_in_gujarati(amina, address)
    joan = on_a_phone(somebody)
    answers_well_in_english(joan, address)
    sees_pictures_in_easy_read(on_a_phone(somebody), address)

    meena.goes_to("/comments/?q=interpret")
    meena.reads("Nobody could interpret for my mother.")
    meena.goes_to("/comments/?q=kind")
    meena.reads("They were kind.")
    meena.follows("Surveys")
    meena.reads("The one survey is open. 2 people have answered.")


def on_a_phone(somebody):
    visitor = somebody(scripts=False)
    visitor.page.set_viewport_size(NARROW)
    return visitor


def fits(visitor):
    """The page is no wider than the phone."""
    width = visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROW["width"], visitor.page.url


def begins(meena):
    meena.follows("Surveys")
    meena.reads("No survey is begun yet.")
    meena.follows("Begin a survey")
    meena.presses("Begin")
    meena.reads("Give it a title.")
    meena.fills("Title", "How was the walk-in centre?")
    meena.chooses("Start from", "The Friends and Family Test")
    meena.presses("Begin")
    meena.reads("It asks 3 questions, 1 of them to be answered in people’s own words, in English.")


def asks_some_only(meena):
    """Who had a poor experience is asked what would have helped, before the page about them."""
    meena.follows("Add a question")
    meena.page.get_by_label("Some of several answers").check()
    meena.presses("Continue")
    meena.fills("The question", "What would have helped you?")
    meena.fills("Answers to choose from", "Longer opening hours\nLonger opening hours")
    meena.presses("Add it")
    meena.reads("“Longer opening hours” stands there twice. Take one out.")
    meena.fills("Answers to choose from", "Longer opening hours\nSomebody who speaks my language")
    meena.presses("Add it")
    meena.presses("Move question 4 up")
    meena.follows("Asked of everybody (question 3)")
    meena.page.get_by_label("Only who gave certain answers to “Overall").check()
    meena.presses("Continue")
    for answer in ("Poor", "Very poor"):
        meena.page.get_by_label(answer, exact=True).check()
    meena.presses("Save")
    meena.reads("Asked only who answered “Poor” or “Very poor” to question 1")


def translates(meena):
    meena.follows("Languages")
    meena.chooses("Add a language", "Gujarati (ગુજરાતી)")
    meena.presses("Add it")
    meena.reads("5 texts are missing.")
    meena.page.get_by_label(WHY).fill(GUJARATI[WHY])
    meena.presses("Save what is filled in")
    meena.reads("4 texts are still missing.")
    meena.follows("Back to How was the walk-in centre?")
    meena.follows("Publish")
    meena.presses("Publish")
    meena.reads("Words of questions 3 and 4 are missing in Gujarati.")
    meena.follows("Back to How was the walk-in centre?")
    meena.follows("Languages")
    meena.follows("Gujarati")
    for original, translated in GUJARATI.items():
        meena.page.get_by_label(original).fill(translated)
    meena.presses("Save what is filled in")
    meena.reads("All is there.")


def puts_a_picture(meena, file):
    meena.chooses("Add a language", "Easy Read")
    meena.presses("Add it")
    for original in GUJARATI:
        meena.page.get_by_label(original).fill(f"Easy: {original}")
    meena.presses("Save what is filled in")
    meena.follows("Pictures")
    meena.follows("Add the picture of “1. Easy: Overall, how was your experience of our service?”")
    file.write_bytes(png(side=64))
    meena.brings("Picture", file)
    meena.fills("What it shows", "A face that is asked")
    meena.presses("Save")
    meena.reads("The picture is kept.")
    meena.follows("Back to How was the walk-in centre?")


def looks_at_it_first(meena):
    meena.follows("Preview")
    meena.presses("Start")
    meena.page.get_by_label("Very good", exact=True).check()
    meena.presses("Save and continue")
    meena.presses("Save and continue")
    meena.reads("About you")
    meena.presses("Back")
    meena.presses("Back")
    expect(meena.page.get_by_label("Very good", exact=True)).to_be_checked()
    meena.page.get_by_label("Very poor", exact=True).check()
    meena.presses("Save and continue")
    meena.presses("Save and continue")
    meena.reads("What would have helped you?")
    meena.reads("Preview: nothing is kept.")
    meena.follows("Back to the survey")


def publishes_with_a_poster(meena):
    """The address that stands on the poster."""
    meena.follows("Publish")
    meena.presses("Publish")
    meena.reads("Version 1 is published.")
    meena.follows("Add a place")
    meena.fills("Name of the place", "Reception")
    meena.presses("Add it")
    meena.follows("Poster to print")
    expect(meena.page.get_by_role("img", name="QR code of the survey’s address")).to_be_visible()
    typed = meena.page.locator(".bt-sheet .bt-typed").inner_text()
    return "/s/" + typed.partition("/s/")[2]


def answers_poorly_in_gujarati(amina, address):
    amina.goes_to(address)
    amina.reads("Reception")
    amina.follows("ગુજરાતી")
    amina.presses("શરૂ કરો")
    amina.reads("તમારો અનુભવ કેવો રહ્યો?")
    fits(amina)
    amina.page.get_by_label("ખૂબ ખરાબ", exact=True).check()
    amina.presses("સાચવો અને આગળ વધો")
    amina.page.get_by_label("તમે આ જવાબ કેમ આપ્યો?").fill("Nobody could interpret for my mother.")
    amina.presses("સાચવો અને આગળ વધો")
    amina.page.get_by_label("મારી ભાષા બોલતી વ્યક્તિ").check()
    amina.presses("સાચવો અને આગળ વધો")
    amina.reads("તમારા વિશે")
    fits(amina)
    amina.presses("સાચવો અને આગળ વધો")
    amina.presses("મારા જવાબો મોકલો")
    amina.reads("આભાર")


def answers_well_in_english(joan, address):
    joan.goes_to(address)
    joan.presses("Start")
    joan.page.get_by_label("Very good", exact=True).check()
    joan.presses("Save and continue")
    joan.page.get_by_label(WHY).fill("They were kind.")
    joan.presses("Save and continue")
    joan.reads("About you")
    joan.presses("Save and continue")
    joan.presses("Send my answers")
    joan.reads("Thank you")


def sees_pictures_in_easy_read(reader, address):
    reader.goes_to(address)
    reader.follows("Easy Read")
    reader.presses("Start")
    expect(reader.page.get_by_role("img", name="A face that is asked")).to_be_visible()
    fits(reader)
    drawn = reader.page.locator(".bt-picture").evaluate("image => image.naturalWidth")
    assert drawn == 64
