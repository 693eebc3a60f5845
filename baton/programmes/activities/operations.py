# SPDX-License-Identifier: MIT
"""Writing activities: planned, announced, held, judged by those who came."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from baton.core import audit
from baton.people.models import Account
from baton.programmes.activities.models import Activity
from baton.programmes.models import Programme, Stage


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
    activity = Activity.objects.create(
        organisation=programme.organisation,
        programme=programme,
        title=" ".join(title.split())[:200],
        on=on,
        with_whom=with_whom,
        created_by=by,
        **about,
    )
    audit.record("activity.planned", activity, by=by, organisation=programme.organisation_id)
    return activity
