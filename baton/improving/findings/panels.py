# SPDX-License-Identifier: MIT
"""What this room shows on pages of rooms below it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.improving.findings import queries
from baton.improving.findings.models import Support
from baton.listening.models import Contribution
from baton.programmes.models import Programme
from baton.understanding.filters import Filters

#: So many drafts are offered on a comment's page.
OFFERED = 20


@slots.fill("understanding.comments_head")
def make_of_these(request: HttpRequest, *, asked: Filters) -> str:
    """From a view of comments or themes to a finding of them."""
    standing = getattr(request, "standing", None)
    if standing is None or not standing.may("make_findings") or not asked:
        return ""
    context = {"query": queries.own(asked).query()}
    return render_to_string("findings/_make.html", context, request=request)


@slots.fill("understanding.comment")
def findings_of(request: Any, *, contribution: Contribution) -> str:
    """The findings that a comment stands behind, and the drafts that it could be added to."""
    if contribution.organisation_id != request.organisation.pk:
        return ""
    standing = request.standing
    may_add = standing.may("make_findings") and not contribution.withdrawn_at
    context = {
        "contribution": contribution,
        "supports": queries.of_contribution(contribution),
        "drafts": queries.open_drafts(request.organisation, contribution)[:OFFERED]
        if may_add
        else [],
        "may_add": may_add,
    }
    return render_to_string("findings/_of_comment.html", context, request=request)


@slots.fill("upload.undo")
def findings_that_would_lose(request: HttpRequest, *, upload: Any) -> str:
    """What would no longer stand behind findings, were an upload undone."""
    theirs = Support.objects.filter(contribution__delivery=upload.delivery)
    context = {
        "supports": theirs.count(),
        "findings": theirs.values("finding").distinct().count(),
    }
    return render_to_string("findings/_undone.html", context, request=request)


@slots.fill("programmes.programme")
def of_programme(request: Any, *, programme: Programme) -> str:
    """How many findings a programme has, and the way to them."""
    if not request.standing.may("see_findings"):
        return ""
    rows = request.organisation.findings.filter(stage__programme=programme)
    context = {"programme": programme, "number": rows.count()}
    return render_to_string("findings/_of_programme.html", context, request=request)
