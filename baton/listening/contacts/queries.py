# SPDX-License-Identifier: MIT
"""Whose contributions are known, and how those people are reached."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from baton.listening.contacts.models import Contact, Reachable

#: Keys that a database is asked of at once.
_AT_ONCE = 500


def parts(keys: Collection[int], most: int = _AT_ONCE) -> Iterator[list[int]]:
    """Keys in order, so many at a time."""
    listed = sorted(keys)
    for at in range(0, len(listed), most):
        yield listed[at : at + most]


def reached_by(contributions: Collection[int]) -> dict[int, Contact]:
    """By key, the contact of whoever said it, where it is known."""
    found: dict[int, Contact] = {}
    for part in parts(contributions):
        rows = Reachable.objects.filter(contribution__in=part).select_related("contact")
        found.update({each.contribution_id: each.contact for each in rows})
    return found


def all_of(contacts: Collection[int]) -> dict[int, list[int]]:
    """All that each of these people said, by key of their contact: not of one finding only."""
    found: dict[int, list[int]] = {}
    for part in parts(contacts):
        rows = Reachable.objects.filter(contact__in=part).values_list("contact", "contribution")
        for contact, contribution in rows:
            found.setdefault(contact, []).append(contribution)
    return found
