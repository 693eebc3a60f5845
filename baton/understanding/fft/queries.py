# SPDX-License-Identifier: MIT
"""Which services a return counts, and what was answered of them in a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import CharField, Count, Min, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from baton.core import clock, periods
from baton.people.models import Organisation
from baton.places import queries as places
from baton.places.models import Service
from baton.understanding.fft import deadlines
from baton.understanding.fft.layout import SETTINGS, LevelName, Setting
from baton.understanding.fft.models import BoardAbove, Columns, Eligible, Reported, Sent

#: The kinds of service by which a level is known, the best first; the nearest above counts.
_KINDS: dict[LevelName, tuple[frozenset[str], ...]] = {
    "board": (frozenset({"board"}),),
    "organisation": (frozenset({"trust", "practice"}),),
    "site": (frozenset({"site"}),),
    "unit": (frozenset({"ward"}), frozenset({"service"})),
}
_NOT_STATED: dict[LevelName, str] = {
    "board": "ICB not stated",
    "organisation": "Organisation not stated",
    "site": "Site not stated",
    "unit": "Not stated",
}


class Step(NamedTuple):
    """What stands at a level above a row, and in the row itself."""

    code: str
    name: str

    @property
    def key(self) -> str:
        return self.code or self.name


class Answered(NamedTuple):
    """So many answers of one score, about one service, collected in one way."""

    service: int | None
    score: int
    mode: int | None
    is_dated: bool
    number: int


def reported(organisation: Organisation) -> QuerySet[Reported]:
    """The services that returns count, in the order of the tree's own names."""
    rows = Reported.objects.filter(organisation=organisation).select_related("service__parent")
    return rows.order_by("setting", "service__path")


def in_use(organisation: Organisation) -> list[Setting]:
    """The settings that have a service, in the usual order."""
    codes = set(
        Reported.objects.filter(organisation=organisation).values_list("setting", flat=True)
    )
    return [each for code, each in SETTINGS.items() if code in codes]


def board_above(organisation: Organisation) -> BoardAbove | None:
    return BoardAbove.objects.filter(organisation=organisation).first()


def columns_of(organisation: Organisation, shape: str) -> dict[str, str]:
    """Which column was what in the last file that looked like this one."""
    kept = Columns.objects.filter(organisation=organisation, shape=shape).first()
    return dict(kept.chosen) if kept else {}


def sent(organisation: Organisation, setting: Setting, month: date) -> Sent | None:
    found = Sent.objects.filter(organisation=organisation, setting=setting.code, month=month)
    return found.select_related("by").first()


def answers(organisation: Organisation, month: date) -> list[Answered]:
    """What was answered in a month, each person once however many words they added.

    Who wrote into two boxes of a form gave one score: the same person, at the same moment.
    """
    first = _begins(month)
    last = _begins(periods.following(month, "month"))
    moment = Concat("respondent", Value(" "), Cast("said_at", CharField()))
    people = Count(moment, distinct=True, filter=~Q(respondent=""))
    rows = (
        organisation.contributions.filter(
            withdrawn_at=None, score__isnull=False, said_at__gte=first, said_at__lt=last
        )
        .values_list("service", "score", "mode", "said_precision")
        .annotate(number=people + Count("pk", filter=Q(respondent="")))
        .order_by()
    )
    return [
        Answered(service, score, mode, precision != "unknown", number)
        for service, score, mode, precision, number in rows
    ]


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def last_month(today: date | None = None) -> date:
    """The first day of the last month that is over."""
    first = periods.start(today or clock.today(), "month")
    return periods.start(first - timedelta(days=1), "month")


