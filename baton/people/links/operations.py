# SPDX-License-Identifier: MIT
"""Issuing and revoking private links."""

from __future__ import annotations

from datetime import datetime

from baton.core import clock, keys
from baton.people.links.models import PrivateLink, Scope
from baton.people.models import Organisation


def issue(
    scope: Scope, subject: int, organisation: Organisation, *, expires_at: datetime | None = None
) -> str:
    """A new key to the thing. It is told this once: only its digest is kept."""
    key = keys.new_secret()
    PrivateLink.objects.create(
        digest=keys.digest_of(key),
        scope=scope,
        organisation=organisation,
        subject=subject,
        expires_at=expires_at,
    )
    return key


def revoke(scope: Scope, subject: int) -> int:
    """Let no key open the thing any more; how many did until now."""
    links = PrivateLink.objects.filter(scope=scope, subject=subject, revoked_at=None)
    return links.update(revoked_at=clock.now())
