# SPDX-License-Identifier: MIT
"""What the columnar copy has still to learn: months that changed, and voices that left."""

from __future__ import annotations

from django.db import models

from baton.core import clock


class Change(models.Model):
    """Something of this month was written; the copy has to be made anew from the database.

    Plain rows, one or more a transaction: writers do not wait for one another, and the job takes
    away those that it has seen.
    """

    month = models.DateField()
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} changed"


class Tombstone(models.Model):
    """A contribution that left every count at commit; the copy still has it until its month is
    written anew, and every read subtracts it.

    The contribution and the organisation are bare numbers: this room stands below the one that
    knows them.
    """

    contribution = models.BigIntegerField(primary_key=True)
    organisation = models.BigIntegerField()
    month = models.DateField()

    def __str__(self) -> str:
        return f"{self.contribution} left {self.month:%Y-%m}"
