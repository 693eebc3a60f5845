# SPDX-License-Identifier: MIT
"""Writing: bodies begin and end, people join and leave, bodies agree what they share.

Each function is one transaction with its entry in the audit trail. What cannot be done raises a
`Refused` whose message is a sentence for the person who asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from baton.core import audit, clock, keys
from baton.people import outbox, queries
from baton.people.models import (
    Account,
    Invitation,
    Membership,
    Organisation,
    SharingAgreement,
    as_stored,
)
from baton.people.roles import Role
from baton.ui.wording import _
from baton.ui.words import day


class Refused(Exception):
    """What was asked cannot be done; the message says why, fit for the reader."""


class EndsBeforeItBegins(Refused):
    def __init__(self, begins: date) -> None:
        super().__init__(
            _("It began on %(day)s, so it can end the day after at the earliest.")
            % {"day": day(begins)}
        )


class NotASuccessor(Refused):
    pass


@transaction.atomic
def create_organisation(
    name: str,
    kind: str,
    *,
    by: Account | str,
    parent: Organisation | None = None,
    short_name: str = "",
    slug: str = "",
    valid_from: date | None = None,
) -> Organisation:
    """A new body, under `parent` in the tree. Its slug is made from its name unless given."""
    organisation = Organisation.objects.create(
        name=name,
        short_name=short_name,
        slug=slug or _free_slug(name),
        kind=Organisation.Kind(kind),
        parent=parent,
        valid_from=valid_from or clock.today(),
    )
    audit.record(
        "organisation.created",
        organisation,
        by=by,
        organisation=organisation.pk,
        kind=organisation.kind,
        parent=parent.pk if parent else None,
    )
    return organisation


def _free_slug(name: str) -> str:
    stem = slugify(name)[:50].strip("-") or "body"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


@transaction.atomic
def abolish(
    organisation: Organisation,
    *,
    on: date,
    successors: Iterable[Organisation] = (),
    by: Account | str,
) -> None:
    """End a body on a day. From then nobody acts for it; who takes over is written down.

    Its records stay. A successor reads them only by an agreement.
    """
    heirs = list(successors)
    if on <= organisation.valid_from:
        raise EndsBeforeItBegins(organisation.valid_from)
    if organisation in heirs:
        raise NotASuccessor(
            _("%(organisation)s cannot be its own successor.") % {"organisation": organisation}
        )
    organisation.valid_to = on
    organisation.save(update_fields=["valid_to"])
    organisation.successors.set(heirs)
    audit.record(
        "organisation.abolished",
        organisation,
        by=by,
        organisation=organisation.pk,
        on=on.isoformat(),
        successors=[heir.pk for heir in heirs],
    )


class AlreadyThere(Refused):
    """The person holds, or was offered, that role already."""


@transaction.atomic
def invite(organisation: Organisation, *, email: str, role: str, by: Account) -> Invitation:
    """Offer a role to an address, by a message with a link that works for two weeks."""
    label = Role(role).label
    email = as_stored(email)
    lock(organisation)
    if Membership.objects.filter(
        organisation=organisation, account__email=email, role=role, ended_at=None
    ).exists():
        raise AlreadyThere(
            _("%(email)s already has the role “%(role)s” here.") % {"email": email, "role": label}
        )
    for earlier in queries.open_invitations(organisation).filter(email=email, role=role):
        if earlier.is_open:
            raise AlreadyThere(
                _(
                    "%(email)s was invited as “%(role)s” on %(day)s and has until "
                    "%(until)s. To send it again, take that invitation back first."
                )
                % {
                    "email": email,
                    "role": label,
                    "day": day(earlier.created_at),
                    "until": day(earlier.expires_at),
                }
            )
        revoke_invitation(earlier, by=by)
    token = keys.new_secret()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        invited_by=by,
        token_digest=keys.digest_of(token),
    )
    outbox.put(
        "invitation",
        email,
        organisation=organisation,
        key=f"invitation:{invitation.public_id}",
        link=outbox.link("people:invitation", token),
        **_invitation_words(invitation),
    )
    audit.record("invitation.sent", invitation, by=by, organisation=organisation.pk, role=str(role))
    return invitation


def preview_invitation(
    organisation: Organisation, *, email: str, role: str, by: Account
) -> outbox.Rendered:
    """The message that `invite` would send; its link is made only when it is sent."""
    draft = Invitation(organisation=organisation, email=email, role=role, invited_by=by)
    return outbox.preview(
        "invitation", organisation=organisation, link=outbox.LINK_UNSEEN, **_invitation_words(draft)
    )


def _invitation_words(invitation: Invitation) -> dict[str, Any]:
    return {
        "invited_by": invitation.invited_by.name,
        "role": invitation.get_role_display(),
        "expires": invitation.expires_at,
    }


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Account) -> None:
    """Take an offer back; its link then says so. Doing it twice changes nothing."""
    revoked = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        revoked_at=clock.now()
    )
    if revoked:
        audit.record(
            "invitation.revoked", invitation, by=by, organisation=invitation.organisation_id
        )


class InvitationClosed(Refused):
    """The invitation was used, taken back, or has expired."""


class NotTheirInvitation(Refused):
    """Another person than the one invited is signed in."""

    def __init__(self, invitation: Invitation, account: Account) -> None:
        super().__init__(
            _(
                "This invitation is for %(invited)s, and you are signed in as %(email)s. Sign out, "
                "and open the link again."
            )
            % {"invited": invitation.email, "email": account.email}
        )


class SignInFirst(Refused):
    """The invited address has an account: its owner must be the one who accepts."""


def check_invitation_open(invitation: Invitation) -> None:
    """Raise InvitationClosed, saying what became of it, unless it can be accepted."""
    body = invitation.organisation
    if invitation.accepted_at:
        raise InvitationClosed(
            _(
                "This invitation has been used. If it was you, please sign in; if not, tell "
                "%(body)s at once."
            )
            % {"body": body}
        )
    if invitation.revoked_at:
        raise InvitationClosed(
            _("%(body)s took this invitation back. Ask them for a new one.") % {"body": body}
        )
    if not invitation.is_open or not body.is_current:
        raise InvitationClosed(
            _("This invitation ended on %(day)s. Ask %(body)s for a new one.")
            % {"day": day(invitation.expires_at), "body": body}
            if body.is_current
            else _("%(body)s no longer exists under this name.") % {"body": body}
        )


@transaction.atomic
def accept_invitation(invitation: Invitation, *, account: Account) -> Membership:
    """Take up the offered role, as somebody who has an account and is signed in."""
    if account.email != invitation.email:
        raise NotTheirInvitation(invitation, account)
    return _take_up(_locked(invitation), account)


@transaction.atomic
def accept_as_new_person(invitation: Invitation, *, name: str, password: str) -> Account:
    """Take up the offered role with a new account, for the address that was invited."""
    locked = _locked(invitation)
    if queries.account_by_address(invitation.email):
        raise SignInFirst(
            _("%(email)s has an account already. Sign in to accept.") % {"email": invitation.email}
        )
    account = Account.objects.create_account(invitation.email, name, password)
    audit.record("account.created", account, by=account, organisation=invitation.organisation_id)
    _take_up(locked, account)
    return account


def _locked(invitation: Invitation) -> Invitation:
    """The invitation as it is now, open, and nobody else's until this transaction ends."""
    fresh = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=invitation.pk)
    )
    check_invitation_open(fresh)
    return fresh


