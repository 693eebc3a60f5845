# SPDX-License-Identifier: MIT
"""What became of contributions, step by step: this room knows that they were said and read; rooms
above add what they know by registering a function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from baton.listening.models import Contribution
from baton.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step: what is linked of it comes first, then the rest of what is said."""

    name: str
    at: datetime
    detail: str
    link: str = ""
    href: str = ""
    #: Still to come: `at` is when it is due. Or dropped: nobody did it in time.
    is_to_come: bool = False
    is_dropped: bool = False
    #: Stands in place of the day where there is none.
    when: str = ""
    #: What comes first on one day, where some of it is known to the day only.
    rank: int = 0
    #: What kind of step it is, for who must know it whatever its name is in the page's language.
    code: str = ""


#: Some contributions, as an organisation sees them → by their keys, what somebody knows of them.
Teller = Callable[[Organisation, Sequence[Contribution]], Mapping[int, Sequence[Step]]]

_tellers: list[Teller] = []


def tells(teller: Teller) -> Teller:
    """Register the decorated function. It is asked of many contributions at once, and leaves out
    those of which it knows nothing."""
    _tellers.append(teller)
    return teller


def told_of(
    organisation: Organisation, contributions: Sequence[Contribution]
) -> dict[int, list[Step]]:
    """What rooms above know of each, the earliest first and what is to come last."""
    found: dict[int, list[Step]] = defaultdict(list)
    for teller in _tellers:
        for key, steps in teller(organisation, contributions).items():
            found[key].extend(steps)
    return {key: in_order(steps) for key, steps in found.items()}


def in_order(steps: Sequence[Step]) -> list[Step]:
    """By the day on which they were, what is to come last."""
    return sorted(
        steps,
        key=lambda each: (each.is_to_come, timezone.localdate(each.at), each.rank, each.at),
    )


def latest(steps: Sequence[Step]) -> Step | None:
    """The last that has come to pass, a baton dropped among them."""
    return next((each for each in reversed(steps) if not each.is_to_come), None)
