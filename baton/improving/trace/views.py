# SPDX-License-Identifier: MIT
"""The voices behind a finding, a decision, an action or a reply."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from baton.improving.findings.models import Finding
from baton.improving.trace import addresses, queries, readings
from baton.listening import describe, registry
from baton.people.permissions import StaffRequest, requires

#: Letters of a comment in the list; its own page has all.
LONGEST = 280


@require_safe
@requires("see_findings")
def of_finding(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who stands behind one finding."""
    finding = get_object_or_404(queries.findings(request.organisation), public_id=public_id)
    itself = queries.findings(request.organisation).filter(pk=finding.pk)
    return _voices(request, "finding", finding, itself)


@require_safe
@requires("see_findings")
def of_baton(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Whose voices a baton carries."""
    baton = get_object_or_404(queries.batons(request.organisation), public_id=public_id)
    return _voices(request, "baton", baton, queries.behind_baton(baton))


@require_safe
@requires("see_findings")
def of_decision(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who stands behind the findings that a decision answers."""
    decision = get_object_or_404(queries.decisions(request.organisation), public_id=public_id)
    return _voices(request, "decision", decision, queries.behind_decision(decision))


@require_safe
@requires("see_findings")
def of_action(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who stands behind what is changed."""
    action = get_object_or_404(queries.actions(request.organisation), public_id=public_id)
    return _voices(request, "action", action, queries.behind_action(action))


@require_safe
@requires("see_findings")
def of_reply(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who stands behind a reply."""
    reply = get_object_or_404(queries.replies(request.organisation), public_id=public_id)
    return _voices(request, "reply", reply, queries.behind_reply(reply))


def _voices(
    request: StaffRequest, kind: str, thing: Any, findings: QuerySet[Finding]
) -> HttpResponse:
    behind = queries.voices(findings)
    may_read = request.standing.may("read_words")
    pages = -(-behind.there // queries.PAGE)
    number = _page(request, pages)
    rows = list(findings)
    context = {
        "kind": kind,
        "thing": thing,
        "title": readings.title(thing),
        "page_of": addresses.page_of,
        "findings": rows,
        "behind": behind,
        "reading": readings.of_voices(behind, len(rows)),
        "channel_name": registry.name_of,
        "briefly_said": describe.briefly_said,
        "quotes": queries.quotes(request.organisation, findings) if may_read else [],
        "rows": queries.contributions(findings, number) if may_read else [],
        "longest": LONGEST,
        "page": number,
        "pages": pages,
    }
    return render(request, "trace/voices.html", context)


def _page(request: StaffRequest, pages: int) -> int:
    given = request.GET.get("page", "")
    # Beyond six digits there is no page, and Python reads no number of a thousand digits.
    asked = int(given) if given.isdecimal() and len(given) < 7 else 1
    return max(1, min(asked, pages))
