# SPDX-License-Identifier: MIT
"""Reading registers: who has a stake, how they stand now and stood before, what passed between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Count, QuerySet

from baton.core import clock
from baton.people.models import Organisation
from baton.people.stakeholders import strategy
from baton.people.stakeholders.models import (
    USUAL_MINUTES,
    Allocation,
    AllocationLine,
    Assessment,
    Contact,
    KindMinutes,
    Register,
    Stakeholder,
)

#: How they moved is told since this long ago.
SOME_TIME = timedelta(days=183)


def stakeholders(organisation: Organisation) -> QuerySet[Stakeholder]:
    """Everybody in a body's registers today, by name."""
    return organisation.stakeholders.current().select_related("owner").order_by("name", "pk")


def named(organisation: Organisation, name: str) -> Stakeholder | None:
    """The stakeholder of this name, whatever its capitals."""
    name = " ".join(name.split())
    found = organisation.stakeholders.current().filter(name__iexact=name).first()
    if found is None and not name.isascii():
        # SQLite compares capitals of ASCII only.
        same = stakeholders(organisation)
        found = next((each for each in same if each.name.casefold() == name.casefold()), None)
    return found


def registers(organisation: Organisation) -> QuerySet[Register]:
    """The register of all the work first, then those of pieces of it by title."""
    return organisation.registers.order_by("-is_overall", "title", "pk")


def overall_register(organisation: Organisation) -> Register | None:
    """The register of all the work of a body; None before anybody was added."""
    return organisation.registers.filter(is_overall=True).first()


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands on the grid: power and interest from 1 to 5."""

    power: int
    interest: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody in a register: how they stand, and how they stood some time ago (None: as now)."""

    number: int
    stakeholder: Stakeholder
    assessment: Assessment
    before: Assessment | None

    @property
    def strategy(self) -> strategy.Strategy:
        return strategy.strategy_for(
            self.assessment.power,
            self.assessment.interest,
            faces_inequality=self.stakeholder.faces_inequality,
        )

    @property
    def place(self) -> Place:
        return Place(self.assessment.power, self.assessment.interest)

    @property
    def was_at(self) -> Place | None:
        """Another place where they stood some time ago."""
        if self.before is None:
            return None
        there = Place(self.before.power, self.before.interest)
        return there if there != self.place else None

    @property
    def gap(self) -> int:
        """Levels of engagement still to go; 0 where they stand as wished, or closer."""
        return max(self.assessment.desired - self.assessment.current, 0)

    @property
    def closer(self) -> int:
        """Levels that they came closer in that time; negative for further away."""
        return self.assessment.current - self.before.current if self.before else 0


def held(register: Register) -> QuerySet[Assessment]:
    """How everybody in a register stands now."""
    return (
        register.assessments.filter(superseded_at=None, stakeholder__ended_on=None)
        .select_related("stakeholder", "stakeholder__owner")
        .order_by("pk")
    )


def standings(register: Register) -> list[Standing]:
    """Everybody in a register, numbered: key players first, in each quarter by power, interest
    and name. What they moved from is as it was half a year ago."""
    then = clock.now() - SOME_TIME
    # In the order in which they were made: the last that was made by then is the one that held;
    # of somebody who came since, the first.
    earlier: dict[int, Assessment] = {}
    for old in register.assessments.exclude(superseded_at=None).order_by("made_at", "pk"):
        if old.stakeholder_id not in earlier or old.made_at <= then:
            earlier[old.stakeholder_id] = old
    unnumbered = []
    for now in held(register):
        before = earlier.get(now.stakeholder_id) if now.made_at > then else None
        unnumbered.append(Standing(0, now.stakeholder, now, before))
    ordered = sorted(unnumbered, key=_order)
    return [replace(each, number=number) for number, each in enumerate(ordered, start=1)]


def _order(standing: Standing) -> tuple[int, int, int, str]:
    judged = standing.assessment
    return (
        standing.strategy.order,
        -judged.power,
        -judged.interest,
        standing.stakeholder.name.casefold(),
    )


