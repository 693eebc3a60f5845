# SPDX-License-Identifier: MIT
"""Many things that were heard and made ready, column by column.

A million rows would be a million objects, taken apart and put together again on their way from the
process that reads them to the one that stores them, and looked at one by one on the way. Most of
their columns hold few different values: these are looked up once.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from baton.analysis.identifiers import Identifier
from baton.core.coded import Coded, coded
from baton.listening.agreed import Agreed
from baton.listening.heard import QuestionKind
from baton.listening.ready import Answers, Ready


class Batch(NamedTuple):
    """What `Ready` holds of one, of many; `kinds` by question, `answers` by their digest, `found`
    by place: what was said where identifiers had to be taken out of it, and these; `agreed` by
    place: of those who may not be able to agree alone."""

    channels: Coded[str]
    source_refs: Sequence[str]
    words: Sequence[str]
    said_at: Coded[datetime]
    services: Coded[tuple[str, ...]]
    questions: Coded[str]
    respondents: Sequence[str]
    stated: Coded[str]
    labels: Coded[tuple[str, ...]]
    values: Coded[tuple[Any, ...]]
    kinds: Mapping[str, QuestionKind]
    answers: Mapping[str, Answers]
    found: Mapping[int, tuple[str, tuple[Identifier, ...]]]
    agreed: Mapping[int, Agreed]

    @property
    def size(self) -> int:
        return len(self.source_refs)

    def identities(self) -> list[tuple[str, str]]:
        return list(zip(self.channels.each(), self.source_refs, strict=True))

    def part(self, start: int, end: int) -> Batch:
        """The rows from `start` until before `end`."""
        rows = slice(start, end)
        found = {place - start: each for place, each in self.found.items() if start <= place < end}
        agreed = {at - start: each for at, each in self.agreed.items() if start <= at < end}
        return self._of(
            self.source_refs[rows], self.words[rows], self.respondents[rows], rows, found, agreed
        )

    def only(self, places: Sequence[int]) -> Batch:
        """The rows that stand at these places, in order."""
        found = {new: self.found[old] for new, old in enumerate(places) if old in self.found}
        agreed = {new: self.agreed[old] for new, old in enumerate(places) if old in self.agreed}
        refs, words, respondents = (
            [column[place] for place in places]
            for column in (self.source_refs, self.words, self.respondents)
        )
        return self._of(refs, words, respondents, places, found, agreed)

    def once_each(self) -> Batch:
        """Without what says its identity again: the first counts."""
        names: Sequence[Hashable] = self.source_refs
        if len(self.channels.values) > 1:
            names = self.identities()
        if len(set(names)) == self.size:
            return self
        first: dict[Hashable, int] = {}
        for place, name in enumerate(names):
            first.setdefault(name, place)
        return self.only(list(first.values()))

    def _of(
        self,
        source_refs: Sequence[str],
        words: Sequence[str],
        respondents: Sequence[str],
        rows: slice | Sequence[int],
        found: Mapping[int, tuple[str, tuple[Identifier, ...]]],
        agreed: Mapping[int, Agreed],
    ) -> Batch:
        def some(column: Coded[Any]) -> Coded[Any]:
            at = column.at
            return column.of(at[rows] if isinstance(rows, slice) else [at[each] for each in rows])

        return Batch(
            some(self.channels),
            source_refs,
            words,
            some(self.said_at),
            some(self.services),
            some(self.questions),
            respondents,
            some(self.stated),
            some(self.labels),
            some(self.values),
            self.kinds,
            self.answers,
            found,
            agreed,
        )


def batch(ready: Sequence[Ready]) -> Batch:
    """Turn them into columns; there is at least one."""
    columns = dict(zip(Ready._fields, zip(*ready, strict=True), strict=True))
    taken_out = zip(columns["original"], columns["found"], strict=True)
    return Batch(
        coded(columns["channel"]),
        columns["source_ref"],
        columns["words"],
        coded(columns["said_at"]),
        coded(columns["service_path"]),
        coded(columns["question"]),
        columns["respondent"],
        coded(columns["stated"]),
        coded(columns["labels"]),
        coded(columns["values"]),
        dict(zip(columns["question"], columns["question_kind"], strict=True)),
        dict(zip(columns["stated"], columns["answers"], strict=True)),
        {place: (original, found) for place, (original, found) in enumerate(taken_out) if found},
        {place: each for place, each in enumerate(columns["agreed"]) if each is not None},
    )
