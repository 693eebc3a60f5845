# SPDX-License-Identifier: MIT
"""The languages of public pages, as those who speak them write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: By ISO 639 code: those that public pages come in first, then others most spoken (Census 2021);
#: and English in short sentences, with pictures.
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
    "en-x-easy": "Easy Read",
}
#: Written from right to left.
LEFTWARD = frozenset(("ar", "fa", "he", "ur"))


def names_of(languages: Iterable[str]) -> list[tuple[str, str]]:
    """Languages as choices: each code with its name.

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
