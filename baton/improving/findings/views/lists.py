# SPDX-License-Identifier: MIT
"""All findings, and the drafts to be judged and concluded many at once."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.improving.findings import listing, operations, queries, readings
from baton.improving.findings.forms.findings import ListForm, RowForm
from baton.improving.findings.models import Finding
from baton.improving.findings.policies import NotNow
from baton.improving.findings.views.common import FORM, posted
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _

A_PAGE = 50


@require_safe
@requires("see_findings")
def findings(request: StaffRequest) -> HttpResponse:
    """The findings, narrowed by programme, state and severity."""
    form = ListForm(request.GET, organisation=request.organisation)
    asked = form.chosen()
    rows = listing.narrowed(queries.findings(request.organisation), asked)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "asked": asked,
        "reading": readings.overview(listing.counts(request.organisation)),
        "with_page": lambda number: listing.query(asked, page=number),
    }
    return render(request, "findings/list.html", context)


@require_http_methods(FORM)
@requires("make_findings")
def drafts(request: StaffRequest) -> HttpResponse:
    """The drafts, each judged in its row, and concluded where it is ticked."""
    rows = list(queries.drafts(request.organisation)[:A_PAGE])
    forms = {each: RowForm(posted(request), finding=each) for each in rows}
    problems: dict[Finding, str] = {}
    if request.method == "POST":
        concluded = 0
        for finding, form in forms.items():
            try:
                concluded += _judge(request, finding, form)
            except NotNow as problem:
                problems[finding] = str(problem)
        if not problems:
            messages.success(request, readings.judged(concluded, len(rows) - concluded))
            return redirect("findings:drafts")
    context = {"rows": forms.items(), "problems": problems}
    return render(request, "findings/drafts.html", context, status=422 if problems else 200)


def _judge(request: StaffRequest, finding: Finding, form: RowForm) -> bool:
    """Keep what was judged; and conclude it, if that is ticked. Raises NotNow."""
    if not form.is_valid():
        raise NotNow(_("It was concluded or begun meanwhile. Open this page again."))
    given = form.cleaned_data
    about = {"severity": given["severity"], "inequality": given["inequality"]}
    operations.reword(finding, by=request.user, **about)
    if given["concludes"]:
        operations.conclude(finding, by=request.user)
    return bool(given["concludes"])
