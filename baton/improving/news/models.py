# SPDX-License-Identifier: MIT
"""Public pages of programmes, their news, and who asked for it by e-mail."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.people.models import Account
from baton.programmes.models import Programme


class Published(models.Model):
    """That a programme has a public page, and what it says first."""

    programme = models.OneToOneField(
        Programme, primary_key=True, on_delete=models.PROTECT, related_name="published"
    )
    says = models.TextField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(says=""), name="a_public_page_says_what_it_is")
        ]

    def __str__(self) -> str:
        return f"public page of {self.programme_id}"


class News(models.Model):
    """Something new of a programme, on its public page and by e-mail."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="news")
    title = models.CharField(max_length=120)
    text = models.TextField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    # When the letters to all who had asked for them were written.
    written_at = models.DateTimeField(null=True, blank=True)
    taken_down_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="news_says_something")
        ]
        indexes = [
            models.Index(
                fields=["at"],
                condition=Q(written_at=None, taken_down_at=None),
                name="news_still_to_write",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Subscriber(models.Model):
    """Somebody who asked for a programme's news. The row goes when they stop, with the address."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="subscribers")
    email = models.EmailField(max_length=254)
    # Of the page on which they asked; empty is English.
    language = models.CharField(max_length=12, blank=True, default="")
    asked_at = models.DateTimeField(default=clock.now)
    # Nothing but the question whether it was them is sent before.
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "email"], name="an_address_subscribes_once"
            )
        ]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"
