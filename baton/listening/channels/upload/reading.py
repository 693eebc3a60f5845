# SPDX-License-Identifier: MIT
"""Rows of a table as things that people said, by a mapping of its columns."""

from __future__ import annotations

import itertools
import re
from collections import abc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple

from baton.analysis import identifiers
from baton.analysis.questions import question_kind
from baton.listening.channels.upload import meanings, mistakes, values
from baton.listening.channels.upload.dates import LONDON, DateProblem, parse_noting
from baton.listening.channels.upload.mapping import Mapping
from baton.listening.channels.upload.meanings import Note
from baton.listening.channels.upload.refusals import as_sent, is_mended
from baton.listening.channels.upload.table import Refused, Row, Table
from baton.listening.heard import LONGEST_WORDS, Heard, Precision, QuestionKind
from baton.listening.identity import Occurrences, row_digest
from baton.ui.wording import _
from baton.ui.words import number

CHANNEL = "upload"

#: Makes of a stated id what may stand for it.
Hide = Callable[[str], str]

_SHORT_NUMBER = re.compile(r"[A-Za-z]{0,8}[-_]?\d{1,8}")

# What the database holds of each; a longer id is replaced by its digest, so that ids stay apart.
LONGEST_ID = 120
LONGEST_RESPONDENT = 64
LONGEST_QUESTION = 500
LONGEST_SLUG = 40
#: Different dates that are remembered of a file.
_MOST_DAYS = 8192


class HeardRow(NamedTuple):
    """One row as read: a `Heard` for each comment in it, or one without words for a bare score.

    Nothing was heard in a row without either, nor in one that `repeats` an earlier row (its
    number; 0: none) with the same stated id and the same cells.
    """

    number: int
    heard: tuple[Heard, ...]
    notes: tuple[Note, ...] = ()
    repeats: int = 0


def _digest(stated: str) -> str:
    return row_digest((stated,))


def read(
    table: Table, mapping: Mapping, *, arrived: datetime | None = None, hide: Hide = _digest
) -> Iterator[HeardRow | Refused]:
    """Every row of the table, in order, heard or refused; the same file gives the same references.

    `arrived` (default: now) stands for when things were said where neither the row nor the mapping
    has a day; its precision is then "unknown". `hide` (default: a digest) stands in for stated ids
    that identify a person, such as an NHS number, or are too long. Raises `MappingProblem` at once
    where the mapping does not fit the table.
    """
    header = as_sent(table.header) if is_mended(table.header) else table.header
    mapping.check(header)
    return _read(table, _Reader(header, mapping, arrived or datetime.now(UTC), hide))


def preview(
    table: Table, mapping: Mapping, n: int = 5, *, arrived: datetime | None = None
) -> list[HeardRow | Refused]:
    """The first rows as `read` will read them."""
    return list(itertools.islice(read(table, mapping, arrived=arrived), n))


def _read(table: Table, reader: _Reader) -> Iterator[HeardRow | Refused]:
    mended = is_mended(table.header)
    for row in table.rows():
        if isinstance(row, Refused):
            yield replace(row, cells=as_sent(row.cells)) if mended else row
        else:
            yield reader.read(row._replace(cells=as_sent(row.cells)) if mended else row)


class _Comments(NamedTuple):
    """A column of comments, ready to be read; `question_at` is -1 where one question is all."""

    at: int
    suffix: str
    question: str
    question_at: int
    kind: QuestionKind | None


