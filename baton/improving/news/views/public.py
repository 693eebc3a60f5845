# SPDX-License-Identifier: MIT
"""What everybody sees, without an account: a programme's page, its feed, its news by e-mail."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from baton.improving.news import feeds, operations, queries, readings
from baton.improving.news.forms import SubscribeForm
from baton.improving.news.models import Published
from baton.people import flood
from baton.people.permissions import public
from baton.ui import speech
from baton.ui.speech import gettext_lazy

#: From one address within ten minutes: a full hall subscribes behind one.
MOST = 60
_FLOOD = gettext_lazy(
    "Very many subscribed from where you are just now, so this was not kept. Try again later."
)


def _page(public_id: uuid.UUID) -> Published:
    found = queries.public(public_id)
    if found is None:
        raise Http404
    return found


@require_safe
@public
def about(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What was heard, decided and done."""
    return render(request, "news/about.html", readings.shown(_page(public_id)))


@require_safe
@public
def feed(_: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The news as an Atom feed."""
    found = _page(public_id)
    body = feeds.atom(found.programme, queries.news(found.programme)[: queries.LATEST])
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def subscribe(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask for news by e-mail. It answers the same whether an address is there or not."""
    found = _page(public_id)
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    context = {"programme": found.programme, "host": found.programme.organisation, "form": form}
    if form.is_bound and form.is_valid():
        if flood.is_one(request, "subscribe", most=MOST):
            form.add_error(None, _FLOOD)
        else:
            email = form.cleaned_data["email"]
            operations.subscribe(found.programme, email, language=speech.speaking())
            return render(request, "news/asked.html", context | {"email": email})
    return render(request, "news/subscribe.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def subscription(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody's own link: say that it was them, or stop. Opening it does neither."""
    theirs = queries.by_key(key)
    if theirs is None:
        return render(request, "news/gone.html", status=404 if request.method == "POST" else 200)
    speech.settle(request, theirs=theirs.language)
    context = {
        "theirs": theirs,
        "programme": theirs.programme,
        "host": theirs.programme.organisation,
        "is_published": queries.published(theirs.programme) is not None,
    }
    if request.method == "POST" and request.POST.get("news") == "stop":
        operations.stop(theirs)
        return render(request, "news/stopped.html", context)
    if request.method == "POST":
        operations.confirm(theirs)
        return redirect("news:subscription", key)
    return render(request, "news/subscription.html", context)
