# SPDX-License-Identifier: MIT
"""A file that somebody brought, how it is to be read, and the rows that could not be."""

from __future__ import annotations

from django.db import models

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.core.models import Job
from baton.listening.models import Delivery
from baton.people.models import Account, Organisation
from baton.ui.wording import _lazy


class Upload(models.Model):
    """One file. It is deleted once it has been read: the words live in contributions only."""

    class State(models.TextChoices):
        OPENING = "opening", _lazy("Being opened")
        MAPPING = "mapping", _lazy("Columns to be checked")
        READING = "reading", _lazy("Being read")
        READ = "read", _lazy("Read")
        FAILED = "failed", _lazy("Could not be read")
        PART = "part", _lazy("Read in part only")
        UNDOING = "undoing", _lazy("Being undone")
        UNDONE = "undone", _lazy("Undone")

    class Holds(models.TextChoices):
        SAID = "said", _lazy("What people said")
        CASES = "case", _lazy("Complaints of another system (Datix, Ulysses)")
        STORIES = "story", _lazy("Stories of another system (Care Opinion)")
        STAKEHOLDERS = "stakeholders", _lazy("Stakeholders")
        ACTIVITIES = "activities", _lazy("Activities: engagement log, calendar")
        ACTIONS = "actions", _lazy("Actions: steps of a programme")
        ATTENDANCE = "attendance", _lazy("Attendance: who signed up or came")

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="uploads")
    brought_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="uploads/%Y/%m", max_length=300, blank=True)
    size = models.BigIntegerField()
    # What people said, or one of the lists; empty as long as nobody has said and it is guessed.
    holds = models.CharField(max_length=12, choices=Holds, blank=True)
    mapping = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.MAPPING)
    delivery = models.OneToOneField(
        Delivery, null=True, on_delete=models.PROTECT, related_name="upload"
    )
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    problem = models.CharField(max_length=500, blank=True)
    # A sheet of the workbook or a file in the zip file that was brought: its name, and what all of
    # them have in common. A file with one table has neither.
    part = models.CharField(max_length=200, blank=True)
    bundle = models.UUIDField(null=True, db_index=True)
    # Sentences: what a person should know of how it was read, and which parts of its file were not.
    remarks = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    header = models.JSONField(default=list)
    rows = models.BigIntegerField(default=0)
    received = models.BigIntegerField(default=0)
    repeated = models.BigIntegerField(default=0)
    taken_back = models.BigIntegerField(default=0)
    without_words = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    # Of a list {"added", "changed", "same", "begun"}: rows, and programmes that were begun for it.
    outcome = models.JSONField(null=True)
    # [{"column", "reason", "rows", "first"}]: cells that were read with a doubt, or could not be;
    # in how many rows, and the numbers of the first.
    notes = models.JSONField(default=list)
    # What stands in each column, as `census` counts it, until the file has been read.
    census = models.JSONField(null=True)

    # The upload whose refused rows this file brings back mended, and how many of them.
    mends = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="mended_files"
    )
    mends_rows = models.BigIntegerField(default=0)

    undone_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    # {"comments", "gone", "withdrawn", "alerts", "services"}: before it was undone, and after.
    undone = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-created_at"], name="newest_uploads")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="undone") | models.Q(undone_at__isnull=False),
                name="an_undone_upload_says_when",
            )
        ]

    def __str__(self) -> str:
        return self.name


class RefusedRow(models.Model):
    """A row kept aside: where it stood, what is wrong and how to mend it."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="refused_rows")
    number = models.BigIntegerField()
    column = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500)
    cells = models.JSONField()
    # The upload that brought it back mended.
    mended_in = models.ForeignKey(Upload, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="a_row_is_refused_once")
        ]

    def __str__(self) -> str:
        return f"row {self.number}: {self.reason}"


class RememberedMapping(models.Model):
    """How files of this shape that held the same were read the last time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    shape = models.CharField(max_length=64)
    holds = models.CharField(max_length=12, choices=Upload.Holds, default=Upload.Holds.SAID)
    mapping = models.JSONField()
    used_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "shape", "holds"], name="one_mapping_a_shape"
            )
        ]

    def __str__(self) -> str:
        return f"mapping of {self.shape[:8]}"


class ListRow(models.Model):
    """A row of a list that was brought: by what it is known again, what it said and stands for.

    All that a person wrote is kept as digests only. `list` is the same for all files with the same
    columns that were brought for the same place; `thing` is the key of a stakeholder, an activity,
    a step or a participant.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    list = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    thing = models.BigIntegerField()
    upload = models.ForeignKey(Upload, null=True, on_delete=models.SET_NULL, related_name="+")
    became = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_memory_a_row")
        ]
        indexes = [models.Index(fields=["organisation", "list"], name="rows_of_a_list")]

    def __str__(self) -> str:
        return f"row of list {self.list[:8]}"
