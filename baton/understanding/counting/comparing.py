# SPDX-License-Identifier: MIT
"""Two periods, services or groups beside one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from baton.analysis.shares import Difference, Share, difference, level_of_each, share
from baton.people.models import Organisation
from baton.understanding.counting.overview import FEWEST_TOLD, Count, Overview, overview
from baton.understanding.counting.selection import Asked
from baton.understanding.counting.spans import Span
from baton.understanding.filters import Filters, read
from baton.understanding.models import Codebook, Theme
from baton.warehouse import engine

#: What the second side may change of the first one's filters, as it stands in the address.
CHANGED = {
    "from": "other-from",
    "to": "other-to",
    "service": "other-service",
    "who": "other-who",
    "channel": "other-channel",
}


Sides = tuple[Filters, Filters]


@dataclass(frozen=True, slots=True)
class Beside:
    """A theme on both sides. Shares are None where they would tell of few people."""

    theme: Theme
    one: Share | None
    other: Share | None
    difference: Difference | None

    @property
    def is_sure(self) -> bool:
        return self.difference is not None and self.difference.is_sure


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two selections: their filters, how many coded comments each has, and every theme."""

    one: Filters
    other: Filters
    counted: tuple[Count, Count]
    themes: list[Beside]
    #: They have comments in common: then no interval holds.
    overlap: bool

    @property
    def sure(self) -> list[Beside]:
        """The themes that surely differ, the largest difference first."""
        found = [(abs(b.difference.estimate), b) for b in self.themes if b.difference and b.is_sure]
        return [beside for _, beside in sorted(found, key=lambda each: -each[0])]


def changed(given: Mapping[str, str]) -> dict[str, str]:
    """What an address asks the second side to change, by the filter's name."""
    return {name: given[key] for name, key in CHANGED.items() if given.get(key)}


def compare(
    organisation: Organisation, one: Filters, other: Filters, reader: engine.Reader
) -> Comparison:
    """Count both sides and set every theme of either beside the other's."""
    seen = [overview(Asked(organisation, each), reader) for each in (one, other)]
    overlap = not _are_apart(seen[0], seen[1])
    spoken = {figure.theme.pk: figure.theme for each in seen for figure in each.figures}
    level = level_of_each(len(spoken))
    few = one.who is not None or other.who is not None
    first, second = seen[0].counted, seen[1].counted
    rows = []
    for theme in spoken.values():
        shares = [_share(each, theme, level, few=few) for each in (first, second)]
        known = [each for each in shares if each is not None]
        apart = difference(known[0], known[1]) if len(known) == 2 and not overlap else None
        rows.append(Beside(theme, shares[0], shares[1], apart))
    rows.sort(key=lambda row: -max(first.total_of(row.theme), second.total_of(row.theme)))
    return Comparison(one, other, (first, second), rows, overlap)


def _share(count: Count, theme: Theme, level: float, *, few: bool) -> Share | None:
    spoken = count.total_of(theme)
    if few and 0 < min(spoken, count.comments.total) < FEWEST_TOLD:
        return None
    return share(spoken, count.comments.total, level=level)


def _are_apart(one: Overview, other: Overview) -> bool:
    """Whether no comment can be on both sides."""
    first, second = one.asked.selection, other.asked.selection
    if _spans_apart(first.span, second.span):
        return True
    services = first.services, second.services
    if None not in services and not set(services[0] or ()) & set(services[1] or ()):
        return True
    channels = {first.channel, second.channel}
    if "" not in channels and len(channels) == 2:
        return True
    who, whose = one.asked.filters.who, other.asked.filters.who
    return who is not None and whose is not None and who[0] == whose[0] and who != whose


def _spans_apart(one: Span, other: Span) -> bool:
    return any(
        early.until is not None and late.since is not None and early.until <= late.since
        for early, late in ((one, other), (other, one))
    )


def other_side(given: Mapping[str, str], organisation: Organisation, codebook: Codebook) -> Filters:
    """What an address asks the second side to change."""
    return read(changed(given), organisation, codebook, [])


def sides(filters: Filters, other: Filters, reader: engine.Reader, asker: Organisation) -> Sides:
    """What is set beside what: the filters, and the same with those that the other side names; of
    themselves, these days and the days before."""
    if not other:
        seen = overview(Asked(asker, filters), reader)
        return _of_days(filters, seen.lately), _of_days(filters, seen.before)
    names = ("said_from", "said_to", "service", "who", "channel")
    named = {name: getattr(other, name) for name in names if getattr(other, name)}
    return filters, replace(filters, **named)


def _of_days(filters: Filters, span: Span) -> Filters:
    until = span.until
    last = until - timedelta(days=1) if until else None
    return replace(filters, said_from=span.since, said_to=last)
