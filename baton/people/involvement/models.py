# SPDX-License-Identifier: MIT
"""Time that somebody gave, and whether it is paid."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.people.models import Account, Organisation


class Involvement(models.Model):
    """What a patient partner did on a day, for how long, and what was paid for it."""

    public_id = PublicIdField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="involvements")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="involvements"
    )
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    what = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(default=clock.now)
    # Agreed when it is paid; nothing for who wants nothing.
    pence_an_hour = models.PositiveIntegerField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    paid_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0), name="an_involvement_takes_some_time"
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None, paid_by=None, pence_an_hour=None)
                | Q(paid_on__isnull=False, paid_by__isnull=False, pence_an_hour__isnull=False),
                name="what_is_paid_is_paid_by_somebody_at_a_rate",
            ),
            models.CheckConstraint(
                condition=~Q(paid_by=models.F("account")), name="nobody_pays_themselves"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "account"],
                condition=Q(paid_on=None),
                name="time_still_to_pay",
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes} minutes of {self.account_id} on {self.on}"

    @property
    def pence(self) -> int | None:
        """What was paid for it, to the whole penny; None while it is not paid."""
        if self.pence_an_hour is None:
            return None
        return (self.pence_an_hour * self.minutes + 30) // 60
