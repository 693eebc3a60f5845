# SPDX-License-Identifier: MIT
"""What became of what a partner sent, step by step.

This room knows that it was received, read and withdrawn; rooms above add what they know, such as
themes, decisions and replies, by registering a function.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from baton.listening.channels.partner.models import Item
from baton.ui.speech import gettext


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: `code` for machines, `says` in a sentence for people."""

    code: str
    at: datetime
    says: str


#: Some items → by their keys, what somebody knows of them.
Teller = Callable[[Sequence[Item]], Mapping[int, Sequence[Step]]]

_tellers: list[Teller] = []


def tells(teller: Teller) -> Teller:
    """Register the decorated function. It is asked of many items at once, and leaves out those of
    which it knows nothing."""
    _tellers.append(teller)
    return teller


def steps_of(items: Sequence[Item]) -> dict[int, list[Step]]:
    """The steps of each item, the earliest first. What was withdrawn tells no more than that."""
    found: dict[int, list[Step]] = defaultdict(list)
    for teller in _tellers:
        for key, steps in teller(items).items():
            found[key].extend(steps)
    told = {}
    for item in items:
        known = [] if item.contribution.withdrawn_at else found[item.pk]
        # Whoever knows the themes says more of them than we do.
        own = [each for each in _own(item) if each.code not in {step.code for step in known}]
        told[item.pk] = sorted([*own, *known], key=lambda each: each.at)
    return told


def _own(item: Item) -> list[Step]:
    contribution = item.contribution
    steps = [Step("received", contribution.received_at, gettext("Received and kept."))]
    if contribution.withdrawn_at:
        said = gettext("Withdrawn, at the person’s request. Its words are gone.")
        steps.append(Step("withdrawn", contribution.withdrawn_at, said))
    elif contribution.coded_at and contribution.words:
        steps.append(Step("themed", contribution.coded_at, gettext("Read, and its themes noted.")))
    return steps


def state_of(steps: Sequence[Step]) -> str:
    """How it stands now: the code of the last step."""
    return steps[-1].code
