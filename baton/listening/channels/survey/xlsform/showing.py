# SPDX-License-Identifier: MIT
"""The questions of a form as somebody reads them before they begin a survey with these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from baton.listening.channels.survey import monitoring
from baton.listening.channels.survey.definition import KINDS, Definition, Question, said
from baton.listening.channels.survey.xlsform.languages import heading
from baton.listening.channels.survey.xlsform.reading import Understood
from baton.ui.words import count, listed

#: Answers that a line names.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """One question in a few words."""

    number: int
    words: str
    hint: str
    kind: str
    answers: str
    asked_of: str
    is_needed: bool


def shown(definition: Definition) -> Iterator[Shown]:
    """Each question, numbered as those who answer are told of it."""
    language = definition.languages[0]
    for number, question in enumerate(definition, 1):
        yield Shown(
            number,
            said(question.words, language),
            said(question.hint, language),
            KINDS[question.kind],
            _answers(question, language),
            _asked_of(question, definition, language),
            question.is_needed,
        )


def reading(found: Understood) -> str:
    """The page's answer, from the numbers."""
    asked = len([each for each in found.definition if each.kind != "note"])
    notes = len(found.definition.questions) - asked
    what = count(asked, "question") + (f" and {count(notes, 'note')}" if notes else "")
    verb = "is" if asked + notes == 1 else "are"
    many = len(found.definition.languages)
    spoken = f", in {count(many, 'language')}" if many > 1 else ""
    told = count(len(found.remarks), "thing is", "things are")
    not_so = f"{told} not as in the form" if found.remarks else "Nothing is left out"
    return f"{what} {verb} understood{spoken}. {not_so}."


def languages(definition: Definition) -> str:
    """All of them, by name and code."""
    return listed([heading(code) for code in definition.languages])


def _answers(question: Question, language: str) -> str:
    if question.kind == "scale":
        ends = (said(question.least_means, language), said(question.most_means, language))
        means = " to ".join(filter(None, ends))
        return f"{question.least} to {question.most}" + (f" ({means})" if means else "")
    if question.kind == "monitoring":
        return ", ".join(monitoring.ASKED[each].name for each in question.asks)
    if question.kind not in ("one", "many", "fft"):
        return ""
    named = [said(each.words, language) for each in question.choices]
    named = named or list(question.deciding().values())
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return " · ".join(named[:_NAMED]) + more


def _asked_of(question: Question, definition: Definition, language: str) -> str:
    """On which answers it depends; "" where everybody is asked."""
    condition = question.show_if
    on = definition.question(condition.question) if condition else None
    if condition is None or on is None:
        return ""
    words = {each.key: said(each.words, language) for each in on.choices} or on.deciding()
    among = [f"“{words[key]}”" for key in condition.among if key in words]
    number = len(definition.before(on.key)) + 1
    either = " or ".join(filter(None, (", ".join(among[:-1]), among[-1])))
    return f"Only of who answered {either} to question {number}."