class _Reader:
    """Reads the rows of one file, in order."""

    def __init__(
        self, header: Sequence[str], mapping: Mapping, arrived: datetime, hide: Hide
    ) -> None:
        at = {name: index for index, name in enumerate(header)}
        self._header = header
        self._mapped = {at[name] for name in mapping.columns()}
        self._mapping = mapping
        self._arrived = arrived
        self._names = _Names(at, mapping, hide)
        self._comments = _comments(mapping, at)
        self._date = at.get(mapping.date, -1)
        self._score = meanings.score(at, mapping)
        self._sentiment = meanings.sentiment(at, mapping)
        self._mode = meanings.mode(at, mapping)
        self._way = meanings.way(at, mapping)
        self._area = meanings.single(at, mapping.area, values.area, private=True)
        self._language = meanings.single(at, mapping.language, values.language)
        self._service_path = meanings.service_path(at, mapping)
        self._characteristics = meanings.characteristics(at, mapping)
        self._permission = meanings.permission(at, mapping)
        self._agreement = meanings.agreement(at, mapping)
        self._labels = meanings.Labels(at, mapping.labels)
        self._days: dict[str, tuple[datetime, Precision, str]] = {}

    def read(self, row: Row) -> HeardRow | Refused:
        """What the row says, or why it cannot be taken in."""
        cells = row.cells
        if (wrong := mistakes.first_error(cells, self._mapped)) >= 0:
            return Refused(row.number, self._header[wrong], mistakes.why(cells[wrong]), cells)
        ref = self._names.reference(row)
        if not isinstance(ref, str):
            return ref
        notes: list[Note] = []
        said = [(part, words) for part in self._comments if (words := cells[part.at].strip())]
        if (refused := self._too_long(said, row)) is not None:
            return refused
        score = self._score.of(cells, notes)
        if not said and score is None:
            return HeardRow(row.number, (), tuple(notes))
        try:
            shared = self._shared(cells, ref, notes)
        except DateProblem as problem:
            return Refused(row.number, self._mapping.date, str(problem), cells)
        sentiment = self._sentiment.of(cells, notes)
        heard = []
        for part, words in said or [(_BARE_SCORE, "")]:
            question, kind = _question(part, cells)
            heard.append(
                Heard(
                    words=words,
                    source_ref=ref + part.suffix,
                    question=question,
                    question_kind=kind,
                    score=score,
                    stated_sentiment=sentiment if words else None,
                    **shared,
                )
            )
        return HeardRow(row.number, tuple(heard), tuple(notes))

    def _shared(self, cells: Sequence[str], ref: str, notes: list[Note]) -> dict[str, Any]:
        """What the row says of all that was said in it. Raises DateProblem."""
        said_at, precision = self._said_at(cells, notes)
        path = self._service_path.of(cells, notes)
        stated = self._characteristics.of(cells, notes)
        area, language = self._area.of(cells, notes), self._language.of(cells, notes)
        allowed, labels = self._permission.of(cells, notes), self._labels.of(cells, notes)
        mode, way = self._mode.of(cells, notes), self._way.of(cells, notes)
        agreed, is_closed = self._agreement.of(cells, notes)
        return {
            "channel": self._mapping.mirror.kind or CHANNEL,
            "said_at": said_at,
            "said_precision": precision,
            "service_path": path,
            "respondent": self._names.respondent(cells, ref),
            "characteristics": stated,
            "area": area,
            "language": language,
            "permission": allowed.closed() if is_closed else allowed,
            "labels": labels,
            "mode": mode,
            "way": way,
            "agreed": agreed,
        }

    def _too_long(self, said: Sequence[tuple[_Comments, str]], row: Row) -> Refused | None:
        for part, words in said:
            if len(words) > LONGEST_WORDS:
                return Refused(row.number, self._header[part.at], _too_long(words), row.cells)
        return None

    def _said_at(self, cells: Sequence[str], notes: list[Note]) -> tuple[datetime, Precision]:
        mapping = self._mapping
        if self._date >= 0 and (text := cells[self._date].strip()):
            said_at, precision, note = self._days.get(text) or self._day(text)
            if note:
                notes.append(Note(mapping.date, text, note))
            return said_at, precision
        if mapping.said_on:
            return datetime.combine(mapping.said_on, time.min, LONDON), "day"
        return self._arrived, "unknown"

    def _day(self, text: str) -> tuple[datetime, Precision, str]:
        """As `parse_noting`; what many rows say is understood once."""
        understood = parse_noting(
            text,
            self._mapping.day_first is not False,
            now=self._arrived,
            counted=self._mapping.days_counted_from,
        )
        if len(self._days) < _MOST_DAYS:
            self._days[text] = understood
        return understood


