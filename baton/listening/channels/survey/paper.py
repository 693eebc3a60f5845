# SPDX-License-Identifier: MIT
"""The form on paper: which number each answer bears there, and so at the typist's keyboard.

Words that are not the survey's own are said in the language that is spoken around it.
"""

from __future__ import annotations

from dataclasses import dataclass

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import monitoring
from baton.listening.channels.survey.definition import FFT_ANSWERS, Definition, Question, said
from baton.ui.speech import gettext, noop
from baton.ui.words import one_of

#: What somebody may agree to on paper, with its number.
MAY_BE_QUOTED, MAY_BE_SHARED, UNDER_16 = "1", "2", "3"
AGREEMENTS = {
    MAY_BE_QUOTED: noop("You may quote my words, without my name"),
    MAY_BE_SHARED: noop(
        "You may pass my words on to the other health and care bodies that look after me"
    ),
}
_UNDER_16 = noop("I am under 16: do not quote my words or pass them on until somebody has agreed")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer as paper shows it."""

    number: str
    key: str
    words: str


def options(question: Question, language: str) -> list[Option]:
    """The answers of a question with choices, numbered; a scale's bear their own numbers."""
    if question.kind == "scale":
        ends = {question.least: question.least_means, question.most: question.most_means}
        steps = range(question.least, question.most + 1)
        return [Option(str(at), str(at), said(ends.get(at, {}), language)) for at in steps]
    if question.kind == "fft":
        return _numbered([(key, gettext(words)) for key, words in FFT_ANSWERS.items()])
    return _numbered([(each.key, said(each.words, language)) for each in question.choices])


def of_characteristic(name: str) -> list[Option]:
    """What somebody may state of themselves, and that they would rather not."""
    answers = (*monitoring.ASKED[name].answers, monitoring.PREFER_NOT)
    return _numbered([(each, gettext(each)) for each in answers])


def agreements(*, asks_under_16: bool) -> list[Option]:
    """What somebody may tick at the end."""
    asked = AGREEMENTS | ({UNDER_16: _UNDER_16} if asks_under_16 else {})
    return _numbered([(key, gettext(words)) for key, words in asked.items()])


def _numbered(answers: list[tuple[str, str]]) -> list[Option]:
    return [Option(str(number), key, words) for number, (key, words) in enumerate(answers, 1)]


def condition(question: Question, asked: Definition, language: str) -> str:
    """For whom a question is, in words; empty where it is for all."""
    if question.show_if is None:
        return ""
    on = asked.question(question.show_if.question)
    if on is None:
        return ""
    among = question.show_if.among
    given = [each.words or each.number for each in options(on, language) if each.key in among]
    return gettext("Only if you answered %(answers)s to question %(number)s") % {
        "answers": one_of([f"“{each}”" for each in given]),
        "number": define.numbers(asked)[on.key],
    }
