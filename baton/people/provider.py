# SPDX-License-Identifier: MIT
"""Writing: signing in by the organisation's own provider (OpenID Connect).

Authlib speaks the protocol: code flow with PKCE, state and nonce, the token's signature checked.
Here is who that person is to us: by issuer and subject once they are known, by a verified address
the first time, and never somebody whom nobody invited.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from baton.core import audit, clock
from baton.people import accounts, outbox, queries, steps
from baton.people.models import Account, ProviderIdentity
from baton.people.operations import Refused
from baton.ui.wording import _

#: Where the session keeps to which page the person wanted.
THEN = "provider_then"
SECONDS = 10
LONGEST_NAME = 150


class ProviderAway(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The sign-in of %(name)s cannot be reached at the moment. Try again in a few "
                "minutes, or sign in with your password."
            )
            % {"name": name()}
        )


class ProviderRefused(Refused):
    """The provider, or the way back from it, does not show who the person is."""


class NotKnownHere(Refused):
    """The provider says who they are, and nobody here is that."""


def name() -> str:
    """What the provider is called on the sign-in page; empty where there is none."""
    return settings.BATON_OIDC_NAME if settings.BATON_OIDC_ISSUER else ""


def begin(request: HttpRequest, *, then: str) -> HttpResponse:
    """To the provider's own page. Raises ProviderAway."""
    import requests

    request.session[THEN] = then
    try:
        return _client().authorize_redirect(request, outbox.link("people:provider_back"))
    except (requests.RequestException, ValueError, RuntimeError) as problem:
        _forget_client()
        raise ProviderAway from problem


def finish(request: HttpRequest) -> tuple[Account, int, str]:
    """Who came back, by how many steps, and where they wanted to. Raises a Refused."""
    then = str(request.session.pop(THEN, "/"))
    claims = _claims(request)
    if claims.get("iss", "").rstrip("/") != settings.BATON_OIDC_ISSUER:
        raise ProviderRefused(
            _("This sign-in is not one of %(name)s. Begin again.") % {"name": name()}
        )
    return find_or_link(claims), _steps(claims), then


def _client() -> Any:
    return _made_client(
        settings.BATON_OIDC_ISSUER, settings.BATON_OIDC_CLIENT, settings.BATON_OIDC_SECRET
    )


@lru_cache(maxsize=4)
def _made_client(issuer: str, client: str, secret: str) -> Any:
    from authlib.integrations.django_client import OAuth

    return OAuth().register(
        "provider",
        client_id=client,
        client_secret=secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )


def _forget_client() -> None:
    """Read the provider's own description again the next time: it may have changed."""
    _made_client.cache_clear()


def _claims(request: HttpRequest) -> Mapping[str, Any]:
    """What the provider says of the person, signed. Raises ProviderAway or ProviderRefused."""
    import requests
    from authlib.common.errors import AuthlibBaseError
    from authlib.integrations.base_client.errors import MismatchingStateError
    from joserfc.errors import JoseError

    client = _client()
    try:
        token = client.authorize_access_token(request)
        claims = dict(token.get("userinfo") or {})
        if not claims.get("sub"):
            raise ProviderRefused(
                _("%(name)s did not say who you are. Tell whoever looks after it.")
                % {"name": name()}
            )
        if "email" not in claims:
            more = dict(client.userinfo(token=token))
            # Only of the same person: a token could have been exchanged on the way.
            claims |= more if more.get("sub") == claims["sub"] else {}
    except MismatchingStateError as problem:
        raise ProviderRefused(
            _("This sign-in was begun in another window, or too long ago. Begin again.")
        ) from problem
    except (AuthlibBaseError, JoseError, ValueError, KeyError, RuntimeError) as problem:
        _forget_client()
        raise ProviderRefused(
            _("%(name)s did not sign you in. Begin again, or sign in with your password.")
            % {"name": name()}
        ) from problem
    except requests.RequestException as problem:
        _forget_client()
        raise ProviderAway from problem
    return claims


def _steps(claims: Mapping[str, Any]) -> int:
    """Whether the provider's own sign-in counts as two steps, by what the settings say.

    >>> _steps({"amr": ["pwd"]})
    1
    """
    wanted = {each.strip() for each in settings.BATON_OIDC_TWO_STEPS.split(",") if each.strip()}
    said = {"always", str(claims.get("acr", "")), *claims.get("amr", [])}
    return 2 if wanted & said else 1


@transaction.atomic
def find_or_link(claims: Mapping[str, Any]) -> Account:
    """The account of who this is at the provider; the first time, of their verified address, made
    for them if it was invited.

    From then on the provider's own name for them decides: an address that is given to somebody
    else opens nothing, and one that changes closes nothing.
    """
    issuer, subject = settings.BATON_OIDC_ISSUER, str(claims["sub"])
    identity = (
        ProviderIdentity.objects.select_related("account")
        .filter(issuer=issuer, subject=subject)
        .first()
    )
    if identity is None:
        account = _by_verified_address(claims)
        if queries.identity_of(account):
            raise NotKnownHere(
                _(
                    "%(email)s belongs to another person at %(name)s. If it is yours now, ask "
                    "whoever looks after this installation."
                )
                % {"email": account.email, "name": name()}
            )
        identity = ProviderIdentity.objects.create(account=account, issuer=issuer, subject=subject)
        audit.record("identity.linked", identity, by=account, organisation=None)
        steps.announce(account, _("It was linked with the sign-in of %(name)s.") % {"name": name()})
    if not identity.account.is_active:
        raise NotKnownHere(
            _("This account has been closed. An administrator of your organisation can say more.")
        )
    ProviderIdentity.objects.filter(pk=identity.pk).update(last_used_at=clock.now())
    return identity.account


def _by_verified_address(claims: Mapping[str, Any]) -> Account:
    address = str(claims.get("email") or "")
    if not address:
        raise NotKnownHere(
            _("%(name)s did not tell your e-mail address, so we cannot find you.")
            % {"name": name()}
        )
    if not _is_verified(claims):
        raise NotKnownHere(
            _(
                "%(name)s has not verified that %(address)s is yours. Sign in with your "
                "password, or have it verified there."
            )
            % {"name": name(), "address": address}
        )
    account = queries.account_by_address(address) or accounts.join_as_invited(
        address, name=_name_of(claims, address)
    )
    if account is None:
        raise NotKnownHere(
            _(
                "Nobody here has an account with the address %(address)s. It has no open "
                "invitation either: ask an administrator of your organisation for one."
            )
            % {"address": address}
        )
    return account


def _is_verified(claims: Mapping[str, Any]) -> bool:
    """Whether the address is the person's: the provider says so, or says nothing of it where the
    settings take its addresses for its own people's."""
    said = claims.get("email_verified")
    if said is None:
        return settings.BATON_OIDC_EMAIL_VERIFIED == "always"
    return said in (True, "true")


def _name_of(claims: Mapping[str, Any], address: str) -> str:
    """What colleagues call a new person, until they write it themselves."""
    said = claims.get("name") or f"{claims.get('given_name', '')} {claims.get('family_name', '')}"
    return " ".join(str(said).split())[:LONGEST_NAME] or address.partition("@")[0][:LONGEST_NAME]
