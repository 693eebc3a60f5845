# SPDX-License-Identifier: MIT
"""What a private link opens."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q

from baton.core import clock, keys, sql
from baton.people.links.models import PrivateLink, Scope


def opened(scope: Scope, key: str) -> PrivateLink | None:
    """The link of this scope that the key opens now; None where it is none, or none any more."""
    if len(key) != keys.SECRET_LENGTH:
        return None
    open_still = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    found = PrivateLink.objects.filter(
        open_still, digest=keys.digest_of(key), scope=scope, revoked_at=None
    )
    return found.select_related("organisation").first()


_SUBJECT = """
    SELECT subject FROM links_privatelink
    WHERE digest = %s AND scope = %s AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > %s)
"""


def subject(scope: Scope, key: str) -> int | None:
    """What the key opens now, as `opened`: asked at every answer that somebody gives."""
    if len(key) != keys.SECRET_LENGTH:
        return None
    now = connection.ops.adapt_datetimefield_value(clock.now())
    found: int | None = sql.value(_SUBJECT, keys.digest_of(key), scope.value, now)
    return found
