# SPDX-License-Identifier: MIT
"""What an answer in a column may mean, by what the column is: what a person may set it to."""

from __future__ import annotations

from collections.abc import Callable

from baton.listening.agreed import BASES, FOR_WHOM, WHO
from baton.listening.channels.upload import agreement_values, values
from baton.listening.heard import MODES, WAYS

#: As a person sets it: the answer is left out of its row.
LEFT_OUT = ""
LEFT_OUT_IN_WORDS = "leave out"

_SENTIMENTS = ("very positive", "positive", "neutral or mixed", "negative", "very negative")

#: Meanings by role, as codes with the words for them. A characteristic may be any text.
CODES: dict[str, dict[str, str]] = {
    "score": {
        "1": "1 Very good",
        "2": "2 Good",
        "3": "3 Neither good nor poor",
        "4": "4 Poor",
        "5": "5 Very poor",
        "6": "Don’t know",
    },
    "sentiment": {str(number): f"{number} {name}" for number, name in enumerate(_SENTIMENTS, 1)},
    "mode": {str(number): name for number, name in MODES.items()},
    "way": {str(number): name for number, name in WAYS.items()},
    "may_quote": {"yes": "Yes", "no": "No"},
    "may_contact": {
        "no": "No",
        "email": "By e-mail",
        "phone": "By phone",
        "sms": "By text",
        "post": "By post",
    },
    "may_share": {
        "nobody": "With nobody else",
        "organisation": "Within the organisation",
        "partners": "With partners",
        "public": "With everybody",
    },
    "lawful_basis": {
        "public_task": "Public task",
        "consent": "Consent",
        "legal_obligation": "Legal obligation",
        "not_stated": "Not stated",
    },
    "for_whom": {
        agreement_values.ABLE: "Nobody else has to agree",
        **FOR_WHOM,
        agreement_values.UNCLEAR: "Not clear: neither quoted nor shared",
    },
    "who": {agreement_values.NOBODY_YET: "Nobody yet", **WHO},
    "basis": {
        agreement_values.USUAL: "The basis that goes with who agreed",
        **BASES,
        agreement_values.NO_BASIS: "No basis: as if nobody had agreed",
    },
}
#: Those that say who agreed, where somebody has to.
OF_AGREEMENTS = ("for_whom", "who", "basis")
#: What an answer that is left out counts as: the cautious reading, where there must be one.
CAUTIOUS = {
    "may_quote": "no",
    "may_contact": "no",
    "may_share": "organisation",
    "lawful_basis": "not_stated",
    "for_whom": agreement_values.UNCLEAR,
    "who": agreement_values.NOBODY_YET,
    "basis": agreement_values.NO_BASIS,
}
CHARACTERISTIC = "characteristic"

_READ: dict[str, Callable[[str], tuple[object, str]]] = {
    "sentiment": values.sentiment,
    "mode": values.mode,
    "way": values.way,
    "may_quote": values.yes,
    "may_contact": values.contact_way,
    "may_share": values.share_with,
    "lawful_basis": values.lawful_basis,
}
_READ_BELOW: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "for_whom": agreement_values.for_whom,
    "who": agreement_values.who,
    "basis": agreement_values.basis,
}


def own_reading(role: str, text: str, score_best: int = 1, column: str = "") -> tuple[str, bool]:
    """The code as which Baton reads an answer by itself, and whether it knows it.

    What a yes means may stand in the heading, `column`.

    >>> own_reading("score", "Ext. likely"), own_reading("may_quote", "Perhaps")
    (('1', True), ('no', False))
    """
    if role == CHARACTERISTIC:
        return " ".join(text.split()), True
    if role == "score":
        value, note = values.score(text, {}, score_best)
    elif role in _READ_BELOW:
        code, note = _READ_BELOW[role](text, column)
        return code or CAUTIOUS[role], not note
    else:
        value, note = _READ[role](text)  # type: ignore[assignment]
    return _as_code(value), not note


def _as_code(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def code_of(role: str, meaning: object) -> str | None:
    """The code that a hand-written meaning stands for, or None where it is none.

    YAML reads a bare yes or no as true or false.
    """
    if isinstance(meaning, bool):
        meaning = "yes" if meaning else "no"
    text = values.plain(str(meaning))
    if text in (LEFT_OUT, LEFT_OUT_IN_WORDS):
        return CAUTIOUS.get(role, LEFT_OUT)
    if role == CHARACTERISTIC:
        return " ".join(str(meaning).split())
    by_words = {values.plain(words.lstrip("12345 ")): code for code, words in CODES[role].items()}
    code = by_words.get(text, text.replace(" ", "_"))
    return code if code in CODES[role] else None
