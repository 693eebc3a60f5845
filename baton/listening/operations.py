# SPDX-License-Identifier: MIT
"""The one door in, and the two ways out: withdrawal and erasure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from django.db import IntegrityError, models, transaction

from baton.analysis import identifiers
from baton.core import audit, clock, jobs
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
    SafetyAlert,
    StatedLabel,
)
from baton.listening.signals import contribution_gone
from baton.people.models import Account, Organisation
from baton.places.operations import Finder

#: Rows a transaction: small enough that it ends within 50 ms and others can write between.
CHUNK = 64

By = Account | str


class ContributionWithdrawn(Exception):
    """The person has taken this back: their words do not return."""

    def __init__(self) -> None:
        super().__init__("The person has taken this back. Their words do not return.")


class ContributionErased(Exception):
    """This was erased at the person's request: it is not kept again."""

    def __init__(self) -> None:
        super().__init__("This was erased at the person's request. It is not kept again.")


@dataclass
class Tally:
    """What became of what was heard."""

    received: int = 0
    repeated: int = 0
    taken_back: int = 0

    @property
    def total(self) -> int:
        return self.received + self.repeated + self.taken_back


def receive(heard: Heard, *, organisation: Organisation, by: By) -> Contribution:
    """Store one contribution, once.

    A channel may send the same record again, so (organisation, channel, source reference) decides
    identity and a repeat returns the first row. Raises ContributionWithdrawn or ContributionErased
    if the person has since taken it back, and TooLong or NotStorable (of `limits`) if it cannot be
    kept.
    """
    door, ready = _Door(organisation, by), [_make_ready(heard)]
    with transaction.atomic():
        tally = door.take_in_a_transaction(ready, delivery=None)
        if tally.taken_back:
            gone = organisation.contributions.filter(
                channel=heard.channel, source_ref=heard.source_ref
            )
            raise ContributionWithdrawn if gone.exists() else ContributionErased
        return organisation.contributions.get(channel=heard.channel, source_ref=heard.source_ref)


def receive_many(
    heard: Iterable[Heard], *, organisation: Organisation, by: By, delivery: Delivery | None = None
) -> Iterator[Tally]:
    """Store many, with the promises of `receive`, some hundred a transaction.

    Yields the tally after each transaction, so that the caller can show how far it has come; what
    was yielded is durable. Taking the same things in again changes nothing. Raises as `receive`
    does for what cannot be kept, before anything of its part is stored.
    """
    door = _Door(organisation, by)
    tally = Tally()
    waiting = iter(heard)
    while chunk := [_make_ready(each) for each in islice(waiting, CHUNK)]:
        taken = door.take_in_a_transaction(chunk, delivery=delivery)
        tally.received += taken.received
        tally.repeated += taken.repeated
        tally.taken_back += taken.taken_back
        yield tally


class _Ready(NamedTuple):
    """Something heard that may be stored: its redacted words, and what was taken out of them."""

    heard: Heard
    words: str
    found: list[identifiers.Identifier]


def _make_ready(heard: Heard) -> _Ready:
    """Before any transaction: however long the words are to search, nobody waits to write."""
    limits.check(heard)
    # A browser turns every line end into one character: spans are counted over words like that.
    words = heard.words.replace("\r\n", "\n").replace("\r", "\n")
    return _Ready(heard, *identifiers.redact(words))


