# SPDX-License-Identifier: MIT
"""Writing: what people do to their own account, how one begins without a link, and ends."""

from __future__ import annotations

import axes.utils
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from baton.core import audit, clock
from baton.people import outbox, queries, steps, visits
from baton.people.models import Account, Message, Organisation, Visit
from baton.people.operations import (
    InvitationClosed,
    LastAdministrator,
    Refused,
    accept_invitation,
    lock,
)
from baton.people.permissions import CHOSEN
from baton.people.roles import Role
from baton.ui.wording import _


class NotAMember(Refused):
    def __init__(self) -> None:
        super().__init__(_("You have no role there (any more)."))


@transaction.atomic
def choose_organisation(session: SessionBase, account: Account, organisation: Organisation) -> None:
    """Act for another of one's bodies from now on."""
    if organisation not in queries.organisations_of(account):
        raise NotAMember
    session[CHOSEN] = organisation.pk
    audit.record("organisation.chosen", organisation, by=account, organisation=organisation.pk)


@transaction.atomic
def join_as_invited(email: str, *, name: str) -> Account | None:
    """The account of somebody who was invited, by an address that another shows to be theirs.

    It has no password. None where nobody invited them. `accept_all` should follow.
    """
    for invitation in queries.invitations_to(email)[:1]:
        lock(invitation.organisation)
        if before := queries.account_by_address(email):
            return before
        account = Account.objects.create_account(email, name, None)
        where = invitation.organisation_id
        audit.record("account.created", account, by=account, organisation=where)
        return account
    return None


@transaction.atomic
def accept_all(account: Account) -> list[Organisation]:
    """Take up each role that is offered to a person's address; returns the bodies, each once.

    For somebody whose own organisation's sign-in vouches for them: no link need be opened.
    """
    joined: dict[Organisation, None] = {}
    for invitation in queries.invitations_to(account.email):
        try:
            accept_invitation(invitation, account=account)
        except InvitationClosed:
            continue  # It was taken back, or taken up in another window, at this moment.
        joined[invitation.organisation] = None
    return list(joined)


@transaction.atomic
def rename_account(account: Account, name: str) -> None:
    account.name = name
    account.save(update_fields=["name"])
    audit.record("account.renamed", account, by=account, organisation=None)


@transaction.atomic
def set_password(account: Account, password: str, *, but: Visit | None = None) -> None:
    """A new password. Whoever was signed in by the old one is signed out, and no lock remains.

    `but` is the visit from which the person chose it.
    """
    account.set_password(password)
    account.save(update_fields=["password"])
    visits.end_all(account, by=account, but=but)
    axes.utils.reset(username=account.email)
    audit.record("account.password_changed", account, by=account, organisation=None)
    steps.announce(account, _("A new password was chosen."))


def link_for_a_password(account: Account) -> str:
    """The address at which this person, and nobody else, chooses a password; good for hours."""
    token = default_token_generator.make_token(account)
    return outbox.link("people:new_password", account.public_id, token)


@transaction.atomic
def ask_for_new_password(email: str) -> Message | None:
    """Send a link for choosing a new password; nothing if nobody can use it.

    At most one message in five minutes, so that nobody fills another's letter box.
    """
    account = queries.account_by_address(email)
    if account is None or not account.is_active:
        return None
    now = clock.now()
    # The session hash changes with the password: who used one link can ask for the next.
    state = account.get_session_auth_hash()[:12]
    message = outbox.put(
        "password_reset",
        account.email,
        # No body's administrator may read it in their outbox.
        organisation=None,
        key=f"password_reset:{account.pk}:{state}:{int(now.timestamp()) // 300}",
        asked_at=now,
        link=link_for_a_password(account),
    )
    audit.record("account.password_asked", account, by="sign-in page", organisation=None)
    return message


@transaction.atomic
def close_account(account: Account, *, by: Account | str) -> None:
    """Let a person sign in no more, wherever they are signed in now. Twice changes nothing.

    What they did keeps their name. Each body keeps an administrator who can sign in.
    """
    for held in queries.open_memberships(account).filter(role=Role.ADMINISTRATOR):
        lock(held.organisation)
        if not queries.administrators(held.organisation).exclude(account=account).exists():
            raise LastAdministrator(held.organisation)
    if Account.objects.filter(pk=account.pk, is_active=True).update(is_active=False):
        visits.end_all(account, by=by)
        audit.record("account.closed", account, by=by, organisation=None)
