# SPDX-License-Identifier: MIT
"""A survey on paper says what the screen says, under the same numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import printing
from baton.listening.channels.survey.definition import Question
from baton.listening.channels.survey.models import Version
from baton.ui import typeset

ADDRESS = "https://baton.example.org"


@pytest.fixture
def told(monkeypatch):
    """What the paper was given to say, beside the PDF that it became."""
    papers, pdf = [], typeset.pdf
    monkeypatch.setattr(typeset, "pdf", lambda at, said: (papers.append(said), pdf(at, said))[1])
    return papers


def version(asked):
    return Version(number=1, definition=define.to_json(asked))


def test_the_form_asks_what_the_screen_asks(poster, published, told):
    made = printing.form(poster, published, language="en", address=ADDRESS)
    assert made.startswith(b"%PDF-1.7")
    (paper,) = told
    assert [each["number"] for each in paper["questions"]] == [1, 2, 3, 4, 5, 6]
    score, _, better, *_, postcode, about = paper["questions"]
    assert score["choices"][0] == {"number": "1", "words": "Very good"}
    assert better["only"] == (
        "Only if you answered “Neither good nor poor”, “Poor” or “Very poor” to question 1"
    )
    assert (better["lines"], postcode["lines"]) == (5, 1)
    assert about["parts"][0]["choices"][-1]["words"] == "Prefer not to say"
    assert paper["foot"].endswith(f"baton.example.org/s/{poster.code} · version 1")
    assert len(paper["agree"]) == 2


def test_a_note_has_no_number_and_a_scale_says_its_ends(poster, asked, told):
    more = (
        Question("q7", "note", {"en": "Nearly done."}),
        Question("q8", "scale", {"en": "How easy?"}, least_means={"en": "hard"}, most=3),
    )
    longer = replace(asked, questions=(*asked.questions, *more))
    printing.form(poster, version(longer), language="en", address=ADDRESS, is_large=True)
    note, scale = told[0]["questions"][-2:]
    assert (note["number"], scale["number"]) == (None, 7)
    assert [(each["number"], each["words"]) for each in scale["choices"]] == [
        ("1", "hard"),
        ("2", ""),
        ("3", ""),
    ]


def test_the_poster_has_a_picture_and_an_address_to_type(poster, told):
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1z"/></svg>'
    )
    made = printing.poster(poster, language="en", address=ADDRESS, picture=picture)
    assert made.startswith(b"%PDF")
    assert told[0]["address"] == f"baton.example.org/s/{poster.code}"


def test_what_is_not_the_surveys_own_is_said_in_its_language_too(poster, asked, told):
    polish = replace(asked, languages=("en", "pl"))
    printing.form(poster, version(polish), language="pl", address=ADDRESS)
    printing.form(poster, version(asked), language="en", address=ADDRESS)
    paper, english = told
    assert paper["end"][1] == "Nikt nie czyta tego od razu."
    assert paper["blanks"] == ["Numer arkusza", "Data"]
    assert paper["foot"].endswith("wersja 1")
    for each, same in zip(paper["questions"], english["questions"], strict=True):
        assert [tick["number"] for tick in each["choices"]] == [
            tick["number"] for tick in same["choices"]
        ]
    score, same = paper["questions"][0], english["questions"][0]
    assert {tick["words"] for tick in score["choices"]}.isdisjoint(
        tick["words"] for tick in same["choices"]
    )
    about, same = (each["questions"][5]["parts"][0] for each in (paper, english))
    assert about["why"] != same["why"]
    assert about["choices"][-1]["words"] != "Prefer not to say"
    assert {tick["words"] for tick in paper["agree"]}.isdisjoint(
        tick["words"] for tick in english["agree"]
    )


def test_a_form_in_arabic_runs_from_the_right(poster, asked, told):
    arabic = replace(
        asked,
        languages=("ar",),
        questions=(Question("q1", "text", {"ar": "ما الذي كان جيدا؟"}),),
    )
    made = printing.form(poster, version(arabic), language="ar", address=ADDRESS)
    assert made.startswith(b"%PDF")
    assert told[0]["leftward"]


def test_where_there_are_no_letters_somebody_is_told_what_to_do(poster, asked):
    #: Egyptian hieroglyphs, which no system has unless somebody wanted them.
    strange = replace(asked, questions=(Question("q1", "text", {"en": "\U00013000"}),))
    with pytest.raises(typeset.NotSet, match=r"has no letters .* print the page from your browser"):
        printing.form(poster, version(strange), language="en", address=ADDRESS)
