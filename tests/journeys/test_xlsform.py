# SPDX-License-Identifier: MIT
"""Amina brings the form of a household survey, and Paweł answers it on his telephone."""

from __future__ import annotations

import io
from urllib.parse import urlsplit

import openpyxl
import pytest

from baton.listening.channels.survey.tests.household import household
from tests.harness.visitor import SCRIPTS

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_form_is_brought_in_and_answered(somebody, body, tmp_path, scripts):
    amina = somebody(scripts=scripts)
    amina.signs_in(body["engagement_lead"])
    brings_the_form(amina, tmp_path)
    takes_it_away(amina)

    address = publishes(amina)

    pawel = somebody(scripts=scripts)
    pawel.page.set_viewport_size(PHONE)
    pawel.goes_to(address)
    pawel.follows("Polski")
    answers_in_polish(pawel)


def brings_the_form(amina, folder):
    amina.goes_to("/surveys/from-form")
    wrong = folder / "letter.xlsx"
    wrong.write_text("Dear colleague")
    amina.brings("XLSForm", wrong)
    amina.presses("Show me the questions")
    amina.reads("There is no sheet “survey” in this file")
    form = folder / "households.xlsx"
    form.write_bytes(household())
    amina.brings("XLSForm", form)
    amina.presses("Show me the questions")
    amina.reads("11 questions and 1 note are understood, in 3 languages.")
    amina.reads("“child” is left out with all in it (2 rows)")
    amina.fills("Title of the survey", "")
    amina.presses("Begin the survey with these")
    amina.reads("Give the survey a title.")
    amina.fills("Title of the survey", "Households")
    amina.presses("Begin the survey with these")
    amina.reads("“Households” is begun. Nobody is asked before it is published.")


def takes_it_away(amina):
    amina.follows("As a form")
    with amina.page.expect_download() as taken:
        amina.page.get_by_role("link", name="Download the draft").click()
    book = openpyxl.load_workbook(io.BytesIO(taken.value.path().read_bytes()))
    assert book.sheetnames == ["survey", "choices", "settings"]
    assert book["survey"]["E1"].value == "label::Polski (pl)"


def publishes(amina):
    amina.follows("Back to Households")
    amina.follows("Publish")
    amina.presses("Publish")
    amina.follows("Its own address")
    return urlsplit(amina.page.locator("a.bt-typed").get_attribute("href")).path


def answers_in_polish(pawel):
    pawel.presses("Rozpocznij")
    pawel.reads("Witamy")
    pawel.presses("Zapisz i kontynuuj")
    pawel.ticks("Tak")
    pawel.presses("Zapisz i kontynuuj")
    pawel.reads("Jak?")
    pawel.ticks("Pieszo")
    pawel.presses("Zapisz i kontynuuj")
    pawel.reads("Minuty")
    pawel.fills("Minuty", "40")
    pawel.presses("Zapisz i kontynuuj")
    pawel.ticks("Było pełno")
    pawel.presses("Zapisz i kontynuuj")
    pawel.ticks("Bardzo źle")
    pawel.presses("Zapisz i kontynuuj")
    pawel.fills("Co lepiej?", "Więcej krzeseł.")
    pawel.presses("Zakończ tutaj i zachowaj to, co już powiedziano")
    pawel.presses("Wyślij moje odpowiedzi")
    pawel.reads("Dziękujemy")
