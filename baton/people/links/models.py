# SPDX-License-Identifier: MIT
"""Keys to single things, held by people without an account."""

from __future__ import annotations

from django.db import models

from baton.core import clock
from baton.people.models import Organisation


class Scope(models.TextChoices):
    """What a link opens. A key of one scope opens nothing of another."""

    SURVEY = "survey", "A survey somebody is answering"
    PARTNER = "partner", "A partner’s form"
    CONSENT = "consent", "What somebody agreed to"
    REPLY = "reply", "A reply to somebody"
    CHECK = "check", "Whether somebody was heard right"
    NEWS = "news", "News that somebody asked for"


class PrivateLink(models.Model):
    """A key to one thing. It is told once and then known by its digest only.

    `subject` is the key of what it opens, in a room above this one.
    """

    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=Scope)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="private_links"
    )
    subject = models.BigIntegerField()
    issued_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "subject"], name="links_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.scope} {self.subject}"
