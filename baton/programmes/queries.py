# SPDX-License-Identifier: MIT
"""Reading programmes, their stages and steps."""

from __future__ import annotations

from django.db.models import QuerySet

from baton.people.models import Organisation
from baton.programmes.models import Programme


def programmes(organisation: Organisation) -> QuerySet[Programme]:
    """Those that are open, by title."""
    return organisation.programmes.open().select_related("owner").order_by("title", "pk")
