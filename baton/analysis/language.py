# SPDX-License-Identifier: MIT
"""Which language something was said in. Short texts are hard: better no answer than a wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

#: Fewer letters than this say too little in the Latin alphabet.
ENOUGH_LETTERS = 20
#: Below this confidence a text in Latin letters counts as English, the language of the forms.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Detected:
    """ISO 639-1 code ("" where there are no letters) and how sure we are, 0 to 1."""

    code: str
    confidence: float


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> Detected:
    """The language of one text."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return Detected("", 0.0)
    latin = sum(letter < "\u0250" for letter in letters) * 2 > len(letters)
    if latin and len(letters) < ENOUGH_LETTERS:
        return Detected("en", 0.0)
    code, confidence = _identifier().classify(text)
    if latin and confidence < SURE:
        return Detected("en", 0.0)
    return Detected(str(code), float(confidence))


def plain(code: str) -> str:
    """The language of a code that says more.

    >>> plain("en-x-easy"), plain("zh_Hant"), plain("PL")
    ('en', 'zh', 'pl')
    """
    return code.strip().replace("_", "-").partition("-")[0].lower()


def spoken(text: str, *, stated: str = "") -> str:
    """The code of what a text is in, "" where it has no letters, where a language was stated.

    What was stated may be a person's first language: words that surely are English are English.

    >>> spoken("We waited four hours to be seen by a doctor.", stated="pl")
    'en'
    >>> spoken("Dziękuję bardzo", stated="pl"), spoken("10/10")
    ('pl', '')
    """
    found = detect(text)
    if not stated or (found.code == "en" and found.confidence >= SURE):
        return found.code
    return plain(stated)


def detect_many(texts: Sequence[str]) -> list[Detected]:
    """The language of each text, in order."""
    return [detect(text) for text in texts]
