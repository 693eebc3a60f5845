# SPDX-License-Identifier: MIT
"""Keeping mirrors as their system shows them: made, and brought up to date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction

from baton.core import audit, clock
from baton.listening.channels.mirrors.models import Mirror
from baton.listening.models import Contribution
from baton.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Seen:
    """How something stands in the other system."""

    reference: str
    said: str
    status: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    outcome: str = ""
    link: str = ""


_SHOWN = ("system", "reference", "status", "opened_on", "closed_on", "outcome", "link")


@transaction.atomic
def note(
    organisation: Organisation,
    channel: str,
    system: str,
    seen: Mapping[str, Seen],
    *,
    by: models.Model | str,
) -> set[str]:
    """Keep how these stand, by their references here. What people took back is left alone.

    Returns the references whose words have changed since they came first: ours stay.
    """
    there = Contribution.objects.filter(
        organisation=organisation, channel=channel, source_ref__in=list(seen), withdrawn_at=None
    ).select_related("mirror")
    otherwise, changed = set(), 0
    for contribution in there:
        now = seen[contribution.source_ref]
        mirror = getattr(contribution, "mirror", None)
        if mirror is None:
            mirror = Mirror(contribution=contribution, said=now.said)
        shown = {"system": system} | {name: getattr(now, name) for name in _SHOWN[1:]}
        if mirror.said != now.said:
            otherwise.add(contribution.source_ref)
        if any(getattr(mirror, name) != value for name, value in shown.items()):
            for name, value in shown.items():
                setattr(mirror, name, value)
            mirror.updated_at = clock.now()
            mirror.save()
            changed += 1
    if changed:
        audit.record(
            "mirrors.updated", by=by, organisation=organisation.pk, channel=channel, count=changed
        )
    return otherwise
