# SPDX-License-Identifier: MIT
"""Reading: who belongs where, what bodies share with one another, and what left by the outbox."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from baton.core import clock, keys
from baton.people.models import (
    Account,
    AuthenticatorApp,
    Invitation,
    Membership,
    Message,
    Organisation,
    Passkey,
    ProviderIdentity,
    RecoveryCode,
    SharingAgreement,
    TwoStepRule,
    Visit,
    as_stored,
)
from baton.people.roles import CAPABILITIES, Role

#: Each level shows everything that the levels before it show.
LEVELS = (
    SharingAgreement.Level.FIGURES,
    SharingAgreement.Level.REDACTED,
    SharingAgreement.Level.WORDS,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a body, with every role they play there now."""

    account: Account
    memberships: tuple[Membership, ...]


def open_memberships(account: Account) -> QuerySet[Membership]:
    """The roles a person plays now, in bodies that exist today; the first they took up first."""
    return (
        Membership.objects.filter(
            account=account, ended_at=None, organisation__in=Organisation.objects.current()
        )
        .select_related("organisation")
        .order_by("since", "pk")
    )


def organisations_of(account: Account) -> list[Organisation]:
    """The bodies a person may act for, by name."""
    bodies = {each.organisation_id: each.organisation for each in open_memberships(account)}
    return sorted(bodies.values(), key=lambda body: body.name)


def _memberships_in(organisation: Organisation) -> QuerySet[Membership]:
    """The roles that people play in a body now, by their names."""
    return (
        Membership.objects.filter(organisation=organisation, ended_at=None)
        .select_related("account")
        .order_by("account__name", "account_id", "since", "pk")
    )


def members(organisation: Organisation) -> list[Member]:
    """Everybody who belongs to a body now, by name."""
    roles: dict[Account, list[Membership]] = {}
    for row in _memberships_in(organisation):
        roles.setdefault(row.account, []).append(row)
    return [Member(account, tuple(held)) for account, held in roles.items()]


def members_by_role(organisation: Organisation) -> list[tuple[Role, list[Membership]]]:
    """The roles that somebody plays in a body now, each with its people by name."""
    held: dict[str, list[Membership]] = {}
    for row in _memberships_in(organisation):
        held.setdefault(row.role, []).append(row)
    return [(role, held[role]) for role in Role if role in held]


def people_who_may(organisation: Organisation, capability: str) -> QuerySet[Account]:
    """The people of a body whose roles carry `capability`, by name; for alerts and letters."""
    return Account.objects.filter(
        pk__in=Membership.objects.filter(
            organisation=organisation, ended_at=None, role__in=CAPABILITIES[capability]
        ).values("account_id"),
        is_active=True,
    ).order_by("name", "pk")


def administrators(organisation: Organisation) -> QuerySet[Membership]:
    """The open administrator's roles of a body, of people who can sign in."""
    return Membership.objects.filter(
        organisation=organisation,
        role=Role.ADMINISTRATOR,
        ended_at=None,
        account__is_active=True,
    )


def membership(
    organisation: Organisation, account_public_id: uuid.UUID, role: str
) -> Membership | None:
    """The open role of a person in a body."""
    return (
        Membership.objects.filter(
            organisation=organisation,
            account__public_id=account_public_id,
            role=role,
            ended_at=None,
        )
        .select_related("account", "organisation")
        .first()
    )


def account_by_address(email: str) -> Account | None:
    return Account.objects.filter(email=as_stored(email)).first()


