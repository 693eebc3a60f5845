# SPDX-License-Identifier: MIT
"""What the pages of surveys say in sentences: whether one is open, what it asks, who answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from baton.core import clock
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.definition import Definition, Question, said
from baton.listening.channels.survey.models import Survey, Version
from baton.ui.languages import name_of
from baton.ui.words import count, day, listed


def newest(survey: Survey) -> Version | None:
    """The version that is asked, of a survey that came with its versions."""
    return next(iter(survey.versions.all()), None)


def is_open(survey: Survey) -> bool:
    return newest(survey) is not None and survey.is_open_on(clock.today())


def state(survey: Survey) -> str:
    """In a word or two."""
    today = clock.today()
    if newest(survey) is None:
        return "Draft"
    if survey.is_open_on(today):
        return f"Open until {day(survey.closes_on)}" if survey.closes_on else "Open"
    if not survey.closed_at and survey.opens_on and today < survey.opens_on:
        return f"Opens on {day(survey.opens_on)}"
    return "Closed"


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
    if open_now == len(surveys) == 1:
        begins = "The one survey is open."
    else:
        begins = f"Of {count(len(surveys), 'survey')}, {open_now or 'none'} "
        begins += f"{'is' if open_now in (0, 1) else 'are'} open."
    return f"{begins} {_answered(answered)}"


def _answered(number: int) -> str:
    if not number:
        return "Nobody has answered yet."
    return f"{count(number, 'person has', 'people have')} answered."


def sentence(survey: Any) -> str:
    """Of one survey: what it asks, whether it is published, who answered."""
    asks = f"{_asks(define.from_json(survey.draft))} {_stands(survey)}"
    return asks if newest(survey) is None else f"{asks} {_answered(survey.answered)}"


def _asks(draft: Definition) -> str:
    questions = [each for each in draft if each.kind != "note"]
    if not questions:
        return "It asks nothing yet."
    languages = [name_of(each) for each in draft.languages]
    texts = sum(each.kind == "text" for each in questions)
    words = f", {texts} of them to be answered in people’s own words" if texts else ""
    if len(questions) == 1 and texts:
        words = ", to be answered in people’s own words"
    return f"It asks {count(len(questions), 'question')}{words}, in {listed(languages)}."


def _stands(survey: Survey) -> str:
    version = newest(survey)
    if version is None:
        return "It is a draft: nobody can answer it before it is published."
    stands = state(survey)
    since = f"version {version.number} of {day(version.published_at)}"
    changed = " The draft below has changes that are not published." if has_changes(survey) else ""
    if survey.is_open_on(clock.today()):
        until = stands.removeprefix("Open")
        return f"People are asked {since}{until}.{changed}"
    if stands == "Closed":
        return f"It is closed; {since} was asked.{changed}"
    return f"It {stands[0].lower()}{stands[1:]}, with {since}.{changed}"


def asked_of(draft: Definition, question: Question) -> str:
    """Whom a question is put to; "" for everybody."""
    condition = question.show_if
    if condition is None:
        return ""
    on = draft.question(condition.question)
    if on is None:
        return "only after a question that is not there any more"
    answers = on.deciding()
    among = [f"“{answers[each]}”" for each in condition.among if each in answers]
    number = draft.questions.index(on) + 1
    if not among:
        return f"only after answers to question {number} that are not there any more"
    chosen = f"{', '.join(among[:-1])} or {among[-1]}" if among[1:] else among[0]
    return f"only who answered {chosen} to question {number}"


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
