# SPDX-License-Identifier: MIT
"""Sessions of an activity at which people speak, their tables, and photographed flip charts.

What is said is kept as contributions; each table's come in a delivery of their own, which names
the activity.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.listening.models import Contribution, Delivery
from baton.people.models import Account, Organisation
from baton.places.models import Service
from baton.programmes.activities.models import Activity


class Session(models.Model):
    """One sitting of an activity: whom it had and what was agreed there, as stated for all."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="note_sessions"
    )
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="note_sessions")
    held_on = models.DateField()
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    # Code → answer, as uploads keep them. They go with each point from then on.
    stated = models.JSONField(default=dict)
    language = models.CharField(max_length=12, blank=True)
    # Agreed aloud by everybody there: that they may be quoted, in their own words only.
    may_quote = models.BooleanField(default=False)
    began_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    # Opens the page on which people sign in, on a tablet on which nobody of ours is signed in.
    sign_in_key = PublicIdField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity"],
                condition=Q(closed_at=None),
                name="one_open_session_an_activity",
            )
        ]

    def __str__(self) -> str:
        return f"session {self.pk} of {self.activity}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Table(models.Model):
    """Where one facilitator takes notes: a table, a focus group, one interview."""

    public_id = PublicIdField()
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="tables")
    name = models.CharField(max_length=60)
    facilitator = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    # What this table stated of itself where it differs from the session.
    stated = models.JSONField(default=dict)
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="table")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "name"], name="one_table_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Chart(models.Model):
    """A photographed flip chart. The photograph goes once it is no longer needed; that there was
    one stays."""

    public_id = PublicIdField()
    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="charts")
    file = models.FileField(upload_to="flip-charts/%Y/%m", max_length=300, blank=True)
    kind = models.CharField(max_length=20)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    keep_until = models.DateField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(deleted_at=None) | Q(file=""), name="a_deleted_chart_has_no_file"
            )
        ]

    def __str__(self) -> str:
        return f"flip chart {self.pk}"


class FromChart(models.Model):
    """That a point was read off a flip chart."""

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="from_chart"
    )
    chart = models.ForeignKey(Chart, on_delete=models.PROTECT, related_name="points")

    def __str__(self) -> str:
        return f"{self.contribution_id} from {self.chart_id}"


class NotedBy(models.Model):
    """Who noted a point, at their own table or at somebody else's: they may mend it."""

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="noted_by"
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.contribution_id} by {self.account_id}"
