# SPDX-License-Identifier: MIT
"""Writing: the second step of signing in, by an app's codes and by recovery codes on paper.

Codes follow RFC 6238, as every authenticator app does. An app's key must be known here to
compare, so it is enciphered; recovery codes are long enough that their digest is.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from baton.core import audit, clock
from baton.core.keys import uuid7
from baton.people import outbox, queries, visits
from baton.people.models import (
    Account,
    AuthenticatorApp,
    Organisation,
    RecoveryCode,
    TwoStepRule,
    Visit,
)
from baton.people.operations import Refused, lock
from baton.people.roles import Role
from baton.ui.wording import _
from baton.ui.words import count

#: Seconds that a code is shown; one before and one after are taken too, as clocks differ.
STEP, EITHER_SIDE = 30, 1
RECOVERY_CODES = 10
#: After so many wrong codes, from wherever, no code of this person's is taken for a while:
#: who writes them knows the password, and must not try all million.
WRONG_CODES, WRONG_FOR = 10, timedelta(minutes=15)
_NO_LOOK_ALIKES = "23456789abcdefghjkmnpqrstuvwxyz"


class WrongCode(Refused):
    """The code is not the one that is shown, or was used."""


class TooManyWrongCodes(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("There were too many wrong codes. Wait a quarter of an hour, or use a recovery code.")
        )


class StepDemanded(Refused):
    """The last second step cannot go while a role demands one."""


def new_key() -> str:
    """A key for an app, as one would type it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def encipher(key: str) -> str:
    return _cipher().encrypt(key.encode()).decode()


def decipher(enciphered: str) -> str:
    """The key again; empty when BATON_SECRET_KEY is another than it was enciphered with."""
    try:
        return _cipher().decrypt(enciphered.encode()).decode()
    except InvalidToken:
        return ""


def _cipher() -> Fernet:
    material = hashlib.sha256(f"baton.people.app:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(material))


def _totp(key: str) -> TOTP:
    return TOTP(base64.b32decode(key), 6, SHA1(), STEP)  # noqa: S303 - what RFC 6238 and apps use


def key_as_address(key: str, account: Account) -> str:
    """What an app reads from the picture."""
    return _totp(key).get_provisioning_uri(account.email, settings.BATON_NAME)


def step_of(key: str, code: str) -> int | None:
    """The half minute around now in which the app shows this code."""
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit()):
        return None
    now = int(clock.now().timestamp()) // STEP
    for step in range(now - EITHER_SIDE, now + EITHER_SIDE + 1):
        if constant_time.bytes_eq(_totp(key).generate(step * STEP), digits.encode()):
            return step
    return None


@transaction.atomic
def set_up_app(account: Account, key: str, code: str) -> AuthenticatorApp:
    """Take this app from now on, in place of one before, once it shows the right code."""
    step = step_of(key, code)
    if step is None:
        raise WrongCode(
            _(
                "This is not the code that the app should show now. Check that your telephone’s "
                "clock is right, and write the code that you see at this moment."
            )
        )
    app, is_new = AuthenticatorApp.objects.update_or_create(
        account=account,
        defaults={
            "key": encipher(key),
            "last_step": step,
            "wrong_codes": 0,
            "wrong_since": None,
            "created_at": clock.now(),
            "last_used_at": None,
        },
    )
    audit.record("app.set_up", account, by=account, organisation=None, instead=not is_new)
    announce(account, _("An authenticator app was set up."))
    return app


@transaction.atomic
def remove_app(account: Account) -> None:
    """Take no codes of the app any more. Twice changes nothing."""
    app = queries.app_of(account)
    if app is None:
        return
    check_may_lose(account, passkeys=0, app=True)
    app.delete()
    after_losing_one(account)
    audit.record("app.removed", account, by=account, organisation=None)
    announce(account, _("Your authenticator app was removed."))


def check_may_lose(account: Account, *, passkeys: int, app: bool) -> None:
    """Raise StepDemanded if nothing would be left, and a role demands that something is."""
    # The two last ones, removed in two browsers at once, take turns.
    Account.objects.select_for_update().get(pk=account.pk)
    left = queries.passkeys_of(account).count() - passkeys
    has_app = queries.app_of(account) is not None and not app
    if left > 0 or has_app:
        return
    if role := queries.demands_of(account).first():
        raise StepDemanded(
            _(
                "Your role %(role)s at %(organisation)s needs a second step, and this is your "
                "only one. Set up another first."
            )
            % {"role": role.get_role_display(), "organisation": role.organisation}
        )


def after_losing_one(account: Account) -> None:
    """Without any second step, recovery codes recover nothing and no visit had two."""
    if not queries.has_second_step(account):
        RecoveryCode.objects.filter(account=account).delete()
        Visit.objects.filter(account=account).update(steps=1)


