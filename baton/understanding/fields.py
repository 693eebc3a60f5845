# SPDX-License-Identifier: MIT
"""Filters as people type them among their words: `service:"walk-in centre" score:1 no seats`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from baton.listening import search
from baton.listening.search import folded
from baton.ui.wording import _

#: What may be typed before a colon, and the name of its filter in the address.
NAMES = {
    "service": "service",
    "theme": "theme",
    "also": "also",
    "sentiment": "sentiment",
    "score": "score",
    "channel": "channel",
    "question": "question",
    "language": "language",
    "way": "way",
    "from": "from",
    "to": "to",
    "untranslated": "untranslated",
    "quote": "quote",
    "unsure": "unsure",
    "long": "long",
    "who": "who",
    "body": "body",
    "against": "against",
}
_PART = re.compile(r'-?"[^"]*"\*?|(-?)([A-Za-z]+):(?:"([^"]*)"|([^\s"]+))|\S+')
_QUOTES = str.maketrans("“”„‟«»", '""""""')
#: So many of the known are named in a sentence.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Typed:
    """The words that are left, the fields taken out of them, and what is to be said of the rest."""

    words: str
    fields: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]


def taken_from(text: str) -> Typed:
    """Fields are taken from among the words; a colon in ordinary text stays where it is.

    >>> taken_from('no seats service:"walk-in centre" at 9:30')
    Typed(words='no seats at 9:30', fields=(('service', 'walk-in centre'),), problems=())
    """
    words: list[str] = []
    fields: list[tuple[str, str]] = []
    problems: list[str] = []
    for part in _PART.finditer(text.translate(_QUOTES)):
        minus, name, quoted, plain = part.groups()
        value = (quoted or plain or "").strip()
        if not name or not value or value.startswith("//"):
            words.append(part.group())
        elif name.lower() not in NAMES:
            words.append(part.group())
            problems.append(
                _(
                    "“%(name)s:” is no filter, so “%(name)s” and “%(value)s” were looked for as "
                    "words. Filters are %(names)s."
                )
                % {"name": name, "value": value, "names": _named(NAMES)}
            )
        elif minus:
            problems.append(
                _("“%(part)s” was left aside: only words can be left out with -, not a filter.")
                % {"part": part.group()}
            )
        else:
            fields.append((NAMES[name.lower()], value))
    return Typed(" ".join(words), tuple(fields), tuple(problems))


@dataclass(frozen=True, slots=True)
class Choice:
    """What a value may be: as it stands in the address, and the names that people call it by."""

    value: str
    names: tuple[str, ...]


class NotOne(ValueError):
    """What was typed names none of the choices, or several."""


def one_of(kind: str, typed: str, choices: Iterable[Choice]) -> str:
    """The value of the one choice that is meant: by its whole name, or a part that no other has.

    >>> one_of("score", "very g", [Choice("1", ("Very good",)), Choice("5", ("Very poor",))])
    '1'
    """
    choices, sought = list(choices), _plain(typed)
    every = [(choice, [_plain(name) for name in choice.names]) for choice in choices]
    whole = [choice for choice, names in every if sought in names]
    begun = [choice for choice, names in every if any(name.startswith(sought) for name in names)]
    part = [choice for choice, names in every if any(sought in name for name in names)]
    found = next((some for some in (whole, begun, part) if some), [])
    if len(found) == 1:
        return found[0].value
    if found:
        # The last of its names tells it from others of the same name.
        several = _named([choice.names[-1] for choice in found], is_choice=True)
        raise NotOne(
            _("More than one %(kind)s is called “%(typed)s”: %(several)s. Write more of it.")
            % {"kind": kind, "typed": typed, "several": several}
        )
    known = _named([choice.names[0] for choice in choices]) if choices else _("none yet")
    raise NotOne(
        _("There is no %(kind)s “%(typed)s”. Known: %(known)s.")
        % {"kind": kind, "typed": typed, "known": known}
    )


def day_of(name: str, typed: str) -> str:
    """The day of `from:` or `to:`; of a month or a year its first or its last day.

    >>> day_of("from", "2026-02"), day_of("to", "2026-02"), day_of("to", "2025")
    ('2026-02-01', '2026-02-28', '2025-12-31')
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d\d?))?", typed)
    if not found:
        return typed
    year, month = int(found[1]), int(found[2] or (1 if name == "from" else 12))
    if not year or not 1 <= month <= 12:
        return typed
    return f"{year:04}-{month:02}-{1 if name == 'from' else monthrange(year, month)[1]:02}"


def problems_of(typed: str) -> Iterator[str]:
    """What is to be said of words that cannot be looked for as they were typed."""
    if typed and not search.parse(typed):
        yield _("There is no letter or number in “%(typed)s”: nothing can be found by it.") % {
            "typed": typed
        }
    for beginning in re.findall(r"(?<!\w)(\w+)\*", typed):
        if search.is_too_short(beginning):
            yield (
                _(
                    "“%(beginning)s*” was looked for as the whole word “%(beginning)s”. Write "
                    "three letters or more before the *."
                )
                % {"beginning": beginning}
            )


def _plain(text: str) -> str:
    return " ".join(folded(str(text)).casefold().split())


def _named(names: Iterable[str], *, is_choice: bool = False) -> str:
    some: Sequence[str] = [str(name) for name in names]
    if len(some) > _NAMED:
        told = {"names": _apart(some[:_NAMED]), "number": len(some) - _NAMED}
        return _("%(names)s and %(number)s more") % told
    if len(some) == 1:
        return some[0]
    both = _("%(names)s or %(last)s") if is_choice else _("%(names)s and %(last)s")
    return both % {"names": _apart(some[:-1]), "last": some[-1]}


def _apart(names: Sequence[str]) -> str:
    """With what divides names that may hold commas of their own."""
    return ("; " if any("," in name for name in names) else ", ").join(names)
