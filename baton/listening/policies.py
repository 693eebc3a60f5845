# SPDX-License-Identifier: MIT
"""May this be done now? Photographs and voices of those who may not be able to agree alone."""

from __future__ import annotations

from baton.listening.models import PicturesAllowed
from baton.programmes.activities.models import Activity
from baton.ui.wording import _


class PicturesOff(Exception):
    """Photographs and voices are off at this activity."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Photographs and voices are off at this activity, because under sixteens, or "
                "adults who may lack the capacity to agree, take part. An engagement lead can turn "
                "them on on the activity’s page, saying who agreed and on what basis."
            )
        )


def are_pictures_on(activity: Activity) -> bool:
    """Whether photographs, pictures and recorded voices may be kept of an activity.

    Every channel that takes any asks this (or `check_pictures`) first.
    """
    if not activity.needs_agreement:
        return True
    return PicturesAllowed.objects.filter(activity=activity).exists()


def check_pictures(activity: Activity) -> None:
    """Raise PicturesOff where none may be kept."""
    if not are_pictures_on(activity):
        raise PicturesOff
