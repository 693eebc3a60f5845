# SPDX-License-Identifier: MIT
"""The door itself: takes what was heard in, some at a time, each time in one short transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from baton.core import audit, bulk, clock, keys
from baton.core.pace import Pace
from baton.listening import index
from baton.listening.models import (
    Characteristics,
    Contribution,
    Delivery,
    Erasure,
    Label,
    OriginalWords,
    Question,
    StatedLabel,
)
from baton.listening.peppers import digests_of
from baton.listening.ready import VALUES, Answers, Ready
from baton.people.models import Account, Organisation
from baton.places.operations import Finder

#: So many at once leave the index to be put in order.
MANY = 1_000

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
    *("id", "public_id", "channel", "source_ref", "words", "said_at", "received_at"),
    *("question_id", "service_id", "respondent", "characteristics_id"),
    *("screened_at", "coded_at", *VALUES),
)


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
        self._pace = Pace()
        self._look_again()

    def _look_again(self) -> None:
        self._services = Finder(self._organisation, self._by)
        self._paths: dict[tuple[str, ...], int | None] = {}
        self._questions: dict[str, int | None] = {"": None}
        self._labels: dict[str, int] = {}
        self._characteristics: dict[Answers, int | None] = {(): None}

    def take_all(self, ready: Iterable[Ready]) -> Iterator[Tally]:
        """Take them in, so many a transaction as leave others their turn; the tally of each."""
        waiting, taken = iter(ready), 0
        while chunk := list(islice(waiting, self._pace.size)):
            with self._pace.turn(len(chunk)):
                tally = self.take_in_a_transaction(chunk)
            taken += tally.received
            yield tally
        if taken >= MANY:
            index.settle()

    def take_in_a_transaction(self, chunk: Sequence[Ready]) -> Tally:
        for _attempt in range(3):
            self._look_up(chunk)
            try:
                with transaction.atomic():
                    return self.take(chunk)
            except IntegrityError:
                # Somebody added or erased a row that these point at, between our look and our
                # write. What we remembered may have been rolled back: look again.
                self._look_again()
        with transaction.atomic():
            return self.take(chunk)

    def _look_up(self, chunk: Sequence[Ready]) -> None:
        """Find the rows that these point at, and that are there, before anybody must wait."""
        for path in {ready.service_path for ready in chunk} - self._paths.keys():
            if service := self._services.seek(path):
                self._paths[path] = service.pk
        for wording in {ready.question for ready in chunk} - self._questions.keys():
            asked = Question.objects.filter(organisation=self._organisation)
            self._remember(self._questions, wording, asked.filter(wording=_short(wording)))
        for answers in {ready.answers for ready in chunk} - self._characteristics.keys():
            stated = Characteristics.objects.filter(organisation=self._organisation)
            self._remember(self._characteristics, answers, stated.filter(digest=_digest(answers)))

    @staticmethod
    def _remember(known: dict[Any, int | None], name: Any, rows: QuerySet[Any]) -> None:
        if found := rows.values_list("pk", flat=True).first():
            known[name] = found

    def take(self, chunk: Sequence[Ready]) -> Tally:
        """Store those of the chunk that are new. Runs inside the caller's transaction."""
        self._wait_for_others()
        tally = Tally()
        identities = [(ready.channel, ready.source_ref) for ready in chunk]
        known, erased = self._known(identities), self._erased(identities)
        fresh: dict[tuple[str, str], Ready] = {}
        for identity, ready in zip(identities, chunk, strict=True):
            if identity in erased or known.get(identity):
                tally.taken_back += 1
            elif identity in known or identity in fresh:
                tally.repeated += 1
            else:
                fresh[identity] = ready
        if fresh:
            stored = self._store(list(fresh.values()))
            tally.received = len(stored)
            self._record(stored)
        return tally

    def _wait_for_others(self) -> None:
        """One chunk at a time for each body: two that hold the same rows in another order would
        each wait for the other. Key-sharing readers (foreign keys) do not wait for this lock; and
        SQLite has one writer in any case."""
        if connection.features.has_select_for_update:
            mine = Organisation.objects.select_for_update(no_key=True).only("pk")
            mine.get(pk=self._organisation.pk)

    def _record(self, stored: Sequence[int]) -> None:
        if len(stored) == 1:
            audit.record(
                "contribution.received",
                Contribution(pk=stored[0]),
                by=self._by,
                organisation=self._organisation.pk,
            )
            return
        audit.record(
            "contribution.received_many",
            self._delivery,
            by=self._by,
            organisation=self._organisation.pk,
            count=len(stored),
            first=stored[0],
            last=stored[-1],
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

    def _erased(self, identities: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        erasures = Erasure.objects.filter(organisation=self._organisation)
        if not erasures.exists():
            # Nearly always; and a digest for each row takes its time.
            return set()
        digests = {self.digests.erasure(*identity): identity for identity in identities}
        found = erasures.filter(digest__in=digests).values_list("digest", flat=True)
        return {digests[digest] for digest in found}

    def _store(self, fresh: Sequence[Ready]) -> list[int]:
        now = clock.now()
        numbers = bulk.reserve(Contribution, len(fresh))
        self._contributions.write(
            self._row(number, public_id, ready, now)
            for number, public_id, ready in zip(
                numbers, keys.new_hexes(len(fresh)), fresh, strict=True
            )
        )
        index.add([(number, ready.words) for number, ready in zip(numbers, fresh, strict=True)])
        originals = [
            OriginalWords(
                contribution_id=number,
                words=ready.original,
                identifiers=[[each.kind, each.start, each.end] for each in ready.found],
            )
            for number, ready in zip(numbers, fresh, strict=True)
            if ready.found
        ]
        labels = [
            StatedLabel(contribution_id=number, label_id=self._label(text))
            for number, ready in zip(numbers, fresh, strict=True)
            for text in dict.fromkeys(ready.labels)
        ]
        if originals:
            OriginalWords.objects.bulk_create(originals)
        if labels:
            StatedLabel.objects.bulk_create(labels)
        return numbers

    def _row(self, number: int, public_id: str, ready: Ready, now: datetime) -> tuple[Any, ...]:
        # A bare score has nothing to screen or to code.
        done = None if ready.words else now
        return (
            number,
            public_id,
            ready.channel,
            ready.source_ref,
            ready.words,
            ready.said_at,
            now,
            self._question(ready),
            self._service(ready.service_path),
            ready.respondent,
            self._stated(ready.answers),
            done,
            done,
            *ready.values,
        )

    def _service(self, path: tuple[str, ...]) -> int | None:
        if path not in self._paths:
            service = self._services.find(path)
            self._paths[path] = service.pk if service else None
        return self._paths[path]

    def _question(self, ready: Ready) -> int | None:
        wording = ready.question
        if wording not in self._questions:
            self._questions[wording] = None
            if short := _short(wording):
                question, _ = Question.objects.get_or_create(
                    organisation=self._organisation,
                    wording=short,
                    defaults={"kind": ready.question_kind},
                )
                self._questions[wording] = question.pk
        return self._questions[wording]

    def _label(self, text: str) -> int:
        text = text.strip()[:200]
        if text not in self._labels:
            label, _ = Label.objects.get_or_create(organisation=self._organisation, text=text)
            self._labels[text] = label.pk
        return self._labels[text]

    def _stated(self, answers: Answers) -> int | None:
        if answers not in self._characteristics:
            *stated, area = answers
            characteristics, _ = Characteristics.objects.get_or_create(
                organisation=self._organisation,
                digest=_digest(answers),
                defaults={"stated": dict(sorted(stated)), "area": area},
            )
            self._characteristics[answers] = characteristics.pk
        return self._characteristics[answers]


def _digest(answers: Answers) -> str:
    *stated, area = answers
    content = json.dumps([dict(sorted(stated)), area], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _short(wording: str) -> str:
    return wording.strip()[:500]
