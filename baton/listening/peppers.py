# SPDX-License-Identifier: MIT
"""Where the key of a body's digests is kept: in the database, made when it is first needed."""

from __future__ import annotations

import secrets

from baton.core import sql
from baton.listening.digests import Digests
from baton.listening.models import Pepper
from baton.people.models import Organisation


def digests_of(organisation: Organisation) -> Digests:
    """The digests of a body."""
    key = sql.value("SELECT key FROM listening_pepper WHERE organisation_id = %s", organisation.pk)
    if key is None:
        pepper, _ = Pepper.objects.get_or_create(
            organisation=organisation, defaults={"key": secrets.token_hex(32)}
        )
        key = pepper.key
    return Digests(bytes.fromhex(key))
