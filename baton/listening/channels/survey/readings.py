# SPDX-License-Identifier: MIT
"""What the pages of surveys say in sentences: whether one is open, what it asks, who answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from baton.core import clock
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.definition import Definition, Question, said
from baton.listening.channels.survey.models import Survey, Version
from baton.ui.languages import name_of
from baton.ui.wording import _, _many
from baton.ui.words import count, day, listed, number, one_of


def newest(survey: Survey) -> Version | None:
    """The version that is asked, of a survey that came with its versions."""
    return next(iter(survey.versions.all()), None)


def is_open(survey: Survey) -> bool:
    return newest(survey) is not None and survey.is_open_on(clock.today())


def state(survey: Survey) -> str:
    """In a word or two."""
    today = clock.today()
    if newest(survey) is None:
        return _("Draft")
    if survey.is_open_on(today):
        if survey.closes_on:
            return _("Open until %(day)s") % {"day": day(survey.closes_on)}
        return _("Open")
    if opens_on := _opens_later(survey, today):
        return _("Opens on %(day)s") % {"day": day(opens_on)}
    return _("Closed")


def _opens_later(survey: Survey, today: date) -> date | None:
    """The day on which it opens, while that is still to come and nobody has closed it."""
    is_waiting = not survey.closed_at and survey.opens_on and today < survey.opens_on
    return survey.opens_on if is_waiting else None


def has_changes(survey: Survey) -> bool:
    """Whether its draft asks something else than what is published."""
    version = newest(survey)
    return version is not None and version.definition != survey.draft


def overview(surveys: Sequence[Any]) -> str:
    """Of all surveys: how many are open, and how many people answered."""
    if not surveys:
        return ""
    open_now = sum(is_open(each) for each in surveys)
    answered = sum(each.answered for each in surveys)
    return f"{_open(len(surveys), open_now)} {_answered(answered)}"


def _open(surveys: int, open_now: int) -> str:
    if open_now == surveys == 1:
        return _("The one survey is open.")
    told = {"surveys": count(surveys, "survey"), "open": open_now}
    if not open_now:
        return _("Of %(surveys)s, none is open.") % told
    said = _many(
        "Of %(surveys)s, %(open)s is open.", "Of %(surveys)s, %(open)s are open.", open_now
    )
    return said % told


def _answered(people: int) -> str:
    if not people:
        return _("Nobody has answered yet.")
    said = _many("%(n)s person has answered.", "%(n)s people have answered.", people)
    return said % {"n": number(people)}


def sentence(survey: Any) -> str:
    """Of one survey: what it asks, whether it is published, who answered."""
    asks = f"{_asks(define.from_json(survey.draft))} {_stands(survey)}"
    return asks if newest(survey) is None else f"{asks} {_answered(survey.answered)}"


def _asks(draft: Definition) -> str:
    questions = [each for each in draft if each.kind != "note"]
    if not questions:
        return _("It asks nothing yet.")
    texts = sum(each.kind == "text" for each in questions)
    told = {
        "questions": count(len(questions), "question"),
        "texts": texts,
        "languages": listed([name_of(each) for each in draft.languages]),
    }
    if not texts:
        return _("It asks %(questions)s, in %(languages)s.") % told
    if len(questions) == 1:
        only = _("It asks %(questions)s, to be answered in people’s own words, in %(languages)s.")
        return only % told
    some = _(
        "It asks %(questions)s, %(texts)s of them to be answered in people’s own words, in "
        "%(languages)s."
    )
    return some % told


def _stands(survey: Survey) -> str:
    version = newest(survey)
    if version is None:
        return _("It is a draft: nobody can answer it before it is published.")
    told = {"number": version.number, "day": day(version.published_at)}
    stands = _stands_now(survey, told)
    if has_changes(survey):
        changed = _("The draft below has changes that are not published.")
        return f"{stands} {changed}"
    return stands


def _stands_now(survey: Survey, told: dict[str, object]) -> str:
    """Whether its newest version is asked, of which `told` says the number and the day."""
    today = clock.today()
    if survey.is_open_on(today):
        if survey.closes_on:
            until = _("People are asked version %(number)s of %(day)s until %(last)s.")
            return until % {**told, "last": day(survey.closes_on)}
        return _("People are asked version %(number)s of %(day)s.") % told
    if opens_on := _opens_later(survey, today):
        later = _("It opens on %(first)s, with version %(number)s of %(day)s.")
        return later % {**told, "first": day(opens_on)}
    return _("It is closed; version %(number)s of %(day)s was asked.") % told


def asked_of(draft: Definition, question: Question) -> str:
    """Whom a question is put to; "" for everybody."""
    condition = question.show_if
    if condition is None:
        return ""
    on = draft.question(condition.question)
    if on is None:
        return _("only after a question that is not there any more")
    answers = on.deciding()
    among = [f"“{answers[each]}”" for each in condition.among if each in answers]
    told = {"number": draft.questions.index(on) + 1, "answers": one_of(among)}
    if not among:
        gone = _("only after answers to question %(number)s that are not there any more")
        return gone % told
    return _("only who answered %(answers)s to question %(number)s") % told


def words_of(question: Question, draft: Definition) -> str:
    """As staff read it: in the language it was written in."""
    return said(question.words, draft.languages[0])


def problems(draft: Definition) -> list[str]:
    """What stands in the way of publishing it."""
    try:
        define.check(draft)
    except define.Faulty as faulty:
        return faulty.problems
    return []
