# SPDX-License-Identifier: MIT
"""Voices answered: how many of those who spoke were told what came of it, after how many days, by
channel and by what people stated of themselves. Are some answered less?

Who was told by name counts; a notice on a wall does not, and is told beside it. Groups of fewer
than five are hidden, and what they could be worked out from.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet
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
_SECONDS_A_DAY = 86_400


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
    waits = [days for _, days in _waits(organisation, _since())]
    return len(waits), _median(waits)


def overall(organisation: Organisation) -> Answered:
    """All of a year, and by channel."""
    since = _since()
    rows = _heard(organisation, since).values_list("channel").annotate(Count("pk"))
    heard = dict(rows.order_by())
    days: dict[str, list[int]] = defaultdict(list)
    for channel, wait in _waits(organisation, since):
        days[channel].append(wait)
    channels = [
        Group(
            registry.name_of(channel),
            number if number >= FEWEST else None,
            len(days[channel]) if number >= FEWEST else None,
            _median(days[channel]) if len(days[channel]) >= FEWEST else None,
        )
        for channel, number in sorted(heard.items(), key=lambda row: -row[1])
    ]
    waits = [each for some in days.values() for each in some]
    return Answered(
        sum(heard.values()), len(waits), _by_notice(organisation, since), _median(waits), channels
    )


def _since() -> datetime:
    day = clock.today() - WITHIN
    return timezone.make_aware(datetime.combine(day, time.min))


def _heard(organisation: Organisation, since: datetime) -> QuerySet[Contribution]:
    return organisation.contributions.filter(received_at__gte=since)


def _waits(organisation: Organisation, since: datetime) -> list[tuple[str, int]]:
    """Of each voice that was answered its channel, and the days until then; the first time."""
    rows = Behind.objects.filter(
        recipient__state=State.SENT,
        recipient__reply__organisation=organisation,
        contribution__received_at__gte=since,
    ).values_list(
        "contribution",
        "contribution__channel",
        "contribution__received_at",
        "recipient__sent_at",
    )
    first: dict[int, tuple[str, int]] = {}
    for key, channel, received, sent in rows.order_by("-recipient__sent_at"):
        if sent is None:
            continue
        first[key] = (channel, int((sent - received).total_seconds() // _SECONDS_A_DAY))
    return list(first.values())


def _by_notice(organisation: Organisation, since: datetime) -> int:
    rows = Behind.objects.filter(
        recipient__state=State.NOTICE,
        recipient__reply__organisation=organisation,
        recipient__reply__is_public=True,
        recipient__reply__sent_at__isnull=False,
        contribution__received_at__gte=since,
    )
    return rows.values("contribution").distinct().count()


def _median(days: Iterable[int]) -> int | None:
    listed = list(days)
    return round(statistics.median(listed)) if listed else None


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
    sent = Behind.objects.filter(contribution=OuterRef("pk"), recipient__state=State.SENT)
    rows = (
        _heard(organisation, _since())
        .filter(characteristics__isnull=False)
        .annotate(was_told=Exists(sent))
        .values_list("characteristics", "was_told")
        .annotate(Count("pk"))
        .order_by()
    )
    heard: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for key, was_told, number in rows:
        value = values.get(key) if key is not None else None
        if value is not None:
            heard[str(value)] += number
            told[str(value)] += number if was_told else 0
    return heard, told
