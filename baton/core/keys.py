# SPDX-License-Identifier: MIT
"""Public keys: UUIDv7 on what links and devices name. Inside, keys are integers."""

from __future__ import annotations

import uuid
from typing import Any

import uuid6
from django.db import models


def uuid7() -> uuid.UUID:
    """A new time-ordered identifier (RFC 9562), safe to show and hard to guess."""
    return uuid.UUID(int=uuid6.uuid7().int)


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
