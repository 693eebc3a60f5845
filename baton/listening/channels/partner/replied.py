# SPDX-License-Identifier: MIT
"""Replies to what a partner sent. The room that sends replies stands above, and registers how they
are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from baton.listening.channels.partner.models import Partner


@dataclass(frozen=True, slots=True)
class Replied:
    """A reply that was sent, and the partner's own references of what it answers."""

    id: str
    kind: str
    sent_at: datetime
    you_said: str
    we_say: str
    cannot_yet: str
    next_says: str
    page: str | None
    references: Sequence[str]


#: A partner, since when, and how many at most → the newest first.
Teller = Callable[[Partner, datetime | None, int], Sequence[Replied]]

_tellers: list[Teller] = []


def tells(teller: Teller) -> Teller:
    """Register the decorated function."""
    _tellers.append(teller)
    return teller


def to(partner: Partner, since: datetime | None, most: int) -> list[Replied]:
    """The newest replies to what somebody sent."""
    found = [each for teller in _tellers for each in teller(partner, since, most)]
    return sorted(found, key=lambda each: each.sent_at, reverse=True)[:most]
