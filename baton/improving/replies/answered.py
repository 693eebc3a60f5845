# SPDX-License-Identifier: MIT
"""Voices answered: how many of those who spoke were told what came of it, after how many days, by
channel and by what people stated of themselves. Are some answered less?

Who was told by name counts; a notice on a wall does not, and is told beside it. Groups of fewer
than five are hidden, and what they could be worked out from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from baton.analysis import shares
from baton.analysis.disclosure import Figures, Protected, protect, table_key
from baton.core import clock
from baton.improving.replies.models import Behind, Recipient
from baton.listening import registry
from baton.listening.models import Contribution
from baton.people.models import Organisation
from baton.understanding import stated

State = Recipient.State
#: Of voices that arrived within so many days.
WITHIN = timedelta(days=365)
#: Fewer people than this are not told of.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Group:
    """So many of a group spoke, and so many of them were told; None where that is hidden."""

    name: str
    heard: int | None
    answered: int | None
    days: int | None = None

    @property
    def share(self) -> float | None:
        if self.heard is None or self.answered is None or not self.heard:
            return None
        return self.answered / self.heard


@dataclass(frozen=True, slots=True)
class Answered:
    """The voices of a year, and what came back to them."""

    heard: int
    answered: int
    by_notice: int
    days: int | None
    channels: list[Group]

    @property
    def share(self) -> float | None:
        return self.answered / self.heard if self.heard else None


def headline(organisation: Organisation) -> tuple[int, int | None]:
    """How many voices of the year were answered, and the days it took half of them."""
    waits = _waits(organisation, _since())
    together = sum(waits.values(), Counter[int]())
    return together.total(), _median(together)


def overall(organisation: Organisation) -> Answered:
    """All of a year, and by channel."""
    since = _since()
    rows = _heard(organisation, since).values_list("channel").annotate(Count("pk"))
    heard = dict(rows.order_by())
    waits = _waits(organisation, since)
    channels = [
        _channel(channel, number, waits.get(channel, Counter()))
        for channel, number in sorted(heard.items(), key=lambda row: -row[1])
    ]
    together = sum(waits.values(), Counter[int]())
    by_notice = _by_notice(organisation, since)
    return Answered(sum(heard.values()), together.total(), by_notice, _median(together), channels)


def _channel(channel: str, heard: int, waits: Counter[int]) -> Group:
    name, answered = registry.name_of(channel), waits.total()
    if heard < FEWEST:
        return Group(name, None, None)
    return Group(name, heard, answered, _median(waits) if answered >= FEWEST else None)


def _since() -> datetime:
    day = clock.today() - WITHIN
    return timezone.make_aware(datetime.combine(day, time.min))


def _heard(organisation: Organisation, since: datetime) -> QuerySet[Contribution]:
    return organisation.contributions.filter(received_at__gte=since)


def _told(organisation: Organisation, since: datetime) -> QuerySet[Behind]:
    """The first time that each voice was answered."""
    sent = Behind.objects.filter(recipient__state=State.SENT)
    earlier = sent.filter(
        contribution=OuterRef("contribution"),
        recipient__sent_at__lt=OuterRef("recipient__sent_at"),
    )
    return sent.filter(
        ~Exists(earlier),
        recipient__reply__organisation=organisation,
        contribution__received_at__gte=since,
    )


def _waits(organisation: Organisation, since: datetime) -> dict[str, Counter[int]]:
    """By channel, how many voices waited so many days; counted in the database, by pairs of days,
    of which there are few: many are told on one day."""
    rows = (
        _told(organisation, since)
        .values_list(
            "contribution__channel",
            TruncDate("contribution__received_at"),
            TruncDate("recipient__sent_at"),
        )
        .annotate(Count("pk"))
        .order_by()
    )
    waits: dict[str, Counter[int]] = defaultdict(Counter)
    for channel, received, sent, number in rows:
        waits[str(channel)][(sent - received).days] += number
    return waits


def _by_notice(organisation: Organisation, since: datetime) -> int:
    rows = Behind.objects.filter(
        recipient__state=State.NOTICE,
        recipient__reply__organisation=organisation,
        recipient__reply__is_public=True,
        recipient__reply__sent_at__isnull=False,
        contribution__received_at__gte=since,
    )
    return rows.values("contribution").distinct().count()


def _median(waits: Counter[int]) -> int | None:
    """Half waited so many days at most.

    >>> _median(Counter({3: 2, 7: 1, 30: 2}))
    7
    """
    half = waits.total() / 2
    for days in sorted(waits):
        half -= waits[days]
        if half <= 0:
            return days
    return None


def by_stated(organisation: Organisation, name: str) -> list[Group]:
    """Of those who stated each value under a name: how many spoke, and how many were answered."""
    values = stated.keys([organisation], name)
    heard, told = _counted(organisation, values)
    groups = sorted(heard)
    if heard.total() < FEWEST:
        return []
    figures = Figures()
    figures.add_table(
        {"value": range(len(groups)), "told": (True, False)},
        {
            (at, was_told): told[value] if was_told else heard[value] - told[value]
            for at, value in enumerate(groups)
            for was_told in (True, False)
        },
    )
    safe = protect(figures)
    return [_group(safe, at, value) for at, value in enumerate(groups)]


def _group(safe: Protected, at: int, value: str) -> Group:
    whole = safe.value(table_key(("value",), (at,)))
    told = safe.value(table_key(("value", "told"), (at, True)))
    return Group(value, whole, told)


def together(groups: Iterable[Group]) -> float | None:
    """The share of all whose group is told."""
    told = [each for each in groups if each.heard and each.answered is not None]
    heard = sum(each.heard or 0 for each in told)
    return sum(each.answered or 0 for each in told) / heard if heard else None


def less(groups: Iterable[Group], overall: float | None) -> list[Group]:
    """Those that are answered less than all together, by more than chance would have it."""
    if overall is None:
        return []
    return [
        each
        for each in groups
        if each.heard
        and each.answered is not None
        and shares.share(each.answered, each.heard).upper < overall
    ]


def _counted(
    organisation: Organisation, values: Mapping[int, str]
) -> tuple[Counter[str], Counter[str]]:
    since = _since()
    rows = _heard(organisation, since).filter(characteristics__isnull=False)
    heard = _by_value(rows.values_list("characteristics"), values)
    told = _told(organisation, since).filter(contribution__characteristics__isnull=False)
    return heard, _by_value(told.values_list("contribution__characteristics"), values)


def _by_value(rows: QuerySet[Any, Any], values: Mapping[int, str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, number in rows.annotate(Count("pk")).order_by():
        if key in values:
            found[values[key]] += number
    return found
