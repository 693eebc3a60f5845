# SPDX-License-Identifier: MIT
"""Digests that nobody without the body's own key can search, as by trying every number.

The key lives in the database, so that every machine has it, a backup brings it along, and a new
BATON_SECRET_KEY neither divides one person's answers nor lets an erased comment return.
"""

from __future__ import annotations

import hmac
import secrets

from baton.listening.models import Pepper
from baton.people.models import Organisation


class Digests:
    """The digests of one body. Its key is made when it is first needed."""

    def __init__(self, organisation: Organisation) -> None:
        pepper, _ = Pepper.objects.get_or_create(
            organisation=organisation, defaults={"key": secrets.token_hex(32)}
        )
        self._key = bytes.fromhex(pepper.key)

    def pseudonym(self, respondent: str) -> str:
        """The same person's answers are known to be one person's, without the reference itself,
        which may be a patient number. Empty where there is none."""
        return self._digest("respondent", respondent)[:32] if respondent else ""

    def reference(self, stated: str) -> str:
        """What stands for a stated reference that identifies a person."""
        return self._digest("reference", stated)[:32]

    def erasure(self, channel: str, source_ref: str) -> str:
        """What is kept of an erased identity: enough to know it again, not to read it."""
        return self._digest("erased", channel, source_ref)

    def _digest(self, *parts: str) -> str:
        return hmac.digest(self._key, "\0".join(parts).encode(), "sha256").hex()
