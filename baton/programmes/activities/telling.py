# SPDX-License-Identifier: MIT
"""Those who come are told of a new day, time or place, if somebody asks for it: once a change."""

from __future__ import annotations

from django.db import transaction

from baton.people.models import Account
from baton.programmes.activities import letters, operations
from baton.programmes.activities.models import Activity, Participant


def is_owed(activity: Activity) -> bool:
    """Whether something is new that those who come may not know."""
    return bool(activity.untold) and activity.is_open and not activity.is_over


@transaction.atomic
def tell(activity: Activity, *, by: Account) -> int:
    """Write to each who comes and left an e-mail address; returns to how many."""
    locked = Activity.objects.select_for_update().get(pk=activity.pk)
    if not is_owed(locked):
        return 0
    coming = locked.participants.filter(state=Participant.State.COMING).exclude(email="")
    told = list(coming.select_related("activity__organisation"))
    for participant in told:
        letters.tell_change(participant)
    _settle(locked)
    operations.record("activity.change_told", locked, by=by, number=len(told))
    return len(told)


@transaction.atomic
def leave(activity: Activity, *, by: Account) -> None:
    """They know already, or need not know."""
    locked = Activity.objects.select_for_update().get(pk=activity.pk)
    if locked.untold:
        _settle(locked)
        operations.record("activity.change_not_told", locked, by=by)


def _settle(activity: Activity) -> None:
    activity.untold = ""
    activity.save(update_fields=["untold"])
