# SPDX-License-Identifier: MIT
"""The language that a page speaks, and its sentences in it.

A sentence is marked where it is written, in English: `gettext("Thank you")`, or in a template
`{{ _("Thank you") }}`. Its translation stands in the language's catalogue, `locale`; one that was
mended on screen outranks it. Pages behind sign-in have a catalogue of their own (`wording`), and
speak one language, English unless the installer names another.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from gettext import NullTranslations, c2py
from gettext import translation as gettext_catalogue
from typing import Any, TypeVar, cast

from babel.messages.plurals import get_plural
from babel.numbers import format_decimal
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import lazy
from django.utils.translation.trans_real import parse_accept_lang_header

from baton.core import wording
from baton.ui.catalogues import LOCALE, STAFF
from baton.ui.languages import BRITISH, ENGLISH, OWN_NAMES, PUBLIC, TRANSLATED, direction

#: Holds the code of the language that somebody chose, and nothing else.
COOKIE, CHOICE = "baton_language", "language"
#: Seconds until a process looks again at what was mended or approved elsewhere.
LOOK_AGAIN = 4.0

View = TypeVar("View", bound=Callable[..., Any])
Key = TypeVar("Key")


# What people who speak a language have said of it.


@dataclass(frozen=True, slots=True)
class Known:
    """Of one language: the sentences mended on screen, by their English; and whether somebody who
    speaks it has approved all that stand now."""

    mended: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_approved: bool = False


class _Memory:
    """What a room above knows of each language, asked for anew every few seconds."""

    def __init__(self) -> None:
        self.ask: Callable[[str], Known] = lambda _: Known()
        self._known: dict[str, tuple[float, Known]] = {}

    def of(self, language: str) -> Known:
        now = time.monotonic()
        until, known = self._known.get(language, (0.0, Known()))
        if until <= now:
            # What is said of a database that is away is said on a page too.
            with suppress(DatabaseError):
                known = self.ask(language)
            self._known[language] = (now + LOOK_AGAIN, known)
        return known

    def until(self, language: str) -> float:
        self.of(language)
        return self._known[language][0]

    def forget(self) -> None:
        self._known.clear()


_memory = _Memory()


def forget() -> None:
    """So that this process sees at once what it has changed itself."""
    _memory.forget()


def spell(language: str) -> float:
    """The spell in which what is known of a language stays as it is: another number, another
    spell."""
    return _memory.until(language)


def told_by(teller: Callable[[str], Known]) -> Callable[[str], Known]:
    """Register the decorated function as the one who knows."""
    _memory.ask = teller
    return teller


def is_approved(language: str) -> bool:
    return language == ENGLISH or _memory.of(language).is_approved


# Sentences.


def speaking() -> str:
    """The code of the language that is spoken now."""
    return (translation.get_language() or ENGLISH).removesuffix("-gb")


@wording.said_by
def gettext(message: str) -> str:
    """A sentence as the page's language has it."""
    language = speaking()
    if language == ENGLISH:
        return message
    mended = _memory.of(language).mended.get(message)
    if mended:
        return mended[0]
    said = translation.gettext(message)
    return _staff(language).gettext(message) if said == message else said


def is_mended(message: str) -> bool:
    """Whether somebody typed on a screen how the page's language has it."""
    language = speaking()
    return language != ENGLISH and message in _memory.of(language).mended


@cache
def _staff(language: str) -> NullTranslations:
    """What pages behind sign-in say, in a language; nothing where nobody has translated it."""
    return gettext_catalogue(STAFF, LOCALE, [language], fallback=True)


def ngettext(one: str, many: str, number: int) -> str:
    """A sentence with a number in it, in the form that the number takes."""
    language = speaking()
    if language == ENGLISH:
        return one if number == 1 else many
    mended = _memory.of(language).mended.get(one)
    if mended:
        return mended[min(plural_of(language)(number), len(mended) - 1)]
    said = translation.ngettext(one, many, number)
    return _staff(language).ngettext(one, many, number) if said in (one, many) else said


