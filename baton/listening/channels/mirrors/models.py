# SPDX-License-Identifier: MIT
"""What stands in another system, which keeps and answers it, and is only mirrored here."""

from __future__ import annotations

from django.db import models

from baton.core import clock
from baton.listening.models import Contribution


class Mirror(models.Model):
    """How a contribution stands in the system that it comes from, when it was last exported.

    `said` is a digest of the words as that system had them: ours are those that came first.
    """

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="mirror"
    )
    system = models.CharField(max_length=80)
    reference = models.CharField(max_length=200)
    status = models.CharField(max_length=80, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    # Without what identifies somebody.
    outcome = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    said = models.CharField(max_length=64)
    updated_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.system} {self.reference}"
