# SPDX-License-Identifier: MIT
"""What single cells mean, and what is left out rather than guessed."""

from __future__ import annotations

import pytest

from baton.listening.channels.upload import values


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Very good", 1),
        ("Extremely likely", 1),
        ("Ext. likely", 1),
        ("Neither likely nor unlikely", 3),
        ("VERY POOR ", 5),
        ("5 - Very good", 1),
        ("Very poor (5)", 5),
        ("1", 1),
        ("4.0", 4),
        ("Don’t know", 6),
        ("6", 6),
        ("7", 6),
        ("", None),
    ],
)
def test_answers_to_the_friends_and_family_test_are_known(text, score):
    assert values.score(text, {}) == (score, "")


@pytest.mark.parametrize(
    ("text", "mode"),
    [("SMS", 1), ("Electronic home", 3), ("Mode Paper Home", 5), ("Phone", 6), ("", None)],
)
def test_modes_of_collection_are_known_by_their_names_and_usual_ones(text, mode):
    assert values.mode(text) == (mode, "")


@pytest.mark.parametrize("text", ["Brilliant", "0", "8", "10", "1.5"])
def test_an_unknown_score_is_left_out_and_noted(text):
    assert values.score(text, {}) == (None, values.NOT_A_SCORE)


def test_the_files_own_words_go_before_the_usual_ones():
    assert values.score("Good", {"good": 1}) == (1, "")


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("Yes", True),
        ("yes, I agree", True),
        ("Yes please", True),
        ("1", True),
        ("No", False),
        ("", False),
        ("Yes, but not my name", False),
        ("Yes if you ask me first", False),
        ("No thank you", False),
    ],
)
def test_only_a_plain_yes_allows(text, allowed):
    assert values.yes(text)[0] is allowed


def test_an_unclear_permission_is_noted():
    assert values.yes("Maybe")[1]
    assert not values.yes("No")[1]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("E-mail", "email"),
        ("Yes, by text message", "sms"),
        ("Telephone", "phone"),
        ("By post", "post"),
        ("No", "no"),
        ("Do not phone me", "no"),
        ("Yes", "no"),
    ],
)
def test_nobody_is_contacted_in_a_way_they_did_not_name(text, way):
    assert values.contact_way(text)[0] == way


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("", "organisation"),
        ("No", "nobody"),
        ("Partner organisations", "partners"),
        ("Anyone", "public"),
        ("Yes", "organisation"),
    ],
)
def test_sharing_goes_no_further_than_the_cell_says(text, audience):
    assert values.share_with(text)[0] == audience


def test_a_lawful_basis_is_known_by_name_or_article():
    assert values.lawful_basis("Consent") == ("consent", "")
    assert values.lawful_basis("Art. 6(1)(e)") == ("public_task", "")
    assert values.lawful_basis("") == ("public_task", "")
    basis, note = values.lawful_basis("because")
    assert basis == "not_stated"
    assert note


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("E01013674", "E01013674"),
        ("le4", "LE4"),
        ("LE1 5WW", "LE1"),
        ("le15ww", "LE1"),
        ("LE1 5", "LE1"),
        ("12 Rowan Street, Leicester LE3 0RA", "LE3"),
        ("12 Rowan Street", ""),
    ],
)
def test_a_whole_postcode_or_address_is_never_kept(text, kept):
    assert values.area(text)[0] == kept


def test_languages_are_known_by_name_or_code():
    assert values.language("Gujarati") == ("gu", "")
    assert values.language("cy") == ("cy", "")
    assert values.language("the one my gran speaks")[0] == ""


def test_a_judged_sentiment_is_a_number_from_one_to_five():
    assert values.sentiment("2") == (2, "")
    assert values.sentiment("") == (None, "")
    assert values.sentiment("-3")[0] is None
    assert values.sentiment("-3")[1]
