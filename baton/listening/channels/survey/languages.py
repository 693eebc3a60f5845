# SPDX-License-Identifier: MIT
"""The languages that a survey may be asked in, as staff call them."""

from __future__ import annotations

from collections.abc import Mapping

from baton.ui.languages import OWN_NAMES

#: The variant of a survey in short sentences, with pictures: kept like a language.
EASY_READ = "en-x-easy"
_IN_ENGLISH: Mapping[str, str] = {
    "en": "English",
    "cy": "Welsh",
    "gu": "Gujarati",
    "pa": "Punjabi",
    "pl": "Polish",
    "ar": "Arabic",
    "nl": "Dutch",
    "ro": "Romanian",
    "ur": "Urdu",
    "bn": "Bengali",
    "pt": "Portuguese",
    "es": "Spanish",
    "so": "Somali",
    "ku": "Kurdish",
    "uk": "Ukrainian",
    "zh": "Chinese",
    "fa": "Farsi",
    "tr": "Turkish",
    "fr": "French",
    EASY_READ: "Easy Read",
}


def name_of(language: str) -> str:
    """As staff call it.

    >>> name_of("gu"), name_of("xx")
    ('Gujarati', 'xx')
    """
    return _IN_ENGLISH.get(language) or OWN_NAMES.get(language, language)


def offered() -> list[tuple[str, str]]:
    """All of them by code, with their own name where it is another."""
    return [
        (code, name_of(code) if own == name_of(code) else f"{name_of(code)} ({own})")
        for code, own in OWN_NAMES.items()
    ]
