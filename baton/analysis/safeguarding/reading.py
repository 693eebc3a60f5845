# SPDX-License-Identifier: MIT
"""People's typing made plain: one spelling for each word, with where it stood in the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from baton.analysis.safeguarding.spellings import SPELLINGS, nearest_key_word

#: Stands for the end of a sentence in `Reading.words`; gaps in phrases do not reach across it.
STOP = "."
WORD_OR_STOP = re.compile(r"[^\W_]+(?:['\u2019`\u00b4][^\W_]+)*|[.!?;]+|\n\s*\n")
_NOT_LETTERS = re.compile(r"['\u2019`\u00b4]")
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
# Letters that lose nothing of their accent under Unicode decomposition.
_UNDECOMPOSED = str.maketrans(
    {"\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u00e6": "ae", "\u0131": "i"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """`words` is " one two . three "; `starts[i]` is where the i-th word begins in `words`."""

    words: str
    starts: list[int]
    spans: list[tuple[int, int]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original text of `words[start:end]`, whole words."""
        first = bisect_right(self.starts, start + 1) - 1
        last = bisect_right(self.starts, end - 1) - 1
        return self.spans[max(first, 0)][0], self.spans[max(last, 0)][1]


def read(text: str) -> Reading:
    """The plain words of `text`.

    >>> read("I can't go on!! Kiiill myslef").words
    ' i cant go on . kill myself '
    """
    pieces, starts, spans, position = [], [], [], 1
    for match in WORD_OR_STOP.finditer(text):
        word = plain(match[0])
        pieces.append(word)
        starts.append(position)
        spans.append(match.span())
        position += len(word) + 1
    return Reading(f" {' '.join(pieces)} ", starts, spans)


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """One word as the phrases spell it; a contraction may become two ("gonna": "going to")."""
    if not word[0].isalnum():
        return STOP
    plain = _NOT_LETTERS.sub("", word.casefold())
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_UNDECOMPOSED))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    if _LONG_RUN.search(plain):
        single = _LONG_RUN.sub(r"\1", plain)
        plain = single if _meant(single) else _LONG_RUN.sub(_as_in_english, plain)
    return _meant(plain) or plain


def _as_in_english(run: re.Match[str]) -> str:
    """ "Killlll" is "kill" and "pleaaase" "please": English doubles few letters."""
    return run[1] * 2 if run[1] in "lsfoe" else run[1]


def _meant(word: str) -> str | None:
    return SPELLINGS.get(word) or nearest_key_word(word)