@cache
def plural_of(language: str) -> Callable[[int], int]:
    """Which form of a sentence a number takes in a language."""
    return c2py(get_plural(language).plural_expr)


def number(value: int | float) -> str:
    """With whatever parts its thousands."""
    language = speaking()
    return f"{value:,}" if language == ENGLISH else format_decimal(value, locale=language)


def _later(message: str, **told: Any) -> str:
    said = gettext(message)
    written = {key: number(it) if isinstance(it, int) else it for key, it in told.items()}
    return said % written if told else said


#: A sentence that is written before it is known who reads it; with what it tells.
gettext_lazy = cast(Callable[..., str], lazy(_later, str))


def said_later(choices: Iterable[tuple[Key, str]]) -> list[tuple[Key, str]]:
    """What somebody chooses from, each sentence of it said once it is known who reads it."""
    return [(key, gettext_lazy(words)) for key, words in choices]


def noop(message: str) -> str:
    """Mark a sentence that is also kept or compared as it is; `gettext` says it on the page."""
    return message


# Which language a page speaks.


@dataclass(frozen=True, slots=True)
class Speech:
    """Of one public page: what it speaks, and what else it could."""

    #: Of the frame around it.
    language: str
    #: Chosen among those offered; of a survey it may be one that the frame does not speak.
    chosen: str
    offered: Sequence[str] = PUBLIC

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def is_draft(self) -> bool:
        return not is_approved(self.language)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language in the row of those that a page comes in."""

    code: str
    name: str
    direction: str
    href: str
    is_here: bool


def speak(request: HttpRequest, chosen: str, offered: Sequence[str] = PUBLIC) -> str:
    """Let the page speak the language chosen among those offered, or English around it where there
    is no catalogue. Returns what was chosen."""
    language = chosen if chosen in PUBLIC else ENGLISH
    translation.activate(BRITISH if language == ENGLISH else language)
    request.speech = Speech(language, chosen, tuple(offered))  # type: ignore[attr-defined]
    return chosen


@contextmanager
def spoken_in(language: str) -> Iterator[None]:
    """Say in a language what leaves on paper or by letter; in English where no public page speaks
    it."""
    with translation.override(language if language in TRANSLATED else BRITISH):
        yield


def settle(request: HttpRequest, *, theirs: str = "") -> str:
    """Let the page speak what its reader wants; `theirs` is what they once asked us for."""
    return speak(request, wanted(request, theirs=theirs))


def wanted(
    request: HttpRequest,
    offered: Sequence[str] = PUBLIC,
    *,
    also_drafts: bool = False,
    theirs: str = "",
) -> str:
    """The first of those offered that the address asks for, that was chosen before, that they once
    asked us for (`theirs`), or that the browser asks for: of the last only an approved one, unless
    what is offered is somebody's own wording. Else the first offered."""
    for asked in (request.GET.get(CHOICE, ""), request.COOKIES.get(COOKIE, ""), theirs):
        if asked in offered:
            return asked
    for asked in _accepted(request):
        if asked in offered and (also_drafts or is_approved(asked)):
            return asked
    return offered[0]


def _accepted(request: HttpRequest) -> Iterable[str]:
    """What the browser asks for, by the language alone: Welsh of Britain is Welsh."""
    header = request.headers.get("Accept-Language", "")
    return dict.fromkeys(code.partition("-")[0] for code, _ in parse_accept_lang_header(header))


def row(request: HttpRequest) -> list[Tongue]:
    """The languages that a page comes in. None beside what was sent: it would be lost."""
    speech: Speech | None = getattr(request, "speech", None)
    if speech is None or len(speech.offered) < 2 or request.method not in {"GET", "HEAD"}:
        return []
    asked = request.GET.copy()
    tongues = []
    for code in speech.offered:
        asked[CHOICE] = code
        name, href = OWN_NAMES.get(code, code), f"?{asked.urlencode()}"
        tongues.append(Tongue(code, name, direction(code), href, code == speech.chosen))
    return tongues


def in_english(view: View) -> View:
    """Mark a public view for people who work here: its page speaks English, as theirs do."""
    view.is_in_english = True  # type: ignore[attr-defined]
    return view
