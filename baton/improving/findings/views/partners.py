# SPDX-License-Identifier: MIT
"""A patient partner's pages: the findings they are asked about, answered signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.improving.findings import asking, queries
from baton.improving.findings.forms.asking import AnswerForm
from baton.improving.findings.models import Answer
from baton.improving.findings.policies import NotNow
from baton.improving.findings.views.common import FORM, form_page, posted
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _


@require_safe
@requires("check_findings")
def mine(request: StaffRequest) -> HttpResponse:
    """What they are asked now, and what they answered before."""
    rows = list(queries.asked_of(request.organisation, request.user))
    waiting = [each for each in rows if each.waits]
    context = {"waiting": waiting, "before": [each for each in rows if not each.waits]}
    return render(request, "findings/mine.html", context)


@require_http_methods(FORM)
@requires("check_findings")
def asked(request: StaffRequest, number: int) -> HttpResponse:
    """One finding in plain words: were people heard right?"""
    found = get_object_or_404(queries.asked_of(request.organisation, request.user), pk=number)
    given: Answer | None = getattr(found, "answer", None)
    initial = {"says": given.says, "words": given.words} if given else {}
    form = AnswerForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            asking.answer(found, **form.cleaned_data, by=request.user)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Thank you. Your answer stands with the finding."))
            return redirect("findings:mine")
    return form_page(request, "asked", form, asked=found, given=given)
