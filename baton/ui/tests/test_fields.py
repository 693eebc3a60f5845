# SPDX-License-Identifier: MIT
"""The boxes of forms: what they take, and the sentences they answer with."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django import forms

from baton.ui import fields


class Everything(fields.Form):
    """One box of each kind, all of which may stay empty."""

    day = fields.day("Day")
    time = fields.time("Time")
    line = fields.line("Line", 10)
    text = fields.text("Text", longest=2000)
    email = fields.email("Address")
    whole = fields.whole("Number", least=2, most=20_000)
    choice = fields.choice("One", [("", "None"), ("a", "A")])
    several = fields.several("Some")
    number = fields.choice("Level", [("", "Not judged"), (1, "low")], coerce=int, empty_value=None)


class Asked(fields.Form):
    """One box of each kind that must be filled in."""

    day = fields.day("Day", missing="Give the day.")
    time = fields.time("Time", missing="Give the time.")
    line = fields.line("Line", 10, missing="Write it.")
    text = fields.text("Text", missing="Write of it.", longest=9, too_long="Make two of it.")
    whole = fields.whole("Number", missing="Write how many.")
    choice = fields.choice("One", [("a", "A")], missing="Choose one.")
    key = fields.key()


def problems(form: forms.Form) -> dict[str, list[str]]:
    return {name: [str(each) for each in errors] for name, errors in form.errors.items()}


def test_what_may_stay_empty_says_nothing():
    form = Everything({})
    assert problems(form) == {}
    assert form.cleaned_data["number"] is None


def test_each_box_that_was_left_empty_says_what_to_do():
    assert problems(Asked({})) == {
        "day": ["Give the day."],
        "time": ["Give the time."],
        "line": ["Write it."],
        "text": ["Write of it."],
        "whole": ["Write how many."],
        "choice": ["Choose one."],
        "key": ["Something is missing on this page. Open it anew, and send it once more."],
    }


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("day", "31/02/2026", "Write a day that exists, like 28/02/2026."),
        ("day", "a\0", "Write a day that exists, like 28/02/2026."),
        ("time", "noon", "Write a time like 14:30."),
        ("line", "x" * 11, "Write at most 10 characters."),
        ("line", "a\0b", "It holds a NUL character (a zero byte). Take it out."),
        ("text", "x" * 2001, "Write at most 2,000 characters."),
        ("text", "a\0b", "It holds a NUL character (a zero byte). Take it out."),
        ("email", "amina", "Write an e-mail address like name@example.org, or leave it empty."),
        ("email", f"{'x' * 250}@a.org", "Write at most 254 characters."),
        ("whole", "some", "Write a whole number, such as 12."),
        ("whole", "1.5", "Write a whole number, such as 12."),
        ("whole", "12,50", "Write a whole number, such as 12."),
        ("whole", "3\0", "Write a whole number, such as 12."),
        ("whole", "1", "Write 2 or more."),
        ("whole", "20,001", "Write 20,000 or less."),
        ("choice", "b", "Choose one of those in the list."),
        ("number", "9", "Choose one of those in the list."),
        ("several", ["b"], "Choose from those in the list."),
    ],
)
def test_what_is_wrong_gets_a_sentence_that_says_how_to_mend_it(name, typed, sentence):
    assert sentence in problems(Everything({name: typed}))[name]


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("choice", "b", "Choose one."),
        ("text", "x" * 10, "Make two of it."),
        ("key", "7", "Something is missing on this page. Open it anew, and send it once more."),
    ],
)
def test_a_box_with_a_sentence_of_its_own_says_that(name, typed, sentence):
    assert problems(Asked({name: typed}))[name] == [sentence]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", 12),
        (" £ 18,400 ", 18_400),
        ("18 400", 18_400),
        ("£1,234,567", 1_234_567),
        ("12.00", 12),
        (0, 0),
        ("0", 0),
        ("", None),
        (None, None),
    ],
)
def test_a_whole_number_is_taken_as_people_write_it(typed, meant):
    assert fields.whole("Number").clean(typed) == meant


@pytest.mark.parametrize("typed", ["28/02/2026", "2026-02-28"])
def test_a_day_is_taken_as_browsers_send_it_and_as_the_sentence_shows_it(typed):
    assert fields.day("Day").clean(typed).isoformat() == "2026-02-28"


def test_records_are_offered_by_name_each_set_in_below_what_it_lies_in():
    class Ward(SimpleNamespace):
        def __str__(self) -> str:
            return self.name

    records = fields.by_id(
        [Ward(public_id=7, name="Site", depth=0), Ward(public_id=8, name="Ward", depth=1)]
    )
    form = Everything(None)
    form.choose_from("choice", fields.named(records), "All of them")
    assert form.fields["choice"].choices == [
        ("", "All of them"),
        ("7", "Site"),
        ("8", "\u2003Ward"),
    ]
    form.choose_from("choice", fields.named(records))
    assert form.fields["choice"].choices == [("7", "Site"), ("8", "\u2003Ward")]


def test_the_browser_is_not_asked_to_check():
    assert "required" not in str(Asked()["line"])
