# SPDX-License-Identifier: MIT
"""Who belongs to the organisation, for its administrators."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.people import operations, queries, steps, visits
from baton.people.forms import InviteForm, TwoStepsForm
from baton.people.permissions import StaffRequest, requires
from baton.people.roles import MEANINGS, Role
from baton.ui.wording import _

#: Who gives access away, and who reads words with names left in.
SUGGESTED = (Role.ADMINISTRATOR, Role.COMPLAINTS_OFFICER)


@requires("manage_people")
@require_safe
def people(request: StaffRequest) -> HttpResponse:
    return render(
        request,
        "people/people.html",
        {
            "roles": queries.members_by_role(request.organisation),
            "people": queries.members(request.organisation),
            "invitations": queries.open_invitations(request.organisation),
        },
    )


@requires("manage_people")
@require_http_methods(["GET", "POST"])
def invite(request: StaffRequest) -> HttpResponse:
    """First the form, then the message as it will be read, then it is sent."""
    form = InviteForm(request.POST or None)
    step = request.POST.get("step")
    if request.method != "POST" or step == "change" or not form.is_valid():
        form = InviteForm(initial=request.POST.dict()) if step == "change" else form
        return _invite_page(request, form)
    email, role = form.cleaned_data["email"], form.cleaned_data["role"]
    by = request.standing.account
    if step == "send":
        try:
            operations.invite(request.organisation, email=email, role=role, by=by)
        except operations.AlreadyThere as problem:
            form.add_error(None, str(problem))
            return _invite_page(request, form)
        messages.success(
            request, _("The invitation to %(email)s is on its way.") % {"email": email}
        )
        return redirect("people:people")
    letter = operations.preview_invitation(request.organisation, email=email, role=role, by=by)
    return render(
        request, "people/invite_preview.html", {"letter": letter, "email": email, "role": role}
    )


def _invite_page(request: StaffRequest, form: InviteForm) -> HttpResponse:
    meanings = [(role.label, MEANINGS[role]) for role in Role]
    return render(request, "people/invite.html", {"form": form, "meanings": meanings})


@requires("manage_people")
@require_POST
def revoke_invitation(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    invitation = queries.open_invitations(request.organisation).filter(public_id=public_id).first()
    if invitation is None:
        raise Http404("There is no such open invitation here.")
    operations.revoke_invitation(invitation, by=request.standing.account)
    messages.success(
        request, _("The invitation to %(email)s is taken back.") % {"email": invitation.email}
    )
    return redirect("people:people")


@requires("manage_people")
@require_http_methods(["GET", "POST"])
def end_role(request: StaffRequest, public_id: uuid.UUID, role: str) -> HttpResponse:
    """Asks once more, then ends it."""
    membership = queries.membership(request.organisation, public_id, role)
    if membership is None:
        raise Http404("Nobody here has that role.")
    if request.method != "POST":
        return render(request, "people/end_role.html", {"membership": membership})
    try:
        operations.end_membership(membership, by=request.standing.account)
    except operations.LastAdministrator as problem:
        messages.error(request, str(problem))
    else:
        label = membership.get_role_display()
        messages.success(
            request,
            _("%(name)s no longer has the role “%(role)s”.")
            % {"name": membership.account, "role": label},
        )
    return redirect("people:people")


@requires("manage_people")
@require_http_methods(["GET", "POST"])
def end_visits(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Sign a member of this organisation out everywhere; asks once more."""
    member = next(
        (
            each
            for each in queries.members(request.organisation)
            if each.account.public_id == public_id
        ),
        None,
    )
    if member is None:
        raise Http404("Nobody here is that person.")
    if request.method != "POST":
        return render(request, "people/end_visits.html", {"account": member.account})
    visits.end_all(member.account, by=request.standing.account, organisation=request.organisation)
    messages.success(request, _("%(name)s is signed out everywhere.") % {"name": member.account})
    return redirect("people:people")


@requires("manage_people")
@require_http_methods(["GET", "POST"])
def two_steps(request: StaffRequest) -> HttpResponse:
    """Which roles of this organisation sign in with two steps."""
    form = TwoStepsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        steps.demand(
            request.organisation, set(form.cleaned_data["roles"]), by=request.standing.account
        )
        messages.success(request, _("It holds from now on, also for whoever is signed in."))
        return redirect("people:two_steps")
    counted = queries.second_steps_by_role(request.organisation)
    about = {
        "form": form,
        "demanded": queries.roles_with_two_steps(request.organisation),
        "roles": [(role, *counted.get(role.value, (0, 0))) for role in Role],
        "suggested": SUGGESTED,
    }
    return render(request, "people/two_steps.html", about)
