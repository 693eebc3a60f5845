# SPDX-License-Identifier: MIT
"""Surveys, the versions in which they were asked, where they lie, and who answered."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.listening.models import Contribution, Delivery
from baton.people.models import Account, Organisation
from baton.places.models import Service
from baton.programmes.activities.models import Activity
from baton.ui.wording import _lazy

#: Without letters and digits that are taken for one another.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_code() -> str:
    """For an address that somebody types from a poster."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(7))


class Survey(models.Model):
    """Something that is asked of people. What it asks is edited as a draft, and then published."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=200)
    # The act of engagement that it belongs to; none for ongoing listening.
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="surveys"
    )
    # Where people speak of, unless the place at which they answer says so.
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # As `definition.to_json` gives it.
    draft = models.JSONField(default=dict, blank=True)
    one_a_page = models.BooleanField(default=True)
    # Whether its last question is how people had a part in the activity.
    asks_rung = models.BooleanField(default=False)
    # Whether it asks who answers if they are under 16.
    asks_under_16 = models.BooleanField(default=False)
    # Whether people are asked, once they have sent their answers, how they may be told what comes
    # of it.
    asks_contact = models.BooleanField(default=False)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    # Closed by hand, whatever its days say.
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None)
                | Q(closes_on=None)
                | Q(closes_on__gte=models.F("opens_on")),
                name="a_survey_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(asks_rung=False) | Q(activity__isnull=False),
                name="a_rung_is_of_an_activity",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_open_on(self, day: date) -> bool:
        """Whether it may be answered that day, once it has been published."""
        if self.closed_at is not None:
            return False
        begun = self.opens_on is None or self.opens_on <= day
        return begun and (self.closes_on is None or day <= self.closes_on)


class Version(models.Model):
    """A survey as it was published. It never changes: answers stay with what they answered."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="one_version_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.survey}, version {self.number}"


class Picture(models.Model):
    """A picture beside a question or an answer, in Easy Read. Definitions name it by its id.

    Its file never changes: another picture is another row, so that versions keep theirs.
    """

    public_id = PublicIdField()
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="pictures")
    file = models.FileField(upload_to="survey-pictures/%Y/%m", max_length=300)
    kind = models.CharField(max_length=20)
    # What it shows, for who does not see it.
    alt = models.CharField(max_length=200)
    # Since when people without an account may see it: it stands in a version.
    published_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="a_picture_says_what_it_shows")
        ]

    def __str__(self) -> str:
        return f"picture {self.pk}"


class Place(models.Model):
    """Where a survey lies: a poster at a reception, a link in a letter. Each has an address."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="places")
    code = models.CharField(max_length=12, unique=True, default=new_code)
    # Empty for the survey's own address.
    name = models.CharField(max_length=200, blank=True)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # What was answered there came together, of the survey's activity.
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="survey_place")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "name"], name="one_place_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.survey)


class Response(models.Model):
    """One person's answers to a version.

    Until it is finished `answers` holds all that was saved, words too. Then each answer in words
    is a contribution (`Said`), what the person stated of themselves is frozen with these, and
    `answers` keeps the others only.
    """

    class Mode(models.TextChoices):
        ONLINE = "online", _lazy("Online")
        PAPER = "paper", _lazy("On paper")
        ASSISTED = "assisted", _lazy("Face to face")
        TELEPHONE = "telephone", _lazy("By telephone")

    public_id = PublicIdField()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="responses")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="responses")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ONLINE)
    language = models.CharField(max_length=10, default="en")
    answers = models.JSONField(default=dict)
    # By key, the questions that were shown: one that was not is not asked, rather than unanswered.
    shown = models.JSONField(default=list)
    started_at = models.DateTimeField(default=clock.now)
    saved_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Who typed in what somebody wrote or said.
    typed_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The number that somebody wrote on a sheet, so that it is not typed in twice.
    sheet = models.CharField(max_length=20, blank=True)
    # The day on which it was answered: of a sheet the day that stands on it.
    said_on = models.DateField(null=True, blank=True)
    # What the person stated of themselves, for counting alone: who answers without a word has no
    # contribution to keep it with.
    stated = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "sheet"],
                condition=~Q(sheet=""),
                name="a_sheet_is_typed_in_once",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(said_on__isnull=False),
                name="a_finished_response_has_its_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["saved_at"],
                condition=Q(finished_at=None),
                name="responses_not_finished",
            ),
            models.Index(fields=["version", "finished_at"], name="responses_of_a_version"),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"


class Said(models.Model):
    """That a contribution is somebody's answer to a question; "" for a score without words."""

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="survey_answer"
    )
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="said")
    question = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name_plural = "said"

    def __str__(self) -> str:
        return f"contribution {self.contribution_id}"
