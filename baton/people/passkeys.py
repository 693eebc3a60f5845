# SPDX-License-Identifier: MIT
"""Writing: passkeys (WebAuthn). The fido2 library checks; here is what is asked, kept and said.

A passkey belongs to the name in BATON_ADDRESS: made under one name, it opens nothing under another.
"""

from __future__ import annotations

import ipaddress
import json
import struct
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from baton.core import audit, clock
from baton.people import queries, steps
from baton.people.models import Account, Passkey
from baton.people.operations import Refused
from baton.ui.wording import _

#: Where the session keeps what the browser was asked to sign.
ASKED = "passkey_asked"
AT_MOST = 20
# What reading an answer raises that no browser would give.
_NOT_UNDERSTOOD = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError),
    *(NotImplementedError, struct.error),
)


class PasskeyRefused(Refused):
    """What the browser brought is no passkey of this person, or was not asked for."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This passkey did not sign you in: it is not known here, or it took too long. Try "
                "again, or sign in another way."
            )
        )


def are_possible() -> bool:
    """Whether browsers offer passkeys at BATON_ADDRESS: a name, by https, or this very machine."""
    parts = urlsplit(settings.BATON_ADDRESS)
    host = parts.hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return parts.scheme == "https" or host == "localhost"
    return False


def _server() -> Fido2Server:
    parts = urlsplit(settings.BATON_ADDRESS)
    origin = f"{parts.scheme}://{parts.netloc}"
    return Fido2Server(
        PublicKeyCredentialRpEntity(name=settings.BATON_NAME, id=parts.hostname or ""),
        verify_origin=lambda said: said == origin,
    )


def _known(account: Account) -> list[AttestedCredentialData]:
    return [_data(each) for each in queries.passkeys_of(account)]


def _data(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(passkey.credential))


def _ask(session: SessionBase, options: Any, state: Any) -> str:
    session[ASKED] = state
    return json.dumps(dict(options))


def ask_to_make(session: SessionBase, account: Account) -> str:
    """What the browser is asked when a person adds a passkey; as JSON for the page."""
    return _ask(
        session,
        *_server().register_begin(
            PublicKeyCredentialUserEntity(
                id=account.public_id.bytes, name=account.email, display_name=account.name
            ),
            _known(account),
            # A plain security stick is welcome as a second step; only a discoverable passkey that
            # verifies its owner signs in alone.
            resident_key_requirement=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )


@transaction.atomic
def add(session: SessionBase, account: Account, brought: str, name: str) -> Passkey:
    """Keep the passkey that the browser made."""
    state = session.pop(ASKED, None)
    if state is None or queries.passkeys_of(account).count() >= AT_MOST:
        raise PasskeyRefused
    try:
        made = _server().register_complete(state, json.loads(brought)).credential_data
    except _NOT_UNDERSTOOD as problem:
        raise PasskeyRefused from problem
    if made is None:
        raise PasskeyRefused
    passkey, is_new = Passkey.objects.get_or_create(
        credential_id=websafe_encode(made.credential_id),
        defaults={"account": account, "name": name, "credential": websafe_encode(made)},
    )
    if not is_new:
        raise PasskeyRefused
    audit.record("passkey.added", passkey, by=account, organisation=None)
    steps.announce(account, _("A passkey was added."))
    return passkey


def ask_to_use(session: SessionBase, account: Account | None) -> str:
    """What the browser is asked when somebody signs in; as JSON for the page.

    Of nobody known, the browser offers the passkeys that it has, and verifies its owner.
    """
    alone = account is None
    return _ask(
        session,
        *_server().authenticate_begin(
            None if account is None else _known(account),
            UserVerificationRequirement.REQUIRED
            if alone
            else UserVerificationRequirement.DISCOURAGED,
        ),
    )


def use(session: SessionBase, brought: str, *, account: Account | None) -> Account:
    """Whose passkey it is that signed what was asked; of `account`, where it is known.

    Without an account before it, the passkey stands for both steps: it must have verified its
    owner, by a finger, a face or a PIN. Raises PasskeyRefused.
    """
    state = session.pop(ASKED, None)
    if state is None:
        raise PasskeyRefused
    required = state["user_verification"] == UserVerificationRequirement.REQUIRED
    if account is None and not required:
        raise PasskeyRefused
    try:
        response = AuthenticationResponse.from_dict(json.loads(brought))
        passkey = _of(websafe_encode(response.raw_id), account)
        _server().authenticate_complete(state, [_data(passkey)], response)
    except _NOT_UNDERSTOOD as problem:
        raise PasskeyRefused from problem
    _note_use(passkey, response.response.authenticator_data.counter)
    return passkey.account


def _of(credential_id: str, account: Account | None) -> Passkey:
    """The passkey of that id, of somebody who may sign in, and of nobody but `account`."""
    found = Passkey.objects.select_related("account").filter(
        credential_id=credential_id, account__is_active=True
    )
    if account is not None:
        found = found.filter(account=account)
    passkey = found.first()
    if passkey is None:
        raise PasskeyRefused
    return passkey


def _note_use(passkey: Passkey, uses: int) -> None:
    """Write it down; a counter that went back says that there is a copy, and it is refused."""
    if uses and uses <= passkey.uses:
        raise PasskeyRefused
    Passkey.objects.filter(pk=passkey.pk).update(uses=uses, last_used_at=clock.now())


@transaction.atomic
def remove(passkey: Passkey) -> None:
    """Take it no more. The browser that keeps it will still offer it, in vain."""
    account = passkey.account
    steps.check_may_lose(account, passkeys=1, app=False)
    audit.record("passkey.removed", passkey, by=account, organisation=None)
    passkey.delete()
    steps.after_losing_one(account)
    steps.announce(account, _("A passkey was removed."))
