# SPDX-License-Identifier: MIT
"""Writing photographed flip charts: brought without what the telephone wrote beside them, and
deleted once they are read off or their time is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import models, transaction

from baton.core import audit, clock
from baton.listening import photographs, policies
from baton.listening.channels.event import queries
from baton.listening.channels.event.models import Chart, Session, Table
from baton.listening.channels.event.operations import SessionClosed
from baton.people.models import Account

#: So long a photograph is kept, from when it was brought or its session was closed.
KEPT = timedelta(days=90)
_ENDINGS = {photographs.JPEG: "jpg", photographs.PNG: "png"}


def add(table: Table, content: bytes, *, by: Account) -> Chart:
    """Keep a photograph. Raises NotAPhotograph (of `photographs`), SessionClosed, or
    PicturesOff (of `policies`)."""
    policies.check_pictures(table.session.activity)
    photograph = photographs.bare(content)
    chart = Chart(table=table, kind=photograph.kind, added_by=by, keep_until=clock.today() + KEPT)
    name = f"{chart.public_id}.{_ENDINGS[photograph.kind]}"
    # Before the transaction: nobody waits for a disk or a network with the database in hand.
    chart.file.save(name, ContentFile(photograph.content), save=False)
    stored = str(chart.file.name)
    try:
        _add(chart, by)
    except BaseException:
        chart.file.storage.delete(stored)
        raise
    return chart


@transaction.atomic
def _add(chart: Chart, by: Account) -> None:
    session = Session.objects.select_for_update().get(pk=chart.table.session_id)
    if not session.is_open:
        raise SessionClosed
    chart.save()
    audit.record("event.chart_added", chart, by=by, organisation=session.organisation_id)


@transaction.atomic
def forget(chart: Chart, *, by: models.Model | str) -> None:
    """Delete a photograph; the points that were read off it stay. Repeating it changes nothing."""
    there = Chart.objects.select_for_update().get(pk=chart.pk)
    if there.deleted_at is not None:
        return
    storage, name = there.file.storage, str(there.file.name)
    there.file, there.deleted_at = "", clock.now()
    there.save(update_fields=["file", "deleted_at"])
    audit.record(
        "event.chart_deleted", chart, by=by, organisation=there.table.session.organisation_id
    )
    # Only what is committed: a file that was deleted does not come back with the row.
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def settle(session: Session, *, keep: bool, by: models.Model) -> None:
    """What becomes of a session's photographs as it closes: kept for 90 days, or deleted now."""
    there = queries.photographs(session)
    if keep:
        there.update(keep_until=clock.today() + KEPT)
    else:
        _forget_all(there, by)


def forget_overdue() -> int:
    """Delete the photographs whose time is over; returns how many."""
    return _forget_all(
        Chart.objects.filter(deleted_at=None, keep_until__lt=clock.today()), "system:photographs"
    )


def _forget_all(charts: Iterable[Chart], by: models.Model | str) -> int:
    gone = list(charts)
    for chart in gone:
        forget(chart, by=by)
    return len(gone)
