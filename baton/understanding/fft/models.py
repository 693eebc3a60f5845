# SPDX-License-Identifier: MIT
"""Which services a return counts, how many could have answered, and which returns were sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.people.models import Account, Organisation
from baton.places.models import Service
from baton.understanding.fft.layout import CHOICES, DEPARTMENTS


class Reported(models.Model):
    """A service whose answers belong to the return of a setting, with all that lies in it.

    What lies in it may be reported elsewhere: the nearest counts. Specialities are those of a
    ward, the department is what is counted in accident and emergency.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.OneToOneField(Service, on_delete=models.PROTECT, related_name="fft_reported")
    setting = models.CharField(max_length=16, choices=CHOICES)
    first_speciality = models.CharField(max_length=80, blank=True)
    second_speciality = models.CharField(max_length=80, blank=True)
    department = models.CharField(
        max_length=8, choices=DEPARTMENTS, blank=True, default="", db_default=""
    )
    since = models.DateField(default=clock.today)

    class Meta:
        verbose_name_plural = "reported"
        indexes = [models.Index(fields=["organisation", "setting"], name="reported_in_a_setting")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_speciality="") | Q(second_speciality=""),
                name="a_second_speciality_has_a_first",
            ),
            models.CheckConstraint(
                condition=Q(department="") | Q(setting="ae"),
                name="only_accident_and_emergency_has_a_department",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} in {self.setting}"


class BoardAbove(models.Model):
    """Code and name of the integrated care board where the tree of services does not tell them."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.code


class Eligible(models.Model):
    """How many people could have answered in a month: a number that is typed or imported."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    setting = models.CharField(max_length=16, choices=CHOICES)
    month = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "eligible"
        constraints = [
            models.UniqueConstraint(
                fields=["service", "setting", "month"], name="one_number_of_eligible_a_month"
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="a_month_of_eligible_is_its_first_day"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "setting", "month"], name="eligible_of_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.number} eligible in {self.month:%Y-%m}"


class Columns(models.Model):
    """Which column of a file of eligible numbers was what, the last time it looked like that."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    shape = models.CharField(max_length=64)
    chosen = models.JSONField()

    class Meta:
        verbose_name_plural = "columns"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "shape"], name="one_way_to_read_a_file")
        ]

    def __str__(self) -> str:
        return f"columns of {self.shape[:8]}"


class Sent(models.Model):
    """That a return was sent, by whom and when, with its figures as they were then."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    setting = models.CharField(max_length=16, choices=CHOICES)
    month = models.DateField()
    # [[path], [six answers], [modes], eligible or null]: a row each of the lowest level.
    figures = models.JSONField()
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "sent"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "setting", "month"], name="a_return_is_sent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.setting} of {self.month:%Y-%m}"
