# SPDX-License-Identifier: MIT
"""Who is asked: never fewer people than the form asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baton.listening.channels.survey.definition import Question, ShowIf
from baton.listening.channels.survey.tests.xlsforms import by_key, form, read, said
from baton.listening.channels.survey.xlsform import relevant
from baton.listening.channels.survey.xlsform.relevant import Answers, NotUnderstood

SCALE = Question("ease", "scale", {"en": "How easy?"}, least=0, most=5)
NUMBERS = {str(at): str(at) for at in range(6)}
BEFORE = {
    "came": Answers(Question("came", "one", {"en": "How?"}), {"bus": "bus", "by car": "by_car"}),
    "ease": Answers(SCALE, NUMBERS),
    "words": Answers(Question("words", "text", {"en": "What?"}), {}),
    "twice": None,
}


def condition(expression):
    (test,) = relevant.parse(expression)
    return relevant.shown_if(test, BEFORE)


@pytest.mark.parametrize(
    ("expression", "question", "among"),
    [
        ("${came}='bus'", "came", "bus"),
        ('  ${ came } = "by car" ', "came", "by_car"),
        ("${came} = ‘bus’", "came", "bus"),
        ("selected(${came}, 'bus')", "came", "bus"),
        ("(${came}='bus') or selected( ${came} ,'by car')", "came", "bus by_car"),
        ("${came}='bus' or ${came}='tram'", "came", "bus"),
        ("${ease} = 3", "ease", "3"),
        ("${ease} = '3.0'", "ease", "3"),
        ("${ease} >= 4", "ease", "4 5"),
        ("${ease} < 1 or ${ease} > 4", "ease", "0 5"),
    ],
)
def test_what_is_understood(expression, question, among):
    assert condition(expression) == ShowIf(question, tuple(among.split()))


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("${came} != 'bus'", "“!=” in it is not known"),
        ("not(${came}='bus')", "“not” in it is not known"),
        ("${came}='bus' or ${ease}=3", "joins several questions"),
        ("${came}='bus' or (${ease}=3 and ${ease}=4)", "joins several questions"),
        ("${came}=", "ends too early"),
        ("${came}='bus", "“'bus” in it is not known"),
        ("${came}='bus')", "“)” in it is not known"),
        ("today() > 3", "“today” in it is not known"),
        ("${nobody}='a'", "“nobody”, which is not asked before it"),
        ("${words}='a'", "has no answers to choose from"),
        ("${twice}='a'", "several questions are called “twice”"),
        ("${came}='tram'", "“came” has no such answer"),
        ("${came} > 3", "compares what is not a number"),
        ("(" * 30 + "${came}='bus'" + ")" * 30, "brackets go very deep"),
        ("${came}='bus' or " * 200 + "${came}='bus'", "very long"),
        ("", "ends too early"),
    ],
)
def test_what_is_not_understood_says_why(expression, why):
    with pytest.raises(NotUnderstood, match="(?s)" + why.replace("(", r"\(").replace(")", r"\)")):
        condition(expression)


@settings(deadline=None)
@given(st.text(alphabet="${}()='\"<>!, abcorndselected123.\n", max_size=60))
def test_nothing_that_is_typed_breaks_it(expression):
    try:
        tests = relevant.parse(expression)
    except NotUnderstood:
        return
    assert tests
    assert all(test.picks for test in tests)


ONE = [("l", name, name.upper()) for name in "abc"]


def rows(*relevants):
    """Three questions, of one or of several answers, and then one that depends on them."""
    first = [("select_one l", "q1", "1?", ""), ("select_one l", "q2", "2?", relevants[0])]
    return [*first, ("select_multiple l", "q3", "3?", ""), ("text", "q4", "4?", relevants[1])]


@pytest.mark.parametrize(
    ("second", "last", "shown", "is_whole"),
    [
        ("", "${q1}='a' and ${q1}!='b'", None, False),
        ("", "${q1}='a' and ${q2}='b'", ShowIf("q2", ("b",)), False),
        ("${q1}='a'", "${q1}='a' and ${q2}='b'", ShowIf("q2", ("b",)), True),
        ("${q1}='a'", "${q2}='b' and ${q1}='a'", ShowIf("q2", ("b",)), True),
        ("${q1}='a'", "${q2}='b' and ${q1}='c'", ShowIf("q1", ("c",)), False),
        (
            "",
            "(${q1}='a' or ${q1}='b') and (${q1}='b' or ${q1}='c')",
            ShowIf("q1", ("b",)),
            True,
        ),
        ("", "selected(${q3},'a') and selected(${q3},'b')", ShowIf("q3", ("b",)), False),
        ("", "${q4}='a'", None, False),
    ],
)
def test_several_conditions_become_one_where_they_say_no_more(second, last, shown, is_whole):
    found = read(form(rows(second, last), ONE))
    assert by_key(found)["q4"].show_if == shown
    assert any("more people are asked" in each for each in said(found)) is not is_whole


def test_groups_hand_their_condition_down():
    found = read(
        form(
            [
                ("select_one l", "q1", "1?", ""),
                ("begin_group", "g", "G", "${q1}='a' or ${q1}='b'"),
                ("begin_group", "h", "H", "${q1}='b' or ${q1}='c'"),
                ("text", "q2", "2?", ""),
                ("end_group", "", "", ""),
                ("text", "q3", "3?", ""),
                ("end_group", "", "", ""),
                ("text", "q4", "4?", ""),
            ],
            ONE,
        )
    )
    shown = {key: each.show_if for key, each in by_key(found).items()}
    assert shown == {
        "q1": None,
        "q2": ShowIf("q1", ("b",)),
        "q3": ShowIf("q1", ("a", "b")),
        "q4": None,
    }
