# SPDX-License-Identifier: MIT
"""Public keys: UUIDv7 on what links and devices name. Inside, keys are integers."""

from __future__ import annotations

import hashlib
import secrets
import time
import uuid
from typing import Any

import uuid6
from django.db import models

#: Characters of a key that somebody is told.
SECRET_LENGTH = 43
#: The bits of a UUIDv7 that are drawn, and those that say what it is.
_RANDOM = (1 << 80) - 1 & ~(0xF << 76) & ~(0x3 << 62)
_VERSION_AND_VARIANT = 0x7 << 76 | 0x2 << 62


def uuid7() -> uuid.UUID:
    """A new time-ordered identifier (RFC 9562), safe to show and hard to guess."""
    return uuid.UUID(int=uuid6.uuid7().int)


def new_hexes(number: int) -> list[str]:
    """So many new ones at once as 32 hexadecimal digits, in order: for rows written in bulk."""
    # RFC 9562, method 1 of its section 6.2 is not needed: sorted, they follow one another.
    moment = time.time_ns() // 1_000_000 << 80
    noise = secrets.token_bytes(10 * number)
    drawn = sorted(
        int.from_bytes(noise[at : at + 10]) & _RANDOM for at in range(0, 10 * number, 10)
    )
    return [f"{moment | _VERSION_AND_VARIANT | one:032x}" for one in drawn]


def new_secret() -> str:
    """A key that somebody is told once: 32 bytes by chance, in 43 characters."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """By what such a key is known here. It is drawn by chance, so that no salt is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class PublicIdField(models.UUIDField):  # type: ignore[type-arg]
    """The identifier by which links and devices name a record."""

    def __init__(self, **options: Any) -> None:
        options |= {"default": uuid7, "unique": True, "editable": False}
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        for given in ("default", "unique", "editable"):
            options.pop(given, None)
        return name, path, args, options
