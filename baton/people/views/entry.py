# SPDX-License-Identifier: MIT
"""The way in and out: signing in, forgotten passwords, invitations. Public pages."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from baton.core import clock
from baton.people import accounts, arriving, operations, passkeys, provider, queries, visits
from baton.people.forms import AcceptForm, ForgottenPasswordForm, NewPasswordForm, SignInForm
from baton.people.middleware import client_address
from baton.people.models import Account, Invitation, Visit
from baton.people.permissions import public_in_english
from baton.ui.wording import _


class SignIn(LoginView):
    authentication_form = SignInForm
    template_name = "people/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **about: Any) -> dict[str, Any]:
        return super().get_context_data(
            passkeys=passkeys.are_possible(), provider=provider.name(), **about
        )

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        account = form.get_user()
        then = self.get_success_url()
        return let_in(self.request, account, means=Visit.Means.PASSWORD, steps=1, then=then)


sign_in = public_in_english(SignIn.as_view())


def let_in(
    request: HttpRequest, account: Account, *, means: str, steps: int, then: str
) -> HttpResponse:
    """In, or first to the second step of whoever has one."""
    if steps < 2 and queries.has_second_step(account):
        arriving.hold(request, account, means=means, then=then)
        return redirect("people:second_step")
    return come_in(request, account, means=means, steps=steps, then=then)


def come_in(
    request: HttpRequest, account: Account, *, means: str, steps: int, then: str
) -> HttpResponse:
    """In, all steps taken. Who comes by the provider takes up what their address was offered."""
    arriving.arrive(request, account, means=means, steps=steps)
    if means == Visit.Means.PROVIDER:
        for body in accounts.accept_all(account):
            accounts.choose_organisation(request.session, account, body)
            messages.success(request, _("Welcome to %(body)s.") % {"body": body})
    return redirect(then)


@public_in_english
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    visits.leave(request.session)
    logout(request)
    return redirect("people:sign_in")


def locked_out(
    request: HttpRequest,
    _original: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """What django-axes shows to somebody who wrote too many wrong passwords."""
    email = str((credentials or {}).get("username") or "")
    until = queries.locked_until(email, client_address(request)) or clock.now()
    response = render(request, "people/locked_out.html", {"until": until}, status=429)
    response["Retry-After"] = str(max(1, round((until - clock.now()).total_seconds())))
    return response


@public_in_english
@require_http_methods(["GET", "POST"])
def forgotten_password(request: HttpRequest) -> HttpResponse:
    form = ForgottenPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.ask_for_new_password(form.cleaned_data["email"])
        # The same answer whoever asks for whom: nobody learns who has an account.
        return redirect("people:password_sent")
    return render(request, "people/forgotten_password.html", {"form": form})


@public_in_english
def password_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/password_sent.html")


@public_in_english
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, public_id: uuid.UUID, token: str) -> HttpResponse:
    account = queries.account_by_public_id(public_id)
    if account is None or not default_token_generator.check_token(account, token):
        return render(request, "people/password_link_ended.html", status=410)
    form = NewPasswordForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        accounts.set_password(account, form.cleaned_data["password"])
        messages.success(request, _("Your new password is set. Sign in with it."))
        return redirect("people:sign_in")
    return render(request, "people/new_password.html", {"form": form})


@public_in_english
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Three readers: somebody new, somebody with an account, and somebody else altogether."""
    found = queries.invitation(token)
    if found is None:
        raise Http404("There is no such invitation.")
    if found.accepted_at and _is_of(request, found):
        return redirect("/")
    try:
        operations.check_invitation_open(found)
        if request.user.is_authenticated:
            return _accept_as_oneself(request, found, request.user)
        return _accept_as_somebody_new(request, found)
    except operations.InvitationClosed as problem:
        return _invitation_page(request, found, status=410, closed=str(problem))


def _is_of(request: HttpRequest, found: Invitation) -> bool:
    return request.user.is_authenticated and request.user.email == found.email


def _accept_as_oneself(request: HttpRequest, found: Invitation, account: Account) -> HttpResponse:
    if request.method == "POST":
        try:
            operations.accept_invitation(found, account=account)
        except operations.NotTheirInvitation as problem:
            return _invitation_page(request, found, status=403, not_theirs=str(problem))
        return _welcome(request, found, account)
    theirs = account.email == found.email
    not_theirs = "" if theirs else str(operations.NotTheirInvitation(found, account))
    return _invitation_page(request, found, not_theirs=not_theirs)


def _accept_as_somebody_new(request: HttpRequest, found: Invitation) -> HttpResponse:
    if queries.account_by_address(found.email):
        return _invitation_page(request, found, has_account=True)
    form = AcceptForm(request.POST or None, account=Account(email=found.email))
    if request.method == "POST" and form.is_valid():
        try:
            account = operations.accept_as_new_person(
                found, name=form.cleaned_data["name"], password=form.cleaned_data["password"]
            )
        except operations.SignInFirst:
            return _invitation_page(request, found, has_account=True)
        arriving.arrive(request, account, means=Visit.Means.PASSWORD, steps=1)
        return _welcome(request, found, account)
    return _invitation_page(request, found, form=form)


def _welcome(request: HttpRequest, found: Invitation, account: Account) -> HttpResponse:
    accounts.choose_organisation(request.session, account, found.organisation)
    messages.success(request, _("Welcome to %(body)s.") % {"body": found.organisation})
    return redirect("/")


def _invitation_page(
    request: HttpRequest, found: Invitation, *, status: int = 200, **about: object
) -> HttpResponse:
    about |= {"invitation": found, "provider": provider.name()}
    return render(request, "people/invitation.html", about, status=status)
