# SPDX-License-Identifier: MIT
"""A key of another system: whose it is, what it may do, and until when."""

from __future__ import annotations

from django.db import models

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.people.models import Account, Organisation
from baton.people.stakeholders.models import Stakeholder
from baton.ui.wording import _lazy


class Scope(models.TextChoices):
    """What a key may do."""

    SEND = "send", _lazy("Send what people said, and withdraw what it sent")
    READ = "read", _lazy("See what became of what it sent")
    SERVICES = "services", _lazy("Read the tree of services")


class ApiToken(models.Model):
    """A key to the API. It is told once; here it is known by its digest only.

    Keys of one partner, or of one name where they are no partner's, are one sender's: a new key
    sees what an older one has sent.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="api_tokens"
    )
    name = models.CharField(max_length=80)
    partner = models.ForeignKey(
        Stakeholder, null=True, blank=True, on_delete=models.PROTECT, related_name="api_tokens"
    )
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # The start of the minute in which its requests are counted, and how many came since: so its
    # last use is written once a minute.
    last_used_at = models.DateTimeField(null=True, blank=True)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-made_at"], name="newest_tokens")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and (
            self.expires_at is None or self.expires_at > clock.now()
        )

    def may(self, scope: str) -> bool:
        return scope in self.scopes
