# SPDX-License-Identifier: MIT
"""Reading the time that was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from baton.people.involvement.models import Involvement
from baton.people.models import Account, Organisation


@dataclass(frozen=True, slots=True)
class Owed:
    """One person's time that is not paid yet."""

    account: Account
    given: Sequence[Involvement]

    @property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.given)


def of(organisation: Organisation, account: Account) -> QuerySet[Involvement]:
    """What somebody gave to a body, the newest first."""
    return organisation.involvements.filter(account=account).select_related("paid_by")


def to_pay(organisation: Organisation) -> list[Owed]:
    """Whose time is not paid yet, by name, the oldest first."""
    theirs: dict[Account, list[Involvement]] = {}
    rows = organisation.involvements.filter(paid_on=None).select_related("account")
    for each in rows.order_by("account__name", "account", "on", "pk"):
        theirs.setdefault(each.account, []).append(each)
    return [Owed(account, given) for account, given in theirs.items()]


def paid(organisation: Organisation, most: int = 50) -> list[Involvement]:
    """What was paid last."""
    rows = organisation.involvements.exclude(paid_on=None).select_related("account", "paid_by")
    return list(rows.order_by("-paid_on", "-pk")[:most])


def last_rate(organisation: Organisation) -> int | None:
    """Pence an hour, as they were paid last."""
    rows = organisation.involvements.exclude(paid_on=None).order_by("-paid_on", "-pk")
    return rows.values_list("pence_an_hour", flat=True).first()
