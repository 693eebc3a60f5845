# SPDX-License-Identifier: MIT
"""What a survey asks comes back from JSON as it was, and says all that is wrong with it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import flow
from baton.listening.channels.survey.definition import (
    Choice,
    Definition,
    Faulty,
    Question,
    ShowIf,
)

KEYS = [f"q{number}" for number in range(1, 7)]
words = st.sampled_from([{"en": "What?"}, {"gu": "શું?"}, {"en": "“Why”\n", "gu": "કેમ?"}])
choices = st.lists(
    st.builds(Choice, st.sampled_from("abcd"), words), max_size=4, unique_by=lambda each: each.key
).map(tuple)
questions = st.builds(
    Question,
    key=st.sampled_from(KEYS),
    kind=st.sampled_from(sorted(define.KINDS)),
    words=words,
    hint=st.one_of(st.just({}), words),
    is_needed=st.booleans(),
    choices=choices,
    least=st.integers(0, 1),
    most=st.integers(2, 10),
    keeps_postcode=st.booleans(),
    asks=st.sampled_from([(), ("age",), ("age", "sex")]),
    show_if=st.one_of(
        st.none(),
        st.builds(
            ShowIf,
            st.sampled_from(KEYS),
            st.lists(st.sampled_from("abcd123"), min_size=1, unique=True).map(tuple),
        ),
    ),
)
definitions = st.builds(
    Definition,
    questions=st.lists(questions, max_size=6, unique_by=lambda each: each.key).map(tuple),
)
answers = st.dictionaries(
    st.sampled_from(KEYS),
    st.one_of(st.sampled_from("abcd123"), st.lists(st.sampled_from("abcd"), max_size=3)),
)


@given(definitions)
def test_a_definition_comes_back_as_it_was(definition):
    kept = json.loads(json.dumps(define.to_json(definition)))
    assert define.from_json(kept) == definition


@given(definitions, answers)
def test_a_question_is_asked_only_where_what_it_depends_on_was_asked_and_answered_so(
    definition, given_answers
):
    shown = flow.asked(definition, given_answers)
    keys = [each.key for each in shown]
    assert keys == [each.key for each in definition if each.key in keys], "in their order"
    for question in definition:
        on = question.show_if
        leads = on is None or (
            on.question in keys[: keys.index(question.key)]
            if question.key in keys
            else on.question in keys
        )
        chosen = on is None or bool(flow.chosen(given_answers.get(on.question)) & {*on.among})
        if question.key in keys:
            assert leads
            assert chosen


@given(definitions, answers)
def test_answers_to_what_is_no_longer_asked_are_taken_back(definition, given_answers):
    kept = flow.still_true(definition, given_answers)
    assert kept.items() <= given_answers.items()
    assert kept.keys() <= {each.key for each in flow.asked(definition, kept)}


@given(definitions, st.sampled_from(KEYS), st.integers(-8, 8))
def test_moving_a_question_loses_none(definition, key, by):
    moved = definition.moved(key, by)
    assert sorted(each.key for each in moved) == sorted(each.key for each in definition)


def test_the_pages_of_a_survey_lead_on_and_back(asked):
    way = flow.asked(asked, {"q1": "1"})
    assert [each.key for each in way] == ["q1", "q2", "q4", "q5", "q6"]
    assert flow.after(way, "q2").key == "q4"
    assert flow.after(way, "q6") is None
    assert flow.before(way, "q4").key == "q2"
    assert flow.before(way, "q1") is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"words": {}}, "it has no words"),
        ({"words": {"en": "?" * 501}}, "longer than 500"),
        ({"kind": "one", "choices": ()}, "two answers at least"),
        ({"kind": "one", "choices": (Choice("a", {"en": "A"}),) * 2}, "are the same"),
        ({"kind": "scale", "least": 5, "most": 5}, "must run upward"),
        ({"kind": "monitoring", "asks": ()}, "about themselves"),
        ({"show_if": ShowIf("q9", ("1",))}, "does not come before it"),
        ({"show_if": ShowIf("q2", ("1",))}, "without answers to choose from"),
        ({"show_if": ShowIf("q1", ("9",))}, "is there any more"),
    ],
)
def test_what_is_wrong_is_said_with_its_question(change, problem):
    before = (Question("q1", "fft", {"en": "How?"}), Question("q2", "text", {"en": "Why?"}))
    bad = replace(Question("q3", "text", {"en": "What?"}), **change)
    with pytest.raises(Faulty, match=f"Question 3: .*{problem}"):
        define.check(Definition(questions=(*before, bad)))


def test_what_concerns_all_is_said_too():
    with pytest.raises(Faulty, match="asks nothing yet"):
        define.check(Definition())
    twice = tuple(Question(key, "fft", {"en": "How?"}) for key in ("q1", "q2"))
    with pytest.raises(Faulty, match="stands there twice"):
        define.check(Definition(questions=twice))
    two = Definition(("en", "gu"), (Question("q1", "text", {"en": "What?"}),))
    with pytest.raises(Faulty, match="Words of question 1 are missing in Gujarati"):
        define.check(two)
