# SPDX-License-Identifier: MIT
"""One or several batons at once: handed on, ended, merged. They are named in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from baton.improving.batons import operations, permissions
from baton.improving.batons.forms import (
    ChosenBatons,
    HandOnForm,
    MergeForm,
    ending,
    offered,
)
from baton.improving.batons.models import Baton
from baton.improving.batons.views.common import back_to, is_done, posted, shown
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _lazy, _many
from baton.ui.words import number

_NONE = _lazy("Tick at least one baton first.")


def _chosen(request: StaffRequest) -> list[Baton]:
    """Those that were ticked; all of them must be this person's to move."""
    ids = (request.POST if request.method == "POST" else request.GET).getlist("b")
    found = ChosenBatons(request.organisation, ids).batons
    for each in found:
        permissions.check_may_move(request.standing, each)
    return found


def _together(
    request: StaffRequest,
    page: str,
    form_of: Callable[[list[Baton]], Any],
    deed: Callable[[list[Baton], Any], Any],
    said: Callable[[int], str],
) -> HttpResponse:
    found = _chosen(request)
    if not found:
        messages.error(request, _NONE)
        return redirect("batons:mine")
    form = form_of(found)
    if is_done(form, lambda: deed(found, form)):
        messages.success(request, said(len(found)) % {"n": number(len(found))})
        return back_to(found[0]) if len(found) == 1 else redirect("batons:mine")
    return shown(request, page, form=form, batons=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("carry_batons")
def hand_on(request: StaffRequest) -> HttpResponse:
    """To a stage and somebody in it, by a day, with a question."""

    def form_of(found: list[Baton]) -> HandOnForm:
        question = found[0].question if len(found) == 1 else ""
        where = offered(request.organisation, stage=found[0].stage)
        return HandOnForm(posted(request), offered=where, question=question)

    return _together(
        request,
        "hand_on",
        form_of,
        lambda found, form: operations.hand_on(found, form.handing(), by=request.user),
        lambda n: _many("%(n)s baton is handed on.", "%(n)s batons are handed on.", n),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("carry_batons")
def end(request: StaffRequest) -> HttpResponse:
    """Here, with a reason that the people who spoke will be told."""
    return _together(
        request,
        "end",
        lambda _: ending(posted(request)),
        lambda found, form: operations.end(found, form.cleaned_data["why"], by=request.user),
        lambda n: _many(
            "%(n)s baton is ended with a reason.", "%(n)s batons are ended with a reason.", n
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("carry_batons")
def merge(request: StaffRequest) -> HttpResponse:
    """Make one of several, in the hands of whoever merges them."""
    return _together(
        request,
        "merge",
        lambda _: MergeForm(posted(request)),
        lambda found, form: operations.merge(found, form.cleaned_data["question"], by=request.user),
        lambda n: _many("%(n)s baton is merged.", "%(n)s batons are merged.", n),
    )
