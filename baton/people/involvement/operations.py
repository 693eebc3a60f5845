# SPDX-License-Identifier: MIT
"""Recording time, and marking it as paid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from baton.core import audit
from baton.people.involvement.models import Involvement
from baton.people.models import Account, Organisation
from baton.ui.wording import _


class PaidAlready(ValueError):
    """What was paid stays as it was recorded."""

    def __init__(self) -> None:
        super().__init__(_("It is paid already, and stays as it was recorded."))


class OwnTime(ValueError):
    """Somebody else marks it."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else marks your own time as paid."))


@transaction.atomic
def record(
    organisation: Organisation, *, on: date, minutes: int, what: str, by: Account
) -> Involvement:
    """Write down the time that somebody gave themselves."""
    made = Involvement.objects.create(
        organisation=organisation, account=by, on=on, minutes=minutes, what=what
    )
    audit.record("involvement.recorded", made, by=by, organisation=organisation.pk, minutes=minutes)
    return made


@transaction.atomic
def take_back(involvement: Involvement, *, by: Account) -> None:
    """It was a mistake. Raises PaidAlready."""
    locked = Involvement.objects.select_for_update().filter(pk=involvement.pk).first()
    if locked is None:
        return
    if locked.paid_on is not None:
        raise PaidAlready
    audit.record(
        "involvement.taken_back",
        locked,
        by=by,
        organisation=locked.organisation_id,
        minutes=locked.minutes,
    )
    locked.delete()


@transaction.atomic
def pay(
    organisation: Organisation,
    numbers: Iterable[int],
    *,
    on: date,
    pence_an_hour: int,
    by: Account,
) -> int:
    """Mark these as paid, at a rate; how many were not before. Raises OwnTime."""
    rows = organisation.involvements.filter(pk__in=list(numbers), paid_on=None)
    if rows.filter(account=by).exists():
        raise OwnTime
    number = rows.update(paid_on=on, paid_by=by, pence_an_hour=pence_an_hour)
    if number:
        audit.record(
            "involvement.paid",
            by=by,
            organisation=organisation.pk,
            number=number,
            pence_an_hour=pence_an_hour,
        )
    return number
