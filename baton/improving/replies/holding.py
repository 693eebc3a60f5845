# SPDX-License-Identifier: MIT
"""Whom nobody writes to for now, and why.

`Hold` is what a person set on one contribution. Rooms and channels that know more, as of a
complaint that is open, register a function, which is asked of many contributions at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from baton.improving.findings import asking
from baton.improving.replies.models import Hold, Recipient
from baton.listening.contacts.queries import parts

#: Keys of contributions → of those because of which nobody is written to, why.
Knows = Callable[[Collection[int]], Mapping[int, Recipient.Hold]]

_knows: list[Knows] = []


def knows(function: Knows) -> Knows:
    """Register the decorated function."""
    _knows.append(function)
    return function


@knows
def _set_by_somebody(contributions: Collection[int]) -> Mapping[int, Recipient.Hold]:
    found: dict[int, Recipient.Hold] = {}
    for part in parts(contributions):
        rows = Hold.objects.filter(contribution__in=part, lifted_at=None).order_by("-pk")
        found |= {each.contribution_id: Recipient.Hold(each.reason) for each in rows}
    return found


def held(contributions: Collection[int]) -> dict[int, Recipient.Hold]:
    """Of these contributions the ones because of which nobody is written to, and why."""
    found: dict[int, Recipient.Hold] = {}
    for function in _knows:
        found |= function(contributions)
    return found


# Nor are they asked whether we heard them right.
asking.spares(held)
