# SPDX-License-Identifier: MIT
"""A form made for ODK or KoboToolbox is asked here as far as a survey can, and the rest is said."""

from __future__ import annotations

import pytest

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.definition import ShowIf
from baton.listening.channels.survey.tests.household import household
from baton.listening.channels.survey.tests.xlsforms import YES_NO, by_key, form, read, said


@pytest.fixture(scope="module")
def found():
    return read(household())


def test_a_household_form_is_understood(found):
    assert found.title == "Walk-in centre: households"
    assert found.definition.languages == ("en", "fr", "pl")
    assert [(each.key, each.kind) for each in found.definition] == [
        ("welcome", "note"),
        ("consent", "one"),
        ("came", "one"),
        ("came_other", "text"),
        ("minutes", "number"),
        ("why", "many"),
        ("overall", "fft"),
        ("better", "text"),
        ("ease", "scale"),
        ("distance", "number"),
        ("when", "date"),
        ("q_home", "postcode"),
    ]
    assert found.problems == []
    define.check(found.definition)


def test_words_come_in_every_language(found):
    asked = by_key(found)
    assert asked["welcome"].words == {"en": "Welcome", "fr": "Bienvenue", "pl": "Witamy"}
    assert asked["came"].hint == {
        "en": "The last time.",
        "fr": "La dernière fois.",
        "pl": "Ostatnim razem.",
    }
    assert [each.words["pl"] for each in asked["came"].choices] == [
        "Autobusem",
        "Pieszo",
        "Inaczej",
    ]
    assert (asked["consent"].is_needed, asked["came"].is_needed) == (True, False)
    assert (asked["ease"].least, asked["ease"].most) == (0, 10)


def test_what_depends_on_answers_still_does(found):
    asked = by_key(found)
    shown = {key: each.show_if for key, each in asked.items() if each.show_if}
    assert shown == {
        "came": ShowIf("consent", ("yes",)),
        "came_other": ShowIf("came", ("other",)),
        "minutes": ShowIf("came", ("bus", "foot")),
        "why": ShowIf("came", ("bus", "foot")),
        "overall": ShowIf("consent", ("yes",)),
        "better": ShowIf("overall", ("4", "5")),
    }


def test_all_that_is_left_out_or_changed_is_said_with_its_row(found):
    told = "\n".join(said(found))
    for where, why in (
        ("survey, rows 2, 3 and 4, column type", "A phone would record this by itself"),
        ("survey, rows 7 and 10, column type", "Groups are not kept"),
        ("survey, row 11, column constraint", "any answer of its kind is taken"),
        (
            "survey, row 12, column relevant",
            "it depends on “minutes”, which has no answers to choose",
        ),
        (
            "survey, row 14, column type",
            "as the Friends and Family Test, with its standard answers",
        ),
        ("survey, row 18, column parameters", "a whole number without bounds"),
        ("survey, row 19, column type", "“child” is left out with all in it (2 rows)"),
        ("survey, row 23, column type", "“total” is left out. It calculates"),
        ("survey, row 24, column type", "“place” is left out. It records a place on a map"),
        ("survey, row 25, column type", "“photo” is left out. It records a picture"),
        ("survey, row 26, column default", "No answer is filled in beforehand"),
        ("survey, row 27, column type", "asked as a postcode"),
    ):
        assert any(line.startswith(where) and why in line for line in told.splitlines()), where
    assert len(found.remarks) == 12


def asked_of(rows, choices=YES_NO, **about):
    return read(form(rows, choices, **about))


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        ("text", "text"),
        ("string", "text"),
        ("Select_One yn", "one"),
        ("select one yn", "one"),
        ("select one from yn", "one"),
        ("select1 yn", "one"),
        ("select_multiple yn", "many"),
        ("select all that apply yn", "many"),
        ("add select multiple prompt using yn", "many"),
        (" integer ", "number"),
        ("dateTime", "date"),
    ],
)
def test_types_are_known_by_all_their_names(kind, becomes):
    (question,) = asked_of([(kind, "q", "What?")]).definition
    assert question.kind == becomes


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("barcode", "It records a barcode"),
        ("rank yn", "put answers in order"),
        ("select_one_from_file towns.csv", "in another file"),
        ("select_one nobody", "There is no list “nobody”"),
        ("select_one", "names no list"),
        ("select_one yn or_nothing_at_all", "names no list"),
        ("acknowledge", "is no kind of question here"),
        ("", "It has no type"),
    ],
)
def test_what_cannot_be_asked_is_left_out_by_name(kind, why):
    found = asked_of([("text", "why", "Why?"), (kind, "gone", "What?")])
    assert list(by_key(found)) == ["why"]
    (told,) = said(found)
    assert told.startswith("survey, row 3, column type: “gone” is left out. ")
    assert why in told


def test_other_is_an_answer_to_choose():
    found = asked_of([("select_one yn or_other", "q", "What?")])
    assert [each.key for each in by_key(found)["q"].choices] == ["yes", "no", "other"]
    assert "without a box to say which" in said(found)[0]


