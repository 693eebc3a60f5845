# SPDX-License-Identifier: MIT
"""One's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from baton.people import accounts, arriving, passkeys, provider, queries, visits
from baton.people.forms import ChangePasswordForm, NameForm
from baton.people.permissions import StaffRequest, own_account
from baton.ui.wording import _


@own_account
@require_http_methods(["GET", "POST"])
def account(request: StaffRequest) -> HttpResponse:
    person = request.standing.account
    form = NameForm(request.POST or None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        accounts.rename_account(person, form.cleaned_data["name"])
        messages.success(request, _("Your name is saved."))
        return redirect("people:account")
    return render(
        request,
        "people/account.html",
        {
            "form": form,
            "organisations": queries.organisations_of(person),
            "app": queries.app_of(person),
            "passkeys": queries.passkeys_of(person),
            "passkeys_possible": passkeys.are_possible(),
            "codes_left": queries.recovery_codes_left(person),
            "identity": queries.identity_of(person),
            "provider": provider.name(),
            "visits": queries.visits_of(person),
            "visit": request.visit,
        },
    )


@own_account
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change_password(request: StaffRequest) -> HttpResponse:
    person = request.standing.account
    form = ChangePasswordForm(request.POST or None, account=person)
    try:
        is_theirs = form.is_valid() and arriving.check_password(
            request, person, form.cleaned_data["current"]
        )
    except arriving.LockedOut:
        return HttpResponse(status=429)  # django-axes answers in its place
    if is_theirs:
        accounts.set_password(person, form.cleaned_data["password"], but=request.visit)
        update_session_auth_hash(request, person)
        visits.follow(request.visit, request.session)
        messages.success(
            request,
            _("Your new password is set. Wherever else you were signed in, you no longer are."),
        )
        return redirect("people:account")
    if form.is_valid():
        form.add_error("current", _("This is not your password. Try again."))
    return render(request, "people/change_password.html", {"form": form})


@own_account
@require_POST
def choose_organisation(request: StaffRequest) -> HttpResponse:
    person = request.standing.account
    wanted = request.POST.get("organisation", "")
    theirs = {str(body.public_id): body for body in queries.organisations_of(person)}
    if wanted not in theirs:
        messages.error(request, str(accounts.NotAMember()))
        return redirect("people:account")
    accounts.choose_organisation(request.session, person, theirs[wanted])
    messages.success(request, _("You now work for %(body)s.") % {"body": theirs[wanted]})
    return redirect("/")
