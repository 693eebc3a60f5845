# SPDX-License-Identifier: MIT
"""A survey on paper as PDF: the form to fill in by hand, and the poster for where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import monitoring, paper
from baton.listening.channels.survey.definition import Definition, Question, said
from baton.listening.channels.survey.models import Place, Version
from baton.listening.channels.survey.paper import Option
from baton.ui import typeset
from baton.ui.languages import direction

_PAPERS = Path(__file__).with_name("papers")
#: Lines to write on, by the kind of question.
_LINES = {"text": 5, "number": 1, "date": 1, "postcode": 1}
_WELCOME = "{host} would like to hear from you. Leave out what you do not want to answer."
_KEPT = "You need not give your name. How your answers are used: {address}/privacy"
_HELP = (
    "Nobody reads this at once. In an emergency call 999. For urgent help call 111. To talk to "
    "someone at any hour, call Samaritans on 116 123."
)


def form(
    place: Place, version: Version, *, language: str, address: str, is_large: bool = False
) -> bytes:
    """The form as PDF, with the numbers of the screen and of the typist. Raises typeset.NotSet."""
    asked = define.from_json(version.definition)
    host = place.survey.organisation.name
    has_words = any(each.kind == "text" for each in asked)
    agreements = paper.agreements(asks_under_16=place.survey.asks_under_16)
    told = _head(place, language) | {
        "large": is_large,
        "foot": f"{host} · {_plain(address)}/s/{place.code} · version {version.number}",
        "welcome": [_WELCOME.format(host=host), _KEPT.format(address=_plain(address))],
        "needed": "needed",
        "questions": _questions(asked, language),
        "agree": _ticks(agreements) if has_words else [],
        "blanks": ["Sheet number", "Day"],
        "end": ["Thank you.", _HELP],
    }
    return typeset.pdf(_PAPERS / "form.typ", told)


def poster(place: Place, *, language: str, address: str, picture: str) -> bytes:
    """The poster as PDF; `picture` is an SVG that telephones open. Raises typeset.NotSet."""
    where = f"{address}/s/{place.code}"
    told = _head(place, language) | {
        "host": place.survey.organisation.name,
        "picture": picture,
        "alt": f"A code that telephones open: {where}",
        "scan": "Point your telephone’s camera here, or type",
        "address": _plain(where),
        "says": ["You need not give your name."],
        "help": _HELP,
    }
    return typeset.pdf(_PAPERS / "poster.typ", told)


def _head(place: Place, language: str) -> dict[str, Any]:
    return {
        "title": place.survey.title,
        "place": place.name,
        "language": language,
        "leftward": direction(language) == "rtl",
    }


def _plain(address: str) -> str:
    """As somebody types it."""
    return address.removeprefix("https://").removeprefix("http://")


def _questions(asked: Definition, language: str) -> list[dict[str, Any]]:
    numbers = define.numbers(asked)
    return [
        {
            "number": numbers.get(each.key),
            "kind": each.kind,
            "words": said(each.words, language),
            "hint": define.hint(each, language),
            "needed": each.is_needed,
            "only": paper.condition(each, asked, language),
            "choices": _ticks(paper.options(each, language)),
            "parts": _parts(each),
            "lines": _LINES.get(each.kind, 0),
        }
        for each in asked
    ]


def _ticks(options: list[Option]) -> list[dict[str, str]]:
    return [{"number": each.number, "words": each.words} for each in options]


def _parts(question: Question) -> list[dict[str, Any]]:
    return [
        {
            "words": monitoring.ASKED[each].words,
            "why": monitoring.ASKED[each].why,
            "choices": _ticks(paper.of_characteristic(each)),
        }
        for each in question.asks
    ]
