# SPDX-License-Identifier: MIT
"""Who is here, for which body: set once on each request, before any view."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from baton.people import queries, visits
from baton.people.models import Visit
from baton.people.permissions import CHOSEN, PUBLIC, TOKEN, Standing, standing_in


class OrganisationMiddleware:
    """Sets `request.standing`, `request.organisation` and `request.visit`; None for a stranger.

    Somebody who is signed in and belongs nowhere (any more) is told so, on every page but
    the public ones. What a signed-in person read is kept by no browser, unless a view says so:
    on a ward's shared computer, Back shows the next person nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.visit = visit(request)  # type: ignore[attr-defined]
        found = standing(request)
        request.standing = found  # type: ignore[attr-defined]
        request.organisation = found.organisation if found else None  # type: ignore[attr-defined]
        response = self.get_response(request)
        if found:
            response.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponse | None:
        is_public = getattr(view, "access", "") in {PUBLIC, TOKEN}
        if is_public or not request.user.is_authenticated:
            return None
        if request.standing is not None:  # type: ignore[attr-defined]
            return None
        return render(request, "people/belongs_nowhere.html", status=403)


def visit(request: HttpRequest) -> Visit | None:
    """The visit that the person of this request is on."""
    if not request.user.is_authenticated:
        return None
    return visits.present(
        request.session,
        request.user,
        description=request.headers.get("User-Agent", ""),
        address=client_address(request),
    )


def standing(request: HttpRequest) -> Standing | None:
    """Where the person of this request stands: in the body they chose, else their first.

    Who signed in with one step, and plays a role there that needs two, may do nothing yet.
    """
    if not request.user.is_authenticated:
        return None
    account = request.user
    memberships = list(queries.open_memberships(account))
    if not memberships:
        return None
    chosen = request.session.get(CHOSEN)
    here = [each for each in memberships if each.organisation_id == chosen] or memberships
    steps: int = request.visit.steps  # type: ignore[attr-defined]
    return standing_in(here[0].organisation, account, here, steps=steps)


def client_address(request: HttpRequest) -> str | None:
    """The address a request came from.

    Behind BATON_PROXIES = n proxies of our own, each has added the address it saw to
    X-Forwarded-For, so the n-th from the right is the first that nobody outside could write.
    With none, the header is whatever the sender liked, and is not read.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if proxies := settings.BATON_PROXIES:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        if len(forwarded) >= proxies:
            seen = _an_address(forwarded[-proxies]) or seen
    return _an_address(seen)


def _an_address(text: str) -> str | None:
    """An IP address without its port, or None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
