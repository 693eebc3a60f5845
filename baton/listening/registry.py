# SPDX-License-Identifier: MIT
"""The channels by which words reach us, as screens name them.

Each channel's folder registers itself when it starts; contributions keep only the code.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """One way in. `how` says in a sentence how people's words come by it."""

    code: str
    name: str
    how: str = ""


class CodeInUse(ValueError):
    """Two channels would share a code: contributions could not be told apart."""


_channels: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    """Add a channel. Registering the same one again changes nothing."""
    there = _channels.setdefault(channel.code, channel)
    if there != channel:
        raise CodeInUse(f"“{channel.code}” is the code of the channel “{there.name}” already.")


def channels() -> list[Channel]:
    """Every channel of this installation, by name."""
    return sorted(_channels.values(), key=lambda each: each.name)


def name_of(code: str) -> str:
    """How screens name a channel; one that is no longer installed goes by its code.

    >>> name_of("postal_form")
    'Postal form'
    """
    channel = _channels.get(code)
    return str(channel.name) if channel else code.replace("_", " ").capitalize()
