# SPDX-License-Identifier: MIT
"""Who else must know of each new finding, in its own transaction: the batons, which hold it."""

from __future__ import annotations

from collections.abc import Callable

from baton.improving.findings.models import Finding

Told = Callable[[Finding], None]

_told: list[Told] = []


def tells(told: Told) -> Told:
    """Register the decorated function. It is called once for each finding that is begun."""
    _told.append(told)
    return told


def tell(finding: Finding) -> None:
    for told in _told:
        told(finding)
