# SPDX-License-Identifier: MIT
"""What is owed to participants in time: a reminder, word that it is cancelled, being forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from baton.core import clock
from baton.people import outbox
from baton.programmes.activities import letters, operations
from baton.programmes.activities.models import Activity, Participant

State = Participant.State

#: How long after its last day contact details are kept.
KEPT = timedelta(days=90)
#: Nobody is written to in the night.
_MORNING = 8
_AT_ONCE = 200


def remind_due() -> int:
    """Remind who comes tomorrow, once each; returns how many. Who signed up today knows."""
    now = timezone.localtime(clock.now())
    if now.hour < _MORNING:
        return 0
    due = Participant.objects.filter(
        activity__on=clock.today() + timedelta(days=1),
        activity__state__in=[Activity.State.PLANNED, Activity.State.ANNOUNCED],
        state=State.COMING,
        reminded_at=None,
        answered_at__lt=now.replace(hour=0, minute=0, second=0, microsecond=0),
    ).exclude(email="")
    reminded = 0
    for participant in due.select_related("activity__organisation")[:_AT_ONCE]:
        reminded += _tell(participant, "reminded_at", letters.remind)
    return reminded


def call_off_due() -> int:
    """Tell those who come or are invited that it does not take place, once each."""
    due = Participant.objects.filter(
        activity__state=Activity.State.CANCELLED,
        activity__on__gte=clock.today(),
        state__in=[State.COMING, State.INVITED],
        called_off_at=None,
    ).exclude(email="")
    told = 0
    for participant in due.select_related("activity__organisation")[:_AT_ONCE]:
        told += _tell(participant, "called_off_at", letters.call_off)
    return told


@transaction.atomic
def _tell(participant: Participant, field: str, write: Callable[[Participant], object]) -> bool:
    """Write to somebody, unless another worker was first."""
    mine = Participant.objects.filter(pk=participant.pk, **{field: None})
    if not mine.update(**{field: clock.now()}):
        return False
    write(participant)
    return True


def forget_due() -> int:
    """Forget the details of those whose activity was 90 days ago, some hundred at a time; that
    they came stays. Returns how many."""
    forgotten = 0
    while some := _forget_some():
        forgotten += some
    return forgotten


@transaction.atomic
def _forget_some() -> int:
    due = list(
        Participant.objects.filter(forgotten_at=None)
        .annotate(ended=Coalesce("activity__until", "activity__on"))
        .filter(ended__lt=clock.today() - KEPT)
        .select_related("activity")
        .order_by("activity", "pk")[:_AT_ONCE]
    )
    outbox.forget(key for each in due for key in letters.keys(each))
    Participant.objects.filter(pk__in=[each.pk for each in due]).update(
        name="", email="", phone="", needs="", language="", forgotten_at=clock.now()
    )
    of_each: dict[Activity, int] = {}
    for each in due:
        of_each[each.activity] = of_each.get(each.activity, 0) + 1
    for activity, number in of_each.items():
        operations.record(
            "activity.participants_forgotten", activity, by="system:forgetting", number=number
        )
    return len(due)
