# SPDX-License-Identifier: MIT
"""What other rooms' pages show of decisions and actions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.improving.batons.models import Baton
from baton.improving.decisions import queries
from baton.improving.decisions.models import Action
from baton.improving.findings.models import Finding


@slots.fill("web.for_you", order=40)
def for_you(request: HttpRequest, **_: Any) -> str:
    """On Today: this person's actions that are past their day, or not fixed."""
    standing = getattr(request, "standing", None)
    if standing is None or not standing.may("see_findings"):
        return ""
    records = standing.may("record_decisions")
    mine = queries.owed_by(standing.organisation, standing.account, records=records)
    context = {
        "overdue": sum(each.is_overdue for each in mine),
        "not_fixed": sum(each.state == Action.State.NOT_FIXED for each in mine),
    }
    return render_to_string("decisions/_for_you.html", context, request=request)


@slots.fill("batons.baton")
def of_baton(request: HttpRequest, baton: Baton, **_: Any) -> str:
    """The decisions that answer it; and where it is recorded that one does."""
    standing = getattr(request, "standing", None)
    may_record = standing is not None and standing.may("record_decisions")
    record = baton if may_record and baton.is_open else None
    context = {"decisions": queries.of_baton(baton), "record": record}
    return render_to_string("decisions/_decided.html", context, request=request)


@slots.fill("findings.decided")
def of_finding(request: HttpRequest, finding: Finding, **_: Any) -> str:
    """What was decided because of a finding, and what is changed."""
    context = {"decisions": queries.of_finding(finding), "record": None}
    return render_to_string("decisions/_decided.html", context, request=request)
