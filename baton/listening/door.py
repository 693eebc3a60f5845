# SPDX-License-Identifier: MIT
"""The door itself: takes what was heard in, some at a time, each time in one short transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from baton.analysis import identifiers
from baton.core import audit, bulk, clock, keys
from baton.core.pace import Pace
from baton.listening import index, limits
from baton.listening.digests import Digests
from baton.listening.heard import Heard
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


class Ready(NamedTuple):
    """Something heard that may be stored: its redacted words, and what was taken out of them."""

    heard: Heard
    words: str
    found: list[identifiers.Identifier]


def make_ready(heard: Heard) -> Ready:
    """Before any transaction: however long the words are to search, nobody waits to write.

    Raises TooLong or NotStorable (of `limits`). Needs no database: any thread may do it.
    """
    limits.check(heard)
    words = heard.words
    if "\r" in words:
        # A browser turns every line end into one character: spans are counted over words like that.
        words = words.replace("\r\n", "\n").replace("\r", "\n")
    return Ready(heard, *identifiers.redact(words))


_COLUMNS = (
    *("id", "public_id", "channel", "source_ref", "words", "manner", "question_id", "score"),
    *("stated_sentiment", "language", "said_at", "said_precision", "received_at", "service_id"),
    *("respondent", "characteristics_id", "lawful_basis", "may_quote", "may_contact"),
    *("contact_format", "may_share", "notice_version", "screened_at", "coded_at"),
)


class Door:
    """Takes in what one body heard, keeping the keys of the few rows that many others point at."""

    def __init__(
        self, organisation: Organisation, by: By, delivery: Delivery | None = None
    ) -> None:
        self._organisation = organisation
        self._by = by
        self._delivery = delivery
        self._digests = Digests(organisation)
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
        self._characteristics: dict[Answers, int] = {}

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
        for heard, _, _ in chunk:
            path, wording, stated = heard.service_path, heard.question, _answers(heard)
            if path not in self._paths and (service := self._services.seek(path)):
                self._paths[path] = service.pk
            if wording not in self._questions:
                mine = Question.objects.filter(organisation=self._organisation)
                self._remember(self._questions, wording, mine.filter(wording=_short(wording)))
            if stated and stated not in self._characteristics:
                mine = Characteristics.objects.filter(organisation=self._organisation)
                self._remember(self._characteristics, stated, mine.filter(digest=_digest(stated)))

    @staticmethod
    def _remember(known: dict[Any, Any], name: Any, rows: QuerySet[Any]) -> None:
        if found := rows.values_list("pk", flat=True).first():
            known[name] = found

    def take(self, chunk: Sequence[Ready]) -> Tally:
        """Store those of the chunk that are new. Runs inside the caller's transaction."""
        self._wait_for_others()
        tally = Tally()
        identities = [(ready.heard.channel, ready.heard.source_ref) for ready in chunk]
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
        rows = self._organisation.contributions.filter(
            channel__in={channel for channel, _ in identities},
            source_ref__in=[ref for _, ref in identities],
        ).values_list("channel", "source_ref", "withdrawn_at")
        return {(channel, ref): withdrawn is not None for channel, ref, withdrawn in rows}

    def _erased(self, identities: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        erasures = Erasure.objects.filter(organisation=self._organisation)
        if not erasures.exists():
            # Nearly always; and a digest for each row takes its time.
            return set()
        digests = {self._digests.erasure(*identity): identity for identity in identities}
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
                words=ready.heard.words,
                identifiers=[[each.kind, each.start, each.end] for each in ready.found],
            )
            for number, ready in zip(numbers, fresh, strict=True)
            if ready.found
        ]
        labels = [
            StatedLabel(contribution_id=number, label_id=self._label(text))
            for number, ready in zip(numbers, fresh, strict=True)
            for text in dict.fromkeys(ready.heard.labels)
        ]
        if originals:
            OriginalWords.objects.bulk_create(originals)
        if labels:
            StatedLabel.objects.bulk_create(labels)
        return numbers

    def _row(self, number: int, public_id: str, ready: Ready, now: Any) -> tuple[Any, ...]:
        heard, words, _ = ready
        permission = heard.permission
        # A bare score has nothing to screen or to code.
        done = None if words else now
        return (
            number,
            public_id,
            heard.channel,
            heard.source_ref,
            words,
            heard.manner,
            self._question(heard),
            heard.score,
            heard.stated_sentiment,
            heard.language,
            heard.said_at,
            heard.said_precision,
            now,
            self._service(heard.service_path),
            self._digests.pseudonym(heard.respondent),
            self._stated(heard),
            permission.lawful_basis,
            permission.may_quote and heard.manner == "verbatim",
            permission.may_contact,
            permission.contact_format,
            permission.may_share,
            permission.notice_version,
            done,
            done,
        )

    def _service(self, path: tuple[str, ...]) -> int | None:
        if path not in self._paths:
            service = self._services.find(path)
            self._paths[path] = service.pk if service else None
        return self._paths[path]

    def _question(self, heard: Heard) -> int | None:
        wording = heard.question
        if wording not in self._questions:
            self._questions[wording] = None
            if short := _short(wording):
                question, _ = Question.objects.get_or_create(
                    organisation=self._organisation,
                    wording=short,
                    defaults={"kind": heard.question_kind},
                )
                self._questions[wording] = question.pk
        return self._questions[wording]

    def _label(self, text: str) -> int:
        text = text.strip()[:200]
        if text not in self._labels:
            label, _ = Label.objects.get_or_create(organisation=self._organisation, text=text)
            self._labels[text] = label.pk
        return self._labels[text]

    def _stated(self, heard: Heard) -> int | None:
        answers = _answers(heard)
        if not answers:
            return None
        if answers not in self._characteristics:
            characteristics, _ = Characteristics.objects.get_or_create(
                organisation=self._organisation,
                digest=_digest(answers),
                defaults={"stated": dict(sorted(answers[:-1])), "area": heard.area},
            )
            self._characteristics[answers] = characteristics.pk
        return self._characteristics[answers]


#: What somebody stated about themselves, as pairs, and their area behind these; or nothing.
Answers = tuple[Any, ...]


def _answers(heard: Heard) -> Answers:
    if not heard.characteristics and not heard.area:
        return ()
    return (*heard.characteristics.items(), heard.area)


def _digest(answers: Answers) -> str:
    *stated, area = answers
    content = json.dumps([dict(sorted(stated)), area], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _short(wording: str) -> str:
    return wording.strip()[:500]
