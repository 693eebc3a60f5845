# SPDX-License-Identifier: MIT
"""One's own ways to sign in: an app, passkeys, recovery codes; and where one is signed in."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.people import passkeys, queries, steps, visits
from baton.people.forms import CodeForm, PasskeyForm
from baton.people.operations import Refused
from baton.people.permissions import StaffRequest, own_account
from baton.people.pictures import qr_path
from baton.ui.wording import _

#: Where the session keeps the key of an app that has not shown its first code yet, enciphered.
APP_KEY = "app_key"


def _again_first(request: StaffRequest) -> HttpResponse | None:
    """To the page that asks again who is here, if that was proved too long ago; then back."""
    if visits.is_fresh(request.visit):
        return None
    return redirect(f"{resolve_url('people:confirm')}?{urlencode({'next': request.path})}")


@own_account
@require_safe
def second_step_owed(request: StaffRequest) -> HttpResponse:
    """Where somebody is led who signed in with one step, and plays a role that needs two."""
    if not request.standing.owes_second_step:
        return redirect("/")
    account = request.standing.account
    if queries.has_second_step(account):
        return redirect(f"{resolve_url('people:confirm')}?{urlencode({'next': '/'})}")
    demands = queries.demands_of(account)
    about = {
        "roles": [d.get_role_display() for d in demands if d.organisation == request.organisation],
        "passkeys_possible": passkeys.are_possible(),
        "elsewhere": len(queries.organisations_of(account)) > 1,
    }
    return render(request, "people/second_step_owed.html", about)


@own_account
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def set_up_app(request: StaffRequest) -> HttpResponse:
    if again := _again_first(request):
        return again
    account = request.standing.account
    key = steps.decipher(request.session.get(APP_KEY, "")) or steps.new_key()
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            steps.set_up_app(account, key, form.cleaned_data["code"])
        except steps.WrongCode as problem:
            form.add_error("code", str(problem))
        else:
            request.session.pop(APP_KEY, None)
            return _set_up(request, _("Your authenticator app is set up."))
    request.session[APP_KEY] = steps.encipher(key)
    about = {
        "form": form,
        "key": " ".join(key[at : at + 4] for at in range(0, len(key), 4)),
        "picture": qr_path(steps.key_as_address(key, account)),
    }
    return render(request, "people/set_up_app.html", about)


def _set_up(request: StaffRequest, sentence: str) -> HttpResponse:
    """The new step was shown to work, so this visit has two. Next, codes for the day it is lost."""
    visits.prove(request.visit, steps=2)
    messages.success(request, sentence)
    has_codes = queries.recovery_codes_left(request.standing.account) > 0
    return redirect("people:account" if has_codes else "people:recovery_codes")


@own_account
@require_http_methods(["GET", "POST"])
def remove_app(request: StaffRequest) -> HttpResponse:
    if again := _again_first(request):
        return again
    if request.method != "POST":
        return render(request, "people/remove_way.html", {"what": _("your authenticator app")})
    try:
        steps.remove_app(request.standing.account)
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Your authenticator app is removed."))
    return redirect("people:account")


@own_account
@require_http_methods(["GET", "POST"])
def add_passkey(request: StaffRequest) -> HttpResponse:
    if not passkeys.are_possible():
        return render(request, "people/no_passkeys.html")
    if again := _again_first(request):
        return again
    account = request.standing.account
    form = PasskeyForm(request.POST or None, initial={"name": request.visit.device})
    if request.method == "POST" and form.is_valid():
        brought, name = form.cleaned_data["passkey"], form.cleaned_data["name"]
        try:
            passkeys.add(request.session, account, brought, name)
        except passkeys.PasskeyRefused:
            form.add_error(None, _("This passkey could not be kept. Try again."))
        else:
            return _set_up(request, _("The passkey “%(name)s” is added.") % {"name": name})
    asked = passkeys.ask_to_make(request.session, account)
    return render(request, "people/add_passkey.html", {"form": form, "asked": asked})


@own_account
@require_http_methods(["GET", "POST"])
def remove_passkey(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = queries.passkeys_of(request.standing.account)
    passkey = mine.filter(public_id=public_id).first()
    if passkey is None:
        raise Http404("You have no such passkey.")
    if again := _again_first(request):
        return again
    if request.method != "POST":
        return render(
            request,
            "people/remove_way.html",
            {"what": _("the passkey “%(name)s”") % {"name": passkey.name}},
        )
    try:
        passkeys.remove(passkey)
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("The passkey “%(name)s” is removed.") % {"name": passkey.name})
    return redirect("people:account")


@own_account
@require_http_methods(["GET", "POST"])
def recovery_codes(request: StaffRequest) -> HttpResponse:
    """How many are left; and ten new ones, which are readable on this answer alone."""
    if again := _again_first(request):
        return again
    account = request.standing.account
    if not queries.has_second_step(account):
        messages.error(request, _("Recovery codes stand in for a second step: set one up first."))
        return redirect("people:account")
    codes = steps.renew_recovery_codes(account) if request.method == "POST" else []
    about = {
        "codes": codes,
        "file": "\r\n".join(
            [_("Recovery codes of %(email)s") % {"email": account.email}, "", *codes, ""]
        ),
        "left": queries.recovery_codes_left(account),
    }
    return render(request, "people/recovery_codes.html", about)


@own_account
@require_POST
def end_visit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    account = request.standing.account
    visit = account.visits.filter(public_id=public_id).first()
    if visit is None:
        raise Http404("You are not signed in there.")
    visits.end(visit, by=account)
    messages.success(request, _("You are signed out on %(device)s.") % {"device": visit.device})
    return redirect("people:account")


@own_account
@require_POST
def end_other_visits(request: StaffRequest) -> HttpResponse:
    account = request.standing.account
    visits.end_all(account, by=account, but=request.visit)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("people:account")