def use_app_code(account: Account, code: str) -> None:
    """Take a code of the person's app, once; raise WrongCode or TooManyWrongCodes."""
    app = queries.app_of(account)
    now = clock.now()
    if app is None:
        raise WrongCode(_("You have no authenticator app."))
    if not (key := decipher(app.key)):
        raise WrongCode(
            _(
                "Your app’s key can no longer be read here. Use a recovery code or a passkey, "
                "and set the app up again."
            )
        )
    _count_try(app)
    this = AuthenticatorApp.objects.filter(pk=app.pk)
    step = step_of(key, code)
    # The comparison is the database's: of two who show one code at once, one is let in.
    if step is not None and this.filter(last_step__lt=step).update(
        last_step=step, last_used_at=now, wrong_codes=0, wrong_since=None
    ):
        return
    raise WrongCode(
        _("This code has been used. Wait until the app shows the next one.")
        if step is not None
        else _(
            "This is not the code that your app shows now. Write the one you see at this moment."
        )
    )


def _count_try(app: AuthenticatorApp) -> None:
    """Count one more try before it is looked at: of a thousand sent at once, ten are looked at."""
    now = clock.now()
    this = AuthenticatorApp.objects.filter(pk=app.pk)
    is_over = Q(wrong_since=None) | Q(wrong_since__lte=now - WRONG_FOR)
    begun_anew = this.filter(is_over).update(wrong_codes=1, wrong_since=now)
    if not begun_anew and not this.filter(wrong_codes__lt=WRONG_CODES).update(
        wrong_codes=F("wrong_codes") + 1
    ):
        raise TooManyWrongCodes


@transaction.atomic
def renew_recovery_codes(account: Account) -> list[str]:
    """Ten new codes in place of all before. They are readable only in what this returns."""
    if not queries.has_second_step(account):
        raise Refused(_("Recovery codes stand in for a second step: set one up first."))
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=_digest(code)) for code in codes
    )
    audit.record("recovery_codes.renewed", account, by=account, organisation=None)
    announce(account, _("New recovery codes were made. Those before are worth nothing now."))
    return codes


def _recovery_code() -> str:
    """Sixteen signs, nearly eighty bits: nobody tries them all, here or on a stolen backup."""
    signs = "".join(secrets.choice(_NO_LOOK_ALIKES) for _ in range(16))
    return "-".join(signs[at : at + 4] for at in range(0, 16, 4))


def _digest(code: str) -> str:
    signs = "".join(code.lower().split()).replace("-", "")
    return hashlib.sha256(signs.encode()).hexdigest()


@transaction.atomic
def use_recovery_code(account: Account, code: str) -> None:
    """Take a recovery code, once; raise WrongCode."""
    taken = RecoveryCode.objects.filter(account=account, digest=_digest(code), used_at=None).update(
        used_at=clock.now()
    )
    if not taken:
        raise WrongCode(_("This is not one of your recovery codes, or it was used before."))
    left = queries.recovery_codes_left(account)
    audit.record("recovery_code.used", account, by=account, organisation=None, left=left)
    announce(
        account,
        _("A recovery code was used. You have %(codes)s left.") % {"codes": count(left, "code")},
    )


@transaction.atomic
def reset(account: Account, *, by: Account | str) -> int:
    """Take every second step from somebody who lost them all, and sign them out everywhere.

    The password remains. Returns how many second steps there were.
    """
    removed = AuthenticatorApp.objects.filter(account=account).delete()[0]
    removed += account.passkeys.all().delete()[0]
    RecoveryCode.objects.filter(account=account).delete()
    visits.end_all(account, by=by)
    audit.record("steps.reset", account, by=by, organisation=None, removed=removed)
    announce(account, _("Whoever looks after the installation removed all your second steps."))
    return removed


def announce(account: Account, what: str) -> None:
    """Tell a person that how they sign in has changed: if it was not them, they should know."""
    outbox.put(
        "sign_in_changed",
        account.email,
        # No body's administrator need read it in their outbox.
        organisation=None,
        key=f"sign_in_changed:{uuid7()}",
        what=what,
        at=clock.now(),
        link=outbox.link("people:forgotten_password"),
    )


@transaction.atomic
def demand(organisation: Organisation, roles: set[str], *, by: Account) -> None:
    """From now on exactly these roles of a body need two steps, also of who is signed in now."""
    lock(organisation)
    wanted = {Role(role).value for role in roles}
    before = queries.roles_with_two_steps(organisation)
    if wanted == before:
        return
    TwoStepRule.objects.filter(organisation=organisation, role__in=before - wanted).delete()
    TwoStepRule.objects.bulk_create(
        TwoStepRule(organisation=organisation, role=role) for role in sorted(wanted - before)
    )
    audit.record(
        "two_steps.demanded",
        organisation,
        by=by,
        organisation=organisation.pk,
        of=sorted(wanted),
    )
