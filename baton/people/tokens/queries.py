# SPDX-License-Identifier: MIT
"""Which keys a body gave away, and which of them somebody holds up."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from baton.core import clock, keys
from baton.people.models import Organisation
from baton.people.tokens.models import ApiToken

#: So that a key found lying about is known for what it is.
PREFIX = "baton_"
LENGTH = len(PREFIX) + keys.SECRET_LENGTH


def opened(key: str) -> ApiToken | None:
    """The token of this key, if it holds now."""
    if len(key) != LENGTH or not key.startswith(PREFIX):
        return None
    holds = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    found = ApiToken.objects.filter(holds, digest=keys.digest_of(key), revoked_at=None)
    return found.select_related("organisation", "partner").first()


def tokens(organisation: Organisation) -> QuerySet[ApiToken]:
    """Every key that a body ever gave away, the newest first."""
    given = organisation.api_tokens.select_related("partner", "made_by")
    return given.order_by("-made_at", "-pk")


def holding(organisation: Organisation) -> list[ApiToken]:
    """Those that open something now, the newest first."""
    return [each for each in tokens(organisation) if each.is_open]


def ended(organisation: Organisation) -> list[ApiToken]:
    """Those that open nothing any more, the newest first."""
    return [each for each in tokens(organisation) if not each.is_open]
