# SPDX-License-Identifier: MIT
"""Comments as rows of a sparse matrix: n-grams of words and of letters, TF-IDF weighted.

Words, word pairs, words with the kind of question they answer ("nothing" to "what was good?" is not
"nothing" to "what could be better?"), and 2 to 5 letters within a word.

Whole batches are turned into arrays of letters and read at once; a vocabulary is looked up by
walking a table from each n-gram to the next longer one, which is why it must be closed under
prefixes: where "quick" is known, so are "quic", "qui" and "qu".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray

from baton.analysis.classifier.text import ALPHABET, plain
from baton.analysis.questions import QuestionKind

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

#: Rows of whatever is kept by question kind stand in this order.
KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)
NO_QUESTION = -1

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
    """The n-grams that have weights, in the order of their columns."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    asked: tuple[str, ...]  # as `asked_word` writes them
    letters: tuple[str, ...]

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        return self.words, self.pairs, self.asked, self.letters

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
        # The first key is met by no pair, so that there always is one to compare with.
        keys = np.array([-1, *(known[a] * base + known[b] for a, b in split)], dtype=np.int64)
        order = np.argsort(keys)
        return keys[order], order - 1 + len(self.words)

    @cached_property
    def _asked_columns(self) -> NDArray[np.int64]:
        """For each question kind (and none, the last row) and word number, the column, or -1."""
        found = np.full((len(KINDS) + 1, len(self.words) + 1), -1, dtype=np.int64)
        column = {word: number for number, word in enumerate(self.asked)}
        first = len(self.words) + len(self.pairs)
        for row, kind in enumerate(KINDS):
            for word, number in self._word_numbers.items():
                if (place := column.get(asked_word(kind, word))) is not None:
                    found[row, number] = first + place
        return found

    @cached_property
    def _steps(self) -> NDArray[np.int32]:
        """For each letter n-gram (a row, from 1, single letters first) and next letter, the longer
        n-gram's row, or 0 where that is not known."""
        singles = len(ALPHABET)
        numbers = {letter: number for number, letter in enumerate(ALPHABET, start=1)}
        states = dict(numbers) | {
            gram: singles + number for number, gram in enumerate(self.letters, start=1)
        }
        steps = np.zeros((singles + len(self.letters) + 1, _SIZE), dtype=np.int32)
        for gram in self.letters:
            steps[states[gram[:-1]], numbers[gram[-1]]] = states[gram]
        return steps

    def matrix(self, texts: Sequence[str], kinds: NDArray[np.int64]) -> csr_matrix:
        """Counts of each n-gram in each text, shape (texts, vocabulary), float32.

        `kinds` are places in KINDS, or NO_QUESTION.
        """
        from scipy.sparse import csr_matrix

        lines = [plain(text) for text in texts]
        found = [*self._read_words(lines, kinds), self._read_letters(lines)]
        rows = np.concatenate([rows for rows, _ in found])
        columns = np.concatenate([columns for _, columns in found])
        counts = csr_matrix(
            (np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(len(texts), len(self))
        )
        counts.sum_duplicates()
        return counts

    def weighted(self, counts: csr_matrix, rarity: NDArray[np.float32]) -> csr_matrix:
        """TF-IDF in place: 1 + log(count), times rarity; then words, asked words and letters of
        each text are brought to length one, each for itself."""
        columns = counts.indices
        first_asked = len(self.words) + len(self.pairs)
        block = (columns >= first_asked).astype(np.int64) + (
            columns >= first_asked + len(self.asked)
        )
        block += 3 * np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        counts.data = (1 + np.log(counts.data)) * rarity[columns]
        squares = np.bincount(block, weights=counts.data**2, minlength=3 * counts.shape[0])
        counts.data /= np.sqrt(squares, dtype=np.float32)[block]
        return counts

    def _read_words(self, lines: Sequence[str], kinds: NDArray[np.int64]) -> tuple[Pairs, ...]:
        words = _WORD.findall("\n".join(lines))
        known = self._word_numbers
        numbers = np.array([known.get(word, 0) for word in words], dtype=np.int64)
        rows = np.cumsum(np.array([word == "\n" for word in words], dtype=bool))
        single = numbers > 0
        keys, columns = self._pair_keys
        wanted = numbers[:-1] * (len(self.words) + 1) + numbers[1:]
        place = np.searchsorted(keys, wanted)
        place[place == len(keys)] = 0
        paired = (keys[place] == wanted) & single[:-1] & single[1:]
        asked = self._asked_columns[kinds[rows], numbers]
        with_question = asked >= 0
        return (
            (rows[single], numbers[single] - 1),
            (rows[:-1][paired], columns[place[paired]]),
            (rows[with_question], asked[with_question]),
        )

    def _read_letters(self, lines: Sequence[str]) -> Pairs:
        # Two spaces between texts: each has a space of its own at either end.
        joined = " " + "  ".join(lines) + " "
        letters = _LETTERS[np.frombuffer(joined.encode("latin-1"), dtype=np.uint8)]
        lengths = np.array([len(line) + 2 for line in lines], dtype=np.int64)
        rows = np.repeat(np.arange(len(lines)), lengths)
        steps = self._steps
        offset = len(self) - len(self.letters) - len(ALPHABET) - 1
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


def asked_word(kind: QuestionKind, word: str) -> str:
    """How the vocabulary writes a word that answers a kind of question."""
    return f"{kind[0]}={word}"
