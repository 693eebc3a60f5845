# SPDX-License-Identifier: MIT
"""Whether someone may be at risk: who is told, and who looked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.listening.models.contributions import Contribution
from baton.people.models import Account, Organisation
from baton.ui.wording import _lazy


class SafetyContact(models.Model):
    """A named person who is told when somebody may be at risk, at once or when nobody looked."""

    class Turn(models.TextChoices):
        FIRST = "first", _lazy("Told at once")
        ESCALATION = "escalation", _lazy("Told when nobody has looked")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="safety_contacts"
    )
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    turn = models.CharField(max_length=12, choices=Turn)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "account", "turn"], name="named_once_a_turn"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.get_turn_display().lower()}"


class SafetyAlert(models.Model):
    """That a contribution may mean risk to life or a safeguarding concern: why, and who looked."""

    class Outcome(models.TextChoices):
        ACTED = "acted", _lazy("Acted on")
        KNOWN = "known", _lazy("Already known and in hand")
        NO_CONCERN = "no_concern", _lazy("No concern after reading")

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="safety_alerts"
    )
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="safety_alerts"
    )
    # [{"kind", "reason", "urgency", "start", "end"}]: offsets into the redacted words, or into
    # their translation, which may tell what nobody could read before.
    concerns = models.JSONField()
    in_translation = models.BooleanField(default=False)
    urgency = models.CharField(max_length=8)
    raised_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "raised_at"],
                condition=Q(opened_at=None),
                name="alerts_not_opened",
            ),
            models.Index(fields=["id"], condition=Q(told_at=None), name="alerts_to_tell"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(outcome=""), name="closed_alert_has_an_outcome"
            ),
            models.UniqueConstraint(
                fields=["contribution"],
                condition=Q(in_translation=False),
                name="one_alert_of_what_was_said",
            ),
        ]

    def __str__(self) -> str:
        return f"alert {self.pk}: {self.urgency}"
