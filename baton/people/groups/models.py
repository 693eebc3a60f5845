# SPDX-License-Identifier: MIT
"""Groups and committees: what each is for, how it connects to decisions, who has a seat."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.people.models import Account, Organisation
from baton.people.stakeholders.models import Stakeholder
from baton.ui.wording import _lazy


class GroupQuerySet(models.QuerySet["Group"]):
    def current(self) -> GroupQuerySet:
        return self.filter(ended_on=None)


class Group(models.Model):
    """A board, committee, steering or patient group. Function before form: its purpose first."""

    class Kind(models.TextChoices):
        BOARD = "board", _lazy("Board")
        COMMITTEE = "committee", _lazy("Committee")
        STEERING = "steering", _lazy("Steering group")
        WORKING = "working", _lazy("Working group")
        PARTICIPATION = "participation", _lazy("Patient participation group")
        REFERENCE = "reference", _lazy("Patient or public reference group")
        OTHER = "other", _lazy("Other group")

    class Purpose(models.TextChoices):
        GATHERS = "gathers", _lazy("Gathers what people say")
        COORDINATES = "coordinates", _lazy("Co-ordinates work")
        SOUNDS = "sounds", _lazy("Is a sounding board")
        DECIDES = "decides", _lazy("Decides")

    #: What each purpose means, for whoever begins a group.
    MEANINGS: ClassVar[dict[str, str]] = {
        Purpose.GATHERS: _lazy(
            "It hears from people and passes on what they say. What is done about it "
            "is settled elsewhere."
        ),
        Purpose.COORDINATES: _lazy("It keeps the work of several people or bodies in step."),
        Purpose.SOUNDS: _lazy(
            "It is asked what it thinks of plans and drafts before they are settled."
        ),
        Purpose.DECIDES: _lazy("It settles what is done, within the powers that it was given."),
    }

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind)
    purpose = models.CharField(max_length=12, choices=Purpose)
    remit = models.TextField(blank=True)
    # How what it says reaches a decision; in words, and the group that it reports to.
    connects = models.TextField(blank=True)
    reports_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reported_to_by"
    )
    meets = models.CharField(max_length=120, blank=True)
    began_on = models.DateField(default=clock.today)
    review_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("name"),
                condition=Q(ended_on=None),
                name="one_group_of_a_name",
            ),
            models.CheckConstraint(
                condition=Q(reports_to=None) | ~Q(reports_to=F("pk")),
                name="group_does_not_report_to_itself",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | (Q(ended_on__gte=F("began_on")) & ~Q(ended_why="")),
                name="group_ends_after_it_begins_and_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def decides(self) -> bool:
        return self.purpose == self.Purpose.DECIDES

    @property
    def review_is_overdue(self) -> bool:
        if self.ended_on is not None or self.review_on is None:
            return False
        return self.review_on < clock.today()


class Seat(models.Model):
    """A place in a group, whoever holds it; nobody holds a vacant one."""

    class Kind(models.TextChoices):
        CHAIR = "chair", _lazy("Chair")
        PATIENT = "patient", _lazy("Patient or carer")
        PUBLIC = "public", _lazy("Public")
        PARTNER = "partner", _lazy("Voluntary or community partner")
        HEALTHWATCH = "healthwatch", _lazy("Healthwatch")
        CLINICAL = "clinical", _lazy("Clinical")
        OFFICER = "officer", _lazy("Officer")
        COUNCIL = "council", _lazy("Council")
        LAY = "lay", _lazy("Lay or non-executive member")
        OTHER = "other", _lazy("Other")

    public_id = PublicIdField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=120, blank=True)
    removed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


#: Days before its end in which a term is said to end.
SOON = 60
#: Seats of people with experience of care, and of those who speak for them.
SEATS_OF_PEOPLE = (Seat.Kind.PATIENT, Seat.Kind.PUBLIC)
SEATS_OF_PARTNERS = (Seat.Kind.PARTNER, Seat.Kind.HEALTHWATCH)


class Holding(models.Model):
    """Somebody in a seat, for a term."""

    public_id = PublicIdField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holdings")
    name = models.CharField(max_length=150)
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The body that they speak for.
    stakeholder = models.ForeignKey(
        Stakeholder, null=True, blank=True, on_delete=models.PROTECT, related_name="holdings"
    )
    began_on = models.DateField(default=clock.today)
    term_ends_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(left_on=None), name="one_holder_a_seat"
            ),
            models.CheckConstraint(
                condition=Q(term_ends_on=None) | Q(term_ends_on__gte=F("began_on")),
                name="term_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("began_on")),
                name="holder_leaves_after_the_beginning",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.seat}"

    @property
    def is_over(self) -> bool:
        """Their term ended before today, and they are still there."""
        if self.left_on is not None or self.term_ends_on is None:
            return False
        return self.term_ends_on < clock.today()

    @property
    def days_left(self) -> int | None:
        """Until the last day of their term; None where it is over or none is written."""
        if self.left_on is not None or self.term_ends_on is None or self.is_over:
            return None
        return (self.term_ends_on - clock.today()).days

    @property
    def ends_soon(self) -> bool:
        return self.days_left is not None and self.days_left <= SOON