def account_by_public_id(public_id: uuid.UUID) -> Account | None:
    return Account.objects.filter(public_id=public_id, is_active=True).first()


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Neither accepted nor revoked, the newest first; an expired one shows until revoked."""
    return (
        Invitation.objects.filter(organisation=organisation, accepted_at=None, revoked_at=None)
        .select_related("invited_by")
        .order_by("-created_at", "-pk")
    )


def invitations_to(email: str) -> list[Invitation]:
    """What is offered to an address now, the oldest first."""
    rows = Invitation.objects.filter(
        email=as_stored(email), accepted_at=None, revoked_at=None, expires_at__gt=clock.now()
    )
    current = Organisation.objects.current()
    return list(rows.filter(organisation__in=current).select_related("organisation").order_by("pk"))


def invitation(token: str) -> Invitation | None:
    """The invitation behind the link with this token."""
    return (
        Invitation.objects.filter(token_digest=keys.digest_of(token))
        .select_related("organisation", "invited_by")
        .first()
    )


def ancestors(organisation: Organisation) -> list[Organisation]:
    """The bodies above one in the tree, nearest first."""
    above: list[Organisation] = []
    body = organisation.parent
    while body is not None and body not in above:
        above.append(body)
        body = body.parent
    return above


def descendants(organisation: Organisation) -> set[int]:
    """The keys of the bodies below one in the tree."""
    found: set[int] = set()
    level: Iterable[int] = [organisation.pk]
    while level := [
        pk
        for pk in Organisation.objects.filter(parent__in=level).values_list("pk", flat=True)
        if pk not in found
    ]:
        found.update(level)
    return found


def may_hold_agreements(child: Organisation) -> list[Organisation]:
    """The bodies to which one may give a sharing agreement: those above it, and its successors."""
    above = ancestors(child)
    after = [body for body in child.successors.order_by("name") if body not in above]
    return [body for body in [*above, *after] if body.is_current]


def agreements_in_force(parent: Organisation) -> QuerySet[SharingAgreement]:
    """What other bodies let this one see today."""
    today = clock.today()
    return SharingAgreement.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today),
        parent=parent,
        revoked_at=None,
        valid_from__lte=today,
    ).select_related("child")


def organisations_visible_to(organisation: Organisation, level: str) -> QuerySet[Organisation]:
    """Itself, and those below it whose agreement in force lets it see at least `level`.

    A body that was abolished is seen by its successors under the same rule. An agreement with a
    body that no longer stands above (nor succeeds) the one that gave it shows nothing.
    """
    enough = LEVELS[LEVELS.index(SharingAgreement.Level(level)) :]
    sharing = set(
        agreements_in_force(organisation)
        .filter(level__in=enough)
        .values_list("child_id", flat=True)
    )
    if sharing:
        predecessors = organisation.predecessors.values_list("pk", flat=True)
        sharing &= descendants(organisation) | set(predecessors)
    return Organisation.objects.filter(pk__in=sharing | {organisation.pk})


def agreements_given(child: Organisation) -> QuerySet[SharingAgreement]:
    """Every agreement a body ever gave, the newest first."""
    return child.agreements_given.select_related("parent", "agreed_by").order_by("-agreed_at")


def agreements_held(parent: Organisation) -> QuerySet[SharingAgreement]:
    """Every agreement a body was ever given, the newest first."""
    return parent.agreements_held.select_related("child", "agreed_by").order_by("-agreed_at")


def outbox_of(organisation: Organisation) -> QuerySet[Message]:
    """The messages that left for a body, the newest first."""
    return Message.objects.filter(organisation=organisation).order_by("-pk")


def locked_until(email: str, address: str | None) -> datetime | None:
    """When this person may try again from this address, after too many wrong passwords."""
    last = AccessAttempt.objects.filter(username=email, ip_address=address).aggregate(
        last=Max("attempt_time")
    )["last"]
    wait = get_cool_off()
    return last + wait if last is not None and wait is not None else None


def app_of(account: Account) -> AuthenticatorApp | None:
    return AuthenticatorApp.objects.filter(account=account).first()


def passkeys_of(account: Account) -> QuerySet[Passkey]:
    """A person's passkeys, the oldest first."""
    return Passkey.objects.filter(account=account).order_by("pk")


def identity_of(account: Account) -> ProviderIdentity | None:
    """Who a person is at the provider that this Baton names."""
    return ProviderIdentity.objects.filter(
        account=account, issuer=settings.BATON_OIDC_ISSUER
    ).first()


def recovery_codes_left(account: Account) -> int:
    return RecoveryCode.objects.filter(account=account, used_at=None).count()


def has_second_step(account: Account) -> bool:
    """Whether a password alone does not sign this person in. Recovery codes only stand in."""
    return app_of(account) is not None or passkeys_of(account).exists()


def roles_with_two_steps(organisation: Organisation) -> set[str]:
    """The roles of a body that demand a second step."""
    return set(TwoStepRule.objects.filter(organisation=organisation).values_list("role", flat=True))


def needs_two_steps(organisation: Organisation, roles: Iterable[Role]) -> bool:
    """Whether one of these roles of a body demands a second step."""
    return TwoStepRule.objects.filter(organisation=organisation, role__in=roles).exists()


def demands_of(account: Account) -> QuerySet[Membership]:
    """The roles of a person, in whichever body, that demand a second step."""
    rules = TwoStepRule.objects.filter(organisation=OuterRef("organisation"), role=OuterRef("role"))
    return open_memberships(account).filter(Exists(rules))


def second_steps_by_role(organisation: Organisation) -> dict[str, tuple[int, int]]:
    """Role → how many of those who play it have a second step, and how many play it."""
    counted: dict[str, tuple[int, int]] = {}
    with_app = AuthenticatorApp.objects.filter(account=OuterRef("account"))
    with_passkey = Passkey.objects.filter(account=OuterRef("account"))
    held = _memberships_in(organisation).annotate(ready=Exists(with_app) | Exists(with_passkey))
    for role, is_ready in held.values_list("role", "ready"):
        ready, all_of_them = counted.get(role, (0, 0))
        counted[role] = (ready + is_ready, all_of_them + 1)
    return counted


def visits_of(account: Account) -> QuerySet[Visit]:
    """Where a person is signed in now, the last seen first."""
    lasting = Session.objects.filter(pk=OuterRef("session_key"), expire_date__gt=clock.now())
    return Visit.objects.filter(Exists(lasting), account=account).order_by("-last_seen_at", "-pk")
