# SPDX-License-Identifier: MIT
"""Where a lead writes what everybody may read of a programme, and sees it as it will be."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.core import clock
from baton.improving.news import operations, policies, queries, readings
from baton.improving.news.forms import NewsForm, PublishForm, TellForm
from baton.improving.news.models import Published
from baton.people.permissions import StaffRequest, requires
from baton.programmes.models import Programme
from baton.ui.wording import _

FORM = ["GET", "HEAD", "POST"]
#: What a piece of news is called that tells one of these: it is kept, and everybody reads it.
_TITLES = {
    "finding": "What we heard",
    "decision": "A decision was made",
    "action": "What became of it",
}


def _programme(request: StaffRequest, public_id: uuid.UUID) -> Programme:
    return get_object_or_404(queries.programmes(request.organisation), public_id=public_id)


def _form(request: StaffRequest, page: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"news/{page}.html", {"form": form, **context}, status=status)


@require_safe
@requires("manage_programmes")
def editor(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """What is told and what is not."""
    found = _programme(request, public_id)
    context = {
        "programme": found,
        "published": queries.published(found),
        "heard": queries.findings(found).filter(concluded_at__isnull=False),
        "decided": queries.decisions(found),
        "acted": queries.actions(found),
        "news": queries.news(found),
        "reading": readings.of_editor(found),
    }
    return render(request, "news/editor.html", context)


@require_safe
@requires("manage_programmes")
def preview(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The page as everybody will see it."""
    found = _programme(request, public_id)
    page = queries.published(found) or Published(
        programme=found, says=found.purpose, at=clock.now()
    )
    return render(request, "news/about.html", readings.shown(page) | {"is_preview": True})


@require_http_methods(FORM)
@requires("manage_programmes")
def publish(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let everybody read it, or say anew what stands first on it."""
    found = _programme(request, public_id)
    posted = request.POST if request.method == "POST" else None
    page = queries.published(found)
    form = PublishForm(posted, programme=found, published=page)
    if form.is_bound and form.is_valid():
        try:
            operations.publish(found, form.cleaned_data["says"], by=request.user)
        except policies.NotNow as problem:
            form.add_error("says", str(problem))
        else:
            messages.success(request, _("Everybody can read the page now."))
            return redirect("news:editor", found.public_id)
    return _form(request, "publish", form, programme=found, published=page)


@require_POST
@requires("manage_programmes")
def take_away(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Nobody outside reads it any more."""
    found = _programme(request, public_id)
    operations.take_away(found, by=request.user)
    messages.success(request, _("The page is taken away. What was written for it is kept."))
    return redirect("news:editor", found.public_id)


@require_http_methods(FORM)
@requires("manage_programmes")
def tell_finding(request: StaffRequest, public_id: uuid.UUID, thing: uuid.UUID) -> HttpResponse:
    found = _programme(request, public_id)
    return _tell(request, found, "finding", queries.findings(found), thing)


@require_http_methods(FORM)
@requires("manage_programmes")
def tell_decision(request: StaffRequest, public_id: uuid.UUID, thing: uuid.UUID) -> HttpResponse:
    found = _programme(request, public_id)
    return _tell(request, found, "decision", queries.decisions(found), thing)


@require_http_methods(FORM)
@requires("manage_programmes")
def tell_action(request: StaffRequest, public_id: uuid.UUID, thing: uuid.UUID) -> HttpResponse:
    found = _programme(request, public_id)
    return _tell(request, found, "action", queries.actions(found), thing)


def _tell(
    request: StaffRequest, found: Programme, kind: str, rows: QuerySet[Any], thing: uuid.UUID
) -> HttpResponse:
    """Say one thing in plain words; as news too, where there is a page for it."""
    it = get_object_or_404(rows, public_id=thing)
    posted = request.POST if request.method == "POST" else None
    is_published = queries.published(found) is not None
    form = TellForm(posted, told=it.told, may_be_news=is_published)
    if form.is_bound and form.is_valid():
        given = form.given()
        try:
            operations.tell(it, given["text"], by=request.user)
            if given["text"] and given["as_news"]:
                operations.add_news(found, _TITLES[kind], it.told, by=request.user)
        except policies.NotNow as problem:
            form.add_error("told", str(problem))
        else:
            messages.success(request, _kept(it.told, is_published=is_published))
            return redirect("news:editor", found.public_id)
    return _form(request, "tell", form, programme=found, thing=it, kind=kind)


def _kept(told: str, *, is_published: bool) -> str:
    if not told:
        return _("It is not told on the page.")
    return (
        _("It is on the page.")
        if is_published
        else _("It will be on the page once it is published.")
    )


@require_http_methods(FORM)
@requires("manage_programmes")
def add_news(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put news on the page, and send it to those who asked for it."""
    found = _programme(request, public_id)
    form = NewsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.add_news(found, **form.cleaned_data, by=request.user)
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The news is on the page, and goes out by e-mail."))
            return redirect("news:editor", found.public_id)
    number = queries.subscribed(found)
    return _form(request, "add_news", form, programme=found, subscribed=number)


@require_POST
@requires("manage_programmes")
def take_down(request: StaffRequest, public_id: uuid.UUID, news: uuid.UUID) -> HttpResponse:
    """Take a piece of news off the page."""
    found = _programme(request, public_id)
    operations.take_down(get_object_or_404(queries.news(found), public_id=news), by=request.user)
    messages.success(request, _("It is off the page. What was sent is sent."))
    return redirect("news:editor", found.public_id)
