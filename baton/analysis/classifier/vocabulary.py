# SPDX-License-Identifier: MIT
"""Which n-grams a trained classifier may carry: none that few people wrote, none of names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from baton.analysis.classifier.features import LONGEST, Vocabulary, asked_word
from baton.analysis.classifier.text import plain
from baton.analysis.questions import QuestionKind

# An n-gram that fewer people wrote might tell who they are.
FEWEST_PEOPLE = 3

_WORD = re.compile(r"[a-z][a-z']*|#")
_INSIDE_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Za-z][A-Za-z']*")
_DIGIT_BESIDE_LETTER = re.compile(r"#[a-z]|[a-z]#|#.*#")


def given_names() -> frozenset[str]:
    """Common given names of people in Britain: a second fence, for those written in lower case."""
    path = Path(__file__).with_name("given_names.txt")
    return frozenset(path.read_text(encoding="utf-8").split())


def name_like(texts: Iterable[str]) -> frozenset[str]:
    """Words that people mostly write with a capital inside a sentence: names of people and places.

    Acronyms (NHS, GP) and "I" are not names; single letters are dropped as initials.
    """
    capital: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for text in texts:
        if text.isupper():
            continue
        for word in _INSIDE_SENTENCE.findall(text):
            plain_word = word.lower()
            seen[plain_word] += 1
            capital[plain_word] += word[0].isupper() and (len(word) == 1 or not word.isupper())
    return frozenset(
        word
        for word, times in capital.items()
        if times * 2 >= seen[word] and not word.startswith("i'")
    ) - {"i"}


class Wrote(NamedTuple):
    """One text, who wrote it, and in answer to what kind of question, if that is known."""

    text: str
    person: str
    kind: QuestionKind | None


def build(texts: Sequence[Wrote], fewest: int = FEWEST_PEOPLE) -> Vocabulary:
    """The vocabulary of n-grams that at least `fewest` different people wrote, names left out."""
    names = name_like(each.text for each in texts) | given_names()
    written: dict[str, list[Wrote]] = defaultdict(list)
    for each in texts:
        written[each.person].append(each._replace(text=_without(plain(each.text), names)))
    counters: tuple[Counter[str], ...] = (Counter(), Counter(), Counter(), Counter())
    for of_person in written.values():
        grams: tuple[set[str], ...] = (set(), set(), set(), set())
        for line, _, kind in of_person:
            words = _WORD.findall(line)
            grams[0].update(words)
            grams[1].update(f"{first} {second}" for first, second in pairwise(words))
            grams[2].update(asked_word(kind, word) for word in words if kind)
            grams[3].update(_letter_grams(line))
        for counter, found in zip(counters, grams, strict=True):
            counter.update(found)
    return Vocabulary(*(_kept(counter, fewest) for counter in counters))


def joined(first: Vocabulary, second: Vocabulary) -> Vocabulary:
    """All n-grams of both."""
    parts = zip(first.parts, second.parts, strict=True)
    return Vocabulary(*(tuple(sorted({*one, *other})) for one, other in parts))


def columns(part: Vocabulary, whole: Vocabulary) -> NDArray[np.int64]:
    """The column in `whole` of each n-gram of `part`, in the part's order."""
    found: list[int] = []
    offset = 0
    for grams, all_grams in zip(part.parts, whole.parts, strict=True):
        place = {gram: number for number, gram in enumerate(all_grams, start=offset)}
        found += [place[gram] for gram in grams]
        offset += len(all_grams)
    return np.array(found, dtype=np.int64)


def _without(line: str, names: frozenset[str]) -> str:
    # A full stop in a name's place, so that its neighbours do not become a pair.
    return _WORD.sub(
        lambda match: "." if {match[0], match[0].removesuffix("'s")} & names else match[0], line
    )


def _letter_grams(line: str) -> Iterator[str]:
    for word in line.split():
        padded = f" {word} "
        for length in range(2, LONGEST + 1):
            for start in range(len(padded) - length + 1):
                yield padded[start : start + length]


def _kept(counter: Counter[str], fewest: int) -> tuple[str, ...]:
    return tuple(
        sorted(
            gram
            for gram, people in counter.items()
            if people >= fewest and not _DIGIT_BESIDE_LETTER.search(gram)
        )
    )
