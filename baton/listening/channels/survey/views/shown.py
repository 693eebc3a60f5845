# SPDX-License-Identifier: MIT
"""What the pages of answering show, whether somebody answers or looks at the draft."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import queries
from baton.listening.channels.survey.definition import Definition, Question
from baton.listening.channels.survey.forms.answering import AgreementForm, AnswerForm
from baton.listening.channels.survey.models import Response, Survey
from baton.ui import speech
from baton.ui.languages import EASY_READ, direction
from baton.ui.words import one_of

#: Seconds for which boxes that everybody sees are drawn once.
_DRAWN_FOR = 10


class Shown(NamedTuple):
    """A picture as a page shows it."""

    src: str
    alt: str


def speak(request: HttpRequest, response: Response, languages: Sequence[str]) -> None:
    """In the language of the response; or in another of the survey's, if the page's address asks
    for it: what is answered there is answered in that one."""
    asked = request.GET.get(speech.CHOICE, "")
    response.language = asked if asked in languages else response.language
    speech.speak(request, response.language, languages)


def of_page(survey: Survey, language: str, *, is_draft: bool = False) -> dict[str, Any]:
    """Of every page: whose survey it is, and how to write in its language."""
    return {
        "survey": survey,
        "host": survey.organisation.name,
        "language": language,
        "said": define.said,
        "direction": direction,
        "among": lambda on, keys: _among(on, keys, language),
        "pictures": _pictures(survey, is_draft) if language == EASY_READ else {},
    }


def _among(on: Question, keys: Iterable[str], language: str) -> str:
    """The answers on which a question depends."""
    answers = on.deciding(language)
    return one_of([f"“{answers[each]}”" for each in keys])


def _pictures(survey: Survey, is_draft: bool) -> dict[str, Shown]:
    found = queries.pictures(survey)
    return {
        name: Shown(
            resolve_url("survey:picture_file", survey.public_id, each.public_id)
            if is_draft
            else resolve_url("survey:published_picture", each.public_id),
            each.alt,
        )
        for name, each in found.items()
        if is_draft or each.published_at
    }


def of_start(asked: Definition) -> dict[str, Any]:
    """Of the first page."""
    return {
        "asked": asked,
        "questions": len([each for each in asked if each.kind != "note"]),
    }


def has_words(way: Iterable[Question], answers: Mapping[str, Any]) -> bool:
    """Whether somebody has said something in their own words."""
    return any(answers.get(each.key) for each in way if each.kind == "text")


def unanswered(definition: str, key: str, language: str) -> str:
    """The boxes of a question that was not answered yet, drawn for all who come to it; "" where
    pictures stand beside it, which may change."""
    return "" if language == EASY_READ else _unanswered(definition, key, language, *_spell())


def _spell() -> tuple[str, int]:
    """What is drawn for all is drawn anew every few seconds: somebody may amend a translation of
    what is around their boxes."""
    return translation.get_language() or "", int(time.monotonic() / _DRAWN_FOR)


@lru_cache(maxsize=512)
def _unanswered(definition: str, key: str, language: str, *_spell: str | int) -> str:
    question = define.from_text(definition).question(key)
    assert question is not None
    form = AnswerForm(None, questions=[question], language=language, answers={})
    context = {
        "question": question,
        "form": form,
        "language": language,
        "said": define.said,
        "pictures": {},
    }
    return mark_safe(render_to_string("survey/public/_boxes.html", context))  # noqa: S308


def unagreed(form: AgreementForm, survey: Survey, *, has_words: bool) -> str:
    """The boxes at the end while nothing is sent, likewise."""
    return _unagreed(survey, tuple(form.fields), has_words, *_spell())


@lru_cache(maxsize=512)
def _unagreed(
    survey: Survey,
    fields: tuple[str, ...],  # noqa: ARG001 - a survey's may change
    has_words: bool,
    *_spell: str | int,
) -> str:
    context = {"form": AgreementForm(None, survey=survey), "has_words": has_words}
    return mark_safe(render_to_string("survey/public/_agreement.html", context))  # noqa: S308
