# SPDX-License-Identifier: MIT
"""From a list that somebody brought to registers: foreseen, asked for, and put in row by row."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import transaction

from baton.analysis import identifiers
from baton.core import clock
from baton.core.models import Job
from baton.core.upserts import NotTaken
from baton.listening.channels.upload import bringing, mapping, operations, presets
from baton.listening.channels.upload.doubts import Doubts
from baton.listening.channels.upload.lists import asking, books, guessing, planning, reading
from baton.listening.channels.upload.lists.chosen import Chosen, from_dict
from baton.listening.channels.upload.lists.fields import KINDS
from baton.listening.channels.upload.lists.planning import Memory, Plan, Planned
from baton.listening.channels.upload.models import RefusedRow, RememberedMapping, Upload
from baton.listening.channels.upload.refusals import own_columns
from baton.listening.channels.upload.rows import Refused
from baton.listening.peppers import digests_of
from baton.people.models import Account
from baton.people.permissions import Standing
from baton.ui.wording import _

Progress = Callable[[int, int], None]
#: Refused rows that are written down together.
_AT_ONCE = 100


def holds(upload: Upload, standing: Standing) -> str:
    """What the file holds: as a person said, as the last file with these columns, or by its
    headings; never a list that this person may not bring."""
    header = upload.header
    found = upload.holds or _remembered_kind(upload)
    found = found or presets.guess_kind(header) or _guessed_kind(upload)
    kind = KINDS.get(found)
    if kind is not None and not standing.may(kind.capability):
        found = ""
    return found or Upload.Holds.SAID


def _guessed_kind(upload: Upload) -> str:
    table = bringing.table_of(upload)
    return guessing.guess_kind(table.header, table.sample(guessing.LOOKED_AT))


def _remembered_kind(upload: Upload) -> str:
    same = RememberedMapping.objects.filter(
        organisation=upload.organisation, shape=mapping.shape(upload.header)
    )
    return same.order_by("-used_at").values_list("holds", flat=True).first() or ""


def say_what_it_holds(upload: Upload, what: str) -> None:
    """Keep what a person said that the file holds. What is being read stays what it is."""
    waiting = Upload.objects.filter(pk=upload.pk, state__in=operations.WAITING)
    waiting.update(holds=what)


def proposed(upload: Upload, what: str) -> Chosen:
    """How the list may be read: as the file whose rows it mends, as it was tried, as the last one
    of its shape, or as guessed."""
    header = own_columns(upload.header)
    tried = upload.mapping or {}
    if tried.get("holds") == what:
        return from_dict(tried, header)
    remembered = RememberedMapping.objects.filter(
        organisation=upload.organisation, shape=mapping.shape(upload.header), holds=what
    ).first()
    if remembered is not None:
        return from_dict(remembered.mapping, header)
    table = bringing.table_of(upload)
    return guessing.guess(KINDS[what], table.header, table.sample())


def foresee(upload: Upload, chosen: Chosen, *, may_begin: bool) -> Plan:
    """What reading the list would do; nothing is written.

    Raises MappingProblem and UnreadableFile.
    """
    return _plan(upload, chosen, may_begin=may_begin)[0]


def _plan(upload: Upload, chosen: Chosen, *, may_begin: bool) -> tuple[Plan, books.Place, Memory]:
    chosen.check(own_columns(upload.header))
    asking.demand(chosen)
    place = books.place_of(upload.organisation, chosen)
    name = "|".join((chosen.holds, mapping.shape(upload.header), place.scope))
    memory = Memory(upload, name, digests_of(upload.organisation))
    lines = reading.read(bringing.table_of(upload), chosen, place.fixed)
    unknown = planning.Unknown(place.programmes, may_begin=may_begin)
    names_programmes = chosen.holds in ("activities", "actions")
    plan = planning.plan(lines, place.book, memory, unknown=unknown if names_programmes else None)
    return plan, place, memory


def begin(upload: Upload, chosen: Chosen, *, by: Account, may_begin: bool) -> Job:
    """Ask for the list to be put into its register, and remember how it was read.

    Raises NotToBeRead when it already is, MappingProblem when the columns do not fit.
    """
    chosen.check(own_columns(upload.header))
    asking.demand(chosen)
    books.place_of(upload.organisation, chosen)
    return _begin(upload, chosen, by, may_begin)


@transaction.atomic
def _begin(upload: Upload, chosen: Chosen, by: Account, may_begin: bool) -> Job:
    taken = Upload.objects.filter(pk=upload.pk, state__in=operations.WAITING).update(
        state=Upload.State.READING,
        holds=chosen.holds,
        mapping=chosen.to_dict() | {"may_begin": may_begin},
        problem="",
    )
    if not taken:
        raise operations.NotToBeRead(_("This file is being read, or was read already."))
    upload.refresh_from_db()
    RememberedMapping.objects.update_or_create(
        organisation=upload.organisation,
        shape=mapping.shape(upload.header),
        holds=chosen.holds,
        defaults={"mapping": chosen.remembered(), "used_at": clock.now()},
    )
    return operations.ask_to_read(upload, by)


def read(upload: Upload, progress: Progress) -> None:
    """Put every row of a list that was taken up into its register, and let go of the file.

    It may be begun again after a crash: rows that were put in are known again.
    """
    assert upload.mapping is not None
    chosen = from_dict(upload.mapping, own_columns(upload.header))
    may_begin = bool(upload.mapping.get("may_begin"))
    plan, place, memory = _plan(upload, chosen, may_begin=may_begin)
    _begin_programmes(upload, plan, place)
    doubts, refused, noted_at = Doubts(), list(plan.refused), 0.0
    for done, planned in enumerate(plan.rows):
        doubts.add(planned.line.number, planned.line.notes)
        if time.monotonic() - noted_at >= operations.NOTE_EVERY:
            noted_at = time.monotonic()
            progress(done, len(plan.rows))
        try:
            _put(planned, place, memory, upload)
        except NotTaken as problem:
            line = planned.line
            refused.append(Refused(line.number, problem.field, str(problem), line.cells))
    progress(len(plan.rows), len(plan.rows))
    _keep_aside(upload, chosen, refused)
    _finish(upload, plan, doubts)


@transaction.atomic
def _begin_programmes(upload: Upload, plan: Plan, place: books.Place) -> None:
    if not plan.begins:
        return
    for title, first in plan.begins.items():
        place.programmes.begin(title, first, by=upload.brought_by or "system:import")
    upload.outcome = {"begun": len(plan.begins)}
    upload.save(update_fields=["outcome"])


def _put(planned: Planned, place: books.Place, memory: Memory, upload: Upload) -> None:
    """One row, with the note of what it said. What is the same by its note is not touched."""
    before = memory.before(planned.key)
    if before and before.content == planned.content and planned.foreseen.became == "same":
        return
    by = upload.brought_by or "system:import"
    # Rows before it may have brought what it stands for.
    thing = planning.find(planned.line, planned.key, place.book, memory)
    with transaction.atomic():
        key, became = place.book.put(thing, planned.line.values, by=by)
        memory.keep(planned, key, became, upload)


def _keep_aside(upload: Upload, chosen: Chosen, refused: list[Refused]) -> None:
    for start in range(0, len(refused), _AT_ONCE):
        RefusedRow.objects.bulk_create(
            [_aside(upload, chosen, row) for row in refused[start : start + _AT_ONCE]],
            ignore_conflicts=True,
        )


def _aside(upload: Upload, chosen: Chosen, row: Refused) -> RefusedRow:
    return RefusedRow(
        upload=upload,
        number=row.row,
        column=operations.storable(chosen.column_of(row.column) or row.column)[:200],
        reason=identifiers.redact(operations.storable(row.reason))[0][:500],
        cells=[operations.storable(cell) for cell in row.cells],
    )


def _finish(upload: Upload, plan: Plan, doubts: Doubts) -> None:
    # Rows put in before a crash were the same to the second reading, but this file brought them.
    became = operations.outcome_of(upload)
    upload.rows, upload.refused = plan.size, upload.refused_rows.count()
    same = upload.rows - upload.refused - became["added"] - became["changed"]
    upload.outcome = became | {"same": max(0, same)}
    counts = {"added": became["added"], "changed": became["changed"]}
    operations.finish(upload, doubts, holds=upload.holds, **counts)
