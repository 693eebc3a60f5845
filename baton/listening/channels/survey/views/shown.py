# SPDX-License-Identifier: MIT
"""What the pages of answering show, whether somebody answers or looks at the draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.shortcuts import resolve_url

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import queries
from baton.listening.channels.survey.definition import Definition, Question
from baton.listening.channels.survey.models import Response, Survey
from baton.ui import speech
from baton.ui.languages import EASY_READ, direction
from baton.ui.words import one_of


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
