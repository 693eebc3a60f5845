# SPDX-License-Identifier: MIT
"""Words like those of people at risk, where no known phrase is found.

A linear model over words and pairs of words, trained on the invented sentences that guided the
phrases, against invented safe ones and real comments (`training`). It gives no kind and no
reason of its own; it only says that a person should look.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from baton.analysis.safeguarding.reading import STOP, Reading

WEIGHTS = Path(__file__).with_name("weights.json")
#: A breathless text is also read in pieces of this many words, each beginning halfway through
#: the one before; a piece of fewer than three words says nothing by itself.
PIECE = 40
SHORTEST = 3


class Piece(NamedTuple):
    """Some of a reading's words, and where they stand in `Reading.words`."""

    words: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Weights:
    """`of` each word or pair; a piece above `threshold` resembles people at risk."""

    of: dict[str, float]
    intercept: float
    threshold: float

    def score(self, words: tuple[str, ...]) -> float:
        """Intercept, and the weights of the known n-grams over the root of their number."""
        known = [weight for ngram in ngrams(words) if (weight := self.of.get(ngram)) is not None]
        return self.intercept + (sum(known) / len(known) ** 0.5 if known else 0.0)


def resembling(reading: Reading) -> Piece | None:
    """The piece most like the words of people at risk, if any is like enough."""
    weights = shipped()
    scored = [(weights.score(piece.words), piece) for piece in pieces(reading.words)]
    score, piece = max(scored, default=(weights.threshold, None))
    return piece if score > weights.threshold else None


@cache
def shipped() -> Weights:
    """The weights in the package."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(stored["weights"], stored["intercept"], stored["threshold"])


def ngrams(words: tuple[str, ...]) -> set[str]:
    """Different words, and pairs that stand together.

    >>> sorted(ngrams(("i", "am", "here")))
    ['am', 'am here', 'here', 'i', 'i am']
    """
    return {*words, *map(" ".join, pairwise(words))}


def pieces(words: str) -> Iterator[Piece]:
    """Each sentence, and the parts of a long one.

    >>> [piece.words for piece in pieces(" i am here . thanks . all is well ")]
    [('i', 'am', 'here'), ('all', 'is', 'well')]
    """
    position = 0
    for sentence in words.split(f" {STOP} "):
        yield from _parts(sentence, position)
        position += len(sentence) + len(STOP) + 2


def _parts(sentence: str, position: int) -> Iterator[Piece]:
    split = sentence.split()
    for first in range(0, max(len(split) - PIECE // 2, 1), PIECE // 2):
        part = split[first : first + PIECE]
        start = position + len(" ".join(["", *split[:first]]))
        meant = tuple(word for word in part if "~" not in word)  # idioms were set aside
        if len(meant) >= SHORTEST:
            yield Piece(meant, start, start + len(" ".join(part)) + 1)
