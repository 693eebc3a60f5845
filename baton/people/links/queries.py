# SPDX-License-Identifier: MIT
"""What a private link opens."""

from __future__ import annotations

import hashlib

from django.db.models import Q

from baton.core import clock
from baton.people.links.models import PrivateLink, Scope

#: Characters of a key: 32 bytes in base 64.
LENGTH = 43


def digest_of(key: str) -> str:
    """By what a key is known here. It is drawn by chance, so that no salt is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def opened(scope: Scope, key: str) -> PrivateLink | None:
    """The link of this scope that the key opens now; None where it is none, or none any more."""
    if len(key) != LENGTH:
        return None
    open_still = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    found = PrivateLink.objects.filter(
        open_still, digest=digest_of(key), scope=scope, revoked_at=None
    )
    return found.select_related("organisation").first()
