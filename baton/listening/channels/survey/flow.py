# SPDX-License-Identifier: MIT
"""Which questions somebody is asked, given what they answered so far. No database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from baton.listening.channels.survey.definition import Definition, Question

#: By the question's key: text, or the keys of answers; None where it was left empty.
Answers = Mapping[str, Any]


def asked(definition: Definition, answers: Answers) -> list[Question]:
    """The questions that these answers lead to, in their order.

    One that depends on a question which is not asked itself is not asked either.
    """
    shown: list[Question] = []
    keys: set[str] = set()
    for question in definition:
        condition = question.show_if
        if condition and not (
            condition.question in keys
            and chosen(answers.get(condition.question)) & {*condition.among}
        ):
            continue
        shown.append(question)
        keys.add(question.key)
    return shown


def chosen(answer: Any) -> set[str]:
    """The keys of answers that somebody chose.

    >>> chosen(None), chosen("4"), sorted(chosen(["a", "b"]))
    (set(), {'4'}, ['a', 'b'])
    """
    if answer is None or answer == "":
        return set()
    if isinstance(answer, list | tuple):
        return {str(each) for each in answer}
    return {str(answer)}


def after(questions: Sequence[Question], key: str) -> Question | None:
    """The question after one; the first where `key` is none of them, None after the last."""
    keys = [each.key for each in questions]
    at = keys.index(key) + 1 if key in keys else 0
    return questions[at] if at < len(questions) else None


def before(questions: Sequence[Question], key: str) -> Question | None:
    """The question before one; None before the first."""
    keys = [each.key for each in questions]
    at = keys.index(key) if key in keys else 0
    return questions[at - 1] if at else None


def still_true(definition: Definition, answers: Answers) -> dict[str, Any]:
    """The answers to questions that are still asked: who goes back and answers otherwise takes
    back what followed from it."""
    keys = {question.key for question in asked(definition, answers)}
    return {key: value for key, value in answers.items() if key in keys}
