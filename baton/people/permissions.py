# SPDX-License-Identifier: MIT
"""May this person? What somebody may do where they stand, and the decorators that ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from baton.people import queries
from baton.people.models import Account, Membership, Organisation, Visit
from baton.people.roles import CAPABILITIES, Role, capabilities_of
from baton.ui.speech import in_english
from baton.ui.wording import _
from baton.ui.words import listed

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

#: What a view's `access` may be, besides the name of a capability.
PUBLIC = "public"
SIGNED_IN = "signed in"
#: Opened by a key of another system; whoever is signed in here has nothing to do with it.
TOKEN = "token"  # noqa: S105 - a kind of access
#: Where the session keeps the body that the person chose to act for.
CHOSEN = "organisation"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a signed-in person stands: the body they act for, and what they may do there."""

    account: Account
    organisation: Organisation
    roles: frozenset[Role]
    capabilities: frozenset[str]
    #: Signed in with one step, for a role that needs two: they may do nothing here until then.
    owes_second_step: bool = False

    def may(self, capability: str) -> bool:
        return capability in self.capabilities


class StaffRequest(HttpRequest):
    """A request that passed `requires` or `signed_in`: somebody is here, for some body."""

    user: Account
    standing: Standing
    organisation: Organisation
    visit: Visit


def standing_in(
    organisation: Organisation, account: Account, memberships: Iterable[Membership], *, steps: int
) -> Standing | None:
    """Where somebody stands in a body by their open roles, of which some may be elsewhere; None
    where they play none there. Who plays a role that needs two steps, and took one, may nothing."""
    here = [each for each in memberships if each.organisation_id == organisation.pk]
    if not here:
        return None
    roles = frozenset(Role(each.role) for each in here)
    owes = steps < 2 and queries.needs_two_steps(organisation, roles)
    capabilities = frozenset[str]() if owes else capabilities_of(roles)
    return Standing(account, organisation, roles, capabilities, owes_second_step=owes)


def standing_of(account: Account, organisation: Organisation) -> Standing | None:
    """Where somebody stands who is not here: for what is written to them. None for who cannot sign
    in, or plays no role there. Who signs in at a provider may have taken its second step."""
    if not account.is_active:
        return None
    is_able = queries.has_second_step(account) or queries.identity_of(account) is not None
    memberships = queries.open_memberships(account)
    return standing_in(organisation, account, memberships, steps=2 if is_able else 1)


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
                _(
                    "This is for people with one of these roles: %(whose)s. In %(organisation)s "
                    "yours is: %(own)s. An administrator there can change it."
                )
                % {"whose": whose, "organisation": standing.organisation, "own": own}
            )

    return _guard(capability, check)


def signed_in(view: View) -> View:
    """Everybody who is signed in, and belongs somewhere, reaches the decorated view."""
    return _guard(SIGNED_IN, lambda _: None)(view)


def own_account(view: View) -> View:
    """As `signed_in`, and before the second step is taken: no body's affairs are shown there."""
    return _guard(SIGNED_IN, lambda _: None, before_second_step=True)(view)


def public(view: View) -> View:
    """Mark a view that needs no sign-in. A view must be marked: the architecture test asks."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def public_in_english(view: View) -> View:
    """As `public`, for pages of people who work here: English, as all that lies behind them."""
    return in_english(public(view))


def _guard(
    access: str, check: Callable[[Standing], None], *, before_second_step: bool = False
) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **keywords: Any) -> HttpResponseBase:
            standing: Standing | None = getattr(request, "standing", None)
            if standing is None:
                return _ask_to_sign_in(request)
            if standing.owes_second_step and not before_second_step:
                return _lead_to(request, resolve_url("people:second_step_owed"))
            check(standing)
            return view(request, *args, **keywords)

        guarded.access = access  # type: ignore[attr-defined]
        return cast(View, guarded)

    return decorate


def _lead_to(request: HttpRequest, page: str) -> HttpResponse:
    """To a page of its own, also when a part of a page was asked for."""
    if getattr(request, "htmx", None):
        return HttpResponseClientRedirect(page)
    return redirect(page)


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and afterwards back to the page they wanted to read."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        # A part of a page must not become the sign-in page: the whole page goes there.
        inside = redirect_to_login(htmx.current_url_abs_path or resolve_url("/"))
        return HttpResponseClientRedirect(inside.url)
    readable = request.method in {"GET", "HEAD"}
    return redirect_to_login(request.get_full_path() if readable else resolve_url("/"))
