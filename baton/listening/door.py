# SPDX-License-Identifier: MIT
"""The door itself: takes what was heard in, some at a time, each time in one short transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from baton.core import audit, bulk, clock, keys, sql
from baton.core.bulk import Columns, Row
from baton.core.coded import Coded, coded
from baton.core.pace import Pace
from baton.listening import index
from baton.listening.batch import Batch, batch
from baton.listening.models import (
    Agreement,
    Contribution,
    Delivery,
    Erasure,
    OriginalWords,
    StatedLabel,
)
from baton.listening.peppers import digests_of
from baton.listening.pointers import Pointers
from baton.listening.ready import VALUES, Ready
from baton.people.models import Account, Organisation
from baton.warehouse import operations as warehouse

#: So many at once leave the index to be put in order.
MANY = 1_000
#: Long work puts it in order after so many characters: before PostgreSQL would, as the last part of
#: somebody's transaction (a list of 4 MB, which 1.2 million characters fill).
UNSETTLED = 800_000

By = Account | str


@dataclass
class Tally:
    """What became of what was heard."""

    received: int = 0
    repeated: int = 0
    taken_back: int = 0

    @property
    def total(self) -> int:
        return self.received + self.repeated + self.taken_back

    def add(self, other: Tally) -> None:
        self.received += other.received
        self.repeated += other.repeated
        self.taken_back += other.taken_back


_COLUMNS = (
    *("id", "public_id", "channel", "source_ref", "words", "said_at"),
    *("question_id", "service_id", "respondent", "characteristics_id"),
    *("screened_at", "coded_at", "received_at", *VALUES),
)
_AGREED = ("contribution_id", "for_whom", "who", "basis", "relation")

_ANY_ERASURE = "SELECT 1 FROM listening_erasure WHERE organisation_id = %s LIMIT 1"

_MINE = "SELECT 1 FROM people_organisation WHERE id = %s FOR NO KEY UPDATE"

# From the identities to the rows: the other way about, PostgreSQL would read every row of the body
# until it has learnt how many there are.
_KNOWN = {
    "postgresql": """
        SELECT asked.channel, asked.source_ref, there.withdrawn_at
        FROM unnest(%s::text[], %s::text[]) AS asked (channel, source_ref)
        CROSS JOIN LATERAL (
            SELECT withdrawn_at FROM listening_contribution
            WHERE organisation_id = %s
                AND channel = asked.channel AND source_ref = asked.source_ref
            LIMIT 1
        ) AS there
    """,
    "sqlite": """
        SELECT there.channel, there.source_ref, there.withdrawn_at
        FROM json_each(%s) AS asked
        CROSS JOIN listening_contribution AS there
            ON there.channel = json_extract(asked.value, '$[0]')
            AND there.source_ref = json_extract(asked.value, '$[1]')
        WHERE there.organisation_id = %s
    """,
}


class ErasedMeanwhile(IntegrityError):
    """Somebody erased one of these between our look and our write."""


class Taken(NamedTuple):
    """What became of a chunk, and what was stored, in the order of `_COLUMNS`."""

    tally: Tally
    rows: Columns | None


class Door:
    """Takes in what one body heard, keeping the keys of the few rows that many others point at."""

    def __init__(
        self, organisation: Organisation, by: By, delivery: Delivery | None = None
    ) -> None:
        self._organisation = organisation
        self._by = by
        self._delivery = delivery
        self.digests = digests_of(organisation)
        self._contributions = bulk.Writer(
            Contribution(organisation=organisation, delivery=delivery), _COLUMNS
        )
        self._pointers = Pointers(organisation, by)
        self._pace = Pace()
        # Nearly always all of a chunk is new: it is then not asked after, row by row, beforehand.
        self._all_new = True
        self._unsettled = 0

    def take_all(self, ready: Iterable[Ready]) -> Iterator[Tally]:
        """Take them in, so many a transaction as leave others their turn; the tally of each."""
        waiting, taken = iter(ready), 0
        while chunk := list(islice(waiting, self._pace.size)):
            tally = self._in_a_turn(batch(chunk))
            taken += tally.received
            yield tally
        self._settle(taken)

    def take_batch(self, ready: Batch) -> Iterator[Tally]:
        """As `take_all`, of many that were put together elsewhere."""
        start = taken = 0
        while start < ready.size:
            end = min(start + self._pace.size, ready.size)
            tally = self._in_a_turn(ready.part(start, end))
            taken += tally.received
            yield tally
            start = end
        self._settle(taken)

    def take_one(self, ready: Ready) -> tuple[Tally, Contribution | None]:
        """What became of one, and the contribution where it is new."""
        taken = self._in_a_transaction(batch([ready]))
        if taken.rows is not None:
            return taken.tally, self._contribution(taken.rows.row(0))
        return taken.tally, None

    def _in_a_turn(self, chunk: Batch) -> Tally:
        with self._pace.turn(chunk.size):
            tally = self._in_a_transaction(chunk).tally
        self._all_new = tally.received == chunk.size
        self._unsettled += sum(map(len, chunk.words))
        if self._unsettled >= UNSETTLED:
            index.settle()
            self._unsettled = 0
        return tally

    def _settle(self, taken: int) -> None:
        if taken >= MANY:
            index.settle()

    def _in_a_transaction(self, chunk: Batch) -> Taken:
        for _attempt in range(3):
            found = self._pointers.seek(chunk)
            try:
                with transaction.atomic():
                    return self.take(chunk, to_make=not found)
            except IntegrityError:
                # Some are there already; or somebody added or erased a row that these point at,
                # between our look and our write. What we remember may have been rolled back.
                self._pointers = Pointers(self._organisation, self._by)
                self._all_new = False
        with transaction.atomic():
            return self.take(chunk, to_make=True)

    def take(self, chunk: Batch, *, to_make: bool) -> Taken:
        """Store those of the chunk that are new, `to_make` where what they point at may have to be
        made. Runs inside the caller's transaction."""
        if to_make or chunk.size > 1:
            self._wait_for_others()
        fresh, taken_back = chunk.once_each(), 0
        if not self._all_new:
            fresh, taken_back = self._not_there_yet(fresh)
        if not fresh.size:
            return Taken(Tally(0, chunk.size - taken_back, taken_back), None)
        if to_make:
            self._pointers.make(fresh)
        rows = self._store(fresh)
        tally = Tally(fresh.size, chunk.size - fresh.size - taken_back, taken_back)
        return Taken(tally, rows)

    def _not_there_yet(self, asked: Batch) -> tuple[Batch, int]:
        """Those that are neither stored nor taken back, and how many of the others were."""
        identities = asked.identities()
        known, erased = self._known(identities), self._erased(asked)
        gone = erased.union(identity for identity, withdrawn in known.items() if withdrawn)
        there = gone.union(known)
        if not there:
            return asked, 0
        fresh = [place for place, identity in enumerate(identities) if identity not in there]
        return asked.only(fresh), len(gone)

    def _wait_for_others(self) -> None:
        """One chunk at a time for each body: two that hold the same rows in another order would
        each wait for the other. Key-sharing readers (foreign keys) do not wait for this lock; and
        SQLite has one writer in any case."""
        if connection.features.has_select_for_update:
            sql.value(_MINE, self._organisation.pk)

    def _record(self, numbers: Sequence[int]) -> None:
        if len(numbers) == 1:
            audit.record(
                "contribution.received",
                Contribution(pk=numbers[0]),
                by=self._by,
                organisation=self._organisation.pk,
            )
            return
        audit.record(
            "contribution.received_many",
            self._delivery,
            by=self._by,
            organisation=self._organisation.pk,
            count=len(numbers),
            first=numbers[0],
            last=numbers[-1],
        )

    def _known(self, identities: Sequence[tuple[str, str]]) -> dict[tuple[str, str], bool]:
        """Identity → whether it was withdrawn, for those that are stored."""
        if connection.vendor == "postgresql":
            asked: list[Any] = [list(each) for each in zip(*identities, strict=True)]
        else:
            asked = [json.dumps(identities)]
        with connection.cursor() as cursor:
            cursor.execute(_KNOWN[connection.vendor], [*asked, self._organisation.pk])
            return {(row[0], row[1]): row[2] is not None for row in cursor.fetchall()}

    def _erased(self, asked: Batch) -> set[tuple[str, str]]:
        """Those among these that were erased."""
        body = self._organisation.pk
        if not sql.value(_ANY_ERASURE, body):
            # Nearly always; and a digest for each row takes its time.
            return set()
        digests = {self.digests.erasure(*identity): identity for identity in asked.identities()}
        erasures = Erasure.objects.filter(organisation=body, digest__in=digests)
        return {digests[found] for found in erasures.values_list("digest", flat=True)}

    def _store(self, fresh: Batch) -> Columns:
        numbers = bulk.reserve(Contribution, fresh.size)
        rows = self._rows(fresh, numbers)
        self._contributions.write_columns(rows)
        # Only now: whoever erases one of these either waits for us, or is seen here.
        if self._erased(fresh):
            raise ErasedMeanwhile
        index.add(list(zip(numbers, fresh.words, strict=True)))
        originals = [
            OriginalWords(
                contribution_id=numbers[place],
                words=original,
                identifiers=[[each.kind, each.start, each.end] for each in found],
            )
            for place, (original, found) in fresh.found.items()
        ]
        if originals:
            OriginalWords.objects.bulk_create(originals)
        if fresh.agreed:
            self._note_agreed(fresh, numbers)
        if any(fresh.labels.values):
            self._label(fresh, numbers)
        warehouse.changed(fresh.said_at.values)
        self._record(numbers)
        return rows

    def _note_agreed(self, fresh: Batch, numbers: Sequence[int]) -> None:
        """As many as contributions, where a school brings its file: by the same road."""
        by = self._by if isinstance(self._by, Account) else None
        there = bulk.Writer(Agreement(recorded_by=by, recorded_at=clock.now()), _AGREED)
        agreed = coded([(a.for_whom, a.who, a.basis, a.relation) for a in fresh.agreed.values()])
        there.write_columns(Columns(([numbers[place] for place in fresh.agreed],), agreed))

    def _label(self, fresh: Batch, numbers: Sequence[int]) -> None:
        StatedLabel.objects.bulk_create(
            [
                StatedLabel(contribution_id=number, label_id=label)
                for number, labels in zip(numbers, fresh.labels.each(), strict=True)
                if labels
                for label in self._pointers.labels(labels)
            ]
        )

    def _rows(self, fresh: Batch, numbers: Sequence[int]) -> Columns:
        now, there = clock.now(), self._pointers
        # A bare score has nothing to screen or to code.
        done = Coded((None, now), [not words for words in fresh.words])
        return Columns(
            (
                numbers,
                keys.new_hexes(fresh.size),
                fresh.channels,
                fresh.source_refs,
                fresh.words,
                fresh.said_at,
                _keys(fresh.questions, there.questions),
                _keys(fresh.services, there.services),
                fresh.respondents,
                _keys(fresh.stated, there.stated),
                done,
                done,
            ),
            fresh.values._replace(values=[(now, *each) for each in fresh.values.values]),
        )

    def _contribution(self, row: Row) -> Contribution:
        """The row as it now stands in the database, without asking for it again."""
        values = dict(zip(_COLUMNS, row, strict=True))
        values["public_id"] = UUID(values["public_id"])
        stored = Contribution(organisation=self._organisation, delivery=self._delivery, **values)
        stored._state.adding, stored._state.db = False, connection.alias
        return stored


def _keys(column: Coded[Any], known: Mapping[Any, int | None]) -> Coded[int | None]:
    """The column with the keys of what it names."""
    return Coded([known[each] for each in column.values], column.at)
