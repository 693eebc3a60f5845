# SPDX-License-Identifier: MIT
"""What this room does when a contribution loses its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from baton.listening import undoing
from baton.listening.models import Contribution
from baton.listening.signals import contribution_gone, contributions_undone
from baton.understanding.models import Coding, Reading, Review


@receiver(contribution_gone)
def take_out(contribution: Contribution, **_: Any) -> None:
    """Its codings leave every count, and no notice quotes it, in the same transaction."""
    Coding.objects.filter(contribution=contribution).delete()
    Reading.objects.filter(contribution=contribution).delete()
    Review.objects.filter(contribution=contribution).delete()


@receiver(contributions_undone)
def take_all_out(keys: Sequence[int], **_: Any) -> None:
    """Their codings and readings go with them, a person's as well as the classifier's."""
    undoing.delete_of(Coding, keys)
    undoing.delete_of(Reading, keys)
    undoing.delete_of(Review, keys)
