# SPDX-License-Identifier: MIT
"""Reading groups: what they are for, who sits in them, and how what they say reaches a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Max, Min, Prefetch, QuerySet

from baton.people.groups.models import (
    SEATS_OF_PARTNERS,
    SEATS_OF_PEOPLE,
    Group,
    Holding,
    Seat,
)
from baton.people.models import Organisation

#: Those for which a vacancy means that somebody from outside is not heard.
SEATS_FROM_OUTSIDE = (*SEATS_OF_PEOPLE, *SEATS_OF_PARTNERS)
_IN_ORDER = {kind: place for place, kind in enumerate(Seat.Kind)}


def groups(organisation: Organisation) -> QuerySet[Group]:
    """Every group that a body ever had, by name."""
    return organisation.groups.select_related("organisation", "reports_to").order_by("name", "pk")


def current(organisation: Organisation) -> QuerySet[Group]:
    """The groups that last, by name."""
    return groups(organisation).current()  # type: ignore[attr-defined, no-any-return]


def by_purpose(organisation: Organisation, purpose: str) -> QuerySet[Group]:
    """Those that last and have a purpose, by name."""
    return current(organisation).filter(purpose=purpose)


def named(organisation: Organisation, name: str) -> Group | None:
    """The lasting group of this name, whatever its capitals."""
    # SQLite compares capitals of ASCII only, and a body has some dozens of groups.
    same = (each for each in current(organisation) if each.name.casefold() == name.casefold())
    return next(same, None)


def seats(organisation: Organisation) -> QuerySet[Seat]:
    """The seats that may be filled: of groups that last, and not removed."""
    return Seat.objects.filter(
        group__organisation=organisation, group__ended_on=None, removed_on=None
    ).select_related("group__organisation")


def holdings(organisation: Organisation) -> QuerySet[Holding]:
    """Everybody who ever held a seat in a body's groups."""
    return Holding.objects.filter(seat__group__organisation=organisation).select_related(
        "seat__group__organisation", "account", "stakeholder"
    )


def holder(seat: Seat) -> Holding | None:
    """Who holds it now."""
    return seat.holdings.filter(left_on=None).first()


def last_left_on(seat: Seat) -> date | None:
    """When the last of those who held it before left."""
    left: date | None = seat.holdings.aggregate(last=Max("left_on"))["last"]
    return left


def first_held_on(group: Group) -> date | None:
    """Since when anybody has had a seat in it."""
    held: date | None = Holding.objects.filter(seat__group=group).aggregate(first=Min("began_on"))[
        "first"
    ]
    return held


def last_changed_on(group: Group) -> date:
    """When somebody last took or left one of its seats; without any, when it began."""
    days = Holding.objects.filter(seat__group=group).aggregate(Max("began_on"), Max("left_on"))
    changed: list[date] = [group.began_on, *filter(None, days.values())]
    return max(changed)


def line(group: Group) -> list[Group]:
    """The group, the one that it reports to, and so on up; it stops at one that has ended."""
    everyone = {each.pk: each for each in Group.objects.filter(organisation=group.organisation_id)}
    return _line(group, everyone)


def _line(group: Group, everyone: dict[int, Group]) -> list[Group]:
    steps = [group]
    # The database cannot refuse a loop, so that reading one must come to an end.
    while (above := everyone.get(steps[-1].reports_to_id or 0)) and above not in steps:
        steps.append(above)
        if above.ended_on is not None:
            break
    return steps


@dataclass(frozen=True, slots=True)
class Place:
    """One seat, and who holds it. In a group that has ended: who held it at the end."""

    seat: Seat
    holding: Holding | None
    #: When the last holder left a seat that nobody holds; None where nobody ever did.
    vacant_since: date | None


@dataclass(frozen=True)
class Roll:
    """A group, its seats, and the groups through which it reports upward."""

    group: Group
    line: Sequence[Group]

    @cached_property
    def places(self) -> list[Place]:
        """The seats that there are, the chair first."""
        there = [each for each in self.group.seats.all() if each.removed_on is None]
        there.sort(key=lambda seat: (_IN_ORDER[Seat.Kind(seat.kind)], seat.title, seat.pk))
        return [self._place(seat) for seat in there]

    def _place(self, seat: Seat) -> Place:
        held = sorted(seat.holdings.all(), key=lambda each: (each.began_on, each.pk))
        at_the_end = self.group.ended_on
        now = [each for each in held if each.left_on == at_the_end]
        if now:
            return Place(seat, now[-1], None)
        return Place(seat, None, max((e.left_on for e in held if e.left_on), default=None))

    @cached_property
    def left(self) -> list[Holding]:
        """Those who held a seat before, the last to leave first."""
        now = {place.holding for place in self.places}
        before = [
            each for seat in self.group.seats.all() for each in seat.holdings.all() if each.left_on
        ]
        before.sort(key=lambda each: (each.left_on, each.pk), reverse=True)
        return [each for each in before if each not in now]

    @property
    def held(self) -> list[Holding]:
        return [place.holding for place in self.places if place.holding]

    def seats(self, kinds: Collection[str] = Seat.Kind.values) -> int:
        """How many seats there are, of some kinds or of all."""
        return sum(place.seat.kind in kinds for place in self.places)

    def filled(self, kinds: Collection[str] = Seat.Kind.values) -> int:
        return sum(place.seat.kind in kinds for place in self.places if place.holding)

    def vacant(self, kinds: Collection[str] = Seat.Kind.values) -> int:
        return self.seats(kinds) - self.filled(kinds)


def _with_seats(found: QuerySet[Group]) -> QuerySet[Group]:
    held = Holding.objects.select_related("account", "stakeholder", "seat")
    return found.prefetch_related("seats", Prefetch("seats__holdings", queryset=held))


def roll(group: Group) -> Roll:
    """All that a group's page shows."""
    full = _with_seats(groups(group.organisation)).get(pk=group.pk)
    return Roll(full, line(full))


def rolls(organisation: Organisation, found: QuerySet[Group]) -> list[Roll]:
    """Some groups of a body with their seats, in few questions to the database."""
    everyone = {each.pk: each for each in groups(organisation)}
    return [Roll(each, _line(each, everyone)) for each in _with_seats(found)]


def grouped(found: Iterable[Roll]) -> list[tuple[Group.Purpose, list[Roll]]]:
    """By purpose; those that no group has are left out."""
    by: dict[str, list[Roll]] = {}
    for each in found:
        by.setdefault(each.group.purpose, []).append(each)
    return [(purpose, by[purpose]) for purpose in Group.Purpose if purpose in by]


def vacancies_by_kind(one: Roll) -> list[tuple[str, int]]:
    """How many seats of each kind nobody holds, the kind as people read it."""
    kinds = [(kind.label, one.vacant({kind})) for kind in Seat.Kind]
    return [(label, many) for label, many in kinds if many]