def _take_up(invitation: Invitation, account: Account) -> Membership:
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    body = invitation.organisation
    audit.record("invitation.accepted", invitation, by=account, organisation=body.pk)
    return give_role(body, account, invitation.role, by=account)


@transaction.atomic
def give_role(
    organisation: Organisation, account: Account, role: str, *, by: Account | str
) -> Membership:
    """Let a person play a role from now on; once, however often it is asked."""
    membership, is_new = Membership.objects.get_or_create(
        organisation=organisation, account=account, role=Role(role), ended_at=None
    )
    if is_new:
        audit.record(
            "membership.begun",
            membership,
            by=by,
            organisation=organisation.pk,
            account=account.pk,
            role=str(role),
        )
    return membership


class LastAdministrator(Refused):
    def __init__(self, organisation: Organisation) -> None:
        super().__init__(
            _(
                "%(organisation)s would have no administrator left. Make somebody else an "
                "administrator first."
            )
            % {"organisation": organisation}
        )


@transaction.atomic
def end_membership(membership: Membership, *, by: Account | str) -> None:
    """End a role, now. A body keeps at least one administrator who can sign in."""
    lock(membership.organisation)
    others = queries.administrators(membership.organisation).exclude(pk=membership.pk)
    if membership.role == Role.ADMINISTRATOR and not others.exists():
        raise LastAdministrator(membership.organisation)
    ended = Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=clock.now())
    if ended:
        audit.record(
            "membership.ended",
            membership,
            by=by,
            organisation=membership.organisation_id,
            account=membership.account_id,
            role=membership.role,
        )


def lock(organisation: Organisation) -> None:
    """Let changes to one body's people happen one after the other."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


class NotAbove(Refused):
    """The body does not stand above the one that would share with it."""


class AlreadyAgreed(Refused):
    """An agreement with the same body, level and purpose has not ended."""


@transaction.atomic
def give_agreement(
    child: Organisation,
    parent: Organisation,
    *,
    level: str,
    purpose: str,
    by: Account,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> SharingAgreement:
    """Let a body above (or a successor) see the child at a level, for a purpose, between days."""
    begins = valid_from or clock.today()
    if parent not in queries.may_hold_agreements(child):
        raise NotAbove(
            _("%(parent)s does not stand above %(child)s, so there is nothing to agree.")
            % {"parent": parent, "child": child}
        )
    if valid_to is not None and valid_to <= begins:
        raise EndsBeforeItBegins(begins)
    lock(child)
    same = SharingAgreement.objects.filter(
        child=child, parent=parent, level=level, purpose__iexact=purpose, revoked_at=None
    )
    if any(each.valid_to is None or each.valid_to > begins for each in same):
        raise AlreadyAgreed(
            _("You already share this with %(parent)s for this purpose.") % {"parent": parent}
        )
    agreement = SharingAgreement.objects.create(
        child=child,
        parent=parent,
        level=SharingAgreement.Level(level),
        purpose=purpose,
        valid_from=begins,
        valid_to=valid_to,
        agreed_by=by,
    )
    audit.record(
        "agreement.given",
        agreement,
        by=by,
        organisation=child.pk,
        parent=parent.pk,
        level=agreement.level,
    )
    return agreement


@transaction.atomic
def revoke_agreement(agreement: SharingAgreement, *, by: Account) -> None:
    """Stop sharing, at once. Doing it twice changes nothing."""
    revoked = SharingAgreement.objects.filter(pk=agreement.pk, revoked_at=None).update(
        revoked_at=clock.now()
    )
    if revoked:
        audit.record(
            "agreement.revoked",
            agreement,
            by=by,
            organisation=agreement.child_id,
            parent=agreement.parent_id,
        )
