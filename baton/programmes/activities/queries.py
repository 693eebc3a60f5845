# SPDX-License-Identifier: MIT
"""Reading activities."""

from __future__ import annotations

from django.db.models import QuerySet

from baton.people.models import Organisation
from baton.programmes.activities.models import Activity


def activities(organisation: Organisation) -> QuerySet[Activity]:
    """All of a body, the latest first."""
    return organisation.activities.select_related("programme").order_by("-on", "-pk")
