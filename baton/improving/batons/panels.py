# SPDX-License-Identifier: MIT
"""What other rooms' pages show of batons."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.improving.batons import drawing, queries, readings
from baton.improving.batons.naming import Naming
from baton.improving.findings.models import Finding
from baton.people.permissions import Standing
from baton.programmes.models import Programme


@slots.fill("findings.baton")
def of_finding(request: HttpRequest, finding: Finding, **_: Any) -> str:
    """In whose hands a finding lies; where it lies in none, how it ended."""
    found = list(queries.of_finding(finding))
    lying = [each for each in found if each.is_open]
    context = {
        "lying": [(each, queries.came_from(each), readings.due(each)) for each in lying],
        "ended": [each for each in found if each.state == each.State.ENDED],
        "naming": Naming(_standing(request), found),
    }
    return render_to_string("batons/_of_finding.html", context, request=request)


@slots.fill("programmes.cycle")
def of_programme(request: HttpRequest, programme: Programme, **_: Any) -> str:
    """Of one that has batons: the wheel, the table that says the same, and what was dropped."""
    standing = _standing(request)
    found = queries.stood(programme)
    may_see = standing is not None and standing.may("see_findings")
    if not may_see or all(each.is_empty for each in found):
        return ""
    lost = list(queries.dropped_of(programme))
    context = {
        "programme": programme,
        "wheel": drawing.of_programme(programme, found),
        "rows": found,
        "reading": readings.of_programme(found),
        "dropped": lost,
        "naming": Naming(standing, lost),
    }
    return render_to_string("batons/_of_programme.html", context, request=request)


@slots.fill("web.for_you", order=30)
def for_you(request: HttpRequest, **_: Any) -> str:
    """On Today: what lies in this person's hands and presses, and what was dropped under them."""
    standing = _standing(request)
    if standing is None or not standing.may("see_findings"):
        return ""
    body, me = standing.organisation, standing.account
    held = list(queries.held_by(body, me)) if standing.may("carry_batons") else []
    manages = standing.may("manage_programmes")
    under = [each for each in queries.dropped_under(body, me, manages) if each.holder_id != me.pk]
    context = {
        "told": readings.for_holder(held),
        "dropped": under,
        "naming": Naming(standing, under),
    }
    return render_to_string("batons/_for_you.html", context, request=request)


def _standing(request: HttpRequest) -> Standing | None:
    return getattr(request, "standing", None)
