# SPDX-License-Identifier: MIT
"""The form on paper has the numbers of the screen, and a typist types them in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from baton.core import clock, keys
from baton.core.models import AuditEntry
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.definition import Question
from baton.listening.channels.survey.models import Response
from baton.listening.channels.survey.operations import editing, typing

YESTERDAY = timedelta(days=1)


@pytest.fixture
def sheet(published, poster):
    """What stands on a sheet besides its answers."""

    def filled_in(**about):
        return replace(
            typing.Sheet(keys.uuid7(), clock.today() - YESTERDAY, "paper", "en"), **about
        )

    return filled_in


@pytest.fixture
def typed(poster):
    """A sheet as the browser sends it."""

    def sends(**answers):
        day = (clock.today() - YESTERDAY).isoformat()
        about = {"place": poster.code, "mode": "paper", "language": "en", "said_on": day}
        given = {
            f"answer-{name.replace('_', '-')}"
            if name[0] == "q" or name == "agreed"
            else name: value
            for name, value in answers.items()
        }
        return {**about, "sheet": "", "key": str(keys.uuid7()), "save": "", **given}

    return sends


def page(survey, name):
    return f"/surveys/{survey.public_id}/{name}"


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_form_has_the_numbers_of_the_screen_and_says_for_whom_a_question_is(
    hers, survey, poster
):
    shown = text(hers.get(page(survey, "paper")))
    assert "<h2>4. How did you come?</h2>" in shown
    assert (
        "Only if you answered “Neither good nor poor”, “Poor” or “Very poor” to question 1:"
        in shown
    )
    assert '<b>2</b><i class="bt-paper__box"></i><span>On foot</span>' in shown
    assert "<h3>6b. What is your sex?</h3>" in shown
    assert f"/s/{poster.code}" in shown
    assert "Samaritans" in shown
    assert "version 1" in shown


def test_the_form_comes_in_its_languages_in_large_print_and_for_each_place(
    hers, survey, asked, centre, meena
):
    both = replace(asked, languages=("en", "ar"))
    for question in asked:
        for name, _ in define.texts(question):
            translated = define.with_text(
                both.question(question.key), name, "ar", f"س {question.key}"
            )
            both = both.put(translated)
    editing.redraft(survey, both, by=meena)
    editing.publish(survey, by=meena)
    desk = editing.add_place(survey, "Reception desk", service=centre, by=meena)
    shown = text(
        hers.get(page(survey, "paper"), {"language": "ar", "size": "large", "place": desk.code})
    )
    assert '<div lang="ar" dir="rtl">' in shown
    assert "4. س q4" in shown
    assert "bt-paper--large" in shown
    assert "at Reception desk" in shown


@pytest.mark.parametrize("name", ["paper", "typing"])
def test_a_draft_is_neither_printed_nor_typed_in(hers, survey, name):
    assert "The survey is not published yet." in text(hers.get(page(survey, name)))


def test_what_is_only_read_has_no_number(survey, asked):
    with_note = replace(asked, questions=(Question("q9", "note", {"en": "Now"}), *asked.questions))
    assert define.numbers(with_note)["q1"] == 1
    assert "q9" not in define.numbers(with_note)


def test_a_sheet_is_kept_as_it_was_said_with_its_own_day(board, published, poster, sheet, meena):
    answers = {"q1": "5", "q2": "The nurse.", "q6-age": "65 to 74", "may_quote": True}
    kept = typing.keep(published, poster, sheet(mode="assisted"), answers, by=meena)
    assert (kept.mode, kept.typed_by, kept.said_on) == (
        "assisted",
        meena,
        clock.today() - YESTERDAY,
    )
    assert kept.shown == ["q1", "q2", "q3", "q4", "q5", "q6"]
    (said,) = board.contributions.all()
    assert (said.words, said.score, said.manner, said.may_quote) == (
        "The nurse.",
        5,
        "verbatim",
        True,
    )
    assert said.said_precision == "day"
    assert said.characteristics.stated == {"age": "65 to 74", "sex": "Not answered"}
    assert AuditEntry.objects.filter(verb="survey.sheet_typed").count() == 1


def test_words_that_nobody_asked_for_are_kept_and_ticks_are_not_counted(
    board, published, poster, sheet, meena
):
    kept = typing.keep(published, poster, sheet(), {"q1": "1", "q3": "Ring me."}, by=meena)
    assert board.contributions.get().words == "Ring me."
    assert "q3" in kept.shown


def test_a_sheet_that_is_sent_twice_is_kept_once(published, poster, sheet, meena):
    one = sheet()
    first = typing.keep(published, poster, one, {"q1": "1"}, by=meena)
    assert typing.keep(published, poster, one, {"q1": "1"}, by=meena) == first


def test_the_same_number_at_one_place_is_refused_and_at_another_is_not(
    survey, published, poster, sheet, centre, meena
):
    typing.keep(published, poster, sheet(number="12"), {"q1": "1"}, by=meena)
    with pytest.raises(typing.TypedBefore, match="Sheet 12 was typed in by Meena"):
        typing.keep(published, poster, sheet(number="12"), {"q1": "2"}, by=meena)
    desk = editing.add_place(survey, "Reception desk", service=centre, by=meena)
    typing.keep(published, desk, sheet(number="12"), {"q1": "2"}, by=meena)
    assert Response.objects.count() == 2


def test_sheets_without_a_number_are_never_the_same(published, poster, sheet, meena):
    for _ in range(2):
        typing.keep(published, poster, sheet(), {"q1": "1"}, by=meena)
    assert Response.objects.count() == 2


def test_a_typist_types_numbers_and_goes_on_with_the_next(hers, board, survey, typed):
    answer = hers.post(
        page(survey, "typing"),
        typed(q1="5", q2="The nurse.", q4="2, 1", q6_age="8", q6_sex="3", agreed="1", sheet="12"),
    )
    assert answer.status_code == 302
    kept = Response.objects.get()
    assert kept.answers == {"q1": "5", "q4": ["foot", "bus"]}
    assert kept.stated == {"age": "65 to 74", "sex": "Prefer not to say"}
    assert board.contributions.get().may_quote
    then = text(hers.get(answer.url))
    assert "Sheet 12 is kept. Type the next one." in then
    assert "You have typed in 1 sheet today." in then
    assert f'value="{(clock.today() - YESTERDAY).isoformat()}"' in then, "the day stays"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"q1": "7"}, "There is no answer 7 to this question. Type a number from 1 to 6"),
        ({"q1": "1 2"}, "1 and 2 are typed, and only one can be kept."),
        ({"q1": "very good"}, "There is no answer very to this question."),
        ({"q5": "LE1"}, "Write a whole UK postcode"),
        ({"said_on": ""}, "Write the day on which it was filled in."),
        ({"said_on": "2999-01-01"}, "That day is still to come."),
        ({"mode": "online"}, "Choose how it was answered."),
        ({"place": "nowhere"}, "Choose where the sheet comes from."),
        ({"sheet": "1" * 21}, "Write at most 20 characters."),
        ({"q2": "a\0b"}, "NUL"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(hers, survey, typed, wrong, says):
    answer = hers.post(page(survey, "typing"), typed(**{"q3": "Ring me.", **wrong}))
    assert answer.status_code == 422
    assert says in text(answer)
    assert "Ring me.</textarea>" in answer.content.decode()
    assert not Response.objects.exists()


def test_a_sheet_that_was_typed_before_is_refused_with_what_it_said(hers, survey, typed):
    first = typed(q1="5", q2="The nurse.", q4="1", sheet="12")
    hers.post(page(survey, "typing"), first)
    answer = hers.post(page(survey, "typing"), typed(q1="4", sheet="12"))
    assert answer.status_code == 422
    shown = text(answer)
    assert "Sheet 12 was typed in by Meena on" in shown
    assert "<dt>4. How did you come?</dt><dd>1 By bus</dd>" in shown
    assert "<dt>2. What was good?</dt><dd>words</dd>" in shown
    assert "The nurse." not in shown
    assert hers.post(page(survey, "typing"), first).status_code == 302, "the same form, sent twice"
    assert Response.objects.count() == 1


def test_without_scripts_enter_looks_it_over_and_saves_nothing(hers, survey, typed):
    sent = typed(q1="5", q4="1 2")
    del sent["save"]
    answer = hers.post(page(survey, "typing"), sent)
    assert answer.status_code == 200
    assert "<dt>4. How did you come?</dt><dd>By bus; On foot</dd>" in text(answer)
    assert not Response.objects.exists()


def test_an_old_sheet_is_typed_in_as_its_version_asked(hers, survey, asked, typed, meena):
    editing.redraft(survey, asked.without("q4"), by=meena)
    editing.publish(survey, by=meena)
    assert "How did you come?" not in text(hers.get(page(survey, "typing")))
    answer = hers.post(page(survey, "typing") + "?version=1", typed(q4="1"))
    assert "version=1" in answer.url
    assert Response.objects.get().version.number == 1
    assert hers.get(page(survey, "typing") + "?version=9").status_code == 404


def test_a_day_and_a_number_are_kept(hers, survey, asked, typed, meena):
    more = (Question("q7", "date", {"en": "When?"}), Question("q8", "number", {"en": "How long?"}))
    editing.redraft(survey, replace(asked, questions=(*asked.questions, *more)), by=meena)
    editing.publish(survey, by=meena)
    hers.post(page(survey, "typing"), typed(q7="2026-06-01", q8="25"))
    assert Response.objects.get().answers == {"q7": date(2026, 6, 1).isoformat(), "q8": 25}