class _Names:
    """Names rows and respondents; remembers the ids and rows that it has met in the file."""

    def __init__(self, at: abc.Mapping[str, int], mapping: Mapping, hide: Hide) -> None:
        self._hide = hide
        self._id = at.get(mapping.id, -1)
        self._respondent = at.get(mapping.respondent, -1)
        self._date = at.get(mapping.date, -1)
        self._mapping = mapping
        # Of what another system keeps, rows with the same words are one: how it stands may differ.
        self._words = [at[each.column] for each in mapping.comments if mapping.mirror.kind]
        self._met: dict[str, tuple[int, int]] = {}
        self._occurrences = Occurrences()

    def reference(self, row: Row) -> str | HeardRow | Refused:
        """The row's stated id, else its digest and occurrence; or why it has none to itself."""
        cells = row.cells
        stated = cells[self._id].strip() if self._id >= 0 else ""
        if not stated:
            return self._occurrences.reference(self._with_day(cells), row.earlier)
        stated = reference_of(stated, self._hide)
        content = hash(tuple(cells[at] for at in self._words) if self._words else cells)
        number, met = self._met.setdefault(stated, (row.number, content))
        if number == row.number:
            return stated
        if met == content:
            return HeardRow(row.number, (), self._again(), repeats=number)
        reason = _(
            "Row %(number)s has the same id and says something else. Give this row an id of its "
            "own; if the column names the person and not the comment, map it as the respondent."
        ) % {"number": number}
        return Refused(row.number, self._mapping.id, reason, cells)

    def _again(self) -> tuple[Note, ...]:
        """Of a complaint with several subjects its system writes a row for each."""
        if not self._words:
            return ()
        reason = _("a complaint or story that an earlier row has; only that row's labels are kept")
        return (Note(self._mapping.id, "", reason),)

    def respondent(self, cells: Sequence[str], ref: str) -> str:
        """Who said it: as stated; else the row, where it may hold several of their comments."""
        stated = cells[self._respondent].strip() if self._respondent >= 0 else ""
        if not stated and len(self._mapping.comments) > 1:
            stated = ref
        return stated if len(stated) <= LONGEST_RESPONDENT else row_digest((stated,))

    def _with_day(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """The cells and the day that was given for all: else the next month's file, where the
        same short answers stand again, would be taken for this one sent twice."""
        said_on = self._mapping.said_on
        if said_on and (self._date < 0 or not cells[self._date].strip()):
            return (*cells, said_on.isoformat())
        return cells


def reference_of(stated: str, hide: Hide) -> str:
    """What stands for a stated id: it outlives the words, so it must be no NHS number."""
    return hide(stated) if len(stated) > LONGEST_ID or _tells_who(stated) else stated


def suffixes(mapping: Mapping, at: abc.Mapping[str, int]) -> list[str]:
    """What follows a row's reference in those of its comments."""
    return [part.suffix for part in _comments(mapping, at)]


_BARE_SCORE = _Comments(-1, "", "", -1, "nonspecific")


def _comments(mapping: Mapping, at: abc.Mapping[str, int]) -> list[_Comments]:
    several = len(mapping.comments) > 1
    comments: list[_Comments] = []
    slugs: set[str] = set()
    for column in mapping.comments:
        slug = _slug(column.column) or f"column-{at[column.column] + 1}"
        if slug in slugs:
            slug = f"{slug}-{at[column.column] + 1}"
        slugs.add(slug)
        question = _cut(column.question)
        kind = column.kind or (None if column.question_column else question_kind(question))
        question_at = at.get(column.question_column, -1)
        suffix = f":{slug}" if several else ""
        comments.append(_Comments(at[column.column], suffix, question, question_at, kind))
    return comments


def _question(part: _Comments, cells: Sequence[str]) -> tuple[str, QuestionKind]:
    question = part.question
    if part.question_at >= 0:
        question = _cut(cells[part.question_at]) or question
    return question, part.kind or question_kind(question)


def _tells_who(stated: str) -> bool:
    # Most ids are short numbers, perhaps behind some letters: no identifier is, and looking closer
    # takes its time.
    return not _SHORT_NUMBER.fullmatch(stated) and bool(identifiers.find(stated))


def _too_long(words: str) -> str:
    return _(
        "This comment has %(n)s characters, and %(most)s are the most. Shorten it, or "
        "divide it into several rows."
    ) % {"n": number(len(words)), "most": number(LONGEST_WORDS)}


def _cut(question: str) -> str:
    return _without_surplus(question[: 2 * LONGEST_QUESTION])


@lru_cache(maxsize=1024)
def _without_surplus(question: str) -> str:
    return " ".join(question.split())[:LONGEST_QUESTION]


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:LONGEST_SLUG]
