# SPDX-License-Identifier: MIT
"""Who relayed what a patient told them."""

from __future__ import annotations

from django.db import models

from baton.core import clock
from baton.listening.models import Contribution
from baton.people.models import Account


class Note(models.Model):
    """That a member of staff relayed this.

    It stands apart from the contribution, so that no list, page or download of comments tells who
    it was: their own list does, and a safety alert, whose reader must be able to ask them.
    """

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="frontline_note"
    )
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="frontline_notes")
    kept_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"note of contribution {self.contribution_id}"
