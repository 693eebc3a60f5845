# SPDX-License-Identifier: MIT
"""From a file that somebody brought to contributions: nothing of it lost, nothing kept twice."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import models, transaction

from baton.analysis import identifiers
from baton.core import audit, clock, jobs
from baton.core.models import Job
from baton.listening import operations as listening
from baton.listening.channels.upload import guessing, mapping, reading
from baton.listening.channels.upload.models import RefusedRow, RememberedMapping, Upload
from baton.listening.channels.upload.reading import HeardRow
from baton.listening.channels.upload.rows import Refused, UnreadableFile
from baton.listening.channels.upload.sniffing import UNDECODED
from baton.listening.channels.upload.table import Table, open_table
from baton.listening.digests import Digests
from baton.listening.heard import Heard
from baton.listening.models import Delivery
from baton.people.models import Account, Organisation

#: Seconds between two notes of how far it has come.
NOTE_EVERY = 0.5
#: Seconds in which other writers get their turn, after each of our transactions.
PAUSE = 0.002

#: Kinds of doubt that are kept for one file.
MOST_NOTES = 50

#: What is said of a reading that ended in an error of ours, or with its worker.
UNFORESEEN = (
    "Something went wrong that we did not foresee. What was read so far is kept. Try again, or let "
    "go of the file."
)

Progress = Callable[[int, int], None]


class NotToBeRead(ValueError):
    """The upload is being read or was read already."""


def bring(file: File[Any], name: str, *, organisation: Organisation, by: Account | None) -> Upload:
    """Keep a file that somebody brought, until its columns are checked.

    Raises UnreadableFile, and keeps nothing, when there is no table in it.
    """
    upload = Upload(
        organisation=organisation, brought_by=by, name=Path(name).name[:200], size=file.size
    )
    # The name on disk is ours: a person's file name may hold anything.
    upload.file.save(f"{upload.public_id}.csv", file, save=False)
    try:
        table = open_table(Path(upload.file.path))
    except UnreadableFile:
        upload.file.delete(save=False)
        raise
    upload.header = list(table.header)
    upload.mapping = propose(table, organisation).to_dict()
    with transaction.atomic():
        upload.save()
        audit.record(
            "upload.brought", upload, by=by or "system:import", organisation=organisation.pk
        )
    return upload


def propose(table: Table, organisation: Organisation) -> mapping.Mapping:
    """How the last file of this shape was read, else a guess."""
    remembered = RememberedMapping.objects.filter(
        organisation=organisation, shape=mapping.shape(table.header)
    ).first()
    if remembered is not None:
        try:
            return mapping.from_dict(remembered.mapping, table.header)
        except mapping.MappingProblem:
            # An earlier version remembered it in words that this one no longer knows: guess.
            remembered.delete()
    return guessing.guess(table.header, table.sample())


def table_of(upload: Upload) -> Table:
    return open_table(Path(upload.file.path))


@transaction.atomic
def begin(upload: Upload, chosen: mapping.Mapping, *, by: Account) -> Job:
    """Ask for the file to be read in this way, and remember the way for files of its shape.

    Raises NotToBeRead when it already is, and MappingProblem when the columns do not fit.
    """
    chosen.check(upload.header)
    _take_up(upload, chosen)
    job = jobs.ask(
        "upload.read",
        f"Reading “{upload.name}”",
        organisation=upload.organisation_id,
        by=by,
        key=f"upload:{upload.pk}",
        leads_to=f"/uploads/{upload.public_id}/",
        upload=upload.pk,
    )
    upload.job = job
    upload.save(update_fields=["job"])
    return job


def _take_up(upload: Upload, chosen: mapping.Mapping) -> None:
    taken = Upload.objects.filter(
        pk=upload.pk, state__in=[Upload.State.MAPPING, Upload.State.FAILED]
    ).update(state=Upload.State.READING, mapping=chosen.to_dict(), problem="")
    if not taken:
        raise NotToBeRead("This file is being read, or was read already.")
    upload.refresh_from_db()
    if upload.delivery is None:
        upload.delivery = Delivery.objects.create(
            organisation=upload.organisation,
            channel=reading.CHANNEL,
            label=upload.name,
            brought_by=upload.brought_by,
        )
        upload.save(update_fields=["delivery"])
    RememberedMapping.objects.update_or_create(
        organisation=upload.organisation,
        shape=mapping.shape(upload.header),
        defaults={"mapping": chosen.to_dict(), "used_at": clock.now()},
    )


def read_now(upload: Upload, chosen: mapping.Mapping, progress: Progress) -> Upload:
    """Read the file in this process, as the command line does."""
    chosen.check(upload.header)
    with transaction.atomic():
        _take_up(upload, chosen)
    try:
        read(upload, progress)
    except BaseException as problem:
        fail(upload, why(problem))
        raise
    return upload


def read(upload: Upload, progress: Progress) -> None:
    """Read an upload that was taken up, to its end, and let go of the file.

    It may be begun again after a crash: what is stored already is known again by its identity.
    """
    path = Path(upload.file.path)
    table = open_table(path)
    chosen = mapping.from_dict(upload.mapping, upload.header)
    counter = _Counter(upload, _rows_about(path), progress)
    # A second beginning counts from the start again; what the first one stored it finds there.
    before = upload.delivery.contributions.count() if upload.delivery else 0
    rows = counter.heard(_heard_in(table, chosen, upload))
    by = upload.brought_by or "system:import"
    tally = listening.Tally()
    for so_far in listening.receive_many(
        rows, organisation=upload.organisation, by=by, delivery=upload.delivery
    ):
        tally = so_far
        counter.note()
        time.sleep(PAUSE)
    _finish(upload, counter, tally, before)


def _heard_in(
    table: Table, chosen: mapping.Mapping, upload: Upload
) -> Iterator[HeardRow | Refused]:
    hide = Digests(upload.organisation).reference
    return reading.read(table, chosen, arrived=upload.created_at, hide=hide)


def _finish(upload: Upload, counter: _Counter, tally: listening.Tally, before: int) -> None:
    counter.store_refusals()
    assert upload.delivery is not None
    upload.rows = counter.rows
    # Rows stored before a crash are repeats to the second reading, but this upload brought them.
    upload.received = tally.received + before
    upload.repeated = max(0, tally.repeated - before) + counter.repeats
    upload.taken_back = tally.taken_back
    upload.without_words = counter.without_words
    upload.refused = upload.refused_rows.count()
    upload.notes = counter.notes()
    upload.state, upload.read_at = Upload.State.READ, clock.now()
    name = str(upload.file.name)
    with transaction.atomic():
        upload.file = ""
        upload.save()
        audit.record(
            "upload.read",
            upload,
            by=upload.brought_by or "system:import",
            organisation=upload.organisation_id,
            rows=upload.rows,
            received=upload.received,
            refused=upload.refused,
        )
    # The words live in contributions now, where they can be withdrawn; the file must not keep them.
    upload.file.storage.delete(name)
    counter.tell(counter.rows)


class _Counter:
    """Counts rows on their way in, and keeps the refused ones aside."""

    def __init__(self, upload: Upload, total: int, progress: Progress) -> None:
        self._upload = upload
        self._total = total
        self._progress = progress
        self._refused: list[RefusedRow] = []
        self._noted_at = 0.0
        self._notes: Counter[tuple[str, str]] = Counter()
        self.rows = self.repeats = self.without_words = 0

    def heard(self, rows: Iterator[HeardRow | Refused]) -> Iterator[Heard]:
        for row in rows:
            self.rows += 1
            if isinstance(row, Refused):
                self._refused.append(self._aside(row))
                if len(self._refused) >= listening.CHUNK:
                    self.store_refusals()
                continue
            self._notes.update((note.column, note.reason) for note in row.notes)
            self.repeats += bool(row.repeats)
            self.without_words += not row.heard and not row.repeats
            yield from row.heard

    def _aside(self, row: Refused) -> RefusedRow:
        return RefusedRow(
            upload=self._upload,
            number=row.row,
            column=_storable(row.column)[:200],
            # A reason may quote the cell; it is shown to more people than may see identifiers.
            reason=identifiers.redact(_storable(row.reason))[0][:500],
            cells=[_storable(cell) for cell in row.cells],
        )

    def store_refusals(self) -> None:
        RefusedRow.objects.bulk_create(self._refused, ignore_conflicts=True)
        self._refused = []

    def notes(self) -> list[dict[str, Any]]:
        """The most frequent doubts, each with the number of its rows."""
        return [
            {"column": column, "reason": identifiers.redact(reason)[0], "rows": rows}
            for (column, reason), rows in self._notes.most_common(MOST_NOTES)
        ]

    def note(self) -> None:
        """Say how far it has come, not more often than a person can see."""
        if time.monotonic() - self._noted_at >= NOTE_EVERY:
            self._noted_at = time.monotonic()
            self.store_refusals()
            self.tell(self._total)

    def tell(self, total: int) -> None:
        self._progress(self.rows, max(total, self.rows))


def _storable(text: str) -> str:
    """Text without what a database cannot hold: NUL, and bytes that could not be decoded."""
    return UNDECODED.sub("\N{REPLACEMENT CHARACTER}", text).replace(
        "\0", "\N{REPLACEMENT CHARACTER}"
    )


def _rows_about(path: Path) -> int:
    """Lines of the file: about as many rows as it has, told before it is read."""
    lines = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            lines += block.count(b"\n")
    return lines


def fail(upload: Upload, problem: str) -> None:
    """Note that the file could not be read; it is kept, so that it can be tried again."""
    failed = Upload.objects.filter(pk=upload.pk, state=Upload.State.READING).update(
        state=Upload.State.FAILED, problem=problem[:500]
    )
    if failed:
        upload.refresh_from_db()


def why(problem: BaseException) -> str:
    """In a sentence, why a reading ended. What we did not foresee may quote a person's words."""
    if isinstance(problem, (UnreadableFile, mapping.MappingProblem)):
        return str(problem)
    if isinstance(problem, (KeyboardInterrupt, SystemExit)):
        return "The reading was stopped. What was read so far is kept. Begin it again."
    return UNFORESEEN


@transaction.atomic
def discard(upload: Upload, *, by: models.Model | str) -> int:
    """Let go of a file that was not read to its end; returns how many comments of it stay.

    What was stored before it failed stays, with its delivery. Raises NotToBeRead.
    """
    taken = Upload.objects.select_for_update().filter(
        pk=upload.pk, state__in=[Upload.State.MAPPING, Upload.State.FAILED]
    )
    if not taken.exists():
        raise NotToBeRead("This file is being read, or was read already.")
    audit.record("upload.discarded", upload, by=by, organisation=upload.organisation_id)
    storage, name = upload.file.storage, str(upload.file.name)
    stay = upload.delivery.contributions.count() if upload.delivery else 0
    upload.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    return stay
