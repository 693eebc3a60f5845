# SPDX-License-Identifier: MIT
"""Addresses of people who spoke, each once, and which contributions are theirs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.listening.models import Contribution
from baton.people.models import Organisation
from baton.ui.speech import noop
from baton.ui.wording import _lazy


class Contact(models.Model):
    """One person's way to be reached by one organisation.

    `digest` is of the way and the address with the organisation's own key, so that whoever speaks
    three times is known to be one person and gets one reply.
    """

    class Way(models.TextChoices):
        EMAIL = "email", _lazy("By e-mail")
        SMS = "sms", _lazy("By text")
        PHONE = "phone", _lazy("By phone")
        POST = "post", _lazy("By post")
        PARTNER = "partner", _lazy("Through a partner")

    class Format(models.TextChoices):
        PLAIN = "plain", noop("As it is")
        LARGE = "large", noop("Large print")
        EASY_READ = "easy_read", noop("Easy Read")
        AUDIO = "audio", noop("Audio")
        BRAILLE = "braille", noop("Braille")
        BSL = "bsl", noop("British Sign Language")

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contacts"
    )
    digest = models.CharField(max_length=64)
    way = models.CharField(max_length=8, choices=Way)
    name = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=500)
    language = models.CharField(max_length=12, blank=True)
    format = models.CharField(max_length=12, choices=Format, default=Format.PLAIN)
    created_at = models.DateTimeField(default=clock.now)
    # On this day it goes, unless it is still needed then.
    forget_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "digest"], name="one_contact_an_address"
            ),
            models.CheckConstraint(condition=~Q(address=""), name="a_contact_has_an_address"),
        ]
        indexes = [models.Index(fields=["forget_on"], name="contacts_to_forget")]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class Reachable(models.Model):
    """Whose contribution it is, as far as it is known: by their contact."""

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="reachable"
    )
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="contributions")

    def __str__(self) -> str:
        return f"{self.contribution_id} by {self.contact_id}"
