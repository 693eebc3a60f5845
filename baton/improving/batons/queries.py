# SPDX-License-Identifier: MIT
"""Where batons lie, and whether any finding is in nobody's hands."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from baton.improving.batons.models import Baton, BatonQuerySet, Carried
from baton.improving.findings.models import Finding
from baton.people.models import Account, Organisation
from baton.programmes.models import Programme, Stage


def batons(organisation: Organisation) -> BatonQuerySet:
    """All of an organisation's, with what a list shows of each."""
    rows: BatonQuerySet = organisation.batons.all()
    return rows.select_related("stage__programme", "holder", "handed_by").prefetch_related(
        "findings"
    )


def open_in(stage: Stage) -> BatonQuerySet:
    """What a stage cannot be closed over."""
    return batons(stage.programme.organisation).open().filter(stage=stage).order_by("pk")


def held_by(organisation: Organisation, account: Account) -> BatonQuerySet:
    """In this person's hands or offered to them, what is due first on top."""
    return batons(organisation).open().filter(holder=account).order_by("due_on", "pk")


def dropped(organisation: Organisation) -> BatonQuerySet:
    """Past their date and the days of grace, the oldest first."""
    return batons(organisation).dropped().order_by("due_on", "pk")


def dropped_of(programme: Programme) -> BatonQuerySet:
    return dropped(programme.organisation).filter(stage__programme=programme)


def unaccounted(organisation: Organisation) -> QuerySet[Finding]:
    """Findings that lie in nobody's hands and have not ended for a reason: there must be none."""
    accounted = Carried.objects.filter(
        finding=OuterRef("pk"),
        baton__state__in=[*Baton.OPEN, Baton.State.ENDED],
    )
    return organisation.findings.filter(~Exists(accounted))