@dataclass
class _Door:
    """Takes chunks in, keeping the keys of the few rows that many contributions point at."""

    organisation: Organisation
    by: By
    _questions: dict[str, int] = field(default_factory=dict)
    _labels: dict[str, int] = field(default_factory=dict)
    _characteristics: dict[tuple[object, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._services = Finder(self.organisation, self.by)
        self._digests = Digests(self.organisation)

    def take_in_a_transaction(self, chunk: Sequence[_Ready], delivery: Delivery | None) -> Tally:
        for _attempt in range(3):
            try:
                with transaction.atomic():
                    return self.take(chunk, delivery)
            except IntegrityError:
                # Somebody added or erased a row that these point at, between our look and our
                # write. What we remembered may have been rolled back: look again.
                self._questions, self._labels, self._characteristics = {}, {}, {}
                self._services = Finder(self.organisation, self.by)
        with transaction.atomic():
            return self.take(chunk, delivery)

    def take(self, chunk: Sequence[_Ready], delivery: Delivery | None) -> Tally:
        """Store those of the chunk that are new. Runs inside the caller's transaction."""
        # One chunk at a time for each body: two that hold the same rows in another order would
        # each wait for the other. Key-sharing readers (foreign keys) do not wait for this lock.
        Organisation.objects.select_for_update(no_key=True).get(pk=self.organisation.pk)
        tally = Tally()
        all_heard = [ready.heard for ready in chunk]
        known, erased = self._known(all_heard), self._erased(all_heard)
        fresh: dict[tuple[str, str], _Ready] = {}
        for ready in chunk:
            identity = (ready.heard.channel, ready.heard.source_ref)
            if identity in erased or known.get(identity):
                tally.taken_back += 1
            elif identity in known or identity in fresh:
                tally.repeated += 1
            else:
                fresh[identity] = ready
        stored = self._store(list(fresh.values()), delivery)
        tally.received = len(stored)
        if len(stored) == 1:
            audit.record(
                "contribution.received", stored[0], by=self.by, organisation=self.organisation.pk
            )
        elif stored:
            audit.record(
                "contribution.received_many",
                delivery,
                by=self.by,
                organisation=self.organisation.pk,
                count=len(stored),
                first=stored[0].pk,
                last=stored[-1].pk,
            )
        return tally

    def _known(self, chunk: Sequence[Heard]) -> dict[tuple[str, str], bool]:
        """Identity → whether it was withdrawn, for those of the chunk that are stored."""
        rows = self.organisation.contributions.filter(
            channel__in={heard.channel for heard in chunk},
            source_ref__in={heard.source_ref for heard in chunk},
        ).values_list("channel", "source_ref", "withdrawn_at")
        return {(channel, ref): withdrawn is not None for channel, ref, withdrawn in rows}

    def _erased(self, chunk: Sequence[Heard]) -> set[tuple[str, str]]:
        erasures = Erasure.objects.filter(organisation=self.organisation)
        if not erasures.exists():
            # Nearly always; and a digest for each row takes its time.
            return set()
        identities = {
            self._digests.erasure(*identity): identity
            for identity in ((heard.channel, heard.source_ref) for heard in chunk)
        }
        found = erasures.filter(digest__in=identities).values_list("digest", flat=True)
        return {identities[digest] for digest in found}

    def _store(self, fresh: Sequence[_Ready], delivery: Delivery | None) -> list[Contribution]:
        originals: list[tuple[int, OriginalWords]] = []
        rows = []
        for position, ready in enumerate(fresh):
            row, original = self._row(ready, delivery)
            rows.append(row)
            if original is not None:
                originals.append((position, original))
        stored = Contribution.objects.bulk_create(rows)
        for position, original in originals:
            original.contribution = stored[position]
        OriginalWords.objects.bulk_create([original for _, original in originals])
        index.add([(contribution.pk, contribution.words) for contribution in stored])
        StatedLabel.objects.bulk_create(
            StatedLabel(contribution=contribution, label_id=self._label(text))
            for contribution, ready in zip(stored, fresh, strict=True)
            for text in dict.fromkeys(ready.heard.labels)
        )
        return stored

    def _row(
        self, ready: _Ready, delivery: Delivery | None
    ) -> tuple[Contribution, OriginalWords | None]:
        heard, words, found = ready
        permission = heard.permission
        now = clock.now()
        service = self._services.find(heard.service_path)
        # By key: setting the objects themselves takes Django longer than all that is done here.
        row = Contribution(
            organisation_id=self.organisation.pk,
            channel=heard.channel,
            source_ref=heard.source_ref,
            delivery_id=delivery.pk if delivery else None,
            words=words,
            manner=heard.manner,
            question_id=self._question(heard),
            score=heard.score,
            stated_sentiment=heard.stated_sentiment,
            language=heard.language,
            said_at=heard.said_at,
            said_precision=heard.said_precision,
            received_at=now,
            service_id=service.pk if service else None,
            respondent=self._digests.pseudonym(heard.respondent),
            characteristics_id=self._stated(heard),
            lawful_basis=permission.lawful_basis,
            may_quote=permission.may_quote and heard.manner == "verbatim",
            may_contact=permission.may_contact,
            contact_format=permission.contact_format,
            may_share=permission.may_share,
            notice_version=permission.notice_version,
            # A bare score has nothing to screen or to code.
            screened_at=None if words else now,
            coded_at=None if words else now,
        )
        if not found:
            return row, None
        kinds = [[each.kind, each.start, each.end] for each in found]
        return row, OriginalWords(words=heard.words, identifiers=kinds)

    def _question(self, heard: Heard) -> int | None:
        wording = heard.question.strip()[:500]
        if not wording:
            return None
        if wording not in self._questions:
            question, _ = Question.objects.get_or_create(
                organisation=self.organisation,
                wording=wording,
                defaults={"kind": heard.question_kind},
            )
            self._questions[wording] = question.pk
        return self._questions[wording]

    def _label(self, text: str) -> int:
        text = text.strip()[:200]
        if text not in self._labels:
            label, _ = Label.objects.get_or_create(organisation=self.organisation, text=text)
            self._labels[text] = label.pk
        return self._labels[text]

    def _stated(self, heard: Heard) -> int | None:
        if not heard.characteristics and not heard.area:
            return None
        answers = (*sorted(heard.characteristics.items()), heard.area)
        if answers not in self._characteristics:
            stated = dict(sorted(heard.characteristics.items()))
            content = json.dumps([stated, heard.area], ensure_ascii=False)
            characteristics, _ = Characteristics.objects.get_or_create(
                organisation=self.organisation,
                digest=hashlib.sha256(content.encode()).hexdigest()[:32],
                defaults={"stated": stated, "area": heard.area},
            )
            self._characteristics[answers] = characteristics.pk
        return self._characteristics[answers]


@transaction.atomic
def withdraw(contribution: Contribution, *, by: By) -> None:
    """Take the words away at the person's request; the counted place stays.

    Repeating it changes nothing.
    """
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if contribution.withdrawn_at is not None:
        return
    contribution_gone.send(Contribution, contribution=contribution, erased=False)
    _leave_the_index(contribution)
    OriginalWords.objects.filter(contribution=contribution).delete()
    labels = list(contribution.stated_labels.values_list("label", flat=True))
    contribution.stated_labels.all().delete()
    _drop_labels_if_nobodys(labels)
    # The reasons and places in the words tell what was said: only that it was urgent stays.
    SafetyAlert.objects.filter(contribution=contribution).update(concerns=[])
    stated = contribution.characteristics_id
    now = clock.now()
    contribution.words = ""
    contribution.withdrawn_at = now
    contribution.may_quote = False
    contribution.characteristics = None
    contribution.respondent = ""
    # Without words there is nothing left to screen or to code.
    contribution.screened_at = contribution.screened_at or now
    contribution.coded_at = contribution.coded_at or now
    contribution.save()
    _drop_if_nobodys(stated)
    audit.record(
        "contribution.withdrawn", contribution, by=by, organisation=contribution.organisation_id
    )


@transaction.atomic
def erase(contribution: Contribution, *, by: By) -> None:
    """Remove everything of this contribution at the person's request.

    Only a digest of its identity stays, so that the same file does not bring it back. Repeating
    it changes nothing.
    """
    there = Contribution.objects.select_for_update().filter(pk=contribution.pk).first()
    if there is None:
        return
    contribution = there
    contribution_gone.send(Contribution, contribution=contribution, erased=True)
    _leave_the_index(contribution)
    Erasure.objects.get_or_create(
        organisation=contribution.organisation,
        digest=Digests(contribution.organisation).erasure(
            contribution.channel, contribution.source_ref
        ),
    )
    audit.record(
        "contribution.erased", contribution, by=by, organisation=contribution.organisation_id
    )
    labels = list(contribution.stated_labels.values_list("label", flat=True))
    contribution.delete()
    _drop_labels_if_nobodys(labels)
    _drop_if_nobodys(contribution.characteristics_id)


@transaction.atomic
def take_back(contributions: Iterable[Contribution], *, erased: bool, by: By) -> None:
    """Withdraw or erase all of these, or none."""
    for contribution in contributions:
        if erased:
            erase(contribution, by=by)
        else:
            withdraw(contribution, by=by)


def _leave_the_index(contribution: Contribution) -> None:
    index.forget([(contribution.pk, contribution.words)])
    jobs.ask(
        "listening.tidy",
        "Tidying the search index",
        organisation=None,
        by="system:search",
        key="index",
    )


def _drop_if_nobodys(characteristics: int | None) -> None:
    """Characteristics that nobody's contribution points at any more described only whoever left."""
    if characteristics is None:
        return
    shared = Characteristics.objects.select_for_update().filter(pk=characteristics).first()
    if shared is not None and not Contribution.objects.filter(characteristics=shared).exists():
        shared.delete()


def _drop_labels_if_nobodys(labels: Iterable[int]) -> None:
    """Labels that nobody's contribution bears any more were written for whoever left."""
    # In one order, so that two people who leave at once do not each wait for the other.
    for label in Label.objects.select_for_update().filter(pk__in=labels).order_by("pk"):
        if not StatedLabel.objects.filter(label=label).exists():
            label.delete()


def mark_coded(contributions: Iterable[int]) -> None:
    """Note that these, by key, need no coding any more."""
    Contribution.objects.filter(pk__in=list(contributions)).update(coded_at=clock.now())


def reveal(contribution: Contribution, *, by: models.Model) -> str:
    """The words as they were said, identifiers and all. That somebody looked is recorded."""
    original = OriginalWords.objects.filter(contribution=contribution).first()
    if original is None:
        return contribution.words
    audit.record(
        "contribution.revealed", contribution, by=by, organisation=contribution.organisation_id
    )
    return original.words
