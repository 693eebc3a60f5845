# SPDX-License-Identifier: MIT
"""The questions of a form as somebody reads them before they begin a survey with these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from baton.listening.channels.survey import monitoring
from baton.listening.channels.survey.definition import KINDS, Definition, Question, said
from baton.listening.channels.survey.xlsform.languages import heading
from baton.listening.channels.survey.xlsform.reading import Understood
from baton.ui.wording import _, _many
from baton.ui.words import count, listed, number, one_of

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
    for at, question in enumerate(definition, 1):
        yield Shown(
            at,
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
    languages, remarks = len(found.definition.languages), len(found.remarks)
    if languages > 1:
        said = _many(
            "%(what)s is understood, in %(languages)s.",
            "%(what)s are understood, in %(languages)s.",
            asked + notes,
        )
    else:
        said = _many("%(what)s is understood.", "%(what)s are understood.", asked + notes)
    what = [count(asked, "question"), *([count(notes, "note")] if notes else [])]
    understood = said % {"what": listed(what), "languages": count(languages, "language")}
    not_so = _many(
        "%(n)s thing is not as in the form.", "%(n)s things are not as in the form.", remarks
    )
    rest = not_so % {"n": number(remarks)} if remarks else _("Nothing is left out.")
    return f"{understood} {rest}"


def languages(definition: Definition) -> str:
    """All of them, by name and code."""
    return listed([heading(code) for code in definition.languages])


def _answers(question: Question, language: str) -> str:
    if question.kind == "scale":
        ends = (said(question.least_means, language), said(question.most_means, language))
        span = _("%(least)s to %(most)s")
        means = span % {"least": ends[0], "most": ends[1]} if all(ends) else "".join(ends)
        numbers = span % {"least": question.least, "most": question.most}
        return f"{numbers} ({means})" if means else numbers
    if question.kind == "monitoring":
        return ", ".join(str(monitoring.ASKED[each].name) for each in question.asks)
    if question.kind not in ("one", "many", "fft"):
        return ""
    named = [said(each.words, language) for each in question.choices]
    named = named or list(question.deciding().values())
    answers, more = " · ".join(named[:_NAMED]), len(named) - _NAMED
    if more > 0:
        return _("%(answers)s and %(n)s more") % {"answers": answers, "n": more}
    return answers


def _asked_of(question: Question, definition: Definition, language: str) -> str:
    """On which answers it depends; "" where everybody is asked."""
    condition = question.show_if
    on = definition.question(condition.question) if condition else None
    if condition is None or on is None:
        return ""
    words = {each.key: said(each.words, language) for each in on.choices} or on.deciding()
    among = [f"“{words[key]}”" for key in condition.among if key in words]
    told = {"answers": one_of(among), "number": len(definition.before(on.key)) + 1}
    return _("Only of who answered %(answers)s to question %(number)s.") % told
