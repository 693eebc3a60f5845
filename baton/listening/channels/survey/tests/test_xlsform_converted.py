# SPDX-License-Identifier: MIT
"""pyxform, the converter that ODK and KoboToolbox run, takes the forms that are written here."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from baton.listening.channels.survey import starting
from baton.listening.channels.survey.definition import Choice, Definition, Question
from baton.listening.channels.survey.tests.household import household
from baton.listening.channels.survey.tests.test_xlsform_round_trip import asking
from baton.listening.channels.survey.tests.xlsforms import form, read, written
from baton.listening.channels.survey.xlsform.writing import carried

XFORMS = "{http://www.w3.org/2002/xforms}"
#: Easy Read is English in another way of writing: a language tag of our own.
NOT_A_LANGUAGE = "The following language declarations do not contain valid machine-readable codes"


def converted(content):
    """What a phone is sent, and what the converter says beside it."""
    found = convert(content, file_type=".xlsx")
    told = [each for each in found.warnings if not each.startswith(NOT_A_LANGUAGE)]
    return ET.fromstring(found.xform), told


def texts(sent, language):
    """All that is said in a language."""
    (there,) = (each for each in sent.iter(f"{XFORMS}translation") if each.get("lang") == language)
    return [each.text for each in there.iter(f"{XFORMS}value")]


@settings(
    max_examples=50,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(asking)
def test_whatever_a_survey_asks_is_converted_without_a_complaint(definition):
    sent, told = converted(written(definition))
    assert told == []
    inputs = [each for name in ("input", "select1", "select") for each in sent.iter(XFORMS + name)]
    asked = [len(each.asks) + bool(each.hint) if each.asks else 1 for each in carried(definition)]
    assert len(inputs) == sum(asked)


def test_the_friends_and_family_test_is_converted():
    sent, told = converted(written(starting.friends_and_family()))
    assert told == []
    assert {"Very good", "Very poor", "Prefer not to say"} <= set(texts(sent, "English (en)"))


def test_a_form_that_was_brought_is_converted_before_and_after():
    _, before = converted(household())
    sent, after = converted(written(read(household()).definition))
    assert [each for each in before if "max-pixels" not in each] == []
    assert after == []
    assert "Autobusem" in texts(sent, "Polski (pl)")


def test_words_that_look_like_an_earlier_answer_stay_words():
    costs = {"en": "Did the ${fare} hinder you?"}
    asked = Question("q1", "one", costs, choices=(Choice("a", {"en": "${a}"}), Choice("b", costs)))
    content = written(Definition(("en",), (asked,)), title="The ${fare}")
    _, told = converted(content)
    assert told == []
    found = read(content)
    assert (found.title, found.definition.questions) == ("The ${fare}", (asked,))


def test_the_converter_does_refuse_what_is_no_form():
    with pytest.raises(PyXFormError):
        converted(form([("text", "q", "Did the ${fare} hinder you?", "")]))
