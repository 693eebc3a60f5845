# SPDX-License-Identifier: MIT
"""What the list of findings is narrowed to and how it is ordered, as its address says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from baton.improving.findings.models import Check
from baton.people.models import Organisation

_ORDERS = {
    "": ("-number",),
    "number": ("-in_favour", "-number"),
    "severity": ("-severity", "-in_favour", "-number"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings a body has, and how far they are."""

    all: int
    drafts: int
    asked: int


def counts(organisation: Organisation) -> Counts:
    rows = organisation.findings.all()
    return Counts(rows.count(), rows.filter(concluded_at=None).count(), _being_asked(rows).count())


def _being_asked(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of which people are asked just now whether we heard them right."""
    return rows.filter(pk__in=Check.objects.filter(closed_at=None).values("finding"))


def narrowed(rows: QuerySet[Any], asked: Mapping[str, str]) -> QuerySet[Any]:
    """`rows` are those of `queries.findings`."""
    if programme := asked.get("programme"):
        rows = rows.filter(stage__programme__public_id=programme)
    if severity := asked.get("severity"):
        rows = rows.filter(severity=severity)
    match asked.get("state"):
        case "draft":
            rows = rows.filter(concluded_at=None)
        case "concluded":
            rows = rows.exclude(concluded_at=None)
        case "asked":
            rows = _being_asked(rows)
        case "disputed":
            rows = rows.filter(disputes__gt=0)
    return rows.order_by(*_ORDERS[asked.get("order", "")])


def query(asked: Mapping[str, str], *, page: int) -> str:
    """The address's query of another page of the same list."""
    return "?" + urlencode({**asked, "page": page})
