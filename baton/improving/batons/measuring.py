# SPDX-License-Identifier: MIT
"""How many findings were carried on: taken up in a later stage than the one they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from baton.improving.batons.models import Baton, Carried
from baton.people.models import Organisation
from baton.programmes.models import Programme
from baton.ui.wording import _, _many
from baton.ui.words import count, local


@dataclass(frozen=True, slots=True)
class Row:
    """The findings of a programme that were concluded in a year."""

    programme: Programme
    year: int
    findings: int
    carried_on: int
    ended: int

    @property
    def open(self) -> int:
        """Those of which a later stage has not made anything yet."""
        return self.findings - self.carried_on - self.ended

    @property
    def share(self) -> float:
        return self.carried_on / self.findings


def carried_on(organisation: Organisation) -> list[Row]:
    """By programme and year, the last year first.

    A finding counts as carried on once somebody took it up in another stage than its own, by a
    baton that was handed there: to the next, or to any later one round the cycle. Who ended it
    before that said why.
    """
    later = Carried.objects.filter(finding=OuterRef("pk"), baton__taken_at__isnull=False).exclude(
        baton__stage=OuterRef("stage")
    )
    still = Carried.objects.filter(finding=OuterRef("pk"), baton__state__in=Baton.OPEN)
    rows = (
        organisation.findings.exclude(concluded_at=None)
        .annotate(is_on=Exists(later), is_open=Exists(still))
        .select_related("stage__programme")
        .order_by(F("stage__programme__title"), "pk")
    )
    told: dict[tuple[Programme, int], list[tuple[bool, bool]]] = defaultdict(list)
    for each in rows:
        assert each.concluded_at is not None
        year = local(each.concluded_at).year
        told[each.programme, year].append((each.is_on, each.is_open))
    found = [
        Row(
            programme,
            year,
            len(those),
            sum(is_on for is_on, _ in those),
            sum(not is_on and not is_open for is_on, is_open in those),
        )
        for (programme, year), those in told.items()
    ]
    return sorted(found, key=lambda each: -each.year)


def reading(found: Sequence[Row]) -> str:
    """The share of all, in a sentence; it names no cause."""
    findings = sum(each.findings for each in found)
    if not findings:
        return _("No finding is concluded yet, so nothing can have been carried on.")
    on = sum(each.carried_on for each in found)
    ended = sum(each.ended for each in found)
    return _many(
        "Of %(findings)s that were concluded, %(on)s was taken up in a later stage "
        "(%(share)s%%), and %(ended)s ended before that with a reason.",
        "Of %(findings)s that were concluded, %(on)s were taken up in a later stage "
        "(%(share)s%%), and %(ended)s ended before that with a reason.",
        on,
    ) % {
        "findings": count(findings, "finding"),
        "on": on,
        "share": round(100 * on / findings),
        "ended": ended,
    }