def test_a_likert_scale_of_numbers_is_a_scale_and_one_of_words_is_not():
    numbers = [("l", str(at), f"{at} {said_}") for at, said_ in ((1, "Never"), (2, ""), (3, "Yes"))]
    words = [("w", "1", "Never"), ("w", "2", "Often")]
    found = asked_of(
        [("select_one l", "a", "A?", "likert"), ("select_one w", "b", "B?", "likert")],
        [*numbers, *words],
        columns=("type", "name", "label", "appearance"),
    )
    asked = by_key(found)
    assert (asked["a"].kind, asked["a"].least, asked["a"].most) == ("scale", 1, 3)
    assert (asked["a"].least_means, asked["a"].most_means) == ({"en": "Never"}, {"en": "Yes"})
    assert asked["b"].kind == "one"


def test_the_friends_and_family_test_is_known_once():
    names = ("very good", "good", "neither good nor poor", "poor", "very poor", "don’t know")
    fft = [("f", name.replace(" ", "_").replace("’", ""), f"{at}") for at, name in enumerate(names)]
    found = asked_of([("select_one f", "a", "A?"), ("select_one f", "b", "B?")], fft)
    assert [each.kind for each in found.definition] == ["fft", "one"]
    assert any("asked once" in each for each in said(found))
    turned = asked_of([("select_one f", "a", "A?")], fft[::-1])
    assert [each.kind for each in turned.definition] == ["one"], "another order is another question"


def test_a_second_postcode_is_not_asked_in_words():
    found = asked_of([("text", "postcode", "Where?"), ("text", "work", "Your postcode?")])
    assert [each.kind for each in found.definition] == ["postcode"]
    assert any("this is the second time" in each for each in said(found))


@pytest.mark.parametrize(
    ("labels", "languages"),
    [
        (("label",), ("en",)),
        (("label::Polish", "label::English"), ("pl", "en")),
        (("label:English (en)", "Label::Gujarati (gu)"), ("en", "gu")),
        (("label::pl", "label"), ("en", "pl")),
        (("label::Elvish",), ("en",)),
        (("label::English (en)", "label::Elvish"), ("en",)),
        (("label::English (en)", "label::Easy Read (en-x-easy)"), ("en", "en-x-easy")),
    ],
)
def test_languages_are_known_by_code_and_by_name(labels, languages):
    columns = ("type", "name", *labels)
    found = read(form([("text", "q", *labels)], columns=columns))
    assert set(found.definition.languages) == set(languages)
    assert found.definition.languages[0] in languages[:1] or "label" in labels
    elvish = [each for each in said(found) if "Elvish" in each]
    assert bool(elvish) is ("label::Elvish" in labels)


def test_the_default_language_comes_first_and_an_empty_one_is_none():
    columns = ("type", "name", "label::English (en)", "label::Polski (pl)", "label::Urdu (ur)")
    found = read(
        form(
            [("text", "q", "What?", "Co?", "")],
            columns=columns,
            settings={"default_language": "Polski (pl)"},
        )
    )
    assert found.definition.languages == ("pl", "en")
    assert found.definition.questions[0].words == {"pl": "Co?", "en": "What?"}
    assert any("no words in “Urdu (ur)” yet" in each for each in said(found))


def test_a_hint_without_a_language_is_in_the_first():
    columns = ("type", "name", "label::Polski (pl)", "hint")
    found = read(form([("text", "q", "Co?", "Krótko.")], columns=columns))
    assert found.definition.questions[0].hint == {"pl": "Krótko."}


def test_what_hinders_publishing_is_told_beforehand():
    columns = ("type", "name", "label::English (en)", "label::Polski (pl)")
    found = read(form([("text", "a", "A?", "A?"), ("text", "b", "B?", "")], columns=columns))
    assert len(found.problems) == 1
    assert "question 2 are missing in Polish" in found.problems[0]


def test_names_that_pages_need_themselves_are_changed():
    found = asked_of([("text", "end", "A?"), ("text", "stop", "B?"), ("text", "may-quote", "C?")])
    assert list(by_key(found)) == ["end_2", "stop_2", "may_quote_2"]


def test_a_disabled_row_and_markup_and_earlier_answers_are_said():
    found = read(
        form(
            [
                ("text", "a", "<b>Who</b> are you, ${name}?", ""),
                ("text", "b", "Gone?", "yes"),
            ],
            columns=("type", "name", "label", "disabled"),
        )
    )
    assert found.definition.questions[0].words == {"en": "Who are you, ${name}?"}
    assert any("take up an earlier answer" in each for each in said(found))
    assert any("disabled" in each for each in said(found))


def test_pictures_and_unknown_columns_are_said():
    found = read(
        form(
            [("text", "a", "A?", "a.png", "7")],
            columns=("type", "name", "label", "media::image", "our own column"),
        )
    )
    assert any("are not in the workbook" in each for each in said(found))
    assert any("“our_own_column”" in each for each in said(found))
    assert found.definition.questions[0].picture == ""


def test_a_need_that_depends_is_none():
    rows = [("text", "a", "A?", "${b} = 'x'"), ("text", "c", "C?", "TRUE")]
    found = read(form(rows, columns=("type", "name", "label", "required")))
    assert [each.is_needed for each in found.definition] == [False, True]
    assert "may be left empty" in said(found)[0]


def test_who_somebody_is_belongs_to_the_page_that_says_why():
    found = asked_of([("select_one yn", "Gender", "Are you a woman?"), ("text", "sexton", "Who?")])
    (told,) = said(found)
    assert told.startswith("survey, row 2, column name: It asks people about themselves.")
