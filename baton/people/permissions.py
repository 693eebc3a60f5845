# SPDX-License-Identifier: MIT
"""May this person? What somebody may do where they stand, and the decorators that ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from baton.people.models import Account, Organisation
from baton.people.roles import CAPABILITIES, Role
from baton.ui.words import listed

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

#: What a view's `access` may be, besides the name of a capability.
PUBLIC = "public"
SIGNED_IN = "signed in"
#: Where the session keeps the body that the person chose to act for.
CHOSEN = "organisation"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a signed-in person stands: the body they act for, and what they may do there."""

    account: Account
    organisation: Organisation
    roles: frozenset[Role]
    capabilities: frozenset[str]

    def may(self, capability: str) -> bool:
        return capability in self.capabilities


class StaffRequest(HttpRequest):
    """A request that passed `requires` or `signed_in`: somebody is here, for some body."""

    user: Account
    standing: Standing
    organisation: Organisation


def requires(capability: str) -> Callable[[View], View]:
    """Only people whose roles carry `capability` reach the decorated view.

    Others are told whose page it is; who is not signed in is asked to, and brought back.
    """
    allowed = CAPABILITIES[capability]

    def check(standing: Standing) -> None:
        if not standing.may(capability):
            whose = listed([role.label for role in Role if role in allowed])
            own = listed([role.label for role in Role if role in standing.roles])
            raise PermissionDenied(
                f"This is for people with one of these roles: {whose}. "
                f"In {standing.organisation} yours is: {own}. An administrator there can change it."
            )

    return _guard(capability, check)


def signed_in(view: View) -> View:
    """Everybody who is signed in, and belongs somewhere, reaches the decorated view."""
    return _guard(SIGNED_IN, lambda _: None)(view)


def public(view: View) -> View:
    """Mark a view that needs no sign-in. A view must be marked: the architecture test asks."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def _guard(access: str, check: Callable[[Standing], None]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **keywords: Any) -> HttpResponseBase:
            standing: Standing | None = getattr(request, "standing", None)
            if standing is None:
                return _ask_to_sign_in(request)
            check(standing)
            return view(request, *args, **keywords)

        guarded.access = access  # type: ignore[attr-defined]
        return cast(View, guarded)

    return decorate


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and afterwards back to the page they wanted to read."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        # A part of a page must not become the sign-in page: the whole page goes there.
        inside = redirect_to_login(htmx.current_url_abs_path or resolve_url("/"))
        return HttpResponseClientRedirect(inside.url)
    readable = request.method in {"GET", "HEAD"}
    return redirect_to_login(request.get_full_path() if readable else resolve_url("/"))
