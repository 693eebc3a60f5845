# SPDX-License-Identifier: MIT
"""What still lies in a stage, as rooms above know it: findings in somebody's hands.

A stage cannot be closed over it unless somebody says why; then each room that has something there
is told, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from baton.programmes.models import Programme, Stage

By = models.Model | str


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies in a stage: how many, in words, and the page on which each is dealt with."""

    number: int
    says: str
    href: str


Keeper = Callable[[Stage], Lying | None]
Left = Callable[[Stage, By], object]

_keepers: list[Keeper] = []
_left: list[Left] = []


def keeps(keeper: Keeper) -> Keeper:
    """Register the decorated function. It tells what lies in a stage; None for nothing."""
    _keepers.append(keeper)
    return keeper


def leaves(left: Left) -> Left:
    """Register the decorated function. It is called when a stage is closed over what lies in it."""
    _left.append(left)
    return left


def lying(stage: Stage) -> list[Lying]:
    found = (keeper(stage) for keeper in _keepers)
    return [each for each in found if each is not None]


def lying_in(programme: Programme) -> list[Lying]:
    """In any of its stages."""
    return [each for stage in programme.stages.all() for each in lying(stage)]


def leave(stage: Stage, *, by: By) -> None:
    for left in _left:
        left(stage, by)