def not_in(register: Register) -> QuerySet[Stakeholder]:
    """Those of the body who are in no place of this register, by name."""
    inside = register.assessments.filter(superseded_at=None).values("stakeholder_id")
    return stakeholders(register.organisation).exclude(pk__in=inside)


def assessments_of(stakeholder: Stakeholder) -> list[Assessment]:
    """How somebody stands in each register, that of all the work first."""
    rows = stakeholder.assessments.filter(superseded_at=None).select_related("register")
    return list(rows.order_by("-register__is_overall", "register__title"))


def assessment(register: Register, stakeholder: Stakeholder) -> Assessment | None:
    return register.assessments.filter(stakeholder=stakeholder, superseded_at=None).first()


def reason_for(register: Register, stakeholder: Stakeholder, side: str, level: int) -> str:
    """The last reason that was written for this level of power or interest; empty for none."""
    told = register.assessments.filter(stakeholder=stakeholder, **{side: level})
    written = told.exclude(**{f"{side}_reason": ""}).order_by("-made_at", "-pk")
    return written.values_list(f"{side}_reason", flat=True).first() or ""


def history(stakeholder: Stakeholder) -> QuerySet[Assessment]:
    """Everything that was ever judged of them, the newest first."""
    return stakeholder.assessments.select_related("register", "made_by").order_by("-made_at", "-pk")


def contacts(stakeholder: Stakeholder) -> QuerySet[Contact]:
    """What passed between us, the newest first."""
    return stakeholder.contacts.select_related("by", "register").order_by("-on", "-pk")


def contacts_of_body(organisation: Organisation) -> QuerySet[Contact]:
    """Every contact that a body kept, with those who are in no register any more left out."""
    return Contact.objects.filter(
        stakeholder__in=organisation.stakeholders.current()
    ).select_related("stakeholder")


def minutes_of_kinds(organisation: Organisation) -> dict[str, int]:
    """Kind of contact → minutes it takes this body."""
    own = KindMinutes.objects.filter(organisation=organisation).values_list("kind", "minutes")
    return {**USUAL_MINUTES, **dict(own)}


def allocation(register: Register) -> Allocation | None:
    """How the hours of the newest quarter are shared out."""
    return register.allocations.order_by("-begins", "-pk").first()


def lines(allocation: Allocation) -> list[AllocationLine]:
    """Its lines of those who are still in the register, most contacts first."""
    held = allocation.lines.filter(stakeholder__ended_on=None).select_related("stakeholder")
    return list(held.order_by("-minutes", "stakeholder__name"))


def chosen_lines(allocation: Allocation) -> dict[int, AllocationLine]:
    """Stakeholder's key → the line in which a person said how many contacts."""
    return {line.stakeholder_id: line for line in allocation.lines.filter(is_chosen=True)}


def contacts_made(allocation: Allocation, whom: Iterable[Stakeholder]) -> dict[int, int]:
    """Stakeholder's key → contacts in the quarter of an allocation."""
    rows = Contact.objects.filter(
        stakeholder__in=list(whom), on__range=(allocation.begins, allocation.ends)
    )
    counted = rows.values("stakeholder_id").annotate(number=Count("pk"))
    return dict(counted.values_list("stakeholder_id", "number"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a register is shown: words in the name, kind, strategy, inequality, contact due."""

    words: str = ""
    kind: str = ""
    strategy: str = ""
    inequality: bool = False
    overdue: bool = False
    owner: str = ""

    def __bool__(self) -> bool:
        return self != Asked()


def narrowed(rows: Sequence[Standing], asked: Asked) -> list[Standing]:
    """The rows of a register that are asked for; their numbers stay."""
    return [row for row in rows if _fits(row, asked)]


def _fits(row: Standing, asked: Asked) -> bool:
    who = row.stakeholder
    return (
        asked.words.casefold() in f"{who.name} {who.about}".casefold()
        and asked.kind in {"", who.kind}
        and asked.strategy in {"", row.strategy.code}
        and (who.faces_inequality or not asked.inequality)
        and (who.is_overdue or not asked.overdue)
        and asked.owner in {"", str(who.owner.public_id) if who.owner else None}
    )
