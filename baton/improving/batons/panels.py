# SPDX-License-Identifier: MIT
"""What other rooms' pages show of batons."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.improving.batons import queries, readings
from baton.improving.batons.naming import Naming
from baton.improving.findings.models import Finding


@slots.fill("findings.baton")
def of_finding(request: HttpRequest, finding: Finding, **_: Any) -> str:
    """In whose hands a finding lies; where it lies in none, how it ended."""
    found = list(queries.of_finding(finding))
    lying = [each for each in found if each.is_open]
    context = {
        "lying": [(each, queries.came_from(each), readings.due(each)) for each in lying],
        "ended": [each for each in found if each.state == each.State.ENDED],
        "naming": Naming(getattr(request, "standing", None), found),
    }
    return render_to_string("batons/_of_finding.html", context, request=request)
