# SPDX-License-Identifier: MIT
"""Comments that may be quoted, one after the other: could anybody be recognised?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from baton.listening.models import Contribution
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _
from baton.understanding import queries, reviews
from baton.understanding.forms import ReviewForm
from baton.understanding.models import Review
from baton.understanding.views.asking import asked_for, filter_form


@require_safe
@requires("code")
def waiting(request: StaffRequest) -> HttpResponse:
    """The next that waits in this view."""
    asked = asked_for(request)
    found = reviews.next_waiting(request.organisation, asked, after=_left(request))
    if found is None:
        number = reviews.number_waiting(request.organisation, asked)
        context = {"asked": asked, "form": filter_form(request, asked), "waiting": number}
        return render(request, "understanding/nothing_to_review.html", context)
    return _show(request, found, ReviewForm())


def _left(request: StaffRequest) -> Contribution | None:
    """The comment after which to go on."""
    try:
        after = uuid.UUID(request.GET.get("after", ""))
    except ValueError:
        return None
    return request.organisation.contributions.filter(public_id=after).first()


def _show(request: StaffRequest, contribution: Contribution, form: ReviewForm) -> HttpResponse:
    asked = asked_for(request)
    context = {
        "asked": asked,
        "form": filter_form(request, asked),
        "contribution": contribution,
        "reading": getattr(contribution, "reading", None),
        "review": getattr(contribution, "review", None),
        "review_form": form,
        "waiting": reviews.number_waiting(request.organisation, asked),
    }
    status = 422 if form.errors else 200
    return render(request, "understanding/review.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("code")
def review(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One comment, also one that was looked at before; then on to the next."""
    own = reviews.may_be_quoted(request.organisation)
    contribution = get_object_or_404(queries.with_codings(own), public_id=public_id)
    if request.method != "POST":
        before: Review | None = getattr(contribution, "review", None)
        initial = {"reason": before.reason if before else ""}
        return _show(request, contribution, ReviewForm(initial=initial))
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _show(request, contribution, form)
    given = form.cleaned_data
    try:
        decided = reviews.decide(
            contribution, outcome=given["outcome"], reason=given["reason"], by=request.user
        )
    except reviews.ReasonMissing as problem:
        form.add_error("reason", str(problem))
        return _show(request, contribution, form)
    except reviews.MayNotBeQuoted as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _said(decided))
    onward = asked_for(request).query(after=str(public_id))
    return redirect(reverse("understanding:waiting") + onward)


def _said(decided: Review) -> str:
    if decided.outcome == Review.Outcome.SHOW:
        return _("The comment before may be shown outside.")
    return _("The comment before is kept back: it is counted, not quoted.")
