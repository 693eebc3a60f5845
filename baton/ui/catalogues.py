# SPDX-License-Identifier: MIT
"""The catalogues of sentences, and what is read while pages are made.

Public pages have `locale/<code>/LC_MESSAGES/django.po` in each of their languages, pages behind
sign-in `staff.po` where somebody has translated `locale/staff.pot`. Only these are kept; the .mo
files are made from them with the stylesheets, by `baton assets`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[1] / "locale"
#: Sentences of public pages, as Django calls them; and of pages behind sign-in.
PUBLIC, STAFF = "django", "staff"
#: Of the latter all, to be translated into whatever language a body works in.
TEMPLATE = LOCALE / f"{STAFF}.pot"
_TOLD = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of public pages: in English, also of many, and in a language in each form."""

    english: str
    of_many: str
    words: tuple[str, ...]
    #: The files that say it.
    sources: tuple[str, ...]


def path_of(language: str, ending: str = "po", root: Path = LOCALE, domain: str = PUBLIC) -> Path:
    return root / language / "LC_MESSAGES" / f"{domain}.{ending}"


def read(language: str, domain: str = PUBLIC) -> Catalog:
    with path_of(language, domain=domain).open("rb") as file:
        return read_po(file, locale=language)


def kept() -> Iterator[tuple[str, str]]:
    """The language and the domain of each catalogue that there is."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        yield path.parts[-3], path.stem


@cache
def sentences(language: str) -> Sequence[Sentence]:
    """All sentences in a language, in the order of the files that say them."""
    return [
        Sentence(
            *_both(message.id),
            words=_forms(message.string or ""),
            sources=tuple(dict.fromkeys(path for path, _ in message.locations)),
        )
        for message in read(language)
        if message.id
    ]


def _forms(words: str | Sequence[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _both(english: str | Sequence[str]) -> tuple[str, str]:
    return (english, "") if isinstance(english, str) else (english[0], english[1])


def told(sentence: str) -> list[str]:
    """What a sentence tells, by the names in it.

    >>> told("Answers go to %(host)s.")
    ['host']
    """
    return sorted(_TOLD.findall(sentence))


def can_be_told(sentence: str) -> bool:
    """Whether it has no percent sign but those of what it tells.

    >>> can_be_told("100% of %(host)s")
    False
    """
    return "%" not in _TOLD.sub("", sentence)


def compile_all(root: Path = LOCALE) -> None:
    """Make what Django reads of each, in `root`."""
    for language, domain in kept():
        made = path_of(language, "mo", root, domain)
        made.parent.mkdir(parents=True, exist_ok=True)
        with made.open("wb") as file:
            write_mo(file, read(language, domain))
