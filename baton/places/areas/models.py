# SPDX-License-Identifier: MIT
"""Districts, the small areas in them and their postcodes; and what an organisation serves.

The first three are public facts that come from files (`loading.py`): no organisation owns them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from baton.core import clock
from baton.people.models import Account, Organisation
from baton.ui.wording import _lazy


class AreaQuerySet(models.QuerySet["Area"]):
    def districts(self) -> AreaQuerySet:
        return self.filter(kind=Area.Kind.DISTRICT)


class Area(models.Model):
    """A district, or a small area in one. Degrees are of WGS 84."""

    class Kind(models.TextChoices):
        DISTRICT = "district", _lazy("District")
        # Some 1,500 people: the lower layer super output area of the Census of 2021.
        SMALL = "small", _lazy("Small area")

    code = models.CharField(max_length=9, unique=True)
    kind = models.CharField(max_length=8, choices=Kind)
    # A small area is known by its code until a file of names has come.
    name = models.CharField(max_length=100, blank=True)
    within = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    # Rings of [longitude, latitude], the largest first; empty where no file drew it.
    outline = models.JSONField(default=list, blank=True)
    # The box around it.
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="district") | Q(within__isnull=False),
                name="a_small_area_is_in_a_district",
            ),
        ]
        indexes = [models.Index("kind", Lower("name"), name="areas_by_name")]

    def __str__(self) -> str:
        return self.name or self.code


class Postcode(models.Model):
    """Where a postcode lies. Written with one space before its last three letters."""

    code = models.CharField(max_length=8, primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="postcodes")
    longitude = models.FloatField()
    latitude = models.FloatField()

    def __str__(self) -> str:
        return self.code


class Facts(models.Model):
    """A file that areas or postcodes came from."""

    name = models.CharField(max_length=200, unique=True)
    # SHA-256 of what was read, so that the same file is not read again.
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    read_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "facts"

    def __str__(self) -> str:
        return self.name


class Served(models.Model):
    """A district whose people an organisation is there for."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="served")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=clock.now)
    said_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "served"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "area"], name="an_area_is_served_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.area}"
