# SPDX-License-Identifier: MIT
"""A survey on paper: the form to fill in by hand, and the poster for where it lies, as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import monitoring
from baton.listening.channels.survey.definition import Definition, Question, said
from baton.listening.channels.survey.models import Place
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
AGREE = (
    "You may quote my words, without my name",
    "You may pass my words on to the other health and care bodies that look after me",
)


def form(
    place: Place, asked: Definition, *, language: str, address: str, is_large: bool = False
) -> bytes:
    """The form as PDF, numbered as on the screen. Raises typeset.NotSet."""
    host = place.survey.organisation.name
    told = _head(place, language) | {
        "large": is_large,
        "foot": f"{host} · {_plain(address)}/s/{place.code}",
        "welcome": [_WELCOME.format(host=host), _KEPT.format(address=_plain(address))],
        "needed": "needed",
        "questions": _questions(asked, language),
        "agree": list(AGREE) if any(each.kind == "text" for each in asked) else [],
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
            "hint": said(each.hint, language),
            "needed": each.is_needed,
            "only": _only(each, asked, numbers, language),
            "choices": _choices(each, language),
            "parts": _parts(each),
            "lines": _LINES.get(each.kind, 0),
        }
        for each in asked
    ]


def _only(question: Question, asked: Definition, numbers: dict[str, int], language: str) -> str:
    """Who is to answer it, in words; empty where everybody is."""
    condition = question.show_if
    on = asked.question(condition.question) if condition else None
    if condition is None or on is None:
        return ""
    meant = on.deciding(language)
    among = " or ".join(f"“{meant[key]}”" for key in condition.among if key in meant)
    return f"Only if you answered {among} to question {numbers[on.key]}."


def _choices(question: Question, language: str) -> list[str]:
    if question.kind == "scale":
        low, high = said(question.least_means, language), said(question.most_means, language)
        steps = [str(at) for at in range(question.least, question.most + 1)]
        return [f"{steps[0]} {low}".strip(), *steps[1:-1], f"{steps[-1]} {high}".strip()]
    return list(question.deciding(language).values()) if question.kind != "note" else []


def _parts(question: Question) -> list[dict[str, Any]]:
    return [
        {
            "words": monitoring.ASKED[each].words,
            "why": monitoring.ASKED[each].why,
            "choices": [*monitoring.ASKED[each].answers, monitoring.PREFER_NOT],
        }
        for each in question.asks
    ]
