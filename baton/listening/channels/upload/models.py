# SPDX-License-Identifier: MIT
"""A file that somebody brought, how it is to be read, and the rows that could not be."""

from __future__ import annotations

from django.db import models

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.core.models import Job
from baton.listening.models import Delivery
from baton.people.models import Account, Organisation


class Upload(models.Model):
    """One file. It is deleted once it has been read: the words live in contributions only."""

    class State(models.TextChoices):
        MAPPING = "mapping", "Columns to be checked"
        READING = "reading", "Being read"
        READ = "read", "Read"
        FAILED = "failed", "Could not be read"

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="uploads")
    brought_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="uploads/%Y/%m", max_length=300, blank=True)
    size = models.BigIntegerField()
    mapping = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.MAPPING)
    delivery = models.OneToOneField(
        Delivery, null=True, on_delete=models.PROTECT, related_name="upload"
    )
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    problem = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    header = models.JSONField(default=list)
    rows = models.BigIntegerField(default=0)
    received = models.BigIntegerField(default=0)
    repeated = models.BigIntegerField(default=0)
    taken_back = models.BigIntegerField(default=0)
    without_words = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    # [{"column", "reason", "rows"}]: cells that were read with a doubt, or could not be.
    notes = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-created_at"], name="newest_uploads")]

    def __str__(self) -> str:
        return self.name


class RefusedRow(models.Model):
    """A row kept aside: where it stood, what is wrong and how to mend it."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="refused_rows")
    number = models.BigIntegerField()
    column = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500)
    cells = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="a_row_is_refused_once")
        ]

    def __str__(self) -> str:
        return f"row {self.number}: {self.reason}"


class RememberedMapping(models.Model):
    """How files of this shape were read the last time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    shape = models.CharField(max_length=64)
    mapping = models.JSONField()
    used_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "shape"], name="one_mapping_a_shape")
        ]

    def __str__(self) -> str:
        return f"mapping of {self.shape[:8]}"
