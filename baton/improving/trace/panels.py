# SPDX-License-Identifier: MIT
"""The trace on the pages of the rooms below."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from baton.core import slots
from baton.improving.batons.models import Baton
from baton.improving.decisions.models import Action, Decision
from baton.improving.findings.models import Finding
from baton.improving.replies.models import Recipient, Reply
from baton.improving.trace import lines, queries, readings, telling
from baton.people.permissions import Standing
from baton.programmes.models import Programme


@slots.fill("findings.trace")
def of_a_finding(request: HttpRequest, *, finding: Finding) -> str:
    """From the voices behind it to the answer that they got."""
    behind = queries.voices([finding.pk])
    said = readings.said(behind, reverse("trace:finding", args=[finding.public_id]))
    steps = lines.of_finding(finding)
    context = {"steps": [*said, *steps], "here": len(said)}
    return render_to_string("trace/_finding.html", context, request=request)


@slots.fill("batons.baton", order=50)
def of_a_baton(request: HttpRequest, *, baton: Baton) -> str:
    """Whose voices a baton carries."""
    return _behind(request, "baton", baton, queries.behind_baton(baton))


@slots.fill("decisions.decision", order=50)
def of_a_decision(request: HttpRequest, *, decision: Decision) -> str:
    """Who stands behind a decision."""
    return _behind(request, "decision", decision, queries.behind_decision(decision))


@slots.fill("decisions.action", order=50)
def of_an_action(request: HttpRequest, *, action: Action) -> str:
    """Who stands behind an action."""
    return _behind(request, "action", action, queries.behind_action(action))


@slots.fill("replies.voices")
def of_a_reply(request: HttpRequest, *, reply: Reply) -> str:
    """Who stands behind a reply."""
    return _behind(request, "reply", reply, queries.behind_reply(reply))


def _behind(request: HttpRequest, kind: str, thing: Any, findings: QuerySet[Finding]) -> str:
    """The number, some of their words for who may read words, and the way to all of them."""
    standing: Standing = request.standing  # type: ignore[attr-defined]
    may_read = standing.may("read_words")
    behind = queries.voices(findings)
    context = {
        "reading": readings.of_voices(behind, findings.count()),
        "behind": behind,
        "quotes": queries.quotes(standing.organisation, findings)[:2] if may_read else [],
        "page": reverse(f"trace:{kind}", args=[thing.public_id]),
    }
    return render_to_string("trace/_voices.html", context, request=request)


@slots.fill("replies.trace")
def told_to_person(request: HttpRequest, *, recipient: Recipient) -> str:
    """What became of it, on the private page of whoever spoke."""
    context = {"steps": telling.told_to_person(recipient)}
    return render_to_string("trace/_told.html", context, request=request)


@slots.fill("programmes.programme", order=70)
def of_a_programme(request: HttpRequest, *, programme: Programme) -> str:
    """How far a programme's voices have come."""
    standing = getattr(request, "standing", None)
    if standing is None or not standing.may("see_findings"):
        return ""
    counted = queries.come_so_far(programme)
    if not counted.concluded:
        return ""
    context = {"steps": readings.of_programme(counted)}
    return render_to_string("trace/_programme.html", context, request=request)
