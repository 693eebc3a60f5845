# SPDX-License-Identifier: MIT
"""Writing activities: planned, filled in when it matters, held or cancelled.

Each function is one transaction with its entry in the audit trail. What has a module of its own:
`announcing`, `organising` (somebody else's event), `judging` (its rung), `signing_up`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models, transaction

from baton.core import audit
from baton.people.models import Account
from baton.programmes.activities.models import Activity, Participant
from baton.programmes.models import Programme, Stage
from baton.ui.wording import _

#: Fields that hold several; they are written apart.
_SEVERAL = ("services", "stakeholders")
#: What those who come have to know, and the fields that hold it.
_TOLD = {
    "day": {"on", "until"},
    "time": {"starts_at", "ends_at"},
    "place": {"place", "postcode", "is_online"},
}


class IsCancelled(ValueError):
    """What was cancelled stays as it is."""

    def __init__(self) -> None:
        super().__init__(_("This activity was cancelled. Plan another in its place."))


class NotYet(ValueError):
    """Its day is still to come."""

    def __init__(self) -> None:
        super().__init__(
            _("Its day is still to come. Correct the day first if it happened earlier.")
        )


def stage_of_a_day(programme: Programme, on: date) -> str:
    """The stage that an activity on a day most likely belongs to: the last one open or opened by
    then, or the first of the programme."""
    taking_part = programme.stages.exclude(state=Stage.State.LEFT_OUT).order_by("pk")
    opened = [each for each in taking_part if each.opens_on and each.opens_on <= on]
    at_work = [each for each in taking_part if each.state == Stage.State.OPEN]
    likely = max(opened, key=lambda each: (each.opens_on, each.pk), default=None)
    found = likely or next(iter(at_work), None) or taking_part[0]
    return found.kind


@transaction.atomic
def plan(
    programme: Programme, title: str, *, on: date, with_whom: str, by: Account, **about: Any
) -> Activity:
    """A new activity of a programme, by its four fields and whatever else is known."""
    about.setdefault("stage", stage_of_a_day(programme, on))
    several = {name: about.pop(name) for name in _SEVERAL if name in about}
    activity = Activity.objects.create(
        organisation=programme.organisation,
        programme=programme,
        title=" ".join(title.split())[:200],
        on=on,
        with_whom=with_whom,
        created_by=by,
        **about,
    )
    for name, chosen in several.items():
        getattr(activity, name).set(chosen)
    audit.record("activity.planned", activity, by=by, organisation=programme.organisation_id)
    return activity


@transaction.atomic
def change(activity: Activity, *, by: Account, **given: Any) -> list[str]:
    """Fill in or correct what is known of it; returns the names of the fields that changed.

    Raises IsCancelled.
    """
    _check_stands(activity)
    several = {name: given.pop(name) for name in _SEVERAL if name in given}
    changed = [name for name, value in given.items() if getattr(activity, name) != value]
    for name in changed:
        setattr(activity, name, given[name])
    if changed:
        activity.save(update_fields=changed)
        _keep_untold(activity, changed)
    changed += [name for name, chosen in several.items() if _choose(activity, name, chosen)]
    if changed:
        record("activity.changed", activity, by=by, fields=changed)
    return changed


def _keep_untold(activity: Activity, changed: Iterable[str]) -> None:
    """Keep which of it those who come do not know, until somebody tells them."""
    new = [kind for kind, names in _TOLD.items() if names.intersection(changed)]
    coming = activity.participants.filter(state=Participant.State.COMING)
    if not new or not activity.is_open or activity.is_over or not coming.exists():
        return
    known_not = {*new, *activity.untold.split(",")}
    activity.untold = ",".join(kind for kind in _TOLD if kind in known_not)
    activity.change_number += 1
    activity.save(update_fields=["untold", "change_number"])


def _choose(activity: Activity, name: str, chosen: Iterable[models.Model]) -> bool:
    """Let these be its services or stakeholders; whether that changed anything."""
    of_it, wanted = getattr(activity, name), {each.pk for each in chosen}
    if wanted == set(of_it.values_list("pk", flat=True)):
        return False
    of_it.set(wanted)
    return True


@transaction.atomic
def happened(activity: Activity, *, by: Account, **given: Any) -> None:
    """It took place, and so many came. Raises IsCancelled, NotYet."""
    _check_stands(activity)
    if not activity.has_begun:
        raise NotYet
    for name, value in given.items():
        setattr(activity, name, value)
    activity.state = Activity.State.HAPPENED
    activity.save(update_fields=["state", *given])
    record("activity.happened", activity, by=by, came=activity.came)


@transaction.atomic
def cancel(activity: Activity, why: str, *, by: Account) -> None:
    """It does not take place; a beat tells who was coming. Raises IsCancelled."""
    _check_stands(activity)
    activity.state, activity.cancelled_why = Activity.State.CANCELLED, why
    activity.save(update_fields=["state", "cancelled_why"])
    record("activity.cancelled", activity, by=by)


def record(verb: str, activity: Activity, *, by: models.Model | str, **details: Any) -> None:
    """An entry about an activity in the trail of its body."""
    audit.record(verb, activity, by=by, organisation=activity.organisation_id, **details)


def _check_stands(activity: Activity) -> None:
    if activity.state == Activity.State.CANCELLED:
        raise IsCancelled
