# SPDX-License-Identifier: MIT
"""Who sends: partners made, given a private link, and ended."""

from __future__ import annotations

from django.db import transaction

from baton.core import audit, clock
from baton.listening.channels.partner.models import Partner
from baton.people import outbox
from baton.people.links import operations as links
from baton.people.links.models import Scope
from baton.people.models import Account, Organisation
from baton.people.stakeholders.models import Stakeholder
from baton.people.tokens.models import ApiToken
from baton.ui.speech import spoken_in

By = Account | str


class PartnerEnded(Exception):
    """Who sends nothing any more."""

    def __init__(self) -> None:
        super().__init__("This partner sends nothing any more. Ask the body to take it up again.")


@transaction.atomic
def make(organisation: Organisation, stakeholder: Stakeholder, *, by: By) -> Partner:
    """Make somebody of the register a partner; one who was, is again."""
    partner, is_new = Partner.objects.get_or_create(
        stakeholder=stakeholder,
        defaults={"organisation": organisation, "made_by": by if isinstance(by, Account) else None},
    )
    if is_new or partner.ended_at:
        Partner.objects.filter(pk=partner.pk).update(ended_at=None)
        partner.ended_at = None
        audit.record("partner.made", partner, by=by, organisation=organisation.pk)
    return partner


def sender(token: ApiToken) -> Partner:
    """Who sends by this token: its partner, or a system of the body's own by the token's name.

    Raises PartnerEnded.
    """
    if token.partner:
        found = Partner.objects.filter(stakeholder=token.partner).first()
        found = found or make(token.organisation, token.partner, by=f"api:{token.pk}")
    else:
        found, _ = Partner.objects.get_or_create(
            organisation=token.organisation, system=token.name, stakeholder=None
        )
    if found.ended_at:
        raise PartnerEnded
    # Never asked for again: both are known.
    found.organisation, found.stakeholder = token.organisation, token.partner
    return found


@transaction.atomic
def new_link(partner: Partner, *, by: By, email: str = "", language: str = "") -> str:
    """A new private link; the one before opens nothing any more. It is told this once, and to the
    address given, if any, in a language."""
    Partner.objects.select_for_update(no_key=True).get(pk=partner.pk)
    links.revoke(Scope.PARTNER, partner.pk)
    key = links.issue(Scope.PARTNER, partner.pk, partner.organisation)
    partner.link_made_at = clock.now()
    partner.save(update_fields=["link_made_at"])
    if email:
        with spoken_in(language):
            outbox.put(
                "partner_link",
                email,
                organisation=partner.organisation,
                key=f"partner-link:{partner.pk}:{partner.link_made_at:%Y%m%d%H%M%S%f}",
                link=outbox.link("partner:home", key),
            )
    audit.record(
        "partner.link_made",
        partner,
        by=by,
        organisation=partner.organisation_id,
        sent=bool(email),
    )
    return key


@transaction.atomic
def ask_who_agreed(partner: Partner, *, asks: bool, by: By) -> None:
    """Whether its form asks who agreed: its people are under sixteen, or adults who may lack the
    capacity to agree. Repeating it changes nothing."""
    changed = Partner.objects.filter(pk=partner.pk).exclude(needs_agreement=asks)
    if changed.update(needs_agreement=asks):
        audit.record(
            "partner.asks_who_agreed",
            partner,
            by=by,
            organisation=partner.organisation_id,
            asks=asks,
        )


@transaction.atomic
def take_link_back(partner: Partner, *, by: By) -> None:
    """From now on no link opens its form. Repeating it changes nothing."""
    if links.revoke(Scope.PARTNER, partner.pk):
        audit.record("partner.link_revoked", partner, by=by, organisation=partner.organisation_id)
    Partner.objects.filter(pk=partner.pk).update(link_made_at=None)


@transaction.atomic
def end(partner: Partner, *, by: By) -> None:
    """It sends nothing any more; what it sent stays. Its keys to the API open nothing for it."""
    changed = Partner.objects.filter(pk=partner.pk, ended_at=None).update(
        ended_at=clock.now(), link_made_at=None
    )
    links.revoke(Scope.PARTNER, partner.pk)
    if changed:
        audit.record("partner.ended", partner, by=by, organisation=partner.organisation_id)
