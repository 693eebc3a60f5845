# SPDX-License-Identifier: MIT
"""Where the key of a body's digests is kept: in the database, made when it is first needed."""

from __future__ import annotations

import secrets

from baton.listening.digests import Digests
from baton.listening.models import Pepper
from baton.people.models import Organisation


def digests_of(organisation: Organisation) -> Digests:
    """The digests of a body."""
    pepper, _ = Pepper.objects.get_or_create(
        organisation=organisation, defaults={"key": secrets.token_hex(32)}
    )
    return Digests(bytes.fromhex(pepper.key))
