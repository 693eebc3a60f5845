# SPDX-License-Identifier: MIT
"""Who sends what people told them, what they sent, and which systems hear what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.listening.channels.upload.models import Upload
from baton.listening.models import Contribution, Delivery
from baton.people.models import Account, Organisation
from baton.people.stakeholders.models import Stakeholder
from baton.people.tokens.models import ApiToken
from baton.ui.wording import _lazy


class Partner(models.Model):
    """Somebody who sends what people told them: a stakeholder of the register, or a system of a
    body's own, by the name of its keys."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partners"
    )
    stakeholder = models.OneToOneField(
        Stakeholder, null=True, blank=True, on_delete=models.PROTECT, related_name="partner"
    )
    system = models.CharField(max_length=80, blank=True)
    made_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Its people are under sixteen, or adults who may lack the capacity to agree: its form asks who
    # agreed.
    needs_agreement = models.BooleanField(default=False)
    # When its private link was made; null where it has none.
    link_made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(stakeholder__isnull=False) & Q(system=""))
                | (Q(stakeholder=None) & ~Q(system="")),
                name="a_partner_is_a_stakeholder_or_a_system",
            ),
            models.UniqueConstraint(
                fields=["organisation", "system"],
                condition=~Q(system=""),
                name="one_sender_a_system",
            ),
        ]

    def __str__(self) -> str:
        return self.stakeholder.name if self.stakeholder else self.system


class PartnerDelivery(models.Model):
    """That a partner sent these together, by which way, and how the people had been asked."""

    class Way(models.TextChoices):
        FORM = "form", _lazy("Their form")
        FILE = "file", _lazy("A file")
        API = "api", _lazy("The API")

    delivery = models.OneToOneField(
        Delivery, primary_key=True, on_delete=models.PROTECT, related_name="partner_delivery"
    )
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="deliveries")
    way = models.CharField(max_length=4, choices=Way)
    how_asked = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["partner", "-sent_at"], name="newest_of_a_partner")]

    def __str__(self) -> str:
        return f"{self.get_way_display()} of {self.partner}"


class Item(models.Model):
    """One thing that a partner sent: its own reference for it, and when it came.

    `words_digest` is a keyed digest of what was said, by which the same words are found again;
    empty where they are too few to mean anything, and once they were taken back.
    """

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="partner_item"
    )
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="items")
    token = models.ForeignKey(ApiToken, null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=200)
    sent_at = models.DateTimeField(default=clock.now)
    words_digest = models.CharField(max_length=64, blank=True)
    # That its coding was told to those who asked to hear of it.
    coding_told = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["partner", "-contribution"], name="items_newest_first"),
            models.Index(fields=["partner", "reference"], name="items_by_reference"),
            models.Index(
                fields=["words_digest"], condition=~Q(words_digest=""), name="items_by_words"
            ),
            models.Index(
                fields=["contribution"], condition=Q(coding_told=False), name="coding_to_tell"
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.contribution_id}"


class PartnerFile(models.Model):
    """A file that a partner handed in. Staff say what its columns are; then its delivery is noted
    as the partner's."""

    upload = models.OneToOneField(
        Upload, primary_key=True, on_delete=models.CASCADE, related_name="partner_file"
    )
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="files")
    how_asked = models.CharField(max_length=500, blank=True)
    # A keyed digest of its bytes: the same file again is the same.
    digest = models.CharField(max_length=64)
    brought_at = models.DateTimeField(default=clock.now)
    noted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"file {self.upload_id} of {self.partner}"


class Answered(models.Model):
    """How the API answered a request, so that the same request again gets the same answer."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    begun_at = models.DateTimeField(default=clock.now)
    # Null while it is being worked on.
    answer = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="one_answer_a_key_of_a_token")
        ]
        indexes = [models.Index(fields=["begun_at"], name="answers_oldest_first")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Event(models.TextChoices):
    """What other systems may hear of."""

    RECEIVED = "contribution.received", _lazy("Something was received")
    CODED = "contribution.coded", _lazy("It was read, and its themes noted")
    WITHDRAWN = "contribution.withdrawn", _lazy("It was withdrawn or erased")


class Webhook(models.Model):
    """An address of another system that is told what happens to what one partner sent."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="webhooks"
    )
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="webhooks")
    url = models.CharField(max_length=500)
    # What signs each call, as Standard Webhooks write it: whsec_ and base64.
    secret = models.CharField(max_length=80)
    events = models.JSONField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.url


class WebhookCall(models.Model):
    """One thing that happened, told to one address: identifiers and states, never words."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="calls")
    event_id = models.CharField(max_length=40, unique=True)
    event = models.CharField(max_length=40)
    body = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    # When it is tried next; null once it arrived or was given up.
    next_at = models.DateTimeField(null=True, default=clock.now)
    done_at = models.DateTimeField(null=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="calls_due"),
            models.Index(fields=["webhook", "-id"], name="calls_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(next_at=None), name="an_arrived_call_waits_no_more"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.event_id}"

    @property
    def is_given_up(self) -> bool:
        return self.next_at is None and self.done_at is None
