# SPDX-License-Identifier: MIT
"""What is watched over time: measures, the standards set for them, and what was typed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.people.models import Account, Organisation
from baton.places.models import Service
from baton.ui.wording import _lazy


class Measure(models.Model):
    """One thing that is counted again and again: what, how, which way is better, and whose it is.

    What is counted from comments is counted anew each time it is looked at, so that what somebody
    takes back leaves at once; only typed figures are kept, as `Value`.
    """

    class Source(models.TextChoices):
        TYPED = "typed", _lazy("Figures that are typed or imported")
        THEME = "theme", _lazy("Share of comments about a theme")
        NEGATIVE = "negative", _lazy("Share of comments that are negative")
        POSITIVE = "positive", _lazy("Share of comments that are positive")
        FFT_POSITIVE = (
            "fft_positive",
            _lazy("Friends and Family Test: share who said good or very good"),
        )
        FFT_NEGATIVE = (
            "fft_negative",
            _lazy("Friends and Family Test: share who said poor or very poor"),
        )
        COMMENTS = "comments", _lazy("Number of comments")

    class Frequency(models.TextChoices):
        WEEK = "week", _lazy("Each week")
        MONTH = "month", _lazy("Each month")
        QUARTER = "quarter", _lazy("Each quarter")

    class Direction(models.TextChoices):
        INCREASE = "increase", _lazy("More is better")
        DECREASE = "decrease", _lazy("Less is better")
        NEITHER = "neither", _lazy("Neither is better")

    class Unit(models.TextChoices):
        NUMBER = "number", _lazy("Number")
        PERCENTAGE = "percentage", _lazy("Percentage")
        MINUTES = "minutes", _lazy("Minutes")
        HOURS = "hours", _lazy("Hours")
        DAYS = "days", _lazy("Days")
        WEEKS = "weeks", _lazy("Weeks")
        POUNDS = "pounds", _lazy("Pounds")

    class RuleSet(models.TextChoices):
        MDC = "mdc_2023", _lazy("Making Data Count, as changed at the end of 2023")
        NHSR = "nhsr_0_2_2", _lazy("NHSRplotthedots 0.2.2, to match an older report")

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="measures"
    )
    title = models.CharField(max_length=120)
    says = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=12, choices=Source)
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(
        "understanding.Theme", null=True, on_delete=models.PROTECT, related_name="+"
    )
    frequency = models.CharField(max_length=8, choices=Frequency)
    direction = models.CharField(max_length=8, choices=Direction)
    unit = models.CharField(max_length=12, choices=Unit)
    # A person who has an account, or the name of a post.
    owner = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=120, blank=True)
    # The first day counted, null for that of the first comment; and the last one.
    begun = models.DateField(null=True)
    retired = models.DateField(null=True)

    rule_set = models.CharField(max_length=12, choices=RuleSet, default=RuleSet.MDC)
    fix_points = models.PositiveSmallIntegerField(null=True)
    fix_until = models.DateField(null=True)
    screens_outliers = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="theme") | Q(theme__isnull=False),
                name="a_share_of_a_theme_has_one",
            ),
            models.CheckConstraint(
                condition=Q(source="typed")
                | Q(source="comments", unit="number")
                | (~Q(source="comments") & Q(unit="percentage")),
                name="what_is_counted_has_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(post=""), name="a_measure_has_one_owner"
            ),
            models.CheckConstraint(
                condition=Q(fix_points=None) | Q(fix_until=None, fix_points__gte=2),
                name="one_way_to_fix_a_baseline",
            ),
            models.CheckConstraint(
                condition=Q(begun=None) | Q(retired=None) | Q(retired__gte=F("begun")),
                name="a_measure_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_typed(self) -> bool:
        return self.source == self.Source.TYPED

    @property
    def is_percentage(self) -> bool:
        return self.unit == self.Unit.PERCENTAGE

    @property
    def is_retired(self) -> bool:
        return self.retired is not None and self.retired < clock.today()

    @property
    def whose(self) -> str:
        """Who answers for it: a person's name or a post's."""
        return self.owner.name if self.owner else self.post


class Standard(models.Model):
    """What is aimed at in this place: set by whom, with which of the people it affects, and why.

    One is never changed: another takes its place on a day. `valid_to` is the first day on which it
    no longer holds; a standard that was replaced on the day it began never held.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="standards")
    target = models.DecimalField(max_digits=14, decimal_places=4)
    set_by = models.CharField(max_length=200)
    set_with = models.CharField(max_length=300)
    why = models.CharField(max_length=600)
    decided_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(valid_to=None),
                name="one_standard_without_an_end",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_standard_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"standard {self.pk} of measure {self.measure_id}"


class Value(models.Model):
    """A typed figure of one period; again for the same period, it takes the first one's place."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="values")
    start = models.DateField()
    # Without a denominator it is the value itself.
    numerator = models.DecimalField(max_digits=14, decimal_places=4)
    denominator = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "start"], name="one_value_a_period"),
            models.CheckConstraint(
                condition=Q(denominator=None) | Q(denominator__gt=0), name="nothing_of_nobody"
            ),
        ]

    def __str__(self) -> str:
        return f"value of measure {self.measure_id} from {self.start}"


class Note(models.Model):
    """What happened in a period, beside its point."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="notes")
    start = models.DateField()
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "start"], name="one_note_a_period"),
            models.CheckConstraint(condition=~Q(text=""), name="a_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"note of measure {self.measure_id} from {self.start}"


class Rebase(models.Model):
    """From when a chart has new limits, because the process has changed for a known reason."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="rebases")
    start = models.DateField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "start"], name="one_rebase_a_period"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_rebase_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"rebase of measure {self.measure_id} from {self.start}"
