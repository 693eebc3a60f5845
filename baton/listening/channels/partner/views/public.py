# SPDX-License-Identifier: MIT
"""A partner's own pages, by its private link: send what people said, and see what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from baton.core import clock, tables
from baton.listening import limits
from baton.listening.channels.partner import queries, taking_home
from baton.listening.channels.partner.became import steps_of
from baton.listening.channels.partner.forms.public import MOST, FileForm, SendForm
from baton.listening.channels.partner.models import Partner, PartnerDelivery
from baton.listening.channels.partner.operations import files, sending
from baton.listening.channels.upload.rows import UnreadableFile
from baton.people import flood
from baton.people.permissions import public
from baton.ui.speech import gettext_lazy

FORM = ["GET", "HEAD", "POST"]
#: From one address within ten minutes: a whole office may sit behind one.
MOST_SENT, MOST_FILES, MOST_WRONG = 200, 20, 60
A_PAGE = 20
_FLOOD = gettext_lazy(
    "Very much came from where you are just now, so this was not kept. Try again in a while."
)

View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """Whoever holds a partner's link reaches the decorated view; to everybody else it is as if
    there were nothing."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, key: str, **about: Any) -> HttpResponseBase:
        partner = queries.by_key(key)
        if partner is None:
            status = 429 if flood.is_one(request, "partner-link", most=MOST_WRONG) else 404
            return render(request, "partner/public/no_link.html", status=status)
        return view(request, partner, key, **about)

    return public(opened)


def _about(partner: Partner, key: str, **more: Any) -> dict[str, Any]:
    return {"partner": partner, "host": partner.organisation.name, "key": key, **more}


@require_safe
@by_link
def home(request: HttpRequest, partner: Partner, key: str) -> HttpResponse:
    waiting = queries.files_waiting(partner)
    context = _about(partner, key, sent=partner.items.count(), files=waiting)
    return render(request, "partner/public/home.html", context)


@require_http_methods(FORM)
@by_link
def send(request: HttpRequest, partner: Partner, key: str) -> HttpResponse:
    """One thing or several that people said."""
    is_posted = request.method == "POST"
    more = is_posted and "more" in request.POST
    posted = request.POST if is_posted else None
    form = SendForm(posted, partner=partner, more=more)
    if not is_posted or more:
        return _send_page(request, partner, key, form)
    if not form.is_valid():
        return _send_page(request, partner, key, form, status=422)
    if flood.is_one(request, "partner", most=MOST_SENT):
        return _send_page(request, partner, key, form, problem=_FLOOD, status=429)
    try:
        outcomes = _take_in(partner, form)
    except limits.NotStorable as problem:
        return _send_page(request, partner, key, form, problem=str(problem), status=422)
    kept = sum(1 for each in outcomes.values() if each.became != "taken_back")
    context = _about(partner, key, kept=kept, gone=len(outcomes) - kept)
    return render(request, "partner/public/sent.html", context)


def _send_page(
    request: HttpRequest,
    partner: Partner,
    key: str,
    form: SendForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = _about(partner, key, form=form, problem=problem, has_errors=status == 422, most=MOST)
    return render(request, "partner/public/send.html", context, status=status)


def _take_in(partner: Partner, form: SendForm) -> dict[str, sending.Outcome]:
    given = form.together.cleaned_data
    together = sending.Sending(
        partner,
        PartnerDelivery.Way.FORM,
        queries.PARTNER,
        str(given["key"]),
        how_asked=given["how_asked"],
    )
    return sending.send(together, dict(form.heard()), form.ways())


@require_http_methods(FORM)
@by_link
def file(request: HttpRequest, partner: Partner, key: str) -> HttpResponse:
    """A file, of which staff say what its columns are."""
    is_posted = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_posted else FileForm()
    if is_posted and form.is_valid():
        given, how_asked = form.cleaned_data["file"], form.cleaned_data["how_asked"]
        try:
            if flood.is_one(request, "partner-file", most=MOST_FILES):
                raise files.BroughtBefore(_FLOOD)
            files.bring(partner, given, given.name, how_asked=how_asked)
        except (files.BroughtBefore, UnreadableFile) as problem:
            form.add_error("file", str(problem))
        else:
            return render(request, "partner/public/filed.html", _about(partner, key))
    context = _about(partner, key, form=form)
    status = 422 if form.errors else 200
    return render(request, "partner/public/file.html", context, status=status)


@require_safe
@by_link
def became(request: HttpRequest, partner: Partner, key: str) -> HttpResponse:
    """What became of each thing that they sent."""
    sent = Paginator(queries.items(partner), A_PAGE)
    page = sent.get_page(request.GET.get("page"))
    steps = steps_of(list(page))
    context = _about(partner, key, page=page, steps=steps, count=sent.count)
    return render(request, "partner/public/became.html", context)


@require_safe
@by_link
def take_home(request: HttpRequest, partner: Partner, key: str) -> StreamingHttpResponse:  # noqa: ARG001 - the page's own
    """The same as a file, for their members."""
    lines = tables.as_csv(taking_home.sheet(queries.items(partner)))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"what-became-of-it-{clock.today():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(FORM)
@by_link
def withdraw(
    request: HttpRequest, partner: Partner, key: str, public_id: uuid.UUID
) -> HttpResponse:
    """Asks once more, then takes one thing back."""
    item = get_object_or_404(queries.items(partner), contribution__public_id=public_id)
    if request.method == "POST":
        sending.withdraw(item, by=f"partner:{partner.pk}")
        return redirect("partner:became", key)
    return render(request, "partner/public/withdraw.html", _about(partner, key, item=item))
