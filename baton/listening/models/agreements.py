# SPDX-License-Identifier: MIT
"""Who agreed for somebody who may not be able to agree alone, and on what basis."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.listening import agreed
from baton.listening.models.contributions import Contribution
from baton.people.models import Account
from baton.programmes.activities.models import Activity


def _as_the_law_has_it() -> Q:
    """Nobody has agreed yet; or somebody who may, on the basis that goes with them."""
    condition = Q(who="", basis="", for_whom__in=list(agreed.FOR_WHOM))
    for for_whom, allowed in agreed.GOES_TOGETHER.items():
        for who, basis in allowed.items():
            condition |= Q(for_whom=for_whom, who=who, basis=basis)
    return condition


class _Agreed(models.Model):
    """For whom, who agreed and on what basis. Nobody has where `who` is empty."""

    for_whom = models.CharField(max_length=5, choices=list(agreed.FOR_WHOM.items()))
    who = models.CharField(max_length=9, choices=list(agreed.WHO.items()), blank=True)
    basis = models.CharField(max_length=14, choices=list(agreed.BASES.items()), blank=True)
    # How who agreed is related to them, in words: no names.
    relation = models.CharField(max_length=agreed.LONGEST_RELATION, blank=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=_as_the_law_has_it(), name="%(class)s_on_a_basis_that_allows_it"
            )
        ]

    @property
    def is_given(self) -> bool:
        return self.who != agreed.NOBODY


class Agreement(_Agreed):
    """Who agreed for somebody who may not be able to agree alone, and on what basis.

    One row for each contribution that needs it. Until somebody has agreed, the contribution is
    kept and counted, but neither quoted nor shared, and nobody is contacted.
    """

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="agreement"
    )

    def __str__(self) -> str:
        return f"agreement for {self.contribution_id}"


class PicturesAllowed(_Agreed):
    """That photographs and voices may be taken at an activity of those who may not be able to
    agree alone. Without it they are off."""

    activity = models.OneToOneField(
        Activity, primary_key=True, on_delete=models.PROTECT, related_name="pictures_allowed"
    )

    class Meta(_Agreed.Meta):
        constraints = [
            *_Agreed.Meta.constraints,
            models.CheckConstraint(condition=~Q(who=""), name="pictures_are_agreed_to"),
        ]

    def __str__(self) -> str:
        return f"pictures at {self.activity_id}"
