# SPDX-License-Identifier: MIT
"""Anouk reads public pages in Dutch, Amal in Arabic; what Dewi approves is no draft any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.harness.visitor import NARROW, SCRIPTS

TODAY = timezone.localdate()
WORKSHOP = "Workshop: the first call"
IN_DUTCH, IN_ARABIC = "Nederlands", "العربية"
DRAFT = "This page is a draft"


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_anouk_answers_and_signs_up_in_dutch(somebody, body, baton, scripts):
    address = baton.survey_in_languages(body["organisation"], "Your visit")
    anouk = on_a_phone(somebody, scripts=scripts)
    answers_in_dutch(anouk, address)
    # What she chose holds for what she reads next.
    anouk.follows("Hoe wij gebruiken wat u ons vertelt")
    anouk.reads("U hoeft ons nooit te vertellen wie u bent.")
    hers = f"anouk@{body['organisation']}.example"
    signs_up_in_dutch(anouk, opens_a_page(somebody(), body, baton), hers)
    (letter,) = baton.letters_to(hers, within=20)
    assert "Beste lezer," in letter


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_amal_reads_from_the_right(somebody, body, baton, scripts):
    address = baton.survey_in_languages(body["organisation"], "Your visit")
    amal = on_a_phone(somebody, scripts=scripts)
    amal.goes_to(address)
    amal.follows(IN_ARABIC)
    runs_from_the_right(amal)
    amal.presses("ابدأ")
    runs_from_the_right(amal)
    box = amal.page.locator(".nhsuk-radios__item").first.bounding_box()
    words = amal.page.locator(".nhsuk-radios__label").first.bounding_box()
    assert words["x"] + words["width"] < box["x"] + box["width"], "words stand left of the circle"
    amal.page.get_by_label("جيدة جدًا", exact=True).check()
    amal.presses("حفظ ومتابعة")
    amal.presses("حفظ ومتابعة")
    amal.reads("توجد مشكلة")
    amal.reads("الرجاء الإجابة عن هذا السؤال.")
    runs_from_the_right(amal)
    amal.page.get_by_label("لماذا؟").fill("الممرضة كانت لطيفة")
    amal.presses("حفظ ومتابعة")
    amal.follows("رجوع")
    expect(amal.page.get_by_label("لماذا؟")).to_have_value("الممرضة كانت لطيفة")
    amal.presses("التوقف هنا وحفظ ما قلته")
    amal.presses("إرسال إجاباتي")
    amal.reads("شكرًا لك")
    runs_from_the_right(amal)
    meena = somebody()
    meena.signs_in(body["engagement_lead"])
    meena.goes_to("/comments/")
    meena.reads("الممرضة كانت لطيفة")


def test_what_dewi_approves_on_screen_is_no_draft_any_more(somebody, body):
    reader = somebody(scripts=False)
    reader.goes_to("/privacy?language=cy")
    reader.reads(DRAFT)
    meena = somebody()
    meena.signs_in(body["administrator"])
    meena.goes_to("/people")
    meena.follows("Languages")
    meena.follows("Welsh")
    meena.page.get_by_role("link", name="Mend “Skip to main content”").click()
    meena.looks()
    meena.fills("In Welsh", "Neidio i’r cynnwys")
    meena.presses("Say it so from now on")
    meena.presses("Approve these sentences")
    meena.reads("Tick the box to approve.")
    meena.fills("Name of whoever speaks it", "Dewi Pugh")
    meena.ticks("I speak Welsh, have read these sentences, and approve them")
    meena.presses("Approve these sentences")
    meena.reads("Dewi Pugh approved all")
    reader.waits_until_gone(DRAFT)
    expect(reader.page.locator(".nhsuk-skip-link")).to_have_text("Neidio i’r cynnwys")


def on_a_phone(somebody, *, scripts):
    visitor = somebody(scripts=scripts)
    visitor.page.set_viewport_size(NARROW)
    return visitor


def runs_from_the_right(visitor):
    expect(visitor.page.locator("html")).to_have_attribute("dir", "rtl")
    fits(visitor)


def fits(visitor):
    """The page is no wider than the phone."""
    wide = visitor.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1], visitor.page.url


def answers_in_dutch(anouk, address):
    anouk.goes_to(address)
    anouk.follows(IN_DUTCH)
    anouk.reads("Er zijn 4 vragen.")
    anouk.reads(DRAFT)
    fits(anouk)
    anouk.presses("Beginnen")
    anouk.reads("vraag 1 van 4")
    anouk.page.get_by_label("Heel slecht").check()
    anouk.presses("Opslaan en verder")
    anouk.presses("Opslaan en verder")
    anouk.reads("Er is een probleem")
    anouk.reads("Beantwoord deze vraag, alstublieft.")
    fits(anouk)
    anouk.page.get_by_label("Waarom?").fill("Niemand sprak mijn taal.")
    anouk.presses("Opslaan en verder")
    anouk.page.get_by_label("Postcode").fill("LE1")
    anouk.presses("Opslaan en verder")
    anouk.reads("Vul een volledige Britse postcode in")
    anouk.page.get_by_label("Postcode").fill("")
    anouk.presses("Opslaan en verder")
    anouk.reads("Hoe oud bent u?")
    anouk.page.get_by_label("65 tot en met 74").check()
    fits(anouk)
    anouk.presses("Opslaan en verder")
    anouk.reads("Mogen uw woorden zo gebruikt worden?")
    anouk.presses("Mijn antwoorden versturen")
    anouk.reads("Dank u wel")
    fits(anouk)


def opens_a_page(meena, body, baton):
    """Meena plans a workshop and lets people sign up; the address of its page."""
    baton.begins(body["organisation"], "Redesign physiotherapy", area="Oadby")
    meena.signs_in(body["engagement_lead"])
    meena.goes_to("/activities/")
    meena.follows("Add an activity")
    meena.fills("What", WORKSHOP)
    meena.fills("When", (TODAY + timedelta(days=20)).isoformat())
    meena.fills("With whom", "people who wait")
    meena.chooses("Which programme", "Redesign physiotherapy")
    meena.presses("Save")
    meena.follows("Open a page")
    meena.fills("Places", "20")
    meena.presses("Save")
    meena.reads("The page is open:")
    link = meena.page.locator("a[href*='/activities/sign-up/']").first.get_attribute("href")
    return "/" + link.split("/", 3)[3]


def signs_up_in_dutch(anouk, path, address):
    anouk.goes_to(path)
    anouk.reads("Er zijn nog 20 plaatsen.")
    anouk.presses("Aanmelden")
    anouk.reads("Vul uw naam in, of hoe wij u mogen noemen.")
    anouk.fills("Uw naam", "Anouk de Wit")
    anouk.fills("E-mailadres (als u dat hebt)", address)
    anouk.presses("Aanmelden")
    anouk.reads("Dank u wel, wij verwachten u")
    fits(anouk)
