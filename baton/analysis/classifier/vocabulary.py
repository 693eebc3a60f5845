# SPDX-License-Identifier: MIT
"""Which n-grams a trained classifier may carry: none that few people wrote, none that names anyone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from baton.analysis.classifier.features import LONGEST, Vocabulary
from baton.analysis.classifier.text import ALPHABET, plain

# An n-gram that fewer people wrote might tell who they are.
FEWEST_PEOPLE = 3

_WORD = re.compile(r"[a-z][a-z']*|#")
_INSIDE_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Za-z][A-Za-z']*")
_DIGIT_BESIDE_LETTER = re.compile(r"#[a-z]|[a-z]#|#.*#")


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


def build(texts: Sequence[str], people: Sequence[str], fewest: int = FEWEST_PEOPLE) -> Vocabulary:
    """The vocabulary of n-grams that at least `fewest` different people wrote, names left out."""
    names = name_like(texts)
    written: dict[str, list[str]] = defaultdict(list)
    for text, person in zip(texts, people, strict=True):
        written[person].append(_without(plain(text), names))
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for lines in written.values():
        found = [_WORD.findall(line) for line in lines]
        words.update({word for line in found for word in line})
        pairs.update({f"{a} {b}" for line in found for a, b in zip(line, line[1:], strict=False)})
        letters.update({gram for line in lines for gram in _letter_grams(line)})
    return Vocabulary(*(_kept(counter, fewest) for counter in (words, pairs, letters)))


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
    return _WORD.sub(lambda match: "." if match[0] in names else match[0], line)


def _letter_grams(line: str) -> Iterator[str]:
    for word in line.split():
        padded = f" {word} "
        for length in range(2, LONGEST + 1):
            for start in range(len(padded) - length + 1):
                yield padded[start : start + length]


def _kept(counter: Counter[str], fewest: int) -> tuple[str, ...]:
    kept = {
        gram
        for gram, people in counter.items()
        if people >= fewest and not _DIGIT_BESIDE_LETTER.search(gram)
    }
    assert all(set(gram) <= set(ALPHABET) for gram in kept)
    return tuple(sorted(kept))