@dataclass(slots=True)
class Tree:
    """The services of a body, each with the setting that it is reported in and its way there."""

    organisation: Organisation
    services: dict[int, Service] = field(default_factory=dict)
    reported: dict[int, Reported] = field(default_factory=dict)
    parents: set[int | None] = field(default_factory=set)
    above: BoardAbove | None = None

    @classmethod
    def of(cls, organisation: Organisation) -> Tree:
        services = {each.pk: each for each in places.tree(organisation)}
        return cls(
            organisation,
            services,
            {each.service_id: each for each in reported(organisation)},
            {each.parent_id for each in services.values()},
            board_above(organisation),
        )

    def lineage(self, service: Service) -> list[Service]:
        """It and all that it lies in, from itself upwards."""
        keys = service.path.strip("/").split("/")
        return [self.services[int(key)] for key in reversed(keys)]

    def setting_of(self, service: Service) -> str:
        """The setting whose return counts it, or none."""
        found = self._nearest(service)
        return found.setting if found else ""

    def department_of(self, service: Service) -> str:
        """Which type of accident and emergency it is, where somebody said so."""
        found = self._nearest(service)
        return found.department if found else ""

    def _nearest(self, service: Service) -> Reported | None:
        """What was said of it, or of the nearest that it lies in."""
        for each in self.lineage(service):
            if (found := self.reported.get(each.pk)) is not None:
                return found
        return None

    def within(self, setting: Setting) -> list[Service]:
        """Every service that the return of a setting counts."""
        return [each for each in self.services.values() if self.setting_of(each) == setting.code]

    def leaves(self, setting: Setting, month: date) -> list[Service]:
        """Those of them in which nothing else lies, and that had not ended before a month.

        From when they were there is not asked: trees are mostly typed in later.
        """
        return [
            each
            for each in self.within(setting)
            if each.pk not in self.parents and (each.valid_to is None or each.valid_to >= month)
        ]

    def standing(self, service: Service, level: LevelName) -> Service | None:
        """What it lies in at a level: itself, or what is nearest to it."""
        lineage = self.lineage(service)
        for kinds in _KINDS[level]:
            if (found := next((each for each in lineage if each.kind in kinds), None)) is not None:
                return found
        return None

    def way(self, service: Service, setting: Setting) -> tuple[Step, ...]:
        """Code and name at each level of a setting, from the top down."""
        return tuple(self._step(service, level) for level in setting.levels)

    def _step(self, service: Service, level: LevelName) -> Step:
        found = self.standing(service, level)
        if level == "board":
            return self._board(found)
        if found is None:
            return Step("", _NOT_STATED[level])
        return Step(found.code, found.name)

    def _board(self, found: Service | None) -> Step:
        """As the tree has it; else as it was typed; else the body that this one belongs to."""
        if found is not None and found.code:
            return Step(found.code, found.name)
        if self.above is not None:
            return Step(self.above.code, self.above.name)
        parent = self.organisation.parent
        if found is None and parent is not None and parent.kind == parent.Kind.ICB:
            return Step("", parent.name)
        return Step("", found.name if found else _NOT_STATED["board"])


def eligible(organisation: Organisation, setting: Setting, month: date) -> dict[int, int]:
    """Numbers of people who could have answered, by the key of their service."""
    rows = Eligible.objects.filter(organisation=organisation, setting=setting.code, month=month)
    return dict(rows.values_list("service", "number"))


@dataclass(frozen=True, slots=True)
class Due:
    """The return of a month that is not marked as sent."""

    setting: Setting
    month: date
    on: date

    @property
    def is_late(self) -> bool:
        return self.on < clock.today()


def due(organisation: Organisation) -> list[Due]:
    """Last month's returns that somebody has still to send, of settings with a known day."""
    month = last_month()
    return [
        Due(setting, month, day)
        for setting in _begun_before(organisation, month)
        if (day := deadlines.deadline(setting, month)) is not None
        and sent(organisation, setting, month) is None
    ]


def late(organisation: Organisation, month: date) -> set[str]:
    """The settings whose return of a month is past its day and still to be sent."""
    return {each.setting.code for each in due(organisation) if each.is_late and each.month == month}


def _begun_before(organisation: Organisation, month: date) -> Iterable[Setting]:
    """Settings that had a service before the day by which the month's return was due."""
    rows = Reported.objects.filter(organisation=organisation).values_list("setting")
    first: Sequence[tuple[str, date]] = list(rows.annotate(first=Min("since")))
    since = dict(first)
    for code, setting in SETTINGS.items():
        day = deadlines.deadline(setting, month)
        if code in since and (day is None or since[code] <= day):
            yield setting
