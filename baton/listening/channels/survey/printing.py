# SPDX-License-Identifier: MIT
"""A survey on paper as PDF, in one of its languages: the form to fill in by hand, and the poster
for where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import monitoring, paper
from baton.listening.channels.survey.definition import Definition, Question, said
from baton.listening.channels.survey.models import Place, Version
from baton.listening.channels.survey.paper import Option
from baton.ui import speech, typeset
from baton.ui.languages import direction
from baton.ui.speech import gettext, noop

_PAPERS = Path(__file__).with_name("papers")
#: Lines to write on, by the kind of question.
_LINES = {"text": 5, "number": 1, "date": 1, "postcode": 1}
_HELP = noop(
    "In an emergency call 999. For urgent help call 111. To talk to someone at any hour, call "
    "Samaritans on 116 123."
)


def form(
    place: Place, version: Version, *, language: str, address: str, is_large: bool = False
) -> bytes:
    """The form as PDF, with the numbers of the screen and of the typist. Raises typeset.NotSet."""
    with speech.spoken_in(language):
        told = _form(place, version, language, _plain(address))
    return typeset.pdf(_PAPERS / "form.typ", told | {"large": is_large})


def _form(place: Place, version: Version, language: str, address: str) -> dict[str, Any]:
    asked = define.from_json(version.definition)
    host = place.survey.organisation.name
    has_words = any(each.kind == "text" for each in asked)
    agreements = paper.agreements(asks_under_16=place.survey.asks_under_16)
    number = gettext("version %(number)s") % {"number": version.number}
    return _head(place, language) | {
        "foot": f"{host} · {address}/s/{place.code} · {number}",
        "welcome": [
            gettext("%(host)s would like to hear from you.") % {"host": host},
            gettext("Leave out what you do not want to answer."),
            gettext("You need not give your name."),
            gettext("How your answers are used: %(address)s") % {"address": f"{address}/privacy"},
        ],
        "needed": gettext("needed"),
        "questions": _questions(asked, language),
        "agree": _ticks(agreements) if has_words else [],
        "blanks": [gettext("Sheet number"), gettext("Day")],
        "end": [gettext("Thank you") + ".", gettext("Nobody reads this at once."), gettext(_HELP)],
    }


def poster(place: Place, *, language: str, address: str, picture: str) -> bytes:
    """The poster as PDF; `picture` is an SVG that telephones open. Raises typeset.NotSet."""
    where = f"{address}/s/{place.code}"
    with speech.spoken_in(language):
        told = _head(place, language) | {
            "host": place.survey.organisation.name,
            "picture": picture,
            "alt": gettext("A code that telephones open: %(address)s") % {"address": where},
            "scan": gettext("Point your telephone’s camera here, or type"),
            "address": _plain(where),
            "says": [gettext("You need not give your name.")],
            "help": " ".join((gettext("Nobody reads this at once."), gettext(_HELP))),
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
            "words": gettext(monitoring.ASKED[each].words),
            "why": gettext(monitoring.ASKED[each].why),
            "choices": _ticks(paper.of_characteristic(each)),
        }
        for each in question.asks
    ]
