# SPDX-License-Identifier: MIT
"""The comments behind a finding, and those that may belong to it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from baton.improving.findings import operations, queries
from baton.improving.findings.models import Finding, Support
from baton.improving.findings.policies import NotNow
from baton.improving.findings.views.common import FORM, chosen, one, refused
from baton.listening import describe, registry
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _, _lazy
from baton.understanding import marks

_FOR, _AGAINST = Support.Side.FOR, Support.Side.AGAINST
_SIDES = {"for": _FOR, "against": _AGAINST}
_MOVED = {
    _FOR: _lazy("%(number)s moved: for it now."),
    _AGAINST: _lazy("%(number)s moved: against it now."),
}
_TAKEN_IN = {
    _FOR: _lazy("%(number)s taken in: for it now."),
    _AGAINST: _lazy("%(number)s taken in: against it now."),
}
_SHOWN = {"channel_name": registry.name_of, "briefly_said": describe.briefly_said}
#: In a list a long comment is shown in part; its own page has all of it.
LONGEST = 600


@require_http_methods(FORM)
@requires("read_words")
def voices(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """What stands for it and against, to read; and, for who makes findings, to sort."""
    found = one(request, public_id)
    side = request.GET.get("side", "")
    if request.method == "POST":
        _check_may_make(request)
        _sort(request, found)
        return redirect(request.get_full_path())
    rows = queries.supports(found, side=_SIDES.get(side))
    page = Paginator(rows, queries.A_PAGE).get_page(request.GET.get("page"))
    numbers = [each.contribution_id for each in page if each.contribution_id]
    comments = {each.pk: each for each in queries.in_order(numbers)}
    context = {
        "finding": found,
        "page": page,
        "rows": [(each, comments.get(each.contribution_id or 0)) for each in page],
        "shown": queries.fit_for_quoting(found, numbers),
        "side": side if side in _SIDES else "",
        "may_make": request.standing.may("make_findings"),
        "excerpt": lambda words: marks.found(words, (), most=LONGEST),
        **_SHOWN,
    }
    return render(request, "findings/voices.html", context)


def _check_may_make(request: StaffRequest) -> None:
    if not request.standing.may("make_findings"):
        raise PermissionDenied(
            _("Engagement leads and analysts sort what stands behind a finding.")
        )


def _sort(request: StaffRequest, found: Finding) -> None:
    """Do what the pressed button says with the ticked ones."""
    ticked = chosen(request)
    if not ticked:
        messages.error(request, _("Tick at least one comment, then press a button again."))
        return
    act = request.POST.get("act", "")
    try:
        if act in _SIDES:
            done = operations.move(found, ticked, side=_SIDES[act], by=request.user)
            messages.success(request, _MOVED[_SIDES[act]] % {"number": done})
        elif act == "out":
            done = operations.take_out(found, ticked, by=request.user)
            messages.success(request, _("%(number)s taken out of it.") % {"number": done})
        else:
            _quote(request, found, ticked, yes=act != "unquote")
    except NotNow as problem:
        refused(request, problem)


def _quote(request: StaffRequest, found: Finding, ticked: list[int], *, yes: bool) -> None:
    done, not_allowed = operations.quote(found, ticked, yes=yes, by=request.user)
    if done:
        said = _("%(number)s quoted on its page.") if yes else _("%(number)s not quoted now.")
        messages.success(request, said % {"number": done})
    if not_allowed:
        messages.error(
            request,
            _(
                "%(number)s cannot be quoted: the person did not allow it, or nobody has "
                "looked yet whether somebody could be recognised."
            )
            % {"number": not_allowed},
        )


@require_http_methods(FORM)
@requires("make_findings")
def proposed(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Newer comments that match: taken in or turned down, many at once."""
    found = one(request, public_id)
    numbers, is_more = queries.proposed(found)
    if request.method == "POST":
        _take(request, found, numbers)
        return redirect("findings:proposed", found.public_id)
    if not numbers:
        return redirect(reverse("findings:finding", args=[found.public_id]))
    context = {
        "finding": found,
        "comments": queries.in_order(numbers[: queries.A_PAGE]),
        "number": len(numbers),
        "is_more": is_more,
        "asked": queries.asked_for(request.organisation, found.looks_for),
        "excerpt": lambda words: marks.found(words, (), most=LONGEST),
        **_SHOWN,
    }
    return render(request, "findings/proposed.html", context)


def _take(request: StaffRequest, found: Finding, numbers: list[int]) -> None:
    """Only what is proposed now can be taken in or turned down."""
    whole = request.POST.get("act", "").startswith("all_")
    act = request.POST.get("act", "").removeprefix("all_")
    ticked = numbers if whole else [each for each in chosen(request) if each in set(numbers)]
    if not ticked:
        messages.error(request, _("Tick at least one comment, then press a button again."))
    elif act == "down":
        done = operations.turn_down_matching(found, ticked, by=request.user)
        messages.success(
            request,
            _("%(number)s turned down: they are not proposed for it again.") % {"number": done},
        )
    else:
        side = _SIDES.get(act, _FOR)
        done = operations.gather_matching(
            found, ticked, side=side, how=Support.How.PROPOSED, by=request.user
        )
        messages.success(request, _TAKEN_IN[side] % {"number": done})
