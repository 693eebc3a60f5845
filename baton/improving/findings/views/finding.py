# SPDX-License-Identifier: MIT
"""One finding: begun, read, changed, judged, concluded and looked at by another."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.improving.findings import operations, queries, readings, who
from baton.improving.findings.forms.findings import (
    AddForm,
    BeginForm,
    JudgeForm,
    PeerForm,
    WordingForm,
)
from baton.improving.findings.models import Finding, Support
from baton.improving.findings.policies import NotNow
from baton.improving.findings.views.common import FORM, form_page, one, posted, refused
from baton.listening import describe, registry
from baton.listening.models import Contribution
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _
from baton.understanding import searches
from baton.understanding.filters import Filters
from baton.understanding.queries import COUNT_LIMIT


@require_safe
@requires("see_findings")
def finding(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """How strong it is, what stands for and against it, and whether people were heard right."""
    found = one(request, public_id)
    strength = queries.strength(found)
    told = queries.heard(found)
    context = {
        "finding": found,
        "strength": strength,
        "reading": readings.finding(found, strength),
        "share": readings.of_share(strength.share),
        "gathered": readings.gathered(strength),
        "asked": readings.heard(told),
        "heard": told,
        "check": queries.open_check(found),
        "channels": queries.by_channel(found),
        "services": queries.by_service(found),
        "spoke": who.spoke(found),
        "may_make": request.standing.may("make_findings"),
        **(_words(found) if request.standing.may("read_words") else {}),
    }
    return render(request, "findings/finding.html", context)


def _words(found: Finding) -> dict[str, Any]:
    """What only those who may read words see."""
    left, is_more = queries.proposed(found)
    return {
        "quotes": [
            ("for", queries.quotations(found, Support.Side.FOR)),
            ("against", queries.quotations(found, Support.Side.AGAINST)),
        ],
        "quotable": queries.number_quotable(found),
        "proposed": len(left),
        "is_more": is_more,
        "answers": queries.answers(found),
        "channel_name": registry.name_of,
        "briefly_said": describe.briefly_said,
    }


@require_http_methods(FORM)
@requires("make_findings")
def begin(request: StaffRequest) -> HttpResponse:
    """A new draft, of what the filters in the address choose or of nothing yet."""
    asked = queries.own(searches.within(request.standing, request.GET))
    comment = _comment(request, request.GET.get("comment", ""))
    numbers, is_more = queries.matching(request.organisation, asked) if asked else ([], False)
    form = BeginForm(
        posted(request),
        organisation=request.organisation,
        number=0 if is_more else len(numbers),
        initial={"stage": request.GET.get("stage", "")},
    )
    if form.is_valid():
        try:
            made = _begin(request, form, asked, numbers)
            if comment is not None:
                operations.gather(made, [comment], by=request.user)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, _("%(finding)s is begun: a draft, in your hands.") % {"finding": made.name}
            )
            return redirect("findings:finding", made.public_id)
    context = {"asked": asked, "number": len(numbers), "is_more": is_more, "most": COUNT_LIMIT}
    context["comment"] = comment
    context["add_form"] = AddForm(None, organisation=request.organisation)
    has_stages = queries.stages(request.organisation).exists()
    return form_page(request, "begin", form, has_stages=has_stages, **context)


@require_POST
@requires("make_findings")
def add_these(request: StaffRequest) -> HttpResponse:
    """Let all that the filters in the address choose stand for or against a draft."""
    asked = queries.own(searches.within(request.standing, request.GET))
    numbers, is_more = queries.matching(request.organisation, asked) if asked else ([], False)
    form = AddForm(posted(request), organisation=request.organisation)
    if not form.is_valid() or is_more or not numbers:
        refused(
            request, NotNow(_("Choose a draft, and filters by which up to 10,000 comments match."))
        )
        return redirect(reverse("findings:begin") + asked.query())
    found, side = form.cleaned_data["draft"], form.cleaned_data["side"]
    number = operations.gather_matching(found, numbers, side=side, by=request.user)
    said = (
        _("%(number)s added: for it now.")
        if side == Support.Side.FOR
        else _("%(number)s added: against it now.")
    )
    messages.success(request, said % {"number": number})
    return redirect("findings:finding", found.public_id)


def _comment(request: StaffRequest, public_id: str) -> Contribution | None:
    """One of the body's own comments that still has its place; None for any other text."""
    try:
        key = uuid.UUID(public_id)
    except ValueError:
        return None
    return request.organisation.contributions.filter(public_id=key, withdrawn_at=None).first()


def _begin(request: StaffRequest, form: BeginForm, asked: Filters, numbers: list[int]) -> Finding:
    given = form.cleaned_data
    about: dict[str, Any] = {"kind": given["kind"]}
    if asked:
        about["looks_for"] = queries.kept(asked)
        about["out_of"] = queries.kept(queries.whole_of(asked))
    made = operations.begin(given["stage"], given["sentence"], by=request.user, **about)
    if form.wants_all:
        operations.gather_matching(made, numbers, by=request.user)
    return made


@require_http_methods(FORM)
@requires("make_findings")
def change(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what a draft says."""
    found = one(request, public_id)
    initial = {"sentence": found.sentence, "kind": found.kind}
    form = WordingForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            operations.reword(found, by=request.user, **form.cleaned_data)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("findings:finding", found.public_id)
    return form_page(request, "change", form, finding=found)


@require_http_methods(FORM)
@requires("make_findings")
def judge(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say how severe it is and on whom it falls; and conclude it, or not yet."""
    found = one(request, public_id)
    form = JudgeForm(posted(request), finding=found)
    if form.is_valid():
        try:
            operations.reword(found, by=request.user, **form.cleaned_data)
            if "conclude" in request.POST:
                operations.conclude(found, by=request.user)
                messages.success(request, _("%(finding)s is concluded.") % {"finding": found.name})
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("findings:finding", found.public_id)
    strength = queries.strength(found)
    return form_page(
        request, "judge", form, finding=found, reading=readings.finding(found, strength)
    )


@require_http_methods(FORM)
@requires("make_findings")
def peer(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Somebody other than its author says that they have looked."""
    found = one(request, public_id)
    form = PeerForm(posted(request))
    if form.is_valid():
        try:
            operations.peer_check(found, by=request.user, says=form.cleaned_data["says"])
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Thank you. Your name stands with it."))
            return redirect("findings:finding", found.public_id)
    return form_page(request, "peer", form, finding=found)


@require_POST
@requires("make_findings")
def add(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let one comment stand for it or against it, from that comment's page."""
    found = one(request, public_id)
    contribution = _comment(request, request.POST.get("comment", ""))
    if contribution is None:
        refused(request, NotNow(_("That comment was taken back meanwhile.")))
        return redirect("findings:finding", found.public_id)
    against = request.POST.get("side") == "against"
    side = Support.Side.AGAINST if against else Support.Side.FOR
    operations.gather(found, [contribution], side=side, by=request.user)
    said = (
        _("It stands against %(finding)s now.") if against else _("It stands for %(finding)s now.")
    )
    messages.success(request, said % {"finding": found.name})
    return redirect("findings:finding", found.public_id)
