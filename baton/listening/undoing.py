# SPDX-License-Identifier: MIT
"""A whole delivery is taken out again, because what was brought was the wrong file or read wrongly.

That is no wish of the people who spoke. So nothing keeps the same words from returning; but what
somebody withdrew stays known, and a comment whose safety alert somebody has opened stays as the
record of what was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef

from baton.core.pace import Pace
from baton.listening import index
from baton.listening.models import (
    Agreement,
    Characteristics,
    Contribution,
    Delivery,
    Label,
    OriginalWords,
    SafetyAlert,
    StatedLabel,
)
from baton.listening.signals import contributions_undone
from baton.listening.translations.models import NotTranslated, Translation
from baton.people.models import Organisation
from baton.warehouse import operations as warehouse


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
    after, pace = 0, _pace()
    while True:
        with pace.turn(pace.size):
            last, gone = _undo_some(delivery, after, pace.size)
        if last is None:
            break
        after = last
        yield gone
    _drop_nobodys(delivery.organisation_id)
    index.ask_to_tidy()


def _pace() -> Pace:
    return Pace(first=100, fewest=100, most=500)


@transaction.atomic
def _undo_some(delivery: Delivery, after: int, most: int) -> tuple[int | None, int]:
    """The key up to which was looked (None: nothing is left), and how many went."""
    # As the door does: one chunk at a time for each body.
    Organisation.objects.select_for_update(no_key=True).get(pk=delivery.organisation_id)
    there = (
        Contribution.objects.select_for_update()
        .filter(delivery=delivery, pk__gt=after, withdrawn_at=None)
        .order_by("pk")
        .values_list("pk", "words", "said_at")[:most]
    )
    looked_at = list(there)
    if not looked_at:
        return None, 0
    last = looked_at[-1][0]
    stay = _with_opened_alert(delivery, after, last)
    leaving = [each for each in looked_at if each[0] not in stay]
    rows = [(key, words) for key, words, _ in leaving]
    if rows:
        _take_out(rows)
        warehouse.gone((key, delivery.organisation_id, said_at) for key, _, said_at in leaving)
    return last, len(rows)


def _with_opened_alert(delivery: Delivery, after: int, last: int) -> set[int]:
    # All of them locked before it is asked which are opened: nobody opens one in between.
    # Not by their keys: Django takes longer to look at each of these than the database for all.
    alerts = SafetyAlert.objects.select_for_update(of=("self",)).filter(
        contribution__delivery=delivery, contribution__gt=after, contribution__lte=last
    )
    return {key for key, opened in alerts.values_list("contribution_id", "opened_at") if opened}


def _take_out(rows: Sequence[tuple[int, str]]) -> None:
    keys = [key for key, _ in rows]
    contributions_undone.send(Contribution, keys=keys)
    index.forget(rows)
    for model in (
        *(StatedLabel, OriginalWords, SafetyAlert, Translation, NotTranslated),
        Agreement,
    ):
        delete_of(model, keys)
    delete_of(Contribution, keys, "id")


def delete_of(
    model: type[models.Model], keys: Sequence[int], column: str = "contribution_id"
) -> None:
    """Delete a table's rows of these contributions, and nothing else.

    Django would look at each key, and fetch the rows to see what hangs on them. The database
    refuses, and the chunk with it, should something be left hanging.
    """
    table, named = map(connection.ops.quote_name, (model._meta.db_table, column))
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {named} IN ({marks})", keys)  # noqa: S608 - our own names


def _drop_nobodys(organisation: int) -> None:
    """Labels and characteristics that nobody's contribution has any more described only those who
    have gone. The whole body's are looked at, so that none is forgotten after a crash."""
    borne = Exists(StatedLabel.objects.filter(label=OuterRef("pk")))
    stated = Exists(Contribution.objects.filter(characteristics=OuterRef("pk")))
    pace = _pace()
    for rows, is_somebodys in (
        (Label.objects.all(), borne),
        (Characteristics.objects.all(), stated),
    ):
        after = 0
        while keys := list(
            rows.filter(organisation=organisation, pk__gt=after)
            .order_by("pk")
            .values_list("pk", flat=True)[: pace.size]
        ):
            with pace.turn(len(keys)), transaction.atomic():
                # Locked: nobody points at one of them between our look and our write.
                Organisation.objects.select_for_update(no_key=True).get(pk=organisation)
                rows.filter(~is_somebodys, pk__in=keys).delete()
            after = keys[-1]
