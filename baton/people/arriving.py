# SPDX-License-Identifier: MIT
"""Signing in, step by step: held after the first, and let in after all that are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate, login, signals
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from baton.core import audit, clock
from baton.people import queries, steps, visits
from baton.people.middleware import client_address
from baton.people.models import Account, Visit

BACKEND = "django.contrib.auth.backends.ModelBackend"
#: Where the session keeps who has taken the first step.
HELD = "held"
#: So long the second step may follow the first.
HELD_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Held:
    """Who has taken the first step, by what, and to which page they want."""

    account: Account
    means: str
    then: str


class LockedOut(Exception):
    """Too many wrong codes or passwords of this person from this address; axes answers."""


def hold(request: HttpRequest, account: Account, *, means: str, then: str) -> None:
    """The first step is taken: remember who, for the second."""
    request.session.cycle_key()
    request.session[HELD] = {
        "account": str(account.public_id),
        # A password that is changed meanwhile ends it.
        "password": account.get_session_auth_hash(),
        "at": clock.now().timestamp(),
        "means": means,
        "then": then,
    }


def held(request: HttpRequest) -> Held | None:
    """Who has taken the first step in this browser, a short while ago."""
    kept = request.session.get(HELD)
    if not kept or clock.now().timestamp() - kept["at"] > HELD_FOR.total_seconds():
        return None
    account = queries.account_by_public_id(kept["account"])
    if account is None or not constant_time_compare(
        kept["password"], account.get_session_auth_hash()
    ):
        return None
    return Held(account, str(kept["means"]), str(kept["then"]))


@transaction.atomic
def arrive(request: HttpRequest, account: Account, *, means: str, steps: int) -> Visit:
    """Let a person in who has taken all the steps that are due."""
    request.session.pop(HELD, None)
    login(request, account, backend=BACKEND)
    audit.record(
        "account.signed_in", account, by=account, organisation=None, means=str(means), steps=steps
    )
    return visits.begin(
        request.session,
        account,
        description=request.headers.get("User-Agent", ""),
        address=client_address(request),
        means=means,
        steps=steps,
    )


def check_password(request: HttpRequest, account: Account, password: str) -> bool:
    """Whether this is the person's password. A wrong one counts towards the lockout."""
    return _unless_locked(
        request, authenticate(request, username=account.email, password=password) == account
    )


def check_code(request: HttpRequest, account: Account, code: str, *, on_paper: bool) -> None:
    """Take a code of the app or on paper. A wrong one counts as a wrong password does.

    Raises WrongCode or TooManyWrongCodes with a sentence, and LockedOut for axes to answer.
    """
    credentials = {"username": account.email}
    if not AxesProxyHandler.is_allowed(request, credentials):
        request.axes_locked_out = True  # type: ignore[attr-defined]
        request.axes_credentials = credentials  # type: ignore[attr-defined]
        raise LockedOut
    try:
        (steps.use_recovery_code if on_paper else steps.use_app_code)(account, code)
    except steps.WrongCode:
        signals.user_login_failed.send(__name__, credentials=credentials, request=request)
        _unless_locked(request, False)
        raise


def _unless_locked(request: HttpRequest, answer: bool) -> bool:
    if getattr(request, "axes_locked_out", False):
        raise LockedOut
    return answer
