# SPDX-License-Identifier: MIT
"""Giving keys away, taking them back, and counting how often they are used."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from baton.core import audit, clock, keys
from baton.people.models import Account, Organisation
from baton.people.stakeholders.models import Stakeholder
from baton.people.tokens.models import ApiToken
from baton.people.tokens.queries import PREFIX

#: Requests a minute. Counted in the database, so that several web processes count together and a
#: restart forgets nothing; it costs one short write a request.
MOST_A_MINUTE = 120
_MINUTE = timedelta(minutes=1)


class TooMany(Exception):
    """A key was used too often; `seconds` until it may be used again."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            f"This key made {MOST_A_MINUTE} requests within a minute. Try again in {seconds} s."
        )


@transaction.atomic
def make(
    organisation: Organisation,
    name: str,
    *,
    scopes: Iterable[str],
    by: Account,
    partner: Stakeholder | None = None,
    expires_at: datetime | None = None,
) -> tuple[ApiToken, str]:
    """A new key. It is told this once: only its digest is kept."""
    key = PREFIX + keys.new_secret()
    token = ApiToken.objects.create(
        organisation=organisation,
        name=" ".join(name.split()),
        partner=partner,
        digest=keys.digest_of(key),
        scopes=sorted(set(scopes)),
        made_by=by,
        expires_at=expires_at,
    )
    audit.record(
        "token.made",
        token,
        by=by,
        organisation=organisation.pk,
        scopes=token.scopes,
        partner=partner.pk if partner else None,
    )
    return token, key


@transaction.atomic
def revoke(token: ApiToken, *, by: Account) -> None:
    """From now on it opens nothing. Repeating it changes nothing."""
    changed = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now())
    if changed:
        audit.record("token.revoked", token, by=by, organisation=token.organisation_id)


def count_use(token: ApiToken) -> None:
    """Note that it is used. Raises TooMany when it was used too often within this minute."""
    now = clock.now()
    mine = ApiToken.objects.filter(pk=token.pk)
    # The first of a minute begins to count anew; of two at once, only one does.
    before = token.last_used_at
    if (before is None or before <= now - _MINUTE) and mine.filter(last_used_at=before).update(
        last_used_at=now, used=1
    ):
        return
    if mine.filter(used__lt=MOST_A_MINUTE).update(used=F("used") + 1):
        return
    token.refresh_from_db(fields=["last_used_at"])
    begun = token.last_used_at or now
    raise TooMany(max(1, math.ceil((begun + _MINUTE - now).total_seconds())))
