# SPDX-License-Identifier: MIT
"""Before an activity is announced: what is still to be said of it, and who asks the same people.

Nothing here forbids: it points out, and keeps why it was announced all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from baton.core import clock
from baton.people.models import Account
from baton.places.models import Service
from baton.programmes.activities import operations, queries
from baton.programmes.activities.models import Activity
from baton.ui.wording import _

#: People asked by two activities within this time are asked twice.
WITHIN = timedelta(weeks=8)


class ReasonMissing(ValueError):
    """Something is pointed out, so it is said why the activity is announced all the same."""

    def __init__(self) -> None:
        super().__init__(_("Say why it is announced all the same, such as what is asked anew."))


class NotPlanned(ValueError):
    """Only what is planned is announced."""

    def __init__(self) -> None:
        super().__init__(_("Only an activity that is planned is announced."))


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to be said of an activity, and the form that asks for it."""

    what: str
    form: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another activity that asks the same people, and what they have in common."""

    activity: Activity
    reasons: Sequence[str]


def missing(activity: Activity) -> list[Missing]:
    """What people need to know before it is announced, and is not said yet."""
    wanted = [
        (activity.method, _("By which method"), "details"),
        (activity.place or activity.is_online, _("Where it is, or that it is online"), "details"),
        (activity.accessibility, _("How it is accessible"), "people"),
        (activity.intended, _("Which rung you promise"), "rung"),
    ]
    return [Missing(what, form) for value, what, form in wanted if not value]


def missing_after(activity: Activity) -> list[Missing]:
    """What is to be said once its day is over, and is not said yet."""
    if activity.state != Activity.State.HAPPENED:
        return [Missing(_("Whether it took place, and how many came"), "happened")]
    wanted = [
        (activity.came is not None, _("How many came"), "happened"),
        (activity.cost is not None, _("What it cost"), "money"),
        (activity.payments is not None, _("What participants were paid"), "money"),
        (activity.hours is not None, _("How many hours it took"), "money"),
        (activity.changed, _("What it changed so far"), "changed"),
    ]
    return [Missing(what, form) for value, what, form in wanted if not value]


def overlaps(activity: Activity) -> list[Overlap]:
    """Activities within eight weeks that ask the same service's, area's or stakeholders' people,
    those with most in common first."""
    found = []
    mine = _asked(activity)
    for other in _near(activity):
        reasons = _in_common(mine, _asked(other))
        if reasons:
            found.append(Overlap(other, reasons))
    return sorted(found, key=lambda each: (-len(each.reasons), abs(each.activity.on - activity.on)))


def compared(activity: Activity) -> list[str]:
    """By what others are compared with it: whose people it or its programme says that it asks."""
    mine = _asked(activity)
    return [
        *(each.name for each in mine.services),
        *mine.areas.values(),
        *mine.stakeholders.values(),
    ]


def _near(activity: Activity) -> Iterable[Activity]:
    return (
        activity.organisation.activities.exclude(state=Activity.State.CANCELLED)
        .exclude(pk=activity.pk)
        .annotate(ends=Coalesce("until", "on"))
        .filter(Q(on__lte=activity.last_day + WITHIN, ends__gte=activity.on - WITHIN))
        .select_related("programme")
        .prefetch_related("services", "programme__services", "stakeholders")
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    services: Sequence[Service]
    areas: dict[str, str]
    stakeholders: dict[int, str]


def _asked(activity: Activity) -> _Asked:
    """Whose people it asks; where it does not say, those of its programme."""
    services = list(activity.services.all()) or list(activity.programme.services.all())
    return _Asked(
        services,
        queries.areas(activity.area or activity.programme.area),
        {each.pk: each.name for each in activity.stakeholders.all()},
    )


def _in_common(mine: _Asked, others: _Asked) -> list[str]:
    services = {
        min(one, other, key=lambda each: -len(each.path)).name: None
        for one in mine.services
        for other in others.services
        if one.path.startswith(other.path) or other.path.startswith(one.path)
    }
    names = [name for key, name in mine.areas.items() if key in others.areas]
    bodies = [name for key, name in mine.stakeholders.items() if key in others.stakeholders]
    return [*services, *names, *bodies]


@transaction.atomic
def announce(activity: Activity, *, by: Account, why: str = "") -> None:
    """Make it known. Where something is pointed out, `why` says why all the same.

    Raises NotPlanned, ReasonMissing.
    """
    locked = Activity.objects.select_for_update().get(pk=activity.pk)
    if locked.state != Activity.State.PLANNED:
        raise NotPlanned
    same, unsaid = overlaps(activity), missing(activity)
    if (same or unsaid or activity.is_provisional) and not why.strip():
        raise ReasonMissing
    activity.state = Activity.State.ANNOUNCED
    activity.announced_at = clock.now()
    activity.announced_why = why.strip()
    activity.save(update_fields=["state", "announced_at", "announced_why"])
    operations.record(
        "activity.announced", activity, by=by, overlaps=len(same), missing=len(unsaid)
    )
