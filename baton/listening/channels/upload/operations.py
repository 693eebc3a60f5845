# SPDX-License-Identifier: MIT
"""From a file that somebody brought to contributions: nothing of it lost, nothing kept twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import models, transaction

from baton.analysis import identifiers
from baton.core import audit, clock, jobs
from baton.core.models import Job
from baton.listening.channels.upload import (
    bringing,
    census,
    mapping,
    mending,
    mirroring,
    reading,
    settling,
    stored,
)
from baton.listening.channels.upload.doubts import Doubts
from baton.listening.channels.upload.models import (
    ListRow,
    RefusedRow,
    RememberedMapping,
    Upload,
)
from baton.listening.channels.upload.rows import Refused, UnreadableFile
from baton.listening.channels.upload.sniffing import UNDECODED
from baton.listening.channels.upload.windows import Request, Window, ahead
from baton.listening.door import Door, Tally
from baton.listening.models import Delivery
from baton.people.models import Account
from baton.ui.speech import speaking
from baton.ui.wording import _, _lazy

#: Seconds between two notes of how far it has come.
NOTE_EVERY = 0.5
#: Refused rows that are written down together.
_ASIDE_AT_ONCE = 100

#: What is said of a reading that ended in an error of ours, or with its worker.
UNFORESEEN = _lazy(
    "Something went wrong that we did not foresee. What was read so far is kept. Try again, or let "
    "go of the file."
)

#: A file in one of these states waits for somebody to say how it is read.
WAITING = (Upload.State.MAPPING, Upload.State.FAILED)

Progress = Callable[[int, int], None]

#: How files come in, and how they are looked at until they are read.
bring = bringing.bring
table_of = bringing.table_of


class NotToBeRead(ValueError):
    """The upload is being read or was read already."""


def census_of(upload: Upload, levels: Sequence[str] = ()) -> census.Census:
    """What stands in the columns of a file that waits to be read; counted once."""
    found = census.from_dict(upload.census)
    if found is None or list(found.levels) != list(levels):
        found = census.take(table_of(upload), levels)
        upload.census = found.to_dict()
        Upload.objects.filter(pk=upload.pk, read_at=None).update(census=upload.census)
    return found


def proposed(upload: Upload, holds: str = Upload.Holds.SAID) -> mapping.Mapping:
    """How the file may be read: as the last one of its shape, or as guessed; and by what it says
    of itself."""
    if not upload.mapping:
        return mapping.Mapping()
    kind = "" if holds == Upload.Holds.SAID else holds
    if "holds" in upload.mapping or upload.mapping.get("mirror", {}).get("kind", "") != kind:
        # It was taken for something else before.
        found = bringing.propose(table_of(upload), upload.organisation, holds, upload.name)
        upload.mapping = found.to_dict()
    # What is guessed may lack what a mapping needs: a person completes it.
    found = mapping.from_dict(upload.mapping)
    return settling.reconsidered(found, census_of(upload, found.services), upload.created_at)


def settled(upload: Upload, chosen: mapping.Mapping) -> mapping.Mapping:
    """The mapping with what the file itself decides.

    Raises MustBeSaid where it leaves open what nobody has said, such as whether the day comes
    first, and MappingProblem where the columns do not fit.
    """
    chosen.check(upload.header)
    counted = census_of(upload, chosen.services)
    return settling.settle(chosen, counted, upload.created_at)


def begin(upload: Upload, chosen: mapping.Mapping, *, by: Account) -> Job:
    """Ask for the file to be read in this way, and remember the way for files of its shape.

    Raises NotToBeRead when it already is, and MappingProblem when the columns do not fit or leave
    something open.
    """
    if upload.state not in WAITING:
        raise NotToBeRead(_("This file is being read, or was read already."))
    # Counted before the transaction: that takes a second, in which nobody should wait.
    return _begin(upload, settled(upload, chosen), by)


@transaction.atomic
def _begin(upload: Upload, chosen: mapping.Mapping, by: Account) -> Job:
    _take_up(upload, chosen)
    return ask_to_read(upload, by)


def ask_to_read(upload: Upload, by: Account) -> Job:
    """Ask for what was taken up to be read, whatever it holds. Call it in that transaction."""
    job = jobs.ask(
        "upload.read",
        _("Reading “%(name)s”") % {"name": upload.name},
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
    taken = Upload.objects.filter(pk=upload.pk, state__in=WAITING).update(
        state=Upload.State.READING,
        holds=chosen.mirror.kind or Upload.Holds.SAID,
        mapping=chosen.to_dict(),
        problem="",
    )
    if not taken:
        raise NotToBeRead(_("This file is being read, or was read already."))
    upload.refresh_from_db()
    if upload.delivery is None:
        upload.delivery = Delivery.objects.create(
            organisation=upload.organisation,
            channel=chosen.mirror.kind or reading.CHANNEL,
            label=upload.name,
            brought_by=upload.brought_by,
        )
        upload.save(update_fields=["delivery"])
    RememberedMapping.objects.update_or_create(
        organisation=upload.organisation,
        shape=mapping.shape(upload.header),
        holds=upload.holds,
        defaults={"mapping": chosen.for_the_next().to_dict(), "used_at": clock.now()},
    )


def read_now(upload: Upload, chosen: mapping.Mapping, progress: Progress) -> Upload:
    """Read the file in this process, as the command line does."""
    chosen = settled(upload, chosen)
    with transaction.atomic():
        _take_up(upload, chosen)
    try:
        mending.note(upload)
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
    assert upload.mapping is not None
    counter = _Counter(upload, _rows_about(path), progress)
    # A second beginning counts from the start again; what the first one stored it finds there.
    before = upload.delivery.contributions.count() if upload.delivery else 0
    by = upload.brought_by or "system:import"
    door, tally = Door(upload.organisation, by, upload.delivery), Tally()
    asked = Request(
        str(path),
        upload.mapping,
        tuple(upload.header),
        upload.created_at,
        door.digests.key,
        speaking(),
    )
    for window in ahead(asked):
        counter.begin(window)
        for taken in door.take_batch(window.ready) if window.ready else ():
            tally.add(taken)
            counter.note(taken.total)
        counter.end()
    if upload.mapping.get("mirror"):
        mirroring.note(upload, counter.doubts)
    _finish(upload, counter, tally, before)


def _finish(upload: Upload, counter: _Counter, tally: Tally, before: int) -> None:
    assert upload.delivery is not None
    upload.rows = counter.rows
    # Rows stored before a crash are repeats to the second reading, but this upload brought them.
    upload.received = tally.received + before
    upload.repeated = max(0, tally.repeated - before) + counter.repeats
    upload.taken_back = tally.taken_back
    upload.without_words = counter.without_words
    upload.refused = upload.refused_rows.count()
    finish(upload, counter.doubts, received=upload.received)
    counter.tell(counter.rows, counter.rows)


def finish(upload: Upload, doubts: Doubts, **counts: int | str) -> None:
    """Keep what became of a file that was read to its end, and let go of the file: what it said
    lives where it can be withdrawn, and the file must not keep it."""
    upload.notes, upload.census = doubts.kept(), None
    upload.state, upload.read_at = Upload.State.READ, clock.now()
    storage, name = upload.file.storage, str(upload.file.name)
    with transaction.atomic():
        upload.file = ""
        upload.save()
        audit.record(
            "upload.read",
            upload,
            by=upload.brought_by or "system:import",
            organisation=upload.organisation_id,
            rows=upload.rows,
            refused=upload.refused,
            **counts,
        )
    storage.delete(name)


class _Counter:
    """Counts rows on their way in, and keeps the refused ones aside."""

    def __init__(self, upload: Upload, total: int, progress: Progress) -> None:
        self._upload = upload
        self._total = total
        self._progress = progress
        self._noted_at = 0.0
        self.doubts = Doubts()
        self.rows = self.repeats = self.without_words = 0
        self._window, self._stored = Window(), 0

    def begin(self, window: Window) -> None:
        """Keep aside what was refused of a window, before the rest of it is stored."""
        for start in range(0, len(window.refused), _ASIDE_AT_ONCE):
            RefusedRow.objects.bulk_create(
                map(self._aside, window.refused[start : start + _ASIDE_AT_ONCE]),
                ignore_conflicts=True,
            )
        for number, notes in window.doubts:
            self.doubts.add(number, notes)
        self.repeats += window.repeats
        self.without_words += window.without_words
        self._window, self._stored = window, 0

    def end(self) -> None:
        """The window is stored."""
        self.rows += self._window.rows
        self._window = Window()

    def _aside(self, row: Refused) -> RefusedRow:
        return RefusedRow(
            upload=self._upload,
            number=row.row,
            column=storable(row.column)[:200],
            # A reason may quote the cell; it is shown to more people than may see identifiers.
            reason=identifiers.redact(storable(row.reason))[0][:500],
            cells=[storable(cell) for cell in row.cells],
        )

    def note(self, stored: int) -> None:
        """Say how far it has come, not more often than a person can see."""
        self._stored += stored
        if time.monotonic() - self._noted_at >= NOTE_EVERY:
            self._noted_at = time.monotonic()
            # A row may hold several comments, or none.
            share = self._stored / self._window.heard
            self.tell(self.rows + round(share * self._window.rows), self._total)

    def tell(self, done: int, total: int) -> None:
        self._progress(done, max(total, done))


def storable(text: str) -> str:
    """Text without what a database cannot hold: NUL, and bytes that could not be decoded."""
    return UNDECODED.sub("\N{REPLACEMENT CHARACTER}", text).replace(
        "\0", "\N{REPLACEMENT CHARACTER}"
    )


def _rows_about(path: Path) -> int:
    """About how many rows the file has, told before it is read: its lines, if it is text."""
    if path.suffix == stored.SUFFIX:
        return stored.open_stored(path).count
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
        return _("The reading was stopped. What was read so far is kept. Begin it again.")
    return UNFORESEEN


def kept_of(upload: Upload) -> int:
    """How much of a file is here: comments, or rows of a list."""
    if upload.delivery is not None:
        return upload.delivery.contributions.count()
    return ListRow.objects.filter(upload=upload).exclude(became="same").count()


def outcome_of(upload: Upload) -> dict[str, int]:
    """What became of the rows of a list so far, as `Upload.outcome` keeps it."""
    ours = ListRow.objects.filter(upload=upload)
    added, changed = (ours.filter(became=became).count() for became in ("added", "changed"))
    begun = (upload.outcome or {}).get("begun", 0)
    return {"added": added, "changed": changed, "same": 0, "begun": begun}


@transaction.atomic
def discard(upload: Upload, *, by: models.Model | str) -> int:
    """Let go of a file that was not read to its end; returns how much of it stays.

    Where some stay, the upload stays too: it says that they are part of a file, and can be undone.
    Raises NotToBeRead.
    """
    taken = (
        Upload.objects.select_for_update(of=("self",))
        .select_related("delivery", "job")
        .filter(pk=upload.pk, state__in=WAITING)
        .first()
    )
    if taken is None:
        raise NotToBeRead(_("This file is being read, or was read already."))
    stay = kept_of(taken)
    audit.record("upload.discarded", taken, by=by, organisation=taken.organisation_id, stay=stay)
    storage, name = taken.file.storage, str(taken.file.name)
    if stay:
        taken.state, taken.file, taken.census = Upload.State.PART, "", None
        taken.received, taken.rows = stay, taken.job.done if taken.job else 0
        if taken.delivery is None:
            taken.received, taken.outcome = 0, outcome_of(taken)
        taken.refused, taken.read_at = taken.refused_rows.count(), clock.now()
        taken.save()
    else:
        taken.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    return stay
