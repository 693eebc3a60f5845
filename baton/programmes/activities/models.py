# SPDX-License-Identifier: MIT
"""Activities: single acts of engagement, as they were planned and as they happened."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.people.models import Account, Organisation
from baton.people.stakeholders.models import Stakeholder
from baton.places.models import Service
from baton.programmes.models import Programme, StageKind
from baton.ui.wording import _lazy


class Rung(models.IntegerChoices):
    """The level of participation (NHS England's ladder, lowest to highest)."""

    INFORM = 1, _lazy("Inform")
    CONSULT = 2, _lazy("Consult")
    INVOLVE = 3, _lazy("Involve")
    COLLABORATE = 4, _lazy("Collaborate")
    DEVOLVE = 5, _lazy("Devolve")


_RUNGS = (Rung.INFORM.value, Rung.DEVOLVE.value)


class Method(models.TextChoices):
    """How people are engaged."""

    SURVEY = "survey", _lazy("Survey")
    WORKSHOP = "workshop", _lazy("Workshop")
    FOCUS_GROUP = "focus_group", _lazy("Focus group")
    INTERVIEWS = "interviews", _lazy("Interviews")
    PUBLIC_MEETING = "public_meeting", _lazy("Public meeting")
    DELIBERATION = "deliberation", _lazy("Deliberative event")
    BOOTH = "booth", _lazy("Listening booth")
    OUTREACH = "outreach", _lazy("Outreach visit")
    CO_DESIGN = "co_design", _lazy("Co-design session")
    SHADOWING = "shadowing", _lazy("Shadowing or observing")
    LAY_ASSESSORS = "lay_assessors", _lazy("Lay assessors")
    GROUP_MEETING = "group_meeting", _lazy("Meeting of a group")
    STORIES = "stories", _lazy("Gathering stories")
    INFORMATION = "information", _lazy("Giving information")
    OTHER = "other", _lazy("Other")


class Activity(models.Model):
    """One act of engagement. Four fields make it: what, when, with whom, which programme."""

    class State(models.TextChoices):
        PLANNED = "planned", _lazy("Planned")
        ANNOUNCED = "announced", _lazy("Announced")
        HAPPENED = "happened", _lazy("Happened")
        CANCELLED = "cancelled", _lazy("Cancelled")

    class Slot(models.TextChoices):
        """What the organiser of somebody else's event said of our place there."""

        ASKED = "asked", _lazy("Asked")
        AGREED = "agreed", _lazy("Agreed")
        DECLINED = "declined", _lazy("Declined")

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="activities"
    )
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="activities")
    title = models.CharField(max_length=200)
    on = models.DateField()
    with_whom = models.CharField(max_length=300)

    # All else is asked for when it matters.
    stage = models.CharField(max_length=8, choices=StageKind)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    until = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    method = models.CharField(max_length=16, choices=Method, blank=True)
    place = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    is_online = models.BooleanField(default=False)
    services = models.ManyToManyField(Service, blank=True, related_name="+")
    stakeholders = models.ManyToManyField(Stakeholder, blank=True, related_name="activities")
    area = models.CharField(max_length=300, blank=True)
    audience = models.TextField(blank=True)
    accessibility = models.TextField(blank=True)
    languages = models.CharField(max_length=200, blank=True)
    # Under sixteens, or adults who may lack the capacity to agree, take part: who notes what they
    # say is asked who agreed; photographs and voices are off.
    needs_agreement = models.BooleanField(default=False)
    questions = models.TextField(blank=True)

    # Somebody else's event: whose, and what they said. Provisional until agreed.
    organiser = models.ForeignKey(
        Stakeholder, null=True, blank=True, on_delete=models.PROTECT, related_name="organises"
    )
    slot = models.CharField(max_length=8, choices=Slot, blank=True)

    # Planned against happened; payments to participants stand apart from what else it cost.
    expected = models.PositiveIntegerField(null=True, blank=True)
    came = models.PositiveIntegerField(null=True, blank=True)
    cost_planned = models.PositiveIntegerField(null=True, blank=True)
    cost = models.PositiveIntegerField(null=True, blank=True)
    payments_planned = models.PositiveIntegerField(null=True, blank=True)
    payments = models.PositiveIntegerField(null=True, blank=True)
    hours_planned = models.PositiveIntegerField(null=True, blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    # What it changed so far, in words.
    changed = models.TextField(blank=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    # Who came without being on the list, counted at the door.
    came_unnamed = models.PositiveIntegerField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    # Why it was announced although something was pointed out.
    announced_why = models.CharField(max_length=300, blank=True)
    # What those who come do not know yet: day, time, place, with commas; and which change it is.
    untold = models.CharField(max_length=20, blank=True)
    change_number = models.PositiveIntegerField(default=0)

    # Promised by its organiser. From collaborate on it names the decision that is shared.
    intended = models.PositiveSmallIntegerField(choices=Rung, null=True, blank=True)
    decision_shared = models.CharField(max_length=300, blank=True)
    hours_shared = models.PositiveIntegerField(null=True, blank=True)
    payment_shared = models.CharField(max_length=200, blank=True)
    # Opens the page on which participants say how they experienced it.
    rung_key = PublicIdField()

    # The public page, once it is open.
    sign_up_opens_on = models.DateField(null=True, blank=True)
    sign_up_closes_on = models.DateField(null=True, blank=True)
    sign_up_says = models.TextField(blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)

    # What the list that it came from calls it; empty for what was typed here.
    source_ref = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("on")),
                name="activity_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["organisation", "source_ref"],
                condition=~Q(source_ref=""),
                name="one_activity_a_reference",
            ),
            models.CheckConstraint(
                condition=Q(intended=None) | Q(intended__range=_RUNGS),
                name="a_known_rung_is_intended",
            ),
            models.CheckConstraint(
                condition=Q(slot="") | Q(organiser__isnull=False),
                name="a_slot_is_an_organisers",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "on"], name="activities_by_day"),
            models.Index(fields=["programme", "on"], name="activities_of_programme"),
            models.Index(
                fields=["on"],
                condition=Q(state__in=["planned", "announced"]),
                name="activities_to_come",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_provisional(self) -> bool:
        """At somebody else's event, and they have not agreed."""
        return self.organiser_id is not None and self.slot != self.Slot.AGREED

    @property
    def last_day(self) -> date:
        return self.until or self.on

    @property
    def is_over(self) -> bool:
        return self.last_day < clock.today()

    @property
    def has_begun(self) -> bool:
        return self.on <= clock.today()

    @property
    def is_open(self) -> bool:
        """Still to happen: planned or announced."""
        return self.state in (self.State.PLANNED, self.State.ANNOUNCED)

    @property
    def shares_a_decision(self) -> bool:
        """It names the decision that participants share, its hours and payment."""
        return bool(self.decision_shared and self.hours_shared is not None and self.payment_shared)

    @property
    def rung(self) -> Rung | None:
        """What is promised: without a decision, hours and payment named, consult at most."""
        if self.intended is None:
            return None
        intended = Rung(self.intended)
        if intended < Rung.COLLABORATE or self.shares_a_decision:
            return intended
        return Rung.CONSULT


class Participant(models.Model):
    """Somebody who was invited, signed up or came. Their details go when no longer needed."""

    class State(models.TextChoices):
        INVITED = "invited", _lazy("Invited")
        COMING = "coming", _lazy("Signed up")
        DECLINED = "declined", _lazy("Cannot come")
        CAME = "came", _lazy("Came")
        ABSENT = "absent", _lazy("Did not come")

    public_id = PublicIdField()
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="participants")
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    needs = models.CharField(max_length=500, blank=True)
    # Of the page on which they signed up, or as who invites them chose; empty is English.
    language = models.CharField(max_length=12, blank=True, default="")
    state = models.CharField(max_length=8, choices=State)
    invited_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # When they were told that it does not take place.
    called_off_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "email"],
                condition=~Q(email=""),
                name="one_place_an_address",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at=None) | Q(name="", email="", phone="", needs=""),
                name="who_is_forgotten_has_no_details",
            ),
        ]
        indexes = [
            models.Index(
                fields=["activity"],
                condition=Q(forgotten_at=None),
                name="participants_remembered",
            ),
        ]

    def __str__(self) -> str:
        return f"participant {self.pk}"


class RungAnswer(models.Model):
    """How many participants judged an activity to be of a rung, asked in one way."""

    class Manner(models.TextChoices):
        LINK = "link", _lazy("By link")
        PAPER = "paper", _lazy("On paper")
        HANDS = "hands", _lazy("By show of hands")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="rung_answers")
    rung = models.PositiveSmallIntegerField(choices=Rung)
    manner = models.CharField(max_length=5, choices=Manner)
    number = models.PositiveIntegerField(default=1)
    # One answer a browser, by link; empty for those counted on paper or by hands.
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rung__range=_RUNGS) & Q(number__gte=1), name="answers_of_a_rung"
            ),
            models.UniqueConstraint(
                fields=["activity", "answered_by"],
                condition=~Q(answered_by=""),
                name="one_rung_a_participant",
            ),
            models.UniqueConstraint(
                fields=["activity", "manner", "rung"],
                condition=~Q(manner="link"),
                name="one_count_a_rung_and_manner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} × {self.number}"
