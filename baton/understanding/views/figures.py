# SPDX-License-Identifier: MIT
"""Figures that leave as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from baton.core import audit, clock
from baton.people import carried
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _
from baton.understanding.counting.overview import overview
from baton.understanding.counting.selection import Asked
from baton.understanding.views.asking import counted
from baton.warehouse import engine


@require_safe
@requires("download")
@counted
def download_figures(
    request: StaffRequest, asked: Asked, reader: engine.Reader
) -> HttpResponseBase:
    """The themes and their months as a file, in which nobody can work out a few people."""
    # NumPy, which nothing else in a web process needs.
    from baton.analysis.disclosure import NotSolved
    from baton.understanding import figure_files
    from baton.understanding.counting.leaving import leaving

    try:
        told = leaving(overview(asked, reader), reader)
    except NotSolved:
        messages.error(
            request,
            _(
                "These figures cannot be told without giving away a few people: nothing was "
                "downloaded. Take a filter away and try again."
            ),
        )
        return redirect(reverse("understanding:themes") + asked.filters.query())
    kind = carried.kind_asked(request)
    audit.record(
        "figures.downloaded",
        by=request.user,
        organisation=request.organisation.pk,
        filters=carried.filters_told(asked.filters.params()),
        kind=kind,
        hidden=told.hidden,
    )
    at = clock.now()
    if kind == carried.XLSX:
        sheets = figure_files.as_sheets(told, at=at)
    else:
        sheets = [figure_files.as_one(told, at=at)]
    return carried.sheets(request.organisation, "themes", sheets, kind)
