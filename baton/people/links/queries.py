# SPDX-License-Identifier: MIT
"""What a private link opens."""

from __future__ import annotations

from django.db.models import Q

from baton.core import clock, keys
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
