# SPDX-License-Identifier: MIT
"""The screen itself: plain words, idioms set aside, then every phrase whose rare word is there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from baton.analysis.safeguarding import phrases as tables
from baton.analysis.safeguarding.phrases import other_languages
from baton.analysis.safeguarding.reading import WORD_OR_STOP, Reading, plain, read
from baton.analysis.safeguarding.resemblance import resembling
from baton.analysis.safeguarding.rules import Kind, Phrase, Rule, Urgency, combined, compiled

#: The reason given where no phrase was found.
LIKENESS = "The words are like those of people at risk, though none of them says plainly why."


class Concern(NamedTuple):
    """Why a person should look: `text[start:end]` gave rise to it, `reason` repeats none of it."""

    kind: Kind
    reason: str
    start: int
    end: int
    urgency: Urgency


def screen(text: str) -> tuple[Concern, ...]:
    """The concerns in `text`, most urgent first, at most one of each kind.

    Where no phrase is found, the words may still resemble those of people at risk.

    >>> screen("My back is killing me but the physio is great.")
    ()
    >>> [(concern.kind, concern.urgency) for concern in screen("I feel suicidle tonite")]
    [('suicide_self_harm', 'now')]
    """
    reading = read(text)
    if concerns := _by_phrases(text, reading):
        return concerns
    if not resembling(reading):  # few texts come to the dearer question
        return ()
    if piece := resembling(without_idioms(reading)):
        return (Concern("unclear", LIKENESS, *reading.span(piece.start, piece.end), "today"),)
    return ()


def screen_phrases(text: str) -> tuple[Concern, ...]:
    """`screen` by known phrases alone."""
    return _by_phrases(text, read(text))


def _by_phrases(text: str, reading: Reading) -> tuple[Concern, ...]:
    found = [] if text.isascii() else list(_in_other_scripts(text))
    candidates = _candidates(text)
    if any(_in_words(reading, candidates)):
        found += _in_words(without_idioms(reading), candidates)
    most_urgent: dict[Kind, Concern] = {}
    for concern in sorted(found, key=lambda concern: concern.urgency != "now"):
        most_urgent.setdefault(concern.kind, concern)
    return tuple(most_urgent.values())


def without_idioms(reading: Reading) -> Reading:
    """The same reading with the words of idioms made unreadable, in their places."""
    idioms = _Table.load().idioms
    words = idioms.sub(lambda match: " " + "~" * (len(match[0]) - 1), reading.words)
    return replace(reading, words=words)


@dataclass(frozen=True, slots=True)
class _Table:
    """Every phrase with its rule, findable by the words or stems that must be there.

    The n-th phrase's rarest part has the key 2n, the next rarest 2n + 1.
    """

    phrases: list[tuple[Phrase, Rule]]
    by_word: dict[str, list[int]]
    by_stem: dict[str, list[int]]
    exceptions: dict[str, re.Pattern[str] | None]
    idioms: re.Pattern[str]

    @staticmethod
    @cache
    def load() -> _Table:
        """Compiled once a process, on the first text that is screened."""
        every = [(phrase, rule) for rule in tables.RULES for phrase in compiled(rule.phrases)]
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        by_stem: defaultdict[str, list[int]] = defaultdict(list)
        for number, (phrase, _) in enumerate(every):
            for key, part in ((2 * number, phrase.rarest), (2 * number + 1, phrase.rarer)):
                for word in part:
                    (by_stem if word.endswith("*") else by_word)[word.rstrip("*")].append(key)
        exceptions = {rule.unless: combined(rule.unless) for rule in tables.RULES}
        idioms = combined(tables.IDIOMS)
        assert idioms is not None
        return _Table(every, by_word, by_stem, exceptions, idioms)


def _candidates(text: str) -> list[int]:
    """The phrases of which a word is in `text`, in the order of the rules. Most texts have none."""
    keys: set[int] = set()
    for word in set(WORD_OR_STOP.findall(text)):
        keys.update(_keys_of(word))
    return [key // 2 for key in sorted(keys) if not key % 2 and key + 1 in keys]


@lru_cache(maxsize=50_000)
def _keys_of(word: str) -> tuple[int, ...]:
    table = _Table.load()
    keys: set[int] = set()
    for part in plain(word).split():
        keys.update(table.by_word.get("#" if part.isdigit() else part, ()))
        keys.update(table.by_word.get(part, ()))
        for length in range(2, len(part) + 1):
            keys.update(table.by_stem.get(part[:length], ()))
    return tuple(keys)


def _in_words(reading: Reading, candidates: Iterable[int]) -> Iterator[Concern]:
    table = _Table.load()
    for number in candidates:
        phrase, rule = table.phrases[number]
        exception = table.exceptions[rule.unless]
        for match in phrase.pattern.finditer(reading.words):
            if exception is None or not exception.search(_around(reading.words, match)):
                yield _concern(rule, reading, match)
                break


# How far from the words that raise a concern an exception may stand, in characters: long enough
# for a clause, too short for thanks at one end of a breathless text to excuse the other.
_CLAUSE = 90


def _around(words: str, match: re.Match[str]) -> str:
    """The sentence in which `match` stands, or as much of it as `_CLAUSE` allows on either side."""
    first = max(words.rfind(" . ", 0, match.start() + 1) + 2, match.start() - _CLAUSE, 0)
    last = words.find(" . ", match.end())
    last = min(last + 1 if last >= 0 else len(words), match.end() + _CLAUSE)
    return words[first:last]


_DENIED = re.compile(
    r" (?:not|no|never|nor|without|deni\w+|isnt|wasnt|arent|dont|doesnt|didnt|used to|years ago"
    r"|in the past|no longer|stopped me|prevented)(?: (?!i )[^ .]+){0,2} $"
    r"| (?:not|never|no longer|isnt|wasnt|without|deni\w+)(?: (?!i )[^ .]+){0,3}"
    r" (?:suicid\w*|self harm\w*|overdos\w*) "
)
_WAS = re.compile(r" (?:was|felt|came|were) (?!.*(?:still|again|now|today|tonight) )")
_ANOTHER = re.compile(
    r" (?:he|she|hes|shes|him|her|his|they|them|himself|herself|themselves|son|daughter|brother"
    r"|sister|mum|dad|mother|father|wife|husband|friend|patient|caller|partner|child|boy|girl"
    r"|client|resident|neighbour|nephew|niece|grandson|granddaughter)(?= )"
)
_WRITER = re.compile(r" (?:i|im|ive|id|ill|me|my|myself|mine|am)(?= )")


def _concern(rule: Rule, reading: Reading, match: re.Match[str]) -> Concern:
    before = reading.words[max(0, match.start() - 60) : match.start()]
    before = before[before.rfind(" .") + 1 :]
    urgency, reason = rule.urgency, rule.reason
    if rule.of_another:
        about = match[0] + " "
        if not _WRITER.search(about) and _ANOTHER.search(f"{before}{about}"):
            reason = rule.of_another
        if _DENIED.search(f" {before.strip()} ") or _DENIED.search(about) or _WAS.search(about):
            urgency = "today"
    return Concern(rule.kind, reason, *reading.span(match.start(), match.end()), urgency)


def _in_other_scripts(text: str) -> Iterator[Concern]:
    for rule, pattern in other_languages.SCRIPTS:
        if match := pattern.search(text):
            yield Concern(rule.kind, rule.reason, *match.span(), rule.urgency)
