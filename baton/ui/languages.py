# SPDX-License-Identifier: MIT
"""Languages: their codes, what those who speak them call them, and what staff call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

ENGLISH = "en"
#: English as Django knows it, which writes days as we do.
BRITISH = "en-gb"
#: English in short sentences, with pictures: a variant of a survey, kept like a language.
EASY_READ = "en-x-easy"
#: Those that public pages come in, besides English, each with a catalogue in `locale`.
TRANSLATED = ("cy", "gu", "pa", "pl", "ar", "nl")
PUBLIC = (ENGLISH, *TRANSLATED)

#: By ISO 639 code: those of public pages first, then others most spoken (Census 2021).
OWN_NAMES: Mapping[str, str] = {
    "en": "English",
    "cy": "Cymraeg",
    "gu": "ગુજરાતી",
    "pa": "ਪੰਜਾਬੀ",
    "pl": "Polski",
    "ar": "العربية",
    "nl": "Nederlands",
    "ro": "Română",
    "ur": "اردو",
    "bn": "বাংলা",
    "pt": "Português",
    "es": "Español",
    "so": "Soomaali",
    "ku": "Kurdî",
    "uk": "Українська",
    "zh": "中文",
    "fa": "فارسی",
    "tr": "Türkçe",
    "fr": "Français",
    EASY_READ: "Easy Read",
}
#: As staff call them; and some more that forms made elsewhere are in.
IN_ENGLISH: Mapping[str, str] = {
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
    "hi": "Hindi",
    "ne": "Nepali",
    "ta": "Tamil",
    "de": "German",
    "it": "Italian",
    "ru": "Russian",
    "ps": "Pashto",
    "sw": "Swahili",
    EASY_READ: "Easy Read",
}
#: Other English names by which some are known.
ALSO_CALLED: Mapping[str, str] = {"panjabi": "pa", "bangla": "bn", "persian": "fa"}
#: Written from right to left.
LEFTWARD = frozenset(("ar", "fa", "he", "ps", "ur"))


def name_of(language: str) -> str:
    """As staff call it.

    >>> name_of("gu"), name_of("xx")
    ('Gujarati', 'xx')
    """
    return IN_ENGLISH.get(language) or OWN_NAMES.get(language, language)


def offered(among: Iterable[str] = OWN_NAMES) -> list[tuple[str, str]]:
    """Those that staff choose from by code, with their own name where it is another.

    >>> offered(["en", "cy"])
    [('en', 'English'), ('cy', 'Welsh (Cymraeg)')]
    """
    return [
        (code, name_of(code) if own == name_of(code) else f"{name_of(code)} ({own})")
        for code, own in ((code, OWN_NAMES[code]) for code in among)
    ]


def names_of(languages: Iterable[str]) -> list[tuple[str, str]]:
    """Languages as choices: each code with its own name.

    >>> names_of(["nl", "xx"])
    [('nl', 'Nederlands'), ('xx', 'xx')]
    """
    return [(each, OWN_NAMES.get(each, each)) for each in languages]


def direction(language: str) -> str:
    """For the attribute `dir`.

    >>> direction("ar"), direction("pl")
    ('rtl', 'ltr')
    """
    return "rtl" if language in LEFTWARD else "ltr"
