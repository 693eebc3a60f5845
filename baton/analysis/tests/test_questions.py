# SPDX-License-Identifier: MIT
"""A question tells what its answers are about."""

from __future__ import annotations

import pytest

from baton.analysis.questions import question_kind


@pytest.mark.parametrize(
    "text",
    [
        "What was good?",
        "What was good about your visit?",
        "What did we do well?",
        "What went well today?",
        "What did you like best about the ward?",
        "Please tell us what you liked about our service",
        "What were you particularly satisfied with?",
        "Is there anybody you would like to thank or praise?",
        "What worked really well?",
        "What do you like about the ward?",
    ],
)
def test_a_question_about_what_was_good(text):
    assert question_kind(text) == "what_good"


@pytest.mark.parametrize(
    "text",
    [
        "What could we do better?",
        "How could we improve?",
        "What would have made your visit better?",
        "Is there anything we could have done differently?",
        "What was not so good?",
        "What didn't go well?",
        "What did you like least?",
        "What did you dislike?",
        "Please suggest one change",
        "If you could change one thing, what would it be?",
        "Please tell us about any problems you had",
    ],
)
def test_a_question_about_what_could_be_better(text):
    assert question_kind(text) == "could_improve"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FFT Why?",
        "Please tell us why you gave this answer",
        "Thank you. Please describe your experience",
        "What were you particularly satisfied and/or dissatisfied with?",
        "What was good and what could be improved?",
        "How good was your care? Please explain",
        "How well did we listen to you?",
        "Would you like to tell us anything else?",
        "Any other comments",
        "Trust A - Q1",
        "Why did you say very good to very poor?",
    ],
)
def test_a_question_about_neither_in_particular(text):
    assert question_kind(text) == "nonspecific"
