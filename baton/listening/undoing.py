# SPDX-License-Identifier: MIT
"""A whole delivery is taken out again, because what was brought was the wrong file or read wrongly.

That is no wish of the people who spoke. So nothing keeps the same words from returning; but what
somebody withdrew stays known, and a comment whose safety alert somebody has opened stays as the
record of what was done.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from baton.core import jobs
from baton.listening import index
from baton.listening.models import (
    Characteristics,
    Contribution,
    Delivery,
    Label,
    OriginalWords,
    SafetyAlert,
    StatedLabel,
)
from baton.listening.signals import contributions_undone
from baton.people.models import Organisation

#: Seconds that a transaction should take, below the 50 ms for which others may wait.
AIM = 0.03
#: Rows of the first transaction, and the most and fewest of a later one: ending a transaction takes
#: its time however few there are, so that fewer would only make more of them.
FIRST, MOST, FEWEST = 100, 500, 100
#: Seconds in which other writers get their turn, after each of our transactions.
PAUSE = 0.002


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What undoing a delivery would do, or has done."""

    goes: int = 0
    #: Taken back by the people themselves: these stay known, so that they do not return.
    withdrawn: int = 0
    #: A safety alert of these was opened: they stay.
    alerts_opened: int = 0
    #: A safety alert of these waits, which goes with them.
    alerts_waiting: int = 0
    #: Nobody knows yet whether somebody is at risk here.
    unscreened: int = 0

    @property
    def stays(self) -> int:
        return self.withdrawn + self.alerts_opened


def foresee(delivery: Delivery) -> Foreseen:
    """Counted in the database; a million rows take some seconds."""
    everything = delivery.contributions.count()
    withdrawn = delivery.contributions.filter(withdrawn_at__isnull=False).count()
    alerts = SafetyAlert.objects.filter(
        contribution__delivery=delivery, contribution__withdrawn_at=None
    )
    opened = alerts.filter(opened_at__isnull=False).count()
    return Foreseen(
        goes=everything - withdrawn - opened,
        withdrawn=withdrawn,
        alerts_opened=opened,
        alerts_waiting=alerts.filter(opened_at=None).count(),
        unscreened=delivery.contributions.filter(screened_at=None).count(),
    )


def undo(delivery: Delivery) -> Iterator[int]:
    """Take the delivery's contributions out again, in short transactions.

    Yields how many went in each, so that the caller can show how far it has come; what was yielded
    is durable. Begun again after a crash, it goes on where it stood. The caller writes the audit
    entry: no contribution gets one of its own.
    """
    after, most = 0, FIRST
    while True:
        began = time.monotonic()
        last, gone = _undo_some(delivery, after, most)
        took = time.monotonic() - began
        if last is None:
            break
        after, most = last, _fitting(most, took)
        yield gone
        time.sleep(PAUSE)
    jobs.ask(
        "listening.tidy",
        "Tidying the search index",
        organisation=None,
        by="system:search",
        key="index",
    )


def _fitting(rows: int, took: float) -> int:
    """How many rows the next transaction takes, on this machine and beside these neighbours."""
    return max(FEWEST, min(MOST, int(rows * min(AIM / max(took, 0.001), 1.5))))


@transaction.atomic
def _undo_some(delivery: Delivery, after: int, most: int) -> tuple[int | None, int]:
    """The key up to which was looked (None: nothing is left), and how many went."""
    # As the door does: one chunk at a time for each body.
    Organisation.objects.select_for_update(no_key=True).get(pk=delivery.organisation_id)
    there = (
        Contribution.objects.select_for_update()
        .filter(delivery=delivery, pk__gt=after, withdrawn_at=None)
        .order_by("pk")
        .values_list("pk", "words", "characteristics_id")[:most]
    )
    looked_at = list(there)
    if not looked_at:
        return None, 0
    stay = _with_opened_alert([key for key, _, _ in looked_at])
    rows = [(key, words, stated) for key, words, stated in looked_at if key not in stay]
    if rows:
        _take_out(rows)
    return looked_at[-1][0], len(rows)


def _with_opened_alert(keys: Sequence[int]) -> set[int]:
    # All of them locked before it is asked which are opened: nobody opens one in between.
    alerts = SafetyAlert.objects.select_for_update().filter(contribution__in=keys)
    return {key for key, opened in alerts.values_list("contribution_id", "opened_at") if opened}


def _take_out(rows: Sequence[tuple[int, str, int | None]]) -> None:
    keys = [key for key, _, _ in rows]
    contributions_undone.send(Contribution, keys=keys)
    index.forget([(key, words) for key, words, _ in rows])
    of_these = StatedLabel.objects.filter(contribution__in=keys)
    labels = set(of_these.values_list("label", flat=True))
    of_these.delete()
    OriginalWords.objects.filter(contribution__in=keys).delete()
    SafetyAlert.objects.filter(contribution__in=keys).delete()
    _delete(keys)
    _drop_nobodys(labels, {stated for _, _, stated in rows if stated})


def _delete(keys: Sequence[int]) -> None:
    """The rows alone: Django would fetch each, to see what hangs on it. The database refuses, and
    the chunk with it, should a room above have left something hanging."""
    table = connection.ops.quote_name(Contribution._meta.db_table)
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id IN ({marks})", keys)  # noqa: S608 - our own names


def _drop_nobodys(labels: set[int], characteristics: set[int]) -> None:
    """What described only those who have gone. The organisation's lock keeps others from pointing
    at them in between."""
    borne = Exists(StatedLabel.objects.filter(label=OuterRef("pk")))
    Label.objects.filter(~borne, pk__in=labels).delete()
    stated = Exists(Contribution.objects.filter(characteristics=OuterRef("pk")))
    Characteristics.objects.filter(~stated, pk__in=characteristics).delete()
