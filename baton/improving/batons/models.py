# SPDX-License-Identifier: MIT
"""Batons: each finding lies in somebody's hands until it has ended for a reason that is told."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from baton.core import clock, working_days
from baton.core.keys import PublicIdField
from baton.improving.findings.models import Finding
from baton.people.models import Account, Organisation
from baton.programmes.models import Programme, Stage
from baton.ui.wording import _lazy

#: Working days after its date, after which a baton is dropped.
GRACE = 10


def dropped_before(today: date) -> date:
    """A baton that was due before this day is dropped by now."""
    return working_days.days_before(today, GRACE)


class BatonQuerySet(models.QuerySet["Baton"]):
    def open(self) -> BatonQuerySet:
        """In somebody's hands: offered to them, or taken up."""
        return self.filter(state__in=Baton.OPEN)

    def dropped(self) -> BatonQuerySet:
        return self.open().filter(due_on__lt=dropped_before(clock.today()))


class Baton(models.Model):
    """One or more findings, with a question, in the hands of a holder in a stage.

    A finding's first baton is its author's, in the stage in which it was concluded. A move never
    changes where a baton lies: it ends this one and makes others, joined by `Move`, so that the
    links run both ways for good. Of every finding each branch ends in a baton that is open, or
    that has ended with a reason.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _lazy("Offered")
        HELD = "held", _lazy("Taken up")
        PASSED = "passed", _lazy("Handed on")
        DECLINED = "declined", _lazy("Declined, and returned")
        SPLIT = "split", _lazy("Split")
        MERGED = "merged", _lazy("Merged with others")
        ENDED = "ended", _lazy("Ended")

    OPEN = (State.OFFERED, State.HELD)

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="batons")
    findings = models.ManyToManyField(Finding, through="Carried", related_name="batons")
    # Where it lies.
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="batons")
    question = models.CharField(max_length=300, blank=True)
    # A person who has an account, or the name of a post.
    holder = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.CharField(max_length=120, blank=True)
    # None only of a finding's first one, which was handed on by nobody.
    due_on = models.DateField(null=True, blank=True)
    # Before it was re-dated, which may be done once.
    was_due_on = models.DateField(null=True, blank=True)
    redated_why = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OFFERED)
    handed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(default=clock.now)
    taken_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Why it was declined; or why it ended here, as people will be told.
    why = models.CharField(max_length=500, blank=True)
    # Whether its stage was closed over it, by force.
    was_left_behind = models.BooleanField(default=False)

    objects = BatonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(holder__isnull=False) | Q(post__gt=""), name="a_baton_has_a_holder"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "held"], closed_at=None)
                | (~Q(state__in=["offered", "held"]) & Q(closed_at__isnull=False)),
                name="a_baton_is_open_or_closed_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "ended"]) | Q(why__gt=""),
                name="a_baton_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(was_due_on=None) | Q(redated_why__gt="", due_on__isnull=False),
                name="a_baton_is_redated_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(due_on__isnull=False),
                name="what_is_handed_on_has_a_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_on"],
                condition=Q(state__in=["offered", "held"]),
                name="batons_by_due_day",
            ),
            models.Index(
                fields=["stage"],
                condition=Q(state__in=["offered", "held"]),
                name="batons_in_a_stage",
            ),
        ]

    def __str__(self) -> str:
        return f"baton {self.pk}: {self.state}"

    @property
    def programme(self) -> Programme:
        return self.stage.programme

    @property
    def whose(self) -> str:
        return self.holder.name if self.holder else self.post

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_late(self) -> bool:
        """Past its date, dropped or not yet."""
        return self.is_open and self.due_on is not None and self.due_on < clock.today()

    @property
    def is_dropped(self) -> bool:
        """Past its date by more than the days of grace."""
        if not self.is_open or self.due_on is None:
            return False
        return self.due_on < dropped_before(clock.today())

    @property
    def drops_on(self) -> date | None:
        """The first day on which it is dropped, if nobody acts."""
        return working_days.days_after(self.due_on, GRACE + 1) if self.due_on else None


class Carried(models.Model):
    """That a baton carries a finding: one; or several, once batons were merged."""

    baton = models.ForeignKey(Baton, on_delete=models.PROTECT, related_name="carried")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="carried")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["baton", "finding"], name="a_finding_is_carried_once")
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} in {self.baton_id}"


class Move(models.Model):
    """How one baton came of another: the links, both ways."""

    class Kind(models.TextChoices):
        ON = "on", "handed on"
        RETURNED = "returned", "returned"
        SPLIT = "split", "split off"
        MERGED = "merged", "merged"
        COPIED = "copied", "copied to another programme"

    before = models.ForeignKey(Baton, on_delete=models.PROTECT, related_name="moves")
    after = models.ForeignKey(Baton, on_delete=models.PROTECT, related_name="came_by")
    kind = models.CharField(max_length=8, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="one_move_between_batons"),
            models.CheckConstraint(
                condition=~Q(before=models.F("after")), name="a_baton_does_not_come_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}: {self.kind}"


class Reminded(models.Model):
    """That somebody was told of a baton: so that no digest tells it again, whoever sends it."""

    class What(models.TextChoices):
        OFFERED = "offered", "it was offered to them"
        SOON = "soon", "it is due within a week"
        LATE = "late", "it is past its date"
        DROPPED = "dropped", "it was dropped"
        OVERSEEN = "overseen", "it was dropped in a programme of theirs"
        POST = "post", "nobody of its post has taken it up in a programme of theirs"

    baton = models.ForeignKey(Baton, on_delete=models.CASCADE, related_name="reminded")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    # The date that it had: of a later one they are told anew.
    due_on = models.DateField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["baton", "account", "what", "due_on"], name="reminded_once_of_a_date"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} of {self.baton_id}: {self.what}"
