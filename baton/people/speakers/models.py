# SPDX-License-Identifier: MIT
"""Sentences of public pages as people who speak a language have mended and approved them.

They are the same for every body of an installation, as its pages are.
"""

from __future__ import annotations

from django.db import models

from baton.core import clock
from baton.people.models import Account, Organisation


class Approval(models.Model):
    """Somebody who speaks a language has read its sentences and approved them as they stood."""

    language = models.CharField(max_length=12)
    speaker = models.CharField(max_length=200)
    #: Of each sentence with its translation as approved, so that a later change shows.
    digests = models.JSONField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["language", "-at"], name="approvals_of_a_language")]

    def __str__(self) -> str:
        return f"{self.language}, {self.speaker}"


class Wording(models.Model):
    """A sentence mended on screen. It outranks the catalogue, in each form that numbers take."""

    language = models.CharField(max_length=12)
    #: Of the English sentence, by which it is found again.
    digest = models.CharField(max_length=64)
    english = models.TextField()
    words = models.JSONField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    mended_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "digest"], name="sentence_has_one_wording_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.english[:60]}"
