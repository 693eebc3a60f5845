# SPDX-License-Identifier: MIT
"""Comments as rows of a sparse matrix: word 1-2-grams and character 2-5-grams, TF-IDF weighted.

Whole batches are turned into arrays of letters and read at once; a vocabulary is looked up by
walking a table from each n-gram to the next longer one, which is why it must be closed under
prefixes: where "quick" is known, so are "quic", "qui" and "qu".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from baton.analysis.classifier.text import ALPHABET, plain

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

LONGEST = 5
_WORD = re.compile(r"[a-z][a-z']*|#|\n")
_LETTERS = np.zeros(128 + 256, dtype=np.uint8)
for _number, _letter in enumerate(ALPHABET, start=1):
    _LETTERS[ord(_letter)] = _number
_SPACE = 1
_SIZE = 64

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True)
class Vocabulary:
    """The n-grams that have weights: columns are words, then word pairs, then letter n-grams."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    letters: tuple[str, ...]

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        return self.words, self.pairs, self.letters

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    @cached_property
    def _word_numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words, start=1)}

    @cached_property
    def _pair_keys(self) -> Pairs:
        """Sorted keys of the word pairs, and the column of each."""
        known = self._word_numbers
        base = len(self.words) + 1
        split = (pair.split(" ") for pair in self.pairs)
        keys = np.array([known[a] * base + known[b] for a, b in split], dtype=np.int64)
        order = np.argsort(keys)
        return keys[order], order + len(self.words)

    @cached_property
    def _steps(self) -> NDArray[np.int32]:
        """For each letter n-gram (row, 1-based; single letters first) and next letter, the longer one."""
        singles = len(ALPHABET)
        numbers = {letter: number for number, letter in enumerate(ALPHABET, start=1)}
        states = dict(numbers) | {
            gram: singles + number for number, gram in enumerate(self.letters, start=1)
        }
        steps = np.zeros((singles + len(self.letters) + 1, _SIZE), dtype=np.int32)
        for gram in self.letters:
            steps[states[gram[:-1]], numbers[gram[-1]]] = states[gram]
        return steps

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """Counts of each n-gram in each text, shape (texts, vocabulary), float32."""
        from scipy.sparse import csr_matrix

        lines = [plain(text) for text in texts]
        word_rows, word_columns = self._read_words(lines)
        letter_rows, letter_columns = self._read_letters(lines)
        rows = np.concatenate([word_rows, letter_rows])
        columns = np.concatenate([word_columns, letter_columns])
        counts = csr_matrix(
            (np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(len(texts), len(self))
        )
        counts.sum_duplicates()
        return counts

    def _read_words(self, lines: Sequence[str]) -> Pairs:
        tokens = _WORD.findall("\n".join(lines))
        known = self._word_numbers
        numbers = np.array([known.get(token, 0) for token in tokens], dtype=np.int64)
        breaks = np.array([token == "\n" for token in tokens], dtype=bool)
        rows = np.cumsum(breaks)
        keys, columns = self._pair_keys
        first, second = numbers[:-1], numbers[1:]
        wanted = first * (len(self.words) + 1) + second
        found = np.searchsorted(keys, wanted)
        found[found == len(keys)] = 0
        hit = (first > 0) & (second > 0)
        hit &= keys[found] == wanted if len(keys) else False
        single = numbers > 0
        return (
            np.concatenate([rows[single], rows[:-1][hit]]),
            np.concatenate([numbers[single] - 1, columns[found[hit]] if len(keys) else found[hit]]),
        )

    def _read_letters(self, lines: Sequence[str]) -> Pairs:
        # Two spaces between texts: each has a space of its own at either end.
        joined = " " + "  ".join(lines) + " "
        letters = _LETTERS[np.frombuffer(joined.encode("latin-1"), dtype=np.uint8)]
        lengths = np.array([len(line) + 2 for line in lines])
        rows = np.repeat(np.arange(len(lines)), lengths)
        steps = self._steps
        offset = len(self.words) + len(self.pairs) - len(ALPHABET) - 1
        state = letters.astype(np.int32)
        place = np.arange(len(letters))
        all_rows, all_columns = [], []
        for length in range(2, LONGEST + 1):
            # An n-gram may begin or end with a space but not run across one into the next word.
            go_on = place + length - 1 < len(letters)
            if length > 2:
                go_on &= letters[np.minimum(place + length - 2, len(letters) - 1)] != _SPACE
            state, place = state[go_on], place[go_on]
            state = steps[state, letters[place + length - 1]]
            known = state > 0
            state, place = state[known], place[known]
            all_rows.append(rows[place])
            all_columns.append(state.astype(np.int64) + offset)
        return np.concatenate(all_rows), np.concatenate(all_columns)


def weighted(counts: csr_matrix, rarity: NDArray[np.float32], words: int) -> csr_matrix:
    """TF-IDF in place: 1 + log(count), times rarity; word and letter columns each of length one."""
    counts.data = (1 + np.log(counts.data)) * rarity[counts.indices]
    is_letter = counts.indices >= words
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    block = row * 2 + is_letter
    squares = np.bincount(block, weights=counts.data**2, minlength=2 * counts.shape[0])
    counts.data /= np.sqrt(squares, dtype=np.float32)[block]
    return counts
