# SPDX-License-Identifier: MIT
"""Programmes of engagement: what for, in which stage, by which steps, and who should have a part.

The five stages are those of the engagement cycle (InHealth Associates).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.people.models import Account, Organisation
from baton.people.stakeholders.models import Register, Stakeholder
from baton.places.models import Service
from baton.ui.wording import _lazy


class StageKind(models.TextChoices):
    """The engagement cycle, in its order; what one hands on, the next takes up."""

    NEEDS = "needs", _lazy("Identify needs and aspirations")
    PLAN = "plan", _lazy("Develop priorities and plans")
    IMPROVE = "improve", _lazy("Improve services")
    PROCURE = "procure", _lazy("Procure services")
    MONITOR = "monitor", _lazy("Monitor services")

    @property
    def word(self) -> str:
        """The same in one word, for drawings and tables."""
        return str(_STAGES[self])


_STAGES: dict[str, str] = {
    StageKind.NEEDS: _lazy("Needs"),
    StageKind.PLAN: _lazy("Plan"),
    StageKind.IMPROVE: _lazy("Improve"),
    StageKind.PROCURE: _lazy("Procure"),
    StageKind.MONITOR: _lazy("Monitor"),
}


class Objective(models.Model):
    """What an organisation wants to reach; programmes say which of them they serve."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="objectives"
    )
    title = models.CharField(max_length=200)
    says = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("title"),
                condition=Q(ended_on=None),
                name="one_objective_of_a_title",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def running(self) -> ProgrammeQuerySet:
        """Begun and not ended."""
        return self.filter(ended_on=None, begins_on__lte=clock.today())

    def open(self) -> ProgrammeQuerySet:
        """Not ended: running, or still to begin."""
        return self.filter(ended_on=None)


class Programme(models.Model):
    """A piece of work on a service or a need, with the people it affects."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="programmes"
    )
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    services = models.ManyToManyField(Service, blank=True, related_name="programmes")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="programmes")
    area = models.CharField(max_length=300, blank=True)
    affects = models.TextField(blank=True)
    # A person who has an account, or the name of a post.
    owner = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.CharField(max_length=120, blank=True)
    begins_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True)
    budget_pounds = models.PositiveIntegerField(null=True, blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    # The template that it began from; empty for none.
    template = models.CharField(max_length=40, blank=True)
    register = models.OneToOneField(Register, on_delete=models.PROTECT, related_name="programme")
    created_at = models.DateTimeField(default=clock.now)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("title"),
                condition=Q(ended_on=None),
                name="one_programme_of_a_title",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="programme_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def whose(self) -> str:
        """Who owns it: a person or a post; empty while nobody does."""
        return self.owner.name if self.owner else self.post

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None


class Stage(models.Model):
    """One of the five stages of a programme."""

    class State(models.TextChoices):
        WAITING = "waiting", _lazy("Not begun")
        OPEN = "open", _lazy("Open")
        CLOSED = "closed", _lazy("Closed")
        LEFT_OUT = "left_out", _lazy("Not part of this programme")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="stages")
    kind = models.CharField(max_length=8, choices=StageKind)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    who = models.TextField(blank=True)
    methods = models.TextField(blank=True)
    questions = models.TextField(blank=True)
    # Why it was left out, or was closed while checks were open or findings lay in it.
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        # They are made together, in the order of the cycle.
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "kind"], name="one_stage_of_a_kind"),
            models.CheckConstraint(
                condition=~Q(state="left_out") | Q(why__gt=""),
                name="a_stage_is_left_out_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(opens_on=None) | Q(closes_on__gte=F("opens_on")),
                name="stage_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def name(self) -> str:
        """In one word, for drawings and tables."""
        return StageKind(self.kind).word

    @property
    def takes_part(self) -> bool:
        return self.state != self.State.LEFT_OUT


class StageRole(models.Model):
    """Who has which part in a stage: a person with an account, or a post."""

    class Part(models.TextChoices):
        ACCOUNTABLE = "accountable", _lazy("Accountable")
        RESPONSIBLE = "responsible", _lazy("Responsible")
        CONSULTED = "consulted", _lazy("Consulted")
        INFORMED = "informed", _lazy("Informed")

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="roles")
    part = models.CharField(max_length=12, choices=Part)
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            # One is accountable; many may have each of the other parts.
            models.UniqueConstraint(
                fields=["stage"], condition=Q(part="accountable"), name="one_is_accountable"
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False) | Q(post__gt=""), name="a_part_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.whose}"

    @property
    def whose(self) -> str:
        return self.account.name if self.account else self.post


class StepQuerySet(models.QuerySet["Step"]):
    def open(self) -> StepQuerySet:
        """Still to be done, in a stage that takes part."""
        return self.filter(done_on=None, not_needed_why="").exclude(
            stage__state=Stage.State.LEFT_OUT
        )

    def overdue(self) -> StepQuerySet:
        return self.open().filter(due_on__lt=clock.today())


class Step(models.Model):
    """Something to do by a day; a check says in addition what shows that it was done well."""

    class Kind(models.TextChoices):
        STEP = "step", _lazy("Step")
        CHECK = "check", _lazy("Check")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="steps")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.STEP)
    title = models.CharField(max_length=200)
    says = models.TextField(blank=True)
    # What the check rests on, such as a Gunning principle.
    basis = models.CharField(max_length=120, blank=True)
    post = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    evidence = models.TextField(blank=True)
    # What the list that it came from calls it; empty for what was made here.
    source_ref = models.CharField(max_length=200, blank=True)
    not_needed_why = models.CharField(max_length=300, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "source_ref"],
                condition=~Q(source_ref=""),
                name="one_step_a_reference",
            ),
            models.CheckConstraint(
                condition=~Q(kind="check") | Q(done_on=None) | Q(evidence__gt=""),
                name="a_check_is_met_by_evidence",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(not_needed_why=""),
                name="a_step_is_done_or_not_needed",
            ),
        ]
        indexes = [models.Index(fields=["programme", "due_on"], name="steps_by_due_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Still to be done, in a stage that takes part."""
        return self.done_on is None and not self.not_needed_why and self.stage.takes_part

    @property
    def is_check(self) -> bool:
        return self.kind == self.Kind.CHECK

    @property
    def is_overdue(self) -> bool:
        """Past its day; of a programme that has ended nothing is due."""
        if self.due_on is None or not self.is_open or self.programme.is_ended:
            return False
        return self.due_on < clock.today()


class PathwayStep(models.Model):
    """One step of the way that people go through a service: “the letter”, “the first visit”."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="pathway")
    title = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint("programme", Lower("title"), name="one_pathway_step_of_a_title")
        ]

    def __str__(self) -> str:
        return self.title


class PathwayPart(models.Model):
    """Who should be involved at a step of the pathway, by what means, and how much it would add."""

    class Adds(models.IntegerChoices):
        SOME = 1, _lazy("adds something")
        MUCH = 2, _lazy("adds much")
        MOST = 3, _lazy("adds most")

    step = models.ForeignKey(PathwayStep, on_delete=models.CASCADE, related_name="parts")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="+")
    adds = models.PositiveSmallIntegerField(choices=Adds)
    # How they are involved; empty while nothing is arranged: a gap.
    means = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "stakeholder"], name="one_part_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.stakeholder} at {self.step}"
