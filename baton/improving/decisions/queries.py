# SPDX-License-Identifier: MIT
"""Reading decisions and actions, and the voices that dispute what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from baton.core import clock, periods
from baton.improving.batons import queries as carried
from baton.improving.batons.models import Baton
from baton.improving.decisions.models import Action, Decision
from baton.improving.findings.models import Finding
from baton.people.groups.models import Group
from baton.people.models import Account, Organisation
from baton.programmes.models import Programme
from baton.understanding.measures import queries as measures
from baton.understanding.measures.models import Measure


def decisions(organisation: Organisation) -> QuerySet[Decision]:
    """All of a body's, the latest first, with what a list shows of each."""
    return organisation.decisions.select_related("group", "organisation").prefetch_related(
        "batons__findings", "batons__stage__programme", "actions__owner"
    )


def in_programme(rows: QuerySet[Decision], programme: Programme) -> QuerySet[Decision]:
    return rows.filter(batons__stage__programme=programme).distinct()


def of_baton(baton: Baton) -> QuerySet[Decision]:
    """Those that answer it, or one that it came of: a decision goes along when it is handed on."""
    rows = decisions(baton.stage.programme.organisation)
    return rows.filter(batons__in=carried.so_far(baton)).distinct()


def of_finding(finding: Finding) -> QuerySet[Decision]:
    """Those that answer a baton which carries it."""
    return decisions(finding.organisation).filter(batons__findings=finding).distinct()


def deciding(organisation: Organisation) -> list[Group]:
    """The groups that last, those that decide first."""
    rows = organisation.groups.current().order_by("name", "pk")
    return sorted(rows, key=lambda each: not each.decides)


def groups(organisation: Organisation) -> QuerySet[Group]:
    """Those of which a decision is recorded."""
    return organisation.groups.filter(decisions__isnull=False).distinct().order_by("name", "pk")


def programmes(organisation: Organisation) -> QuerySet[Programme]:
    """Those of which a baton was answered."""
    rows = organisation.programmes.filter(stages__batons__answered__isnull=False)
    return rows.distinct().order_by("title", "pk")


def answerable(organisation: Organisation) -> list[Baton]:
    """Batons in somebody's hands that carry no draft."""
    rows = carried.batons(organisation).open()
    found = rows.order_by("stage__programme__title", "stage", "pk")
    return [each for each in found if not any(it.is_draft for it in each.findings.all())]


def findings_behind(decision: Decision) -> list[Finding]:
    """What a decision rests on, each once."""
    found = {each.pk: each for baton in decision.batons.all() for each in baton.findings.all()}
    return [found[key] for key in sorted(found)]


# Actions.


def actions(organisation: Organisation) -> QuerySet[Action]:
    """All of a body's by day, with what a list shows of each."""
    return (
        Action.objects.filter(decision__organisation=organisation)
        .select_related("decision__group", "decision__organisation", "owner", "measure")
        .order_by("due_on", "pk")
    )


def open_actions(organisation: Organisation) -> QuerySet[Action]:
    return actions(organisation).filter(state__in=Action.OPEN)


def overdue(organisation: Organisation) -> QuerySet[Action]:
    return open_actions(organisation).filter(due_on__lt=clock.today())


def owed_by(organisation: Organisation, account: Account, *, records: bool) -> list[Action]:
    """Somebody's own that are still to be done; whoever records decisions also looks after those
    of posts."""
    mine = Q(owner=account)
    if records:
        mine |= Q(owner=None)
    return list(open_actions(organisation).filter(mine))


@dataclass(frozen=True, slots=True)
class Figure:
    """The latest value of a measure that may be told, and the last day that it is of."""

    value: float
    on: date


def latest(measure: Measure) -> Figure | None:
    row = measures.figure(measure).latest
    if row is None or row.value is None:
        return None
    last = periods.following(row.start, measure.frequency) - timedelta(days=1)
    return Figure(round(row.value, 3), last)


def in_use(organisation: Organisation) -> list[Measure]:
    return [each for each in measures.measures(organisation) if not each.is_retired]


def years(found: Sequence[Decision]) -> list[int]:
    return sorted({each.decided_on.year for each in found}, reverse=True)
