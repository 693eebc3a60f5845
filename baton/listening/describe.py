# SPDX-License-Identifier: MIT
"""How screens describe a contribution: when it was said, and which of its words stand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from baton.listening import registry
from baton.listening.models import Contribution
from baton.ui import words as written
from baton.ui.wording import _


class Passage(NamedTuple):
    """A run of words, the concerns (from 1) that it belongs to, and those that end with it."""

    text: str
    of: tuple[int, ...]
    ends: tuple[int, ...]


def when_said(contribution: Contribution) -> str:
    """As exactly as we know it, and no more."""
    said = contribution.said_at
    match contribution.said_precision:
        case Contribution.Precision.MOMENT:
            return written.moment(said)
        case Contribution.Precision.MONTH:
            return f"{written.local(said):%B %Y}"
        case Contribution.Precision.UNKNOWN:
            return _("Day not known, reached us %(day)s") % {
                "day": written.day(contribution.received_at)
            }
    return written.long_day(said)


def briefly_said(contribution: Contribution) -> str:
    """The same, as short as a column of a list."""
    match contribution.said_precision:
        case Contribution.Precision.MONTH:
            return f"{written.local(contribution.said_at):%b %Y}"
        case Contribution.Precision.UNKNOWN:
            return _("No day")
    return written.short_day(contribution.said_at)


def how_said(contribution: Contribution) -> list[str]:
    """When, where and by which channel, in as many words as a list has room for."""
    where = [contribution.service.name] if contribution.service else []
    return [when_said(contribution), *where, registry.name_of(contribution.channel)]


def passages(words: str, concerns: Sequence[Mapping[str, Any]]) -> list[Passage]:
    """`words` cut where concerns begin and end, so that each part can be marked with its concerns.

    >>> [part.text for part in passages("I feel unsafe at home.", [{"start": 7, "end": 13}])]
    ['I feel ', 'unsafe', ' at home.']
    """
    spans = [
        (number, max(int(each["start"]), 0), min(int(each["end"]), len(words)))
        for number, each in enumerate(concerns, start=1)
    ]
    cuts = sorted({0, len(words), *(at for _, start, end in spans for at in (start, end))})
    return [
        Passage(
            words[begin:stop],
            tuple(number for number, start, end in spans if start <= begin and stop <= end),
            tuple(number for number, start, end in spans if start < end == stop),
        )
        for begin, stop in pairwise(cuts)
        if begin < stop <= len(words)
    ]
