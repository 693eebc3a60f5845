# SPDX-License-Identifier: MIT
"""Digests that nobody without the body's own key can search, as by trying every number.

The key lives in the database, so that every machine has it, a backup brings it along, and a new
BATON_SECRET_KEY neither divides one person's answers nor lets an erased comment return.
"""

from __future__ import annotations

import hashlib

_BLOCK = 64


class Digests:
    """The digests of one body, whose key `peppers` keeps."""

    def __init__(self, key: bytes) -> None:
        self.key = key
        # HMAC with SHA-256 (RFC 2104), its two paddings ready: hmac takes three times as long for
        # something so short, and a file has a million of them.
        padded = key.ljust(_BLOCK, b"\0")
        self._inner = bytes(byte ^ 0x36 for byte in padded)
        self._outer = bytes(byte ^ 0x5C for byte in padded)

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

    def row(self, *parts: str) -> str:
        """What is kept of a row of a list: enough to know it again, and whether it changed."""
        return self._digest("row", *parts)

    def _digest(self, *parts: str) -> str:
        inner = hashlib.sha256(self._inner + "\0".join(parts).encode()).digest()
        return hashlib.sha256(self._outer + inner).hexdigest()
