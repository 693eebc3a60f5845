# SPDX-License-Identifier: MIT
"""The trace on the pages of the rooms below."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.improving.findings.models import Finding
from baton.improving.trace import lines, queries, readings


@slots.fill("findings.trace")
def of_a_finding(request: HttpRequest, *, finding: Finding) -> str:
    """From the voices behind it to the answer that they got."""
    behind = queries.voices([finding.pk])
    said = readings.said(finding, behind)
    steps = lines.of_finding(finding)
    context = {"steps": [*said, *steps], "here": len(said)}
    return render_to_string("trace/_finding.html", context, request=request)
