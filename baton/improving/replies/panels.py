# SPDX-License-Identifier: MIT
"""What findings show of the replies to their people."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.improving.findings.models import Finding
from baton.improving.replies import answered, queries


@slots.fill("findings.reply")
def replies_to(request: HttpRequest, *, finding: Finding, **_: Any) -> str:
    """On a finding's page: who was told what came of it, and writing to them."""
    standing = getattr(request, "standing", None)
    rows = queries.replies(finding.organisation).filter(findings=finding)
    context = {
        "finding": finding,
        "rows": rows,
        "may_answer": bool(standing and standing.may("answer_people")),
    }
    return render_to_string("replies/_of_finding.html", context, request=request)


@slots.fill("today.beside", order=40)
def voices_answered(request: HttpRequest, **_: Any) -> str:
    """On Today: how many of those who spoke within a year were answered, and how soon."""
    standing = getattr(request, "standing", None)
    if standing is None or not standing.may("see_figures"):
        return ""
    number, days = answered.headline(standing.organisation)
    context = {
        "number": number,
        "days": days,
        "unsent": queries.to_do(standing.organisation) if standing.may("answer_people") else [],
    }
    return render_to_string("replies/_today.html", context, request=request)
