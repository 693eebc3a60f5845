# SPDX-License-Identifier: MIT
"""Proving who one is: the second step of signing in, and the same asked again later."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.people import arriving, passkeys, provider, queries, visits
from baton.people.forms import CodeForm, PasswordAgainForm, RecoveryCodeForm
from baton.people.models import Account, Visit
from baton.people.operations import Refused
from baton.people.permissions import StaffRequest, own_account, public_in_english
from baton.people.views.entry import come_in, let_in
from baton.ui.wording import _


@public_in_english
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """After the password: a code, a code on paper, or a passkey."""
    waiting = arriving.held(request)
    if waiting is None:
        messages.error(request, _("Sign in from the beginning: the second step waits ten minutes."))
        return redirect("people:sign_in")
    about = _second_steps(request, waiting.account)
    try:
        means = _taken(request, waiting.account, about)
    except arriving.LockedOut:
        return HttpResponse(status=429)  # django-axes answers in its place
    if means is None:
        return render(request, "people/second_step.html", about)
    if waiting.means == Visit.Means.PROVIDER:
        means = Visit.Means.PROVIDER
    return come_in(request, waiting.account, means=means, steps=2, then=waiting.then)


@own_account
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def confirm(request: StaffRequest) -> HttpResponse:
    """Before somebody changes how they sign in: that it is still they who sit here."""
    account, then = request.standing.account, _inside(request)
    try:
        if queries.has_second_step(account):
            about = _second_steps(request, account)
            steps = 2 if _taken(request, account, about) else 0
        else:
            form = PasswordAgainForm(request.POST or None)
            about, steps = {"form": form}, int(_by_password(request, account, form))
    except arriving.LockedOut:
        return HttpResponse(status=429)  # django-axes answers in its place
    if not steps:
        about |= {"then": then, "provider": provider.name()}
        return render(request, "people/confirm.html", about)
    visits.prove(request.visit, steps=steps)
    return redirect(then)


def _inside(request: HttpRequest) -> str:
    """The page of ours that they came from, or their account."""
    return _next(request, request.GET.get("next", "")) or resolve_url("people:account")


def _by_password(request: HttpRequest, account: Account, form: PasswordAgainForm) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    if arriving.check_password(request, account, form.cleaned_data["password"]):
        return True
    form.add_error("password", _("This is not your password. Try again."))
    return False


def _second_steps(request: HttpRequest, account: Account) -> dict[str, Any]:
    """What the page offers: the app's code, or one on paper, and passkeys."""
    has_app = queries.app_of(account) is not None
    on_paper = not has_app or request.GET.get("with") == "paper"
    kind = RecoveryCodeForm if on_paper else CodeForm
    is_code = request.method == "POST" and "passkey" not in request.POST
    return {
        "form": kind(request.POST if is_code else None),
        "on_paper": on_paper,
        "has_app": has_app,
        "has_passkeys": passkeys.are_possible() and queries.passkeys_of(account).exists(),
        "codes_left": queries.recovery_codes_left(account),
    }


def _taken(request: HttpRequest, account: Account, about: dict[str, Any]) -> str | None:
    """By what the second step was taken in this request; None with what is wrong in the form."""
    if request.method != "POST":
        return None
    form = about["form"]
    try:
        if brought := request.POST.get("passkey"):
            passkeys.use(request.session, brought, account=account)
            return Visit.Means.PASSWORD_AND_PASSKEY
        if form.is_valid():
            on_paper = about["on_paper"]
            arriving.check_code(request, account, form.cleaned_data["code"], on_paper=on_paper)
            return Visit.Means.RECOVERY if on_paper else Visit.Means.APP
    except passkeys.PasskeyRefused as problem:
        messages.error(request, str(problem))
    except Refused as problem:
        form.add_error("code", str(problem))
    return None


@public_in_english
@never_cache
@require_POST
def passkey_asked(request: HttpRequest) -> HttpResponse:
    """What the browser is to sign: of the person who is here or half-way in, else of anybody."""
    account: Account | None = None
    if not request.GET.get("alone"):
        if request.user.is_authenticated:
            account = request.user
        elif waiting := arriving.held(request):
            account = waiting.account
    asked = passkeys.ask_to_use(request.session, account)
    return HttpResponse(asked, content_type="application/json")


@public_in_english
@sensitive_post_parameters()
@never_cache
@require_POST
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    """By a passkey alone, which counts as two steps."""
    try:
        account = passkeys.use(request.session, request.POST.get("passkey", ""), account=None)
    except passkeys.PasskeyRefused as problem:
        messages.error(request, str(problem))
        return redirect("people:sign_in")
    arriving.arrive(request, account, means=Visit.Means.PASSKEY, steps=2)
    return redirect(_next(request, request.POST.get("next", "")) or "/")


def _next(request: HttpRequest, wanted: str) -> str:
    """The wanted page, if it is one of ours."""
    inside = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if inside else ""


@public_in_english
@never_cache
@require_safe
def to_provider(request: HttpRequest) -> HttpResponse:
    if not provider.name():
        return redirect("people:sign_in")
    try:
        return provider.begin(request, then=_next(request, request.GET.get("next", "")) or "/")
    except Refused as problem:
        messages.error(request, str(problem))
        return redirect("people:sign_in")


@public_in_english
@sensitive_post_parameters()
@never_cache
@require_safe
def back_from_provider(request: HttpRequest) -> HttpResponse:
    if not provider.name():
        return redirect("people:sign_in")
    try:
        account, steps, then = provider.finish(request)
    except Refused as problem:
        messages.error(request, str(problem))
        return redirect("people:sign_in")
    return let_in(request, account, means=Visit.Means.PROVIDER, steps=steps, then=then)
