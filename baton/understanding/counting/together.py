# SPDX-License-Identifier: MIT
"""Which themes people speak of in one breath."""

from __future__ import annotations

from dataclasses import dataclass

from baton.understanding.counting.overview import Overview
from baton.understanding.counting.questions import spoken_together
from baton.understanding.models import Theme
from baton.warehouse import engine

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
    tables = {**asked.tables, "positions": asked.positions}
    rows = reader.ask(spoken_together(asked.selection), tables)
    own = {theme.pk: theme for theme in asked.codebook if theme.parent_id and theme.is_specific}
    count_of = {figure.theme.pk: figure.count for figure in seen.figures}
    found = [
        Pair(own[one], own[other], count, count_of[one], count_of[other], seen.shade.total)
        for one, other, count in ((row["theme"], row["beside"], row["comments"]) for row in rows)
        if count >= ENOUGH and one in own and other in own and one < other
    ]
    beyond = [pair for pair in found if pair.times > 1]
    return sorted(beyond, key=lambda pair: -(pair.count - pair.count / pair.times))[:most]
