# SPDX-License-Identifier: MIT
"""Writing who agreed: to the use of one contribution, and to pictures at an activity."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from baton.core import audit, clock
from baton.listening import agreed
from baton.listening.agreed import Agreed
from baton.listening.heard import ShareWith
from baton.listening.models import Agreement, Contribution, PicturesAllowed
from baton.people.models import Account
from baton.programmes.activities.models import Activity
from baton.ui.wording import _
from baton.warehouse import operations as warehouse


class TakenBack(Exception):
    """Of what was taken back nothing is left to agree to."""

    def __init__(self) -> None:
        super().__init__(_("This was withdrawn meanwhile: there is nothing left to agree to."))


class NobodyAgreed(ValueError):
    """Pictures need somebody who agreed."""

    def __init__(self) -> None:
        super().__init__(_("Say who agreed: without that, photographs and voices stay off."))


@transaction.atomic
def record(
    contribution: Contribution,
    given: Agreed,
    *,
    may_quote: bool,
    may_share: ShareWith,
    by: Account,
) -> None:
    """Keep who agreed and to what; where nobody has, the words are closed again.

    Raises NotTogether (of `agreed`) or TakenBack.
    """
    agreed.check(given)
    there = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if there.withdrawn_at is not None:
        raise TakenBack
    Agreement.objects.update_or_create(
        contribution=there,
        defaults={**asdict(given), "recorded_by": by, "recorded_at": clock.now()},
    )
    is_own_words = there.manner == Contribution.Manner.VERBATIM
    there.may_quote = given.is_given and may_quote and is_own_words
    there.may_share = may_share if given.is_given else Contribution.Share.NOBODY
    if not given.is_given:
        there.may_contact, there.contact_format = Contribution.Contact.NO, ""
    there.save(update_fields=["may_quote", "may_share", "may_contact", "contact_format"])
    warehouse.changed([there.said_at])
    audit.record(
        "contribution.agreed",
        there,
        by=by,
        organisation=there.organisation_id,
        **_codes(given),
        may_quote=there.may_quote,
        may_share=there.may_share,
    )


@transaction.atomic
def allow_pictures(activity: Activity, given: Agreed, *, by: Account) -> None:
    """Turn photographs and voices on at an activity. Raises NotTogether or NobodyAgreed."""
    agreed.check(given)
    if not given.is_given:
        raise NobodyAgreed
    PicturesAllowed.objects.update_or_create(
        activity=activity,
        defaults={**asdict(given), "recorded_by": by, "recorded_at": clock.now()},
    )
    audit.record(
        "activity.pictures_on",
        activity,
        by=by,
        organisation=activity.organisation_id,
        **_codes(given),
    )


@transaction.atomic
def stop_pictures(activity: Activity, *, by: Account) -> None:
    """Turn them off again. Repeating it changes nothing."""
    gone, _ = PicturesAllowed.objects.filter(activity=activity).delete()
    if gone:
        audit.record(
            "activity.pictures_off", activity, by=by, organisation=activity.organisation_id
        )


def _codes(given: Agreed) -> dict[str, str]:
    """For the audit trail: without the relation, which is in words."""
    return {"for_whom": given.for_whom, "who": given.who, "basis": given.basis}
