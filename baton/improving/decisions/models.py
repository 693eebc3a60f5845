# SPDX-License-Identifier: MIT
"""Decisions and actions: what a group resolved and why, what is changed, and whether it worked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.improving.batons.models import Baton
from baton.people.groups.models import Group
from baton.people.models import Account, Organisation
from baton.ui.wording import _, _lazy
from baton.understanding.measures.models import Measure


class Decision(models.Model):
    """What a group resolved on a day, because of which batons."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="decisions"
    )
    number = models.PositiveIntegerField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="decisions")
    decided_on = models.DateField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    reasons = models.TextField()
    alternatives = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    batons = models.ManyToManyField(Baton, through="Answered", related_name="decisions")
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    # In plain words on the programme's public page; empty while it is not told there.
    told = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-decided_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="one_decision_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(text__gt="") & Q(reasons__gt=""), name="a_decision_has_its_reasons"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        return _("Decision %(number)s") % {"number": self.number}


class Answered(models.Model):
    """That a decision answers a baton. The link stays, whatever becomes of either."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="answered")
    baton = models.ForeignKey(Baton, on_delete=models.PROTECT, related_name="answered")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "baton"], name="a_decision_answers_a_baton_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} answers {self.baton_id}"


class Action(models.Model):
    """What is changed because of a decision, by whom, by when, and how we will know it worked."""

    class State(models.TextChoices):
        TO_DO = "to_do", _lazy("To do")
        DOING = "doing", _lazy("Doing")
        DONE = "done", _lazy("Done")
        NOT_DOING = "not_doing", _lazy("Not doing")
        NOT_FIXED = "not_fixed", _lazy("Closed but not fixed")

    #: Still owed.
    OPEN = (State.TO_DO, State.DOING, State.NOT_FIXED)

    public_id = PublicIdField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="actions")
    title = models.CharField(max_length=200)
    # A person who has an account, or the name of a post.
    owner = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    resources = models.CharField(max_length=300, blank=True)
    expects = models.CharField(max_length=300)
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    before = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    before_on = models.DateField(null=True, blank=True)
    after = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    after_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.TO_DO)
    # Why it is not done, or what was done: people are told.
    why = models.CharField(max_length=500, blank=True)
    evidence = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    told = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(post__gt=""), name="an_action_has_an_owner"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False),
                name="what_is_done_was_done_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_doing") | Q(why__gt=""),
                name="what_is_not_done_says_why",
            ),
            models.CheckConstraint(
                condition=Q(after_on=None) | Q(before_on=None) | Q(after_on__gte=F("before_on")),
                name="after_comes_after_before",
            ),
        ]
        indexes = [models.Index(fields=["decision", "due_on"], name="actions_by_due_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def whose(self) -> str:
        return self.owner.name if self.owner else self.post

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < clock.today()


class Turn(models.Model):
    """A turn that an action took: to another state, on a day, because of what."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="turns")
    state = models.CharField(max_length=10, choices=Action.State)
    says = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=clock.now)
    # Nobody, where people who spoke had it reopened.
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.state}"
