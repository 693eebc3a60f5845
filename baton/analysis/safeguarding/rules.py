# SPDX-License-Identifier: MIT
"""Phrases as data, and the small language they are written in.

kill myself             these words, one after the other
scared|at_risk          one of these; an underscore joins words that stand for one
strangl*                any word that starts so
{relative}              one of a named list (`words.WORDS`)
really?                 a word that may be missing
..                      up to four words of any kind, within the sentence
...                     up to eight
#                       a number in figures
bruis* & carer|staff    both, whichever comes first, up to twelve words apart

A list too long for its line goes on in the next: break it after a |.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from baton.analysis.safeguarding.words import COMMON, WORDS

Kind = Literal[
    "suicide_self_harm",
    "harm_to_others",
    "adult_abuse",
    "child_at_risk",
    "domestic_abuse",
    "sexual_assault",
    "medical_emergency",
    "left_without_care",
    "exploitation",
    "unclear",
]
Urgency = Literal["now", "today"]

_WORD = r"[^ .]"
_FAR = " .... "
_GAPS = {
    "..": f"(?: {_WORD}+){{0,4}}?",
    "...": f"(?: {_WORD}+){{0,8}}?",
    _FAR.strip(): f"(?: {_WORD}+){{0,12}}?",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a set of phrases means to the person who is alerted.

    `unless`: phrases that, in the same sentence, show that something else is meant.
    `of_another`: the reason to give where the words speak of somebody else than the writer.
    """

    kind: Kind
    urgency: Urgency
    reason: str
    phrases: str
    unless: str = ""
    of_another: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One compiled phrase. It need not be tried on words that have none of `rarest`, or of `rarer`.

    Those are the phrase's two least likely parts (the same one twice, if it has only one): words,
    or stems with their star.
    """

    pattern: re.Pattern[str]
    rarest: frozenset[str]
    rarer: frozenset[str]


def compiled(block: str) -> Iterator[Phrase]:
    """The phrases of a block, one to a line."""
    for elements in _lines(block):
        yield Phrase(re.compile("".join(map(_regex, elements)) + "(?= )"), *_least_likely(elements))


def combined(block: str) -> re.Pattern[str] | None:
    """One pattern for any phrase of a block, for exceptions; None for an empty one."""
    lines = ["".join(map(_regex, elements)) for elements in _lines(block)]
    return re.compile(f"(?:{'|'.join(lines)})(?= )") if lines else None


def samples(block: str) -> Iterator[tuple[Phrase, str]]:
    """Each phrase of a block, once with each of its words in a text that should be found by it."""
    for elements, phrase in zip(_lines(block), compiled(block), strict=True):
        choices = [["of"] if e in _GAPS else list(_alternatives(e)) for e in elements]
        for place, alternatives in enumerate(choices):
            for alternative in alternatives:
                words = [choice[0] for choice in choices]
                words[place] = alternative
                yield phrase, " ".join(words).replace("*", "").replace("#", "3")


def _lines(block: str) -> list[list[str]]:
    """Each phrase's elements; one with an & becomes one phrase for each order of its sides."""
    return [
        _FAR.join(sides).split()
        for line in re.sub(r"\|\n\s*", "|", block).splitlines()
        for sides in permutations(line.split(" & "))
        if line.strip()
    ]


def _alternatives(element: str) -> Iterator[str]:
    for part in element.rstrip("?").split("|"):
        name = part.strip()
        if name.startswith("{"):
            yield from _alternatives(WORDS[name[1:-1]])
        else:
            yield " ".join(name.replace("_", " ").split())


def _regex(element: str) -> str:
    if element in _GAPS:
        return _GAPS[element]
    words = "|".join(
        re.escape(alternative)
        .replace(r"\*", f"{_WORD}*")
        .replace(r"\#", "[0-9]+")
        .replace(r"\ ", " ")
        for alternative in _alternatives(element)
    )
    return f"(?: (?:{words}))?" if element.endswith("?") else f" (?:{words})"


def _least_likely(elements: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    parts = [
        frozenset(
            min(alternative.split(), key=_likelihood) for alternative in _alternatives(element)
        )
        for element in elements
        if element not in _GAPS and not element.endswith("?")
    ]
    parts.sort(key=lambda part: sum(map(_likelihood, part)))
    return parts[0], parts[min(1, len(parts) - 1)]


_RANK = {word: rank for rank, word in reversed(list(enumerate(COMMON.split(), start=1)))}


def _likelihood(word: str) -> float:
    if word == "#":
        return 1 / 50
    return 1 / (_RANK.get(word, 2_000 if len(word) > 3 else 500) + 2)
