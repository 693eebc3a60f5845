# SPDX-License-Identifier: MIT
"""A contribution's words in English, kept beside the original and never in its place."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.people.models import Account
from baton.ui.wording import _


class Translation(models.Model):
    """The words of one contribution in English, redacted as these are; and whose they are.

    One for each contribution: a person's takes a machine's place, never the other way about.
    """

    contribution = models.OneToOneField(
        "listening.Contribution",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="translation",
    )
    words = models.TextField()
    # What it was translated from, as far as anybody knew then: ISO 639.
    of_language = models.CharField(max_length=12, blank=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    engine = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(default=clock.now)
    # When it was screened for risk: null while that is still to do.
    screened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by=None) & ~Q(engine="") | Q(by__isnull=False, engine=""),
                name="a_translation_is_by_a_person_or_a_machine",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_translation_has_words"),
        ]
        indexes = [
            models.Index(
                fields=["contribution"],
                condition=Q(screened_at=None),
                name="translations_to_screen",
            )
        ]

    def __str__(self) -> str:
        return f"translation of {self.contribution_id}"

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.engine)

    @property
    def by_whom(self) -> str:
        """How it is marked wherever it is shown."""
        if self.engine:
            return _("by a machine (%(engine)s)") % {"engine": self.engine}
        return _("by a person")


class NotTranslated(models.Model):
    """That a machine was asked for a translation and gave none: why, and when it is asked again."""

    contribution = models.OneToOneField(
        "listening.Contribution",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="not_translated",
    )
    # A sentence for whoever opens the comment.
    problem = models.CharField(max_length=300)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Null: it is not asked again.
    next_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.contribution_id} is not translated"
