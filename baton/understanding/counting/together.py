# SPDX-License-Identifier: MIT
"""Which themes people speak of in one breath."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

from baton.understanding.counting.overview import Overview
from baton.understanding.counting.questions import SpokenTogether
from baton.understanding.counting.selection import Bits
from baton.understanding.models import Theme
from baton.warehouse import engine
from baton.warehouse.offers import BITS

#: A pair in fewer comments may have met by chance.
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two themes in the same comments: in how many, in how many each, and how many times as many as
    if the one did not care about the other."""

    one: Theme
    other: Theme
    count: int
    of_one: int
    of_other: int
    of_all: int

    @property
    def share(self) -> float:
        """Of those who speak of the rarer one, the part that speaks of the other too."""
        return self.count / min(self.of_one, self.of_other)

    @property
    def times(self) -> float:
        return self.count * self.of_all / (self.of_one * self.of_other)


def together(seen: Overview, reader: engine.Reader, *, most: int = 20) -> list[Pair]:
    """The pairs that meet most often beyond chance: by how many more comments they share than two
    themes of their frequency would."""
    asked = seen.asked
    themes_of = _Themes(seen)
    pairs: Counter[tuple[int, int]] = Counter()
    for row in reader.ask(SpokenTogether(asked.selection), asked.tables):
        themes = themes_of.spoken(row["organisation"], (row["themes_low"], row["themes_high"]))
        for pair in combinations(sorted(themes), 2):
            pairs[pair] += row["comments"]
    own = {theme.pk: theme for theme in asked.codebook if theme.parent_id and theme.is_specific}
    count_of = {figure.theme.pk: figure.count for figure in seen.figures}
    found = [
        Pair(own[one], own[other], count, count_of[one], count_of[other], seen.shade.total)
        for (one, other), count in pairs.items()
        if count >= ENOUGH and one in own and other in own
    ]
    beyond = [pair for pair in found if pair.times > 1]
    return sorted(beyond, key=lambda pair: -(pair.count - pair.count / pair.times))[:most]


class _Themes:
    """From bits to the asker's own themes, in each body's codebook."""

    def __init__(self, seen: Overview) -> None:
        self._at: dict[int, dict[int, int]] = defaultdict(dict)
        for body, position, theme in seen.asked.positions:
            self._at[body][position] = theme.pk

    def spoken(self, body: int, bits: Bits) -> list[int]:
        at = self._at[body]
        return [at[position] for position in _places(bits) if position in at]


def _places(bits: Bits) -> list[int]:
    """
    >>> _places((0b101, 0b10))
    [0, 2, 64]
    """
    low, high = bits
    both = low | high << BITS
    return [place for place in range(both.bit_length()) if both >> place & 1]
