# SPDX-License-Identifier: MIT
"""What every room leans on: the audit trail and long work."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.core.wording import _lazy


class AuditEntry(models.Model):
    """Who did what, when, to what. Written in the same transaction as the deed; never changed.

    `about` holds codes and counts, never anyone's words. The organisation is a bare number,
    because this room stands below the one that knows organisations.
    """

    at = models.DateTimeField(default=clock.now)
    organisation = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=120)
    verb = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    about = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-id"], name="audit_by_organisation"),
            models.Index(fields=["object_kind", "object_id"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return (
            f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.object_kind} {self.object_id}"
        )


class AuditSeal(models.Model):
    """One link of the chain: the entry's digest together with the digest before it."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="seal")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:12]}"


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> JobQuerySet:
        """Waiting or running."""
        return self.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])


class Job(models.Model):
    """A piece of long work: what it is, how far it has come, and whether someone is at it."""

    class State(models.TextChoices):
        WAITING = "waiting", _lazy("Waiting to start")
        RUNNING = "running", _lazy("Running")
        DONE = "done", _lazy("Done")
        FAILED = "failed", _lazy("Stopped by an error")

    public_id = PublicIdField()
    kind = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    organisation = models.BigIntegerField(null=True, db_index=True)
    asked_by = models.CharField(max_length=120, blank=True)
    arguments = models.JSONField(default=dict)
    # Two open jobs of one key would do the same work twice.
    key = models.CharField(max_length=120, blank=True)
    leads_to = models.CharField(max_length=300, blank=True)

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    task = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state__in=["waiting", "running"]) & ~Q(key=""),
                name="one_open_job_of_a_key",
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(heartbeat_at__isnull=False),
                name="running_job_has_a_heartbeat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def seconds_left(self) -> int | None:
        """How long it should still take at the pace so far; None when too early to say."""
        if self.state != self.State.RUNNING or not self.total or not self.done:
            return None
        if self.started_at is None or self.heartbeat_at is None:
            return None
        spent = (self.heartbeat_at - self.started_at).total_seconds()
        if spent < 2:
            return None
        return round(spent / self.done * (self.total - self.done))
