# SPDX-License-Identifier: MIT
"""What the pages of other rooms show of replies."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.improving.decisions.models import Action, Decision
from baton.improving.findings.models import Finding
from baton.improving.replies import answered, queries
from baton.improving.replies.models import Reply


@slots.fill("findings.reply")
def to_a_finding(request: HttpRequest, *, finding: Finding, **_: Any) -> str:
    """On a finding's page: who was told what came of it, and writing to them."""
    rows = queries.replies(finding.organisation).filter(findings=finding)
    about = "" if finding.is_draft else f"finding={finding.public_id}"
    return _beside(request, rows, about)


@slots.fill("decisions.decision", order=60)
def of_a_decision(request: HttpRequest, *, decision: Decision) -> str:
    """On a decision's page: the replies that tell of it."""
    rows = queries.replies(decision.organisation).filter(decision=decision)
    return _beside(request, rows, f"decision={decision.public_id}")


@slots.fill("decisions.action", order=60)
def of_an_action(request: HttpRequest, *, action: Action) -> str:
    """On an action's page: the replies that tell of it, by which people can open it again."""
    decision = action.decision
    rows = queries.replies(decision.organisation).filter(actions=action)
    return _beside(request, rows, f"decision={decision.public_id}")


def _beside(request: HttpRequest, rows: QuerySet[Reply], about: str) -> str:
    """`about` says of what one is written; where it is empty, none can be."""
    standing = getattr(request, "standing", None)
    may_write = bool(about and standing and standing.may("answer_people"))
    context = {"rows": rows, "about": about, "may_write": may_write}
    return render_to_string("replies/_beside.html", context, request=request)


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
