# SPDX-License-Identifier: MIT
"""Answering on the public pages: one question a page or all at once, back and forth."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from baton.core import clock
from baton.listening.channels.survey.models import Response
from baton.listening.channels.survey.operations import editing


@pytest.fixture
def amina(db):
    return Client(enforce_csrf_checks=False)


def begins(browser, poster, *, language="en"):
    answer = browser.post(f"/s/{poster.code}?language={language}")
    assert answer.status_code == 302
    return answer.url


def text(answer):
    return " ".join(answer.content.decode().split())


def test_one_question_a_page_from_the_first_to_the_thanks(amina, board, poster):
    assert "There are 6 questions" in text(amina.get(f"/s/{poster.code}"))
    page = begins(amina, poster)
    assert "question 1 of 6" in text(amina.get(page))
    for answer, says in (
        ({"q1": "5"}, "question 2 of 6"),
        ({"q2": "The nurse."}, "What could we do better?"),
        ({"q3": ""}, "How did you come?"),
        ({"q4": ["bus", "foot"]}, "What is your postcode?"),
        ({"q5": ""}, "About you"),
        ({"q6-age": "65 to 74"}, "Send your answers"),
    ):
        page = amina.post(page, answer).url
        assert says in text(amina.get(page))
    done = amina.post(page, {"may_quote": "on"})
    assert "Thank you" in text(amina.get(done.url))
    (said,) = board.contributions.all()
    assert (said.words, said.score, said.may_quote) == ("The nurse.", 5, True)
    assert said.characteristics.stated == {"age": "65 to 74", "sex": "Not answered"}
    over = amina.get(page)
    assert (over.status_code, "These answers are kept" in text(over)) == (410, True)


def test_somebody_goes_back_and_finds_what_they_had_said(amina, poster):
    first = begins(amina, poster)
    second = amina.post(first, {"q1": "2"}).url
    third = amina.post(second, {"q2": "The nurse."}).url
    assert 'href="' + second + '"' in amina.get(third).content.decode()
    assert "The nurse.</textarea>" in amina.get(second).content.decode()


def test_somebody_stops_and_what_they_said_is_kept(amina, board, poster):
    first = begins(amina, poster)
    second = amina.post(first, {"q1": "2"}).url
    end = amina.post(second, {"q2": "The nurse.", "stop": ""}).url
    assert end.endswith("/end")
    amina.post(end)
    assert board.contributions.get().words == "The nurse."


def test_somebody_comes_back_by_the_link_where_they_were(amina, poster):
    first = begins(amina, poster)
    second = amina.post(first, {"q1": "2"}).url
    assert Client().get(first.rsplit("/", 1)[0] + "/").url == second


def test_what_cannot_be_is_said_and_nothing_is_lost(amina, poster):
    first = begins(amina, poster)
    base = first.rsplit("/", 1)[0]
    assert amina.post(first, {"q1": "9"}).status_code == 422
    answer = amina.post(f"{base}/q5", {"q5": "LE1"})
    assert answer.status_code == 422
    assert "Write a whole UK postcode, like LE2 5PN. Or leave it empty." in text(answer)
    assert "The page" not in text(amina.get(f"{base}/q3"))
    assert amina.get(f"{base}/q3").status_code == 302, "it is not asked of them"
    assert amina.get(f"{base}/nothing").status_code == 302


def test_all_at_once(amina, board, survey, poster, meena):
    editing.change(survey, one_a_page=False, by=meena)
    page = begins(amina, poster)
    shown = text(amina.get(page))
    assert "Only if you answered “Neither good nor poor”, “Poor” or “Very poor”" in shown
    end = amina.post(page, {"q1": "1", "q2": "The nurse.", "q3": "Nothing", "q6-sex": "Female"}).url
    amina.post(end)
    (said,) = board.contributions.all()
    assert said.words == "The nurse.", "the other is not asked of who was pleased"
    assert said.characteristics.stated == {"age": "Not answered", "sex": "Female"}


@pytest.mark.parametrize(
    ("opens", "closes", "says"),
    [(1, None, "has not opened yet"), (None, -1, "is closed"), (-1, 1, "Start")],
)
def test_it_opens_and_closes_on_its_days(amina, survey, poster, meena, opens, closes, says):
    today = clock.today()
    about = {
        name: today + timedelta(days=days) if days else None
        for name, days in (("opens_on", opens), ("closes_on", closes))
    }
    editing.change(survey, by=meena, **about)
    assert says in text(amina.get(f"/s/{poster.code}"))
    began = amina.post(f"/s/{poster.code}").status_code == 302
    assert began is (says == "Start")


def test_a_survey_that_is_not_published_asks_nobody(amina, survey):
    code = survey.places.get().code
    assert "has not opened yet" in text(amina.get(f"/s/{code}"))
    amina.post(f"/s/{code}")
    assert not Response.objects.exists()
    assert amina.get("/s/nothing").status_code == 404


def test_a_whole_clinic_behind_one_address_gets_in_and_a_flood_does_not(amina, poster, monkeypatch):
    for _ in range(40):
        begins(Client(), poster)
    monkeypatch.setattr("baton.listening.channels.survey.views.public.MOST_BEGUN", 40)
    assert "Very many began from where you are" in text(amina.post(f"/s/{poster.code}"))
    assert Response.objects.count() == 40


def test_somebody_answers_in_their_language(amina, board, survey, asked, meena):
    words = {"en": "What was good?", "ar": "ما الذي كان جيدا؟"}
    only = replace(
        asked, languages=("en", "ar"), questions=(replace(asked.questions[1], words=words),)
    )
    editing.redraft(survey, only, by=meena)
    editing.publish(survey, by=meena)
    poster = survey.places.get()
    assert "العربية" in text(amina.get(f"/s/{poster.code}"))
    page = begins(amina, poster, language="ar")
    shown = amina.get(page).content.decode()
    assert 'lang="ar" dir="rtl"' in shown
    assert "ما الذي كان جيدا؟" in shown
    amina.post(amina.post(page, {"q2": "الممرضة"}).url)
    said = board.contributions.get()
    assert (said.words, said.question.wording) == ("الممرضة", "What was good?")
    assert Response.objects.get().language == "ar"


def test_who_chose_the_wrong_language_goes_on_in_another(amina, survey, asked, meena):
    words = {"en": "What was good?", "ar": "ما الذي كان جيدا؟"}
    only = replace(
        asked, languages=("en", "ar"), questions=(replace(asked.questions[1], words=words),)
    )
    editing.redraft(survey, only, by=meena)
    editing.publish(survey, by=meena)
    page = begins(amina, survey.places.get())
    assert "What was good?" in text(amina.get(page))
    assert "ما الذي كان جيدا؟" in text(amina.get(f"{page}?language=ar"))
    assert Response.objects.get().language == "en", "looking changes nothing"
    amina.post(f"{page}?language=ar", {"q2": "الممرضة"})
    assert Response.objects.get().language == "ar"


def finishes(browser, poster, words="The nurse."):
    page = begins(browser, poster)
    page = browser.post(page, {"q1": "5"}).url
    page = browser.post(page, {"q2": words, "stop": "yes"}).url
    return browser.post(page, {})


def test_who_has_answered_says_how_they_may_be_told(amina, board, survey, poster, meena):
    from baton.listening.contacts.models import Contact

    editing.change(survey, asks_contact=True, by=meena)
    asked = finishes(amina, poster).url
    assert "May we tell you what comes of it?" in text(amina.get(asked))
    assert board.contributions.count() == 1, "her answers are kept whatever follows"
    assert amina.get(f"{asked}?sent=yes").status_code == 422
    wrong = amina.post(f"{asked}?way=sms", {"address": "1", "language": "en", "format": "plain"})
    assert wrong.status_code == 422
    assert "like 07700 900 982" in text(wrong)
    told = {"address": "07700 900982", "language": "pl", "format": "large"}
    assert "Thank you" in text(amina.post(f"{asked}?way=sms", told, follow=True))
    contact = Contact.objects.get()
    assert (contact.address, contact.language, contact.format) == ("+447700900982", "pl", "large")
    assert contact.contributions.get().contribution == board.contributions.get()
    assert "900982" not in str(Response.objects.get().answers)


def test_nobody_has_to_say_how_and_nobody_else_can(amina, survey, poster, meena):
    from baton.listening.contacts.models import Contact

    assert "/thanks" in finishes(amina, poster).url, "a survey asks only if it says so"
    editing.change(survey, asks_contact=True, by=meena)
    asked = finishes(amina, poster).url
    assert "/thanks" in amina.get(f"{asked}?way=no").url
    assert amina.get(f"{asked[:-3]}x/?way=email").status_code == 410
    assert not Contact.objects.exists()
